// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing without torch against drawing with it, which the golden vectors hold to the reference.
#include "core/nets/seeded_noise.h"
#include "core/nets/token_sampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "core/nets/torch/gpt_sovits/t2s.h"
#include "tests/nets_torch/torch_fixtures.h"

namespace timbre::nets {
namespace {

using Ids = std::vector<std::int64_t>;

std::vector<float> floats(const at::Tensor& tensor) {
    return {tensor.const_data_ptr<float>(), tensor.const_data_ptr<float>() + tensor.numel()};
}

TEST(TokenSampler, draws_what_torch_draws) {
    constexpr std::int64_t kTokens = 1025;
    test::RandomWeights random(11);
    TokenSampler sampler(kTokens);
    const Ids seen{3, 700, 3, 1024, 12, 500};
    int differing = 0;
    for (int round = 0; round < 200; ++round) {
        const SamplingOptions options{
            .topK = std::vector<std::int64_t>{1, 5, 15, 100, 2000, 0}[std::size_t(round % 6)],
            .topP = std::vector<double>{1.0, 0.9, 0.6, 0.05}[std::size_t(round % 4)],
            .temperature = std::vector<double>{1.0, 0.6, 1.4, 0.0}[std::size_t(round / 7 % 4)],
            .repetitionPenalty = round % 2 == 0 ? 1.35 : 1.0};
        // A step without the end token has a column less.
        const std::int64_t columns = round % 3 == 0 ? kTokens - 1 : kTokens;
        const Ids known = columns == kTokens ? seen : Ids{3, 700, 3, 12, 500};
        const at::Tensor logits = random.normal({1, columns}, 3.0);
        const at::Tensor noise = random.exponential(columns);
        std::vector<float> own = floats(logits);
        const auto drawn = sampler.draw(own, known, options, floats(noise));
        const Draw expected = drawToken(logits.clone(), test::ids(known), options, noise);
        EXPECT_EQ(drawn.likeliest, expected.likeliest);
        differing += drawn.token != expected.token ? 1 : 0;
    }
    EXPECT_EQ(differing, 0);
}

TEST(TokenSampler, is_greedy_without_noise) {
    TokenSampler sampler(4);
    std::vector<float> logits{0.5F, 2.0F, 1.0F, -1.0F};
    EXPECT_EQ(sampler.draw(logits, {}, {.topK = 1}, {}).token, 1);
}

TEST(TokenSampler, forgets_what_the_last_sentence_said) {
    TokenSampler sampler(3);
    std::vector<float> logits{2.0F, 1.9F, 0.0F};
    EXPECT_EQ(sampler.draw(logits, Ids{0}, {.topK = 1}, {}).token, 1);
    logits = {2.0F, 1.9F, 0.0F};
    EXPECT_EQ(sampler.draw(logits, {}, {.topK = 1}, {}).token, 0);
}

TEST(ExponentialNoise, is_its_seeds_and_steps_own) {
    std::vector<float> a(8);
    std::vector<float> b(8);
    exponentialNoise(1, 2, a);
    exponentialNoise(1, 2, b);
    EXPECT_EQ(a, b);
    exponentialNoise(1, 3, b);
    EXPECT_NE(a, b);
    exponentialNoise(2, 2, b);
    EXPECT_NE(a, b);
}

TEST(ExponentialNoise, has_the_distribution) {
    std::vector<float> all;
    for (std::uint64_t step = 0; step < 200; ++step) {
        std::vector<float> noise(1000);
        exponentialNoise(9, step, noise);
        all.insert(all.end(), noise.begin(), noise.end());
    }
    const double count = double(all.size());
    const double mean = std::accumulate(all.begin(), all.end(), 0.0) / count;
    EXPECT_NEAR(mean, 1.0, 5.0 / std::sqrt(count));
    for (const double limit : {0.1, 0.5, 1.0, 3.0}) {
        const double below = double(std::ranges::count_if(all, [&](float value) { return value < limit; })) / count;
        EXPECT_NEAR(below, 1.0 - std::exp(-limit), 2.5 / std::sqrt(count)) << limit;
    }
    EXPECT_TRUE(std::ranges::all_of(all, [](float value) { return value > 0.0F && std::isfinite(value); }));
}

}  // namespace
}  // namespace timbre::nets
