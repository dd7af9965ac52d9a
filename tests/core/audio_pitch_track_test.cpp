// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pitch_track.h"

#include <gtest/gtest.h>
#include <world/harvest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/audio/decode.h"
#include "core/audio/harvest.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

class PitchMethods : public testing::TestWithParam<PitchMethod> {
  protected:
    [[nodiscard]] static PitchOptions options() { return {.method = GetParam()}; }
};

INSTANTIATE_TEST_SUITE_P(All, PitchMethods, testing::Values(PitchMethod::Harvest, PitchMethod::Dio),
                         [](const auto& row) { return row.param == PitchMethod::Harvest ? "harvest" : "dio"; });

TEST_P(PitchMethods, follow_a_gliding_vowel_within_one_percent) {
    for (const int rate : {16'000, 22'050, 44'100, 48'000}) {
        const AudioClip clip = test::vowel({.sampleRateHz = rate, .seconds = 2.0, .startHz = 100.0, .endHz = 220.0});
        const auto track = trackPitch(clip.samples, rate, options());
        ASSERT_TRUE(track) << track.error().message();
        ASSERT_EQ(track->f0Hz.size(), 401U);
        ASSERT_EQ(track->voiced.size(), 401U);
        for (std::size_t i = 20; i < 380; ++i) {
            const double expected = 100.0 + 120.0 * static_cast<double>(i) * 0.005 / 2.0;
            ASSERT_EQ(track->voiced[i], 1) << rate << " Hz, frame " << i;
            ASSERT_NEAR(track->f0Hz[i] / expected, 1.0, 0.01) << rate << " Hz, frame " << i;
        }
    }
}

