// SPDX-License-Identifier: GPL-3.0-or-later
// Every instruction set that this processor has, against the definition in double precision.
#include "core/nets/kernels/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/base/half_float.h"
#include "core/nets/kernels/packed_matrix.h"
#include "core/nets/kernels/team.h"

namespace timbre::nets {
namespace {

class Numbers {
  public:
    std::vector<float> operator()(std::size_t count, float deviation = 1.0F) {
        std::normal_distribution<float> normal(0.0F, deviation);
        std::vector<float> numbers(count);
        std::ranges::generate(numbers, [&] { return normal(random_); });
        return numbers;
    }

  private:
    std::mt19937 random_{7};
};

class KernelsTest : public testing::TestWithParam<const Kernels*> {};

/// @param tolerance  of each product, against double; for int8 the rounding of weights and inputs.
void expectProduct(const Kernels& with, WeightFormat format, std::size_t rows, std::size_t columns, std::size_t count,
                   double tolerance) {
    Numbers numbers;
    const auto weights = numbers(rows * columns);
    const auto bias = numbers(rows);
    const std::size_t stride = columns + 3;
    const auto values = numbers(count * stride);
    const PackedMatrix matrix(format, rows, columns, weights, bias);
    std::vector<std::uint8_t> bytes(count * matrix.byteColumns());
    std::vector<float> scales(count);
    const PackedInputs inputs{.values = values, .bytes = bytes, .scales = scales, .stride = stride, .count = count};
    for (std::size_t i = 0; i < count; ++i)
        matrix.accept(with, inputs, i);
    std::vector<float> out(count * matrix.stride());
    for (std::size_t block = 0; block < matrix.blocks(); ++block)
        matrix.multiply(with, block, inputs, out.data());
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t row = 0; row < rows; ++row) {
            double sum = bias[row];
            for (std::size_t c = 0; c < columns; ++c)
                sum += double{weights[row * columns + c]} * double{values[i * stride + c]};
            ASSERT_NEAR(out[i * matrix.stride() + row], sum, tolerance)
                << with.name << " row " << row << " input " << i;
        }
    }
}

TEST_P(KernelsTest, multiply_every_number_of_inputs) {
    for (const std::size_t count : {1, 2, 3, 5, 6, 7, 13})
        expectProduct(*GetParam(), WeightFormat::Float32, 70, 50, count, 1e-4);
}

TEST_P(KernelsTest, multiply_narrow_weights_within_their_rounding) {
    // A product of 50 numbers, each weight and input off by at most half a step of about 3 / 127.
    for (const std::size_t count : {1, 2, 3, 5, 6, 7, 13})
        expectProduct(*GetParam(), WeightFormat::Int8, 70, 50, count, 0.5);
}

TEST_P(KernelsTest, narrow_products_are_exact_in_their_numbers) {
    // Whole numbers up to 127 with 127 among them are kept as they are, the extremes of both signs included.
    constexpr std::size_t kColumns = 2048;
    std::vector<float> weights(64 * kColumns, 127.0F);
    std::vector<float> values(kColumns, 127.0F);
    for (std::size_t c = 0; c < kColumns; c += 3)
        values[c] = -127.0F;
    const PackedMatrix matrix(WeightFormat::Int8, 64, kColumns, weights, {});
    std::vector<std::uint8_t> bytes(kColumns);
    std::vector<float> scales(1);
    const PackedInputs inputs{.values = values, .bytes = bytes, .scales = scales, .stride = kColumns, .count = 1};
    matrix.accept(*GetParam(), inputs, 0);
    std::vector<float> out(64);
    matrix.multiply(*GetParam(), 0, inputs, out.data());
    double sum = 0.0;
    for (const float value : values)
        sum += 127.0 * double{value};
    for (const float value : out)
        EXPECT_NEAR(value, sum, std::abs(sum) * 1e-6);
}

TEST_P(KernelsTest, round_inputs_alike) {
    Numbers numbers;
    const auto values = numbers(77);
    std::vector<std::uint8_t> bytes(77);
    std::vector<std::uint8_t> expected(77);
    float scale = 0.0F;
    float expectedScale = 0.0F;
    GetParam()->toBytes(values.data(), values.size(), bytes.data(), &scale);
    usableKernels().front()->toBytes(values.data(), values.size(), expected.data(), &expectedScale);
    EXPECT_EQ(bytes, expected);
    EXPECT_EQ(scale, expectedScale);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR((int{bytes[i]} - 128) * scale, values[i], 0.51F * scale);
}

