// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/seeded_noise.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <vector>

namespace timbre::nets {
namespace {

constexpr std::size_t kMany = 200'000;
/// Of a mean over that many numbers; a fair generator misses five deviations once in two million times.
const double kSpread = 5.0 / std::sqrt(double{kMany});

std::vector<float> gaussian(std::uint64_t seed, std::size_t count = kMany) {
    std::vector<float> noise(count);
    gaussianNoise(seed, noise);
    return noise;
}

std::vector<float> exponential(std::uint64_t seed, std::uint64_t step, std::size_t count = kMany) {
    std::vector<float> noise(count);
    exponentialNoise(seed, step, noise);
    return noise;
}

template <typename Measure>
double mean(const std::vector<float>& noise, Measure measure) {
    double sum = 0.0;
    for (const float value : noise)
        sum += measure(double{value});
    return sum / static_cast<double>(noise.size());
}

/// Mean product with what comes `lag` later.
double correlation(const std::vector<float>& a, const std::vector<float>& b, std::size_t lag = 0) {
    double sum = 0.0;
    for (std::size_t i = 0; i + lag < a.size(); ++i)
        sum += double{a[i]} * double{b[i + lag]};
    return sum / static_cast<double>(a.size() - lag);
}

TEST(GaussianNoise, has_the_moments_of_the_normal_distribution) {
    for (const std::uint64_t seed : {0ULL, 1ULL, 2ULL, 0xFFFFFFFFFFFFFFFFULL}) {
        const std::vector<float> noise = gaussian(seed);
        // Next to each the deviation of that power of a normal number.
        EXPECT_NEAR(mean(noise, [](double x) { return x; }), 0.0, kSpread) << seed;
        EXPECT_NEAR(mean(noise, [](double x) { return x * x; }), 1.0, kSpread * std::sqrt(2.0)) << seed;
        EXPECT_NEAR(mean(noise, [](double x) { return x * x * x; }), 0.0, kSpread * std::sqrt(15.0)) << seed;
        EXPECT_NEAR(mean(noise, [](double x) { return x * x * x * x; }), 3.0, kSpread * std::sqrt(96.0)) << seed;
        EXPECT_NEAR(mean(noise, [](double x) { return std::abs(x) < 1.0 ? 1.0 : 0.0; }), 0.682689, kSpread) << seed;
    }
}

TEST(GaussianNoise, does_not_follow_from_its_neighbours) {
    const std::vector<float> noise = gaussian(3);
    for (const std::size_t lag : {1U, 2U, 3U, 100U, 1024U})
        EXPECT_NEAR(correlation(noise, noise, lag), 0.0, kSpread) << lag;
}

TEST(GaussianNoise, of_another_seed_is_another_one) {
    const std::vector<float> noise = gaussian(5);
    for (const std::uint64_t other : {4ULL, 6ULL, 7ULL, 5ULL + (1ULL << 32U)}) {
        for (const std::size_t lag : {0U, 1U, 2U})
            EXPECT_NEAR(correlation(noise, gaussian(other), lag), 0.0, kSpread) << other << " from " << lag;
    }
}

TEST(GaussianNoise, begins_the_same_whatever_its_length) {
    const std::vector<float> longest = gaussian(11, 64);
    for (std::size_t length = 0; length <= longest.size(); ++length)
        EXPECT_EQ(gaussian(11, length), std::vector<float>(longest.begin(), longest.begin() + std::ptrdiff_t(length)));
}

TEST(GaussianNoise, is_the_same_on_every_machine) {
    const std::vector<float> noise = gaussian(7, 6);
    // Computed by hand from the method's definition, in another language.
    constexpr std::array kExpected{0.4503879767F,  0.6708008612F, 0.5001800227F,
                                   -0.1354203072F, 1.116317123F,  -1.797390634F};
    for (std::size_t i = 0; i < kExpected.size(); ++i)
        EXPECT_FLOAT_EQ(noise[i], kExpected[i]) << i;
}

TEST(ExponentialNoise, has_the_moments_of_the_exponential_distribution) {
    for (const std::uint64_t seed : {0ULL, 1ULL, 99ULL}) {
        const std::vector<float> noise = exponential(seed, 3);
        EXPECT_NEAR(mean(noise, [](double x) { return x; }), 1.0, kSpread) << seed;
        EXPECT_NEAR(mean(noise, [](double x) { return x * x; }), 2.0, kSpread * std::sqrt(20.0)) << seed;
        EXPECT_NEAR(mean(noise, [](double x) { return x < std::log(2.0) ? 1.0 : 0.0; }), 0.5, kSpread) << seed;
    }
}

TEST(ExponentialNoise, can_be_divided_by) {
    for (std::uint64_t step = 0; step < 20; ++step) {
        for (const float value : exponential(1, step, 10'000)) {
            ASSERT_GE(value, std::numeric_limits<float>::min());
            ASSERT_TRUE(std::isfinite(1.0F / value));
        }
    }
}

TEST(ExponentialNoise, of_another_step_or_seed_is_another_one) {
    const std::vector<float> noise = exponential(5, 8);
    for (const auto& [seed, step] : {std::pair{5U, 7U}, {5U, 9U}, {4U, 8U}, {6U, 8U}, {8U, 5U}}) {
        const std::vector<float> other = exponential(seed, step);
        for (const std::size_t lag : {0U, 1U})
            EXPECT_NEAR(correlation(noise, other, lag), 1.0, kSpread * std::sqrt(3.0)) << seed << ", " << step;
    }
}

TEST(ExponentialNoise, begins_the_same_whatever_its_length) {
    const std::vector<float> longest = exponential(11, 4, 1025);
    const std::vector<float> shorter = exponential(11, 4, 1024);
    EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), longest.begin()));
}

TEST(ExponentialNoise, is_the_same_on_every_machine) {
    const std::vector<float> noise = exponential(7, 3, 4);
    constexpr std::array kExpected{0.2850612924F, 1.644302975F, 1.186549768F, 0.6960823825F};
    for (std::size_t i = 0; i < kExpected.size(); ++i)
        EXPECT_FLOAT_EQ(noise[i], kExpected[i]) << i;
}

TEST(DerivedSeed, is_a_number_of_its_own_for_every_part) {
    EXPECT_EQ(derivedSeed(0, 0), 0xA706DD2F4D197E6FU);
    EXPECT_EQ(derivedSeed(1, 2), 0xE06DD043328BD285U);
    std::set<std::uint64_t> seeds;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        for (std::uint64_t index = 0; index < 100; ++index)
            seeds.insert(derivedSeed(seed, index));
    }
    EXPECT_EQ(seeds.size(), 10'000U);
}

}  // namespace
}  // namespace timbre::nets
