// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/mix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/support/sounds.h"

namespace timbre {
namespace {

AudioClip constant(std::size_t frames, float value, int channels = 1) {
    return {.sampleRateHz = 1000,
            .channels = channels,
            .samples = std::vector<float>(frames * static_cast<std::size_t>(channels), value)};
}

TEST(FadeGain, rises_from_nothing_to_all_and_adds_up) {
    for (const FadeShape shape : {FadeShape::Linear, FadeShape::RaisedCosine, FadeShape::EqualPower}) {
        EXPECT_FLOAT_EQ(fadeGain(shape, 0.0), 0.0F);
        EXPECT_FLOAT_EQ(fadeGain(shape, 1.0), 1.0F);
        EXPECT_FLOAT_EQ(fadeGain(shape, -3.0), 0.0F);
        EXPECT_FLOAT_EQ(fadeGain(shape, 3.0), 1.0F);
        for (double x = 0.0; x <= 1.0; x += 0.05) {
            const float in = fadeGain(shape, x);
            const float out = fadeGain(shape, 1.0 - x);
            const float sum = shape == FadeShape::EqualPower ? in * in + out * out : in + out;
            EXPECT_NEAR(sum, 1.0F, 1e-6F);
        }
    }
}

TEST(ApplyFades, fades_every_channel_at_both_ends_only) {
    AudioClip clip = constant(100, 1.0F, 2);
    applyFades(clip, {.inMs = 10.0, .outMs = 20.0, .shape = FadeShape::Linear});
    EXPECT_FLOAT_EQ(clip.samples[0], 0.05F);
    EXPECT_FLOAT_EQ(clip.samples[1], 0.05F);
    EXPECT_FLOAT_EQ(clip.samples[2 * 9], 0.95F);
    EXPECT_FLOAT_EQ(clip.samples[2 * 10], 1.0F);
    EXPECT_FLOAT_EQ(clip.samples[2 * 79], 1.0F);
    EXPECT_FLOAT_EQ(clip.samples[2 * 80], 0.975F);
    EXPECT_FLOAT_EQ(clip.samples[2 * 99 + 1], 0.025F);
}

TEST(ApplyFades, shortens_fades_to_the_clip_and_ignores_negative_ones) {
    AudioClip clip = constant(4, 1.0F);
    applyFades(clip, {.inMs = 1000.0, .outMs = -5.0, .shape = FadeShape::Linear});
    EXPECT_EQ(clip.samples, (std::vector<float>{0.125F, 0.375F, 0.625F, 0.875F}));
    AudioClip empty = constant(0, 1.0F);
    applyFades(empty, {.inMs = 10.0, .outMs = 10.0});
    EXPECT_TRUE(empty.samples.empty());
}

TEST(ApplyGain, is_in_decibels) {
    AudioClip clip = constant(3, 0.5F);
    applyGain(clip, -20.0);
    EXPECT_FLOAT_EQ(clip.samples[1], 0.05F);
}

TEST(Trim, keeps_the_range_and_cuts_at_the_end) {
    AudioClip clip = constant(10, 0.0F);
    for (std::size_t i = 0; i < 10; ++i) {
        clip.samples[i] = static_cast<float>(i);
    }
    const auto part = trim(clip, {.startMs = 2.0, .endMs = 5.0});
    ASSERT_TRUE(part) << part.error().message();
    EXPECT_EQ(part->samples, (std::vector<float>{2.0F, 3.0F, 4.0F}));
    const auto rest = trim(clip, {.startMs = 8.0, .endMs = 1e12});
    ASSERT_TRUE(rest) << rest.error().message();
    EXPECT_EQ(rest->samples, (std::vector<float>{8.0F, 9.0F}));
}

TEST(Trim, refuses_ranges_without_sound) {
    const AudioClip clip = constant(10, 0.5F);
    for (const TimeRange& range :
         {TimeRange{5.0, 5.0}, TimeRange{6.0, 2.0}, TimeRange{-1.0, 3.0}, TimeRange{10.0, 20.0}, TimeRange{1e18, 1e19},
          TimeRange{std::nan(""), 3.0}, TimeRange{1.0, std::nan("")}}) {
        const auto part = trim(clip, range);
        ASSERT_FALSE(part);
        EXPECT_EQ(part.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(part.error().detail.find("10 ms"), std::string::npos);
    }
}

TEST(Concatenate, joins_in_order_with_pauses) {
    const AudioClip one = constant(2, 0.25F);
    const AudioClip two = constant(1, 0.5F);
    const std::array pieces = {Piece{&one, 3.0}, Piece{&two, 0.0}};
    const auto joined = concatenate(pieces);
    ASSERT_TRUE(joined) << joined.error().message();
    EXPECT_EQ(joined->samples, (std::vector<float>{0.25F, 0.25F, 0.0F, 0.0F, 0.0F, 0.5F}));
}

TEST(Concatenate, refuses_nothing_unlike_clips_and_negative_pauses) {
    const AudioClip one = constant(2, 0.25F);
    const AudioClip stereo = constant(2, 0.25F, 2);
    AudioClip otherRate = one;
    otherRate.sampleRateHz = 2000;
    const std::vector<std::vector<Piece>> rows = {{},
                                                  {Piece{&one, 0.0}, Piece{&stereo, 0.0}},
                                                  {Piece{&one, 0.0}, Piece{&otherRate, 0.0}},
                                                  {Piece{&one, -1.0}},
                                                  {Piece{nullptr, 0.0}}};
    for (const auto& pieces : rows) {
        const auto joined = concatenate(pieces);
        ASSERT_FALSE(joined);
        EXPECT_EQ(joined.error().code, ErrorCode::InvalidInput);
        EXPECT_FALSE(joined.error().detail.empty());
    }
}

TEST(Mix, adds_tracks_at_their_places_with_their_gains) {
    const AudioClip one = constant(3, 0.5F);
    const AudioClip two = constant(2, 0.25F);
    const std::array tracks = {MixTrack{&one, 0.0, 0.0}, MixTrack{&two, 2.0, -20.0}};
    const auto sum = mix(tracks);
    ASSERT_TRUE(sum) << sum.error().message();
    ASSERT_EQ(sum->frames(), 4U);
    EXPECT_FLOAT_EQ(sum->samples[0], 0.5F);
    EXPECT_FLOAT_EQ(sum->samples[2], 0.525F);
    EXPECT_FLOAT_EQ(sum->samples[3], 0.025F);
}

TEST(Mix, cuts_what_lies_before_the_start) {
    AudioClip ramp = constant(4, 0.0F);
    ramp.samples = {1.0F, 2.0F, 3.0F, 4.0F};
    const std::array tracks = {MixTrack{&ramp, -2.0, 0.0}};
    const auto sum = mix(tracks);
    ASSERT_TRUE(sum) << sum.error().message();
    EXPECT_EQ(sum->samples, (std::vector<float>{3.0F, 4.0F}));
}

TEST(CrossFade, keeps_the_level_of_like_sounds_and_overlaps_by_its_length) {
    const AudioClip one = constant(20, 0.5F, 2);
    const auto joined = crossFade(one, one, {.durationMs = 8.0, .shape = FadeShape::RaisedCosine});
    ASSERT_TRUE(joined) << joined.error().message();
    EXPECT_EQ(joined->frames(), 32U);
    EXPECT_TRUE(std::ranges::all_of(joined->samples, [](float sample) { return std::fabs(sample - 0.5F) < 1e-6F; }));
}

TEST(CrossFade, keeps_the_power_of_unlike_sounds) {
    const AudioClip one = test::whiteNoise(16'000, 1.0, 0.5, 1);
    const AudioClip two = test::whiteNoise(16'000, 1.0, 0.5, 2);
    const auto joined = crossFade(one, two, {.durationMs = 500.0, .shape = FadeShape::EqualPower});
    ASSERT_TRUE(joined) << joined.error().message();
    const double apart = test::rms(one.samples);
    EXPECT_NEAR(test::rms(std::span(joined->samples).subspan(8'000, 8'000)) / apart, 1.0, 0.03);
}

TEST(CrossFade, is_shortened_to_the_shorter_clip) {
    const auto joined =
        crossFade(constant(10, 1.0F), constant(3, 1.0F), {.durationMs = 100.0, .shape = FadeShape::Linear});
    ASSERT_TRUE(joined) << joined.error().message();
    EXPECT_EQ(joined->frames(), 10U);
}

TEST(CrossFade, refuses_unlike_formats) {
    const auto joined = crossFade(constant(10, 1.0F), constant(10, 1.0F, 2), {});
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(joined.error().detail.find("channels"), std::string::npos);
}

}  // namespace
}  // namespace timbre