TEST_P(KernelsTest, inputs_of_silence_stay_silent) {
    const std::vector<float> values(20, 0.0F);
    std::vector<std::uint8_t> bytes(20, 1);
    float scale = 1.0F;
    GetParam()->toBytes(values.data(), values.size(), bytes.data(), &scale);
    EXPECT_EQ(scale, 0.0F);
    EXPECT_TRUE(std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 128; }));
}

TEST_P(KernelsTest, score_keys_of_both_kinds) {
    Numbers numbers;
    constexpr std::size_t kWidth = 24;
    constexpr std::size_t kPositions = 37;
    const auto query = numbers(kWidth);
    const auto keys = numbers(3 * kKeyGroup * kWidth);
    std::vector<std::uint16_t> halves(keys.size());
    GetParam()->toHalf(keys.data(), keys.size(), halves.data());
    std::vector<float> scores(3 * kKeyGroup);
    std::vector<float> halfScores(3 * kKeyGroup);
    GetParam()->scoreFloat(query.data(), keys.data(), kWidth, kPositions, 0.5F, scores.data());
    GetParam()->scoreHalf(query.data(), halves.data(), kWidth, kPositions, 0.5F, halfScores.data());
    for (std::size_t p = 0; p < kPositions; ++p) {
        double sum = 0.0;
        for (std::size_t d = 0; d < kWidth; ++d)
            sum += double{query[d]} * double{keys[(p / kKeyGroup * kWidth + d) * kKeyGroup + p % kKeyGroup]};
        EXPECT_NEAR(scores[p], 0.5 * sum, 1e-5);
        EXPECT_NEAR(halfScores[p], 0.5 * sum, 2e-2);
    }
}

TEST_P(KernelsTest, mix_values_of_both_kinds) {
    Numbers numbers;
    constexpr std::size_t kWidth = 32;
    for (const std::size_t positions : {1, 4, 37}) {
        const auto weights = numbers(positions);
        const auto values = numbers(positions * kWidth);
        std::vector<std::uint16_t> halves(values.size());
        GetParam()->toHalf(values.data(), values.size(), halves.data());
        std::vector<float> out(kWidth);
        std::vector<float> halfOut(kWidth);
        GetParam()->mixFloat(weights.data(), values.data(), kWidth, positions, out.data());
        GetParam()->mixHalf(weights.data(), halves.data(), kWidth, positions, halfOut.data());
        for (std::size_t d = 0; d < kWidth; ++d) {
            double sum = 0.0;
            for (std::size_t p = 0; p < positions; ++p)
                sum += double{weights[p]} * double{values[p * kWidth + d]};
            EXPECT_NEAR(out[d], sum, 1e-5);
            EXPECT_NEAR(halfOut[d], sum, 2e-2);
        }
    }
}

TEST_P(KernelsTest, softmax_is_the_definition) {
    Numbers numbers;
    for (const std::size_t count : {1, 3, 16, 17, 400}) {
        auto scores = numbers(count, 8.0F);
        std::vector<double> expected(scores.begin(), scores.end());
        const double greatest = *std::ranges::max_element(expected);
        double total = 0.0;
        std::vector<double> tolerance;
        for (double& value : expected) {
            // The difference is rounded to float32 before its exponential is taken.
            tolerance.push_back(1e-6 + 0x1p-24 * (greatest - value));
            total += value = std::exp(value - greatest);
        }
        GetParam()->softmax(scores.data(), count);
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_NEAR(scores[i], expected[i] / total, tolerance[i] * expected[i] / total + 1e-30) << count;
    }
}

TEST_P(KernelsTest, softmax_of_far_apart_scores_stays_finite) {
    std::vector<float> scores{-1e30F, 0.0F, -500.0F, 1e-3F};
    GetParam()->softmax(scores.data(), scores.size());
    EXPECT_NEAR(scores[1] + scores[3], 1.0, 1e-6);
    EXPECT_LT(scores[0], 1e-30F);
    EXPECT_LT(scores[2], 1e-30F);
}

TEST_P(KernelsTest, normalise_sums) {
    Numbers numbers;
    for (const std::size_t count : {8, 33, 512}) {
        auto x = numbers(count, 3.0F);
        const auto added = numbers(count);
        const auto gain = numbers(count);
        const auto shift = numbers(count);
        std::vector<double> sums(count);
        double mean = 0.0;
        for (std::size_t i = 0; i < count; ++i)
            mean += (sums[i] = double{x[i]} + double{added[i]}) / static_cast<double>(count);
        double variance = 0.0;
        for (const double sum : sums)
            variance += (sum - mean) * (sum - mean) / static_cast<double>(count);
        GetParam()->addAndNormalise(x.data(), added.data(), gain.data(), shift.data(), 1e-5F, count);
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_NEAR(x[i], (sums[i] - mean) / std::sqrt(variance + 1e-5) * gain[i] + shift[i], 2e-5);
    }
}

