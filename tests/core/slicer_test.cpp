// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/slicer.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/sounds.h"

namespace timbre {
namespace {

struct Part {
    double seconds;
    bool sound;
};

/// Stretches of tone and of digital silence, 16 kHz.
AudioClip partsOf(const std::vector<Part>& parts, int channels = 1) {
    AudioClip clip{.sampleRateHz = 16'000, .channels = channels, .samples = {}};
    for (const Part& part : parts) {
        const AudioClip piece = test::tone(
            {.channels = channels, .seconds = part.seconds, .hz = 1'000.0, .amplitude = part.sound ? 0.5 : 0.0});
        clip.samples.insert(clip.samples.end(), piece.samples.begin(), piece.samples.end());
    }
    return clip;
}

constexpr SliceSettings kShort{
    .thresholdDb = -40.0, .minimumLengthMs = 500, .minimumIntervalMs = 300, .hopMs = 10, .maximumSilenceKeptMs = 100};

TEST(Slicer, cuts_at_long_silences_and_keeps_a_little_of_them) {
    const auto pieces = sliceBySilence(partsOf({{1.0, true}, {1.0, false}, {2.0, true}}), kShort);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(*pieces, (std::vector<FrameRange>{{0, 17'600}, {30'400, 64'000}}));
}

TEST(Slicer, leaves_silence_at_both_ends_out) {
    const auto pieces = sliceBySilence(partsOf({{0.5, false}, {1.0, true}, {0.5, false}}), kShort);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(*pieces, (std::vector<FrameRange>{{6'400, 25'600}}));
}

TEST(Slicer, does_not_cut_at_short_silences) {
    const auto pieces = sliceBySilence(partsOf({{1.0, true}, {0.2, false}, {1.0, true}}), kShort);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(*pieces, (std::vector<FrameRange>{{0, 35'200}}));
}

TEST(Slicer, does_not_end_a_piece_before_its_minimum_length) {
    SliceSettings settings = kShort;
    settings.minimumLengthMs = 1'500;
    const auto pieces =
        sliceBySilence(partsOf({{1.0, true}, {0.4, false}, {1.0, true}, {0.4, false}, {1.0, true}}), settings);
    ASSERT_TRUE(pieces);
    ASSERT_EQ(pieces->size(), 2U);
    EXPECT_EQ((*pieces)[0].begin, 0U);
    EXPECT_EQ((*pieces)[0].end, 40'000U);  // 1 + 0.4 + 1 s and the 0.1 s kept.
    EXPECT_EQ((*pieces)[1].end, 60'800U);
}

TEST(Slicer, loses_nothing_in_a_silence_it_may_keep) {
    SliceSettings settings = kShort;
    settings.maximumSilenceKeptMs = 400;
    const AudioClip clip = partsOf({{1.0, true}, {0.5, false}, {1.0, true}});
    const auto pieces = sliceBySilence(clip, settings);
    ASSERT_TRUE(pieces);
    ASSERT_EQ(pieces->size(), 2U);
    EXPECT_EQ((*pieces)[0].end, (*pieces)[1].begin);
    EXPECT_EQ((*pieces)[1].end, clip.frames());
}

TEST(Slicer, keeps_pieces_under_the_maximum_length) {
    SliceSettings settings = kShort;
    settings.maximumLengthMs = 1'000;
    const AudioClip clip = partsOf({{3.0, true}});
    const auto pieces = sliceBySilence(clip, settings);
    ASSERT_TRUE(pieces);
    ASSERT_GE(pieces->size(), 3U);
    EXPECT_EQ(pieces->front().begin, 0U);
    EXPECT_EQ(pieces->back().end, clip.frames());
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        EXPECT_LE((*pieces)[i].size(), 16'000U);
        EXPECT_GT((*pieces)[i].size(), 0U);
        if (i > 0) {
            EXPECT_EQ((*pieces)[i].begin, (*pieces)[i - 1].end);
        }
    }
}

TEST(Slicer, counts_frames_not_samples_in_stereo) {
    EXPECT_EQ(*sliceBySilence(partsOf({{1.0, true}, {1.0, false}, {2.0, true}}, 2), kShort),
              *sliceBySilence(partsOf({{1.0, true}, {1.0, false}, {2.0, true}}, 1), kShort));
}

TEST(Slicer, gives_the_same_pieces_on_every_run_and_at_odd_rates) {
    AudioClip clip = partsOf({{1.0, true}, {1.0, false}, {2.0, true}});
    clip.sampleRateHz = 22'050;
    const auto first = sliceBySilence(clip, kShort);
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, *sliceBySilence(clip, kShort));
    EXPECT_EQ(first->back().end, clip.frames());
}

TEST(Slicer, finds_nothing_in_silence_or_in_nothing) {
    EXPECT_TRUE(sliceBySilence(partsOf({{2.0, false}}), kShort)->empty());
    EXPECT_TRUE(sliceBySilence(partsOf({}), kShort)->empty());
}

TEST(Slicer, takes_a_clip_of_one_sample) {
    const auto pieces = sliceBySilence({.sampleRateHz = 16'000, .channels = 1, .samples = {0.5F}}, kShort);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(*pieces, (std::vector<FrameRange>{{0, 1}}));
}

TEST(Slicer, reads_what_is_no_number_as_silence) {
    AudioClip clip = partsOf({{1.0, true}, {1.0, false}, {2.0, true}});
    clip.samples[24'000] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(sliceBySilence(clip, kShort)->size(), 2U);
}

TEST(Slicer, cuts_out_exactly_the_frames_of_a_range) {
    const AudioClip clip{.sampleRateHz = 8'000, .channels = 2, .samples = {0, 1, 2, 3, 4, 5, 6, 7}};
    EXPECT_EQ(cutOut(clip, {1, 3}), (AudioClip{.sampleRateHz = 8'000, .channels = 2, .samples = {2, 3, 4, 5}}));
}

struct BadSetting {
    const char* name;
    SliceSettings settings;
};

class SlicerRefuses : public ::testing::TestWithParam<BadSetting> {};

TEST_P(SlicerRefuses, settings_out_of_range_by_name) {
    const auto pieces = sliceBySilence(partsOf({{1.0, true}}), GetParam().settings);
    ASSERT_FALSE(pieces);
    EXPECT_EQ(pieces.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(pieces.error().detail.find(GetParam().name), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Slicer, SlicerRefuses,
    ::testing::Values(BadSetting{"thresholdDb", {.thresholdDb = 3.0}},
                      BadSetting{"thresholdDb", {.thresholdDb = std::numeric_limits<double>::quiet_NaN()}},
                      BadSetting{"hopMs", {.hopMs = 0}}, BadSetting{"minimumLengthMs", {.minimumLengthMs = -1}},
                      BadSetting{"minimumIntervalMs", {.minimumIntervalMs = 5}},
                      BadSetting{"maximumSilenceKeptMs", {.maximumSilenceKeptMs = -1}},
                      BadSetting{"maximumLengthMs", {.maximumLengthMs = 15}}));

TEST(Slicer, refuses_an_impossible_clip) {
    const auto pieces = sliceBySilence({.sampleRateHz = 16'000, .channels = 0, .samples = {}});
    ASSERT_FALSE(pieces);
    EXPECT_NE(pieces.error().detail.find("channels"), std::string::npos);
    EXPECT_FALSE(sliceBySilence({.sampleRateHz = 0, .channels = 1, .samples = {}}));
}

}  // namespace
}  // namespace timbre
