// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/resample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/sounds.h"

namespace timbre {
namespace {

struct RatePair {
    int from;
    int to;
};

class RatePairs : public testing::TestWithParam<RatePair> {};

TEST_P(RatePairs, keep_a_tone_in_place_and_give_the_promised_length) {
    const auto [from, to] = GetParam();
    const AudioClip clip = test::tone({.sampleRateHz = from, .channels = 2, .seconds = 1.0, .hz = 1000.0});
    const auto converted = resample(clip, to);
    ASSERT_TRUE(converted) << converted.error().message();
    EXPECT_EQ(converted->sampleRateHz, to);
    EXPECT_EQ(converted->channels, 2);
    ASSERT_EQ(converted->frames(), static_cast<std::size_t>(to));
    const AudioClip expected = test::tone({.sampleRateHz = to, .channels = 2, .seconds = 1.0, .hz = 1000.0});
    const auto margin = static_cast<std::size_t>(to / 10) * 2;
    const auto middle = [&](const AudioClip& part) {
        return std::span(part.samples).subspan(margin, part.samples.size() - 2 * margin);
    };
    EXPECT_GE(test::snrDb(middle(expected), middle(*converted)), 95.0);
}

INSTANTIATE_TEST_SUITE_P(All, RatePairs,
                         testing::Values(RatePair{44'100, 16'000}, RatePair{16'000, 44'100}, RatePair{22'050, 24'000},
                                         RatePair{48'000, 8'000}, RatePair{8'000, 48'000}, RatePair{192'000, 32'000}),
                         [](const auto& row) {
                             return std::to_string(row.param.from) + "_to_" + std::to_string(row.param.to);
                         });

TEST(Resample, returns_the_same_samples_at_the_same_rate) {
    const AudioClip clip = test::whiteNoise(16'000, 0.2, 0.5);
    EXPECT_EQ(resample(clip, 16'000).value_or(AudioClip{}), clip);
}

TEST(Resample, removes_what_the_lower_rate_cannot_hold) {
    const AudioClip clip = test::tone({.sampleRateHz = 48'000, .hz = 12'000.0});
    const auto converted = resample(clip, 16'000);
    ASSERT_TRUE(converted) << converted.error().message();
    EXPECT_LT(test::rms(std::span(converted->samples).subspan(1000, 14'000)), 1e-4);
}

TEST(Resample, rounds_the_length_of_odd_clips) {
    for (const std::size_t frames : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{1001}}) {
        const AudioClip clip{.sampleRateHz = 44'100, .channels = 1, .samples = std::vector<float>(frames, 0.1F)};
        const auto converted = resample(clip, 16'000);
        ASSERT_TRUE(converted) << converted.error().message();
        EXPECT_EQ(converted->frames(),
                  static_cast<std::size_t>(std::lround(static_cast<double>(frames) * 16'000 / 44'100)));
    }
}

TEST(Resample, refuses_impossible_rates) {
    const AudioClip clip = test::tone({.seconds = 0.1});
    const AudioClip noRate{.sampleRateHz = 0, .channels = 1, .samples = {0.0F}};
    const AudioClip noChannels{.sampleRateHz = 16'000, .channels = 0, .samples = {}};
    for (const auto& result :
         {resample(clip, 0), resample(clip, 1'000'000), resample(noRate, 16'000), resample(noChannels, 8'000),
          resample({.sampleRateHz = 1000, .channels = 1, .samples = {0.0F}}, 768'000)}) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(result.error().detail.find("cannot convert"), std::string::npos);
    }
}

TEST(StreamResampler, gives_in_blocks_what_resample_gives_at_once) {
    const AudioClip clip = test::whiteNoise(44'100, 0.5, 0.5);
    const auto whole = resampleMono(clip.samples, 44'100, 16'000);
    ASSERT_TRUE(whole) << whole.error().message();
    for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{4097}}) {
        auto stream = StreamResampler::create({.fromHz = 44'100, .toHz = 16'000});
        ASSERT_TRUE(stream) << stream.error().message();
        std::vector<float> joined;
        for (std::size_t start = 0; start < clip.samples.size(); start += size) {
            const auto rest = std::span(clip.samples).subspan(start);
            stream->process(rest.first(std::min(size, rest.size())), joined);
        }
        stream->flush(joined);
        EXPECT_EQ(joined, *whole) << size;
    }
}

TEST(ToMono, is_the_mean_of_the_channels) {
    const AudioClip stereo{.sampleRateHz = 8'000, .channels = 2, .samples = {1.0F, 0.0F, -0.5F, 0.5F}};
    const AudioClip expected{.sampleRateHz = 8'000, .channels = 1, .samples = {0.5F, 0.0F}};
    EXPECT_EQ(toMono(stereo), expected);
}

TEST(WithChannels, copies_mono_to_all_and_pads_others_with_silence) {
    const AudioClip mono{.sampleRateHz = 8'000, .channels = 1, .samples = {0.5F, 0.25F}};
    EXPECT_EQ(withChannels(mono, 2).samples, (std::vector<float>{0.5F, 0.5F, 0.25F, 0.25F}));
    const AudioClip stereo{.sampleRateHz = 8'000, .channels = 2, .samples = {0.5F, 0.25F}};
    EXPECT_EQ(withChannels(stereo, 3).samples, (std::vector<float>{0.5F, 0.25F, 0.0F}));
    EXPECT_EQ(withChannels(stereo, 1).samples, (std::vector<float>{0.375F}));
    EXPECT_EQ(withChannels(stereo, 2), stereo);
}

}  // namespace
}  // namespace timbre