TEST_P(PitchMethods, find_nothing_voiced_in_silence_and_little_in_noise) {
    const std::vector<float> silent(32'000, 0.0F);
    const auto none = trackPitch(silent, 16'000, options());
    ASSERT_TRUE(none) << none.error().message();
    EXPECT_EQ(none->voicedShare(), 0.0);
    EXPECT_EQ(none->medianHz(), 0.0);
    const auto noise = trackPitch(test::whiteNoise(16'000, 2.0, 0.3).samples, 16'000, options());
    ASSERT_TRUE(noise) << noise.error().message();
    EXPECT_LT(noise->voicedShare(), 0.3);
}

TEST_P(PitchMethods, stay_within_the_range_that_was_set) {
    const AudioClip clip = test::vowel({.seconds = 1.0, .startHz = 300.0, .endHz = 300.0});
    PitchOptions low = options();
    low.ceilHz = 250.0;
    const auto track = trackPitch(clip.samples, 16'000, low);
    ASSERT_TRUE(track) << track.error().message();
    for (const float hz : track->f0Hz) {
        EXPECT_LE(hz, 250.0F * 1.1F);
    }
    PitchOptions wide = options();
    wide.ceilHz = 800.0;
    EXPECT_NEAR(trackPitch(clip.samples, 16'000, wide).value_or(PitchTrack{}).medianHz(), 300.0, 3.0);
}

TEST_P(PitchMethods, give_frames_at_the_hop_that_was_asked) {
    const AudioClip clip = test::vowel({.seconds = 1.0, .startHz = 150.0, .endHz = 150.0});
    for (const double hop : {0.001, 0.010, 0.0116}) {
        PitchOptions chosen = options();
        chosen.hopSeconds = hop;
        const auto track = trackPitch(clip.samples, 16'000, chosen);
        ASSERT_TRUE(track) << track.error().message();
        EXPECT_EQ(track->f0Hz.size(), static_cast<std::size_t>(std::floor(1.0 / hop + 1e-9)) + 1);
        EXPECT_EQ(track->hopSeconds, hop);
        EXPECT_NEAR(track->medianHz(), 150.0, 1.0);
    }
}

TEST_P(PitchMethods, take_nan_as_silence) {
    AudioClip clip = test::vowel({.seconds = 1.0, .startHz = 150.0, .endHz = 150.0});
    std::fill_n(clip.samples.begin(), 2000, std::numeric_limits<float>::quiet_NaN());
    const auto track = trackPitch(clip.samples, 16'000, options());
    ASSERT_TRUE(track) << track.error().message();
    EXPECT_TRUE(std::ranges::all_of(track->f0Hz, [](float hz) { return std::isfinite(hz) && hz >= 0.0F; }));
    EXPECT_NEAR(track->medianHz(), 150.0, 1.0);
}

TEST_P(PitchMethods, give_the_same_track_every_time) {
    const AudioClip clip = test::vowel({.seconds = 1.0});
    const auto once = trackPitch(clip.samples, 16'000, options());
    const auto again = trackPitch(clip.samples, 16'000, options());
    ASSERT_TRUE(once && again);
    EXPECT_EQ(once->f0Hz, again->f0Hz);
}

TEST_P(PitchMethods, work_on_the_shortest_sound_allowed) {
    for (const int rate : {8'000, 16'000, 44'100}) {
        const AudioClip clip = test::vowel({.sampleRateHz = rate, .seconds = 0.02, .startHz = 200.0, .endHz = 200.0});
        const auto track = trackPitch(clip.samples, rate, options());
        ASSERT_TRUE(track) << track.error().message();
        EXPECT_EQ(track->f0Hz.size(), 5U);
    }
}

/// How far our Harvest is from WORLD's on the same sound.
struct Difference {
    std::size_t frames = 0;
    std::size_t voiced = 0;
    std::size_t voicing = 0;  // frames that only one of them calls voiced
    double greatestShare = 0.0;
};

Difference differenceToWorld(const AudioClip& clip, const detail::HarvestRange& range) {
    const std::vector<double> x(clip.samples.begin(), clip.samples.end());
    const auto ours = detail::harvest(x, clip.sampleRateHz, range);
    HarvestOption option;
    InitializeHarvestOption(&option);
    option.f0_floor = range.floorHz;
    option.f0_ceil = range.ceilHz;
    option.frame_period = 1.0;
    const int length = static_cast<int>(x.size());
    const auto frames = static_cast<std::size_t>(GetSamplesForHarvest(clip.sampleRateHz, length, 1.0));
    std::vector<double> times(frames);
    std::vector<double> theirs(frames);
    Harvest(x.data(), length, clip.sampleRateHz, &option, times.data(), theirs.data());
    EXPECT_EQ(ours.size(), frames);
    Difference difference{.frames = frames};
    for (std::size_t i = 0; i < std::min(frames, ours.size()); ++i) {
        if ((ours[i] > 0.0) != (theirs[i] > 0.0)) {
            ++difference.voicing;
        } else if (theirs[i] > 0.0) {
            ++difference.voiced;
            difference.greatestShare = std::max(difference.greatestShare, std::fabs(ours[i] / theirs[i] - 1.0));
        }
    }
    return difference;
}

// The filters run in single precision here, which moves a decision in one frame of some ten thousand.
constexpr double kVoicingShare = 0.001;
constexpr double kPitchShare = 0.001;

TEST(Harvest, gives_what_the_reference_gives_on_voices_and_noise) {
    for (const int rate : {8'000, 16'000, 22'050, 44'100}) {
        AudioClip clip = test::whiteNoise(rate, 1.0, 0.05);
        for (const double hz : {90.0, 180.0, 320.0}) {
            const AudioClip voice =
                test::vowel({.sampleRateHz = rate, .seconds = 0.7, .startHz = hz, .endHz = hz * 1.3});
            clip.samples.insert(clip.samples.end(), voice.samples.begin(), voice.samples.end());
            clip.samples.resize(clip.samples.size() + static_cast<std::size_t>(rate / 5), 0.0F);
        }
        // Next to digital silence both follow the rounding errors of their filters for some 15 ms; any hiss ends that.
        const AudioClip hiss = test::whiteNoise(rate, clip.seconds() + 0.1, 2e-4, 9);
        for (std::size_t i = 0; i < clip.samples.size(); ++i) {
            clip.samples[i] += hiss.samples[i];
        }
        const Difference difference = differenceToWorld(clip, {});
        EXPECT_GT(difference.voiced, 1500U) << rate;
        EXPECT_LE(static_cast<double>(difference.voicing), kVoicingShare * static_cast<double>(difference.frames))
            << rate;
        EXPECT_LE(difference.greatestShare, kPitchShare) << rate;
    }
}

TEST(Harvest, gives_what_the_reference_gives_on_real_speech) {
    TIMBRE_REQUIRE_SHARED(shared);
    for (const char* name : {"speech/librispeech/2414/2414-128291-0000.flac", "speech/ljspeech/LJ001-0001.wav"}) {
        const auto speech = readAudio(shared / name, {.maximumSeconds = 5.0});
        if (!speech) {
            GTEST_SKIP() << speech.error().message();
        }
        for (const detail::HarvestRange& range :
             {detail::HarvestRange{}, detail::HarvestRange{.floorHz = 40.0, .ceilHz = 800.0}}) {
            const Difference difference = differenceToWorld(*speech, range);
            EXPECT_GT(difference.voiced, 1000U) << name;
            EXPECT_LE(static_cast<double>(difference.voicing), kVoicingShare * static_cast<double>(difference.frames))
                << name;
            EXPECT_LE(difference.greatestShare, kPitchShare) << name;
        }
    }
}

TEST(TrackPitch, refuses_what_it_cannot_track) {
    const AudioClip clip = test::tone({.seconds = 0.5});
    struct Row {
        std::size_t samples;
        int rate;
        PitchOptions options;
        const char* reason;
    };
    for (const Row& row :
         {Row{0, 16'000, {}, "too few"}, Row{100, 16'000, {}, "too few"}, Row{8000, 4'000, {}, "4000 Hz"},
          Row{8000, 16'000, {.floorHz = 10.0}, "10"}, Row{8000, 16'000, {.floorHz = 200.0, .ceilHz = 210.0}, "210"},
          Row{8000, 16'000, {.ceilHz = 5000.0}, "5000"}, Row{8000, 16'000, {.hopSeconds = 0.0}, "every 0"},
          Row{8000, 16'000, {.floorHz = std::nan("")}, "nan"}}) {
        const auto track = trackPitch(std::span(clip.samples).first(row.samples), row.rate, row.options);
        ASSERT_FALSE(track) << row.reason;
        EXPECT_EQ(track.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(track.error().detail.find(row.reason), std::string::npos) << track.error().message();
        EXPECT_FALSE(track.error().advice.empty());
    }
}

}  // namespace
}  // namespace timbre