TEST_P(KernelsTest, relu_keeps_what_is_positive) {
    std::vector<float> x{-1.0F, 0.0F, 2.0F, -0.5F, 3.0F, -1e-9F, 1e-9F, 4.0F, -4.0F, 5.0F};
    GetParam()->relu(x.data(), x.size());
    EXPECT_EQ(x, (std::vector<float>{0.0F, 0.0F, 2.0F, 0.0F, 3.0F, 0.0F, 1e-9F, 4.0F, 0.0F, 5.0F}));
}

TEST_P(KernelsTest, halves_are_the_nearest_ones) {
    // Normal numbers, ties, the smallest ones, what is too small, too large and no number.
    const std::vector<float> values{1.0F,       -2.5F,      65504.0F, 65519.0F,   65520.0F, 1e30F,   -1e30F,
                                    0x1p-14F,   0x1p-24F,   0x1p-25F, 0x1.8p-25F, 0.0F,     -0.0F,   0x1.ffcp-15F,
                                    0x1.002p0F, 0x1.006p0F, 0.1F,     -0.3F,      1e-5F,    INFINITY};
    std::vector<std::uint16_t> halves(values.size());
    GetParam()->toHalf(values.data(), values.size(), halves.data());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(halves[i], halfFromFloat(values[i])) << values[i];
}

INSTANTIATE_TEST_SUITE_P(Usable, KernelsTest, testing::ValuesIn(usableKernels().begin(), usableKernels().end()),
                         [](const auto& info) { return std::string(info.param->name); });

TEST(HalfFromFloat, gives_back_every_half) {
    for (std::uint32_t half = 0; half < 0x10000U; ++half) {
        const float value = floatFromHalf(static_cast<std::uint16_t>(half));
        if (!std::isnan(value)) {
            ASSERT_EQ(halfFromFloat(value), half);
        }
    }
    EXPECT_TRUE(std::isnan(floatFromHalf(halfFromFloat(NAN))));
    EXPECT_EQ(halfFromFloat(65520.0F), 0x7C00U);  // the tie goes to infinity
    EXPECT_EQ(halfFromFloat(0x1p-25F), 0U);       // the tie goes to the even one, zero
}

TEST(Team, runs_every_part_once) {
    for (const int threads : {1, 2, 4}) {
        Team team(threads);
        EXPECT_EQ(team.threads(), threads);
        for (int round = 0; round < 2000; ++round) {
            const std::uint32_t parts = static_cast<std::uint32_t>(round % 23);
            std::vector<std::atomic<int>> times(parts);
            team.run(parts, [&](std::uint32_t i) { times[i].fetch_add(1, std::memory_order_relaxed); });
            for (const auto& time : times)
                ASSERT_EQ(time.load(), 1);
        }
    }
}

TEST(Team, sees_what_the_parts_wrote_and_wakes_after_a_rest) {
    Team team(3);
    for (int round = 0; round < 5; ++round) {
        std::vector<int> values(100, 0);
        team.run(100, [&](std::uint32_t i) { values[i] = static_cast<int>(i) + round; });
        for (int i = 0; i < 100; ++i)
            ASSERT_EQ(values[static_cast<std::size_t>(i)], i + round);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // longer than anybody spins
    }
}

/// How many of 64 parts others took; each takes long enough for them to wake.
int takenByOthers(Team& team) {
    const auto caller = std::this_thread::get_id();
    std::atomic<int> others{0};
    team.run(64, [&](std::uint32_t) {
        others += std::this_thread::get_id() != caller ? 1 : 0;
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    });
    return others;
}

/// Whether it comes true before long, tried again and again.
template <typename Condition>
bool comesTrue(Condition&& condition) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < limit) {
        if (condition())
            return true;
    }
    return false;
}

/// A part in the hands of a thread that does not run, as on a core that another program holds.
TEST(Team, works_alone_while_a_thread_is_held_up_again_and_again) {
    const auto caller = std::this_thread::get_id();
    Team team(2);
    ASSERT_TRUE(comesTrue([&] { return takenByOthers(team) > 0; }));
    EXPECT_TRUE(comesTrue([&] {
        for (int i = 0; i < 4; ++i) {
            team.run(8, [&](std::uint32_t) {
                const bool held = std::this_thread::get_id() != caller;
                std::this_thread::sleep_for(std::chrono::microseconds(held ? 5'000 : 100));
            });
        }
        return takenByOthers(team) == 0;
    }));
    EXPECT_TRUE(comesTrue([&] { return takenByOthers(team) > 0; })) << "it never tries again";
}

}  // namespace
}  // namespace timbre::nets
