// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/loudness.h"

#include <ebur128.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/mix.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

void expectAllFinite(const Loudness& loudness) {
    for (const double value :
         {loudness.integratedLufs, loudness.rangeLu, loudness.samplePeakDbfs, loudness.truePeakDbtp, loudness.rmsDbfs,
          loudness.noiseFloorDbfs.value_or(0.0), loudness.seconds}) {
        EXPECT_TRUE(std::isfinite(value));
    }
}

/// A second of pause and a second of buzzing vowel, over and over: peaky and gated like speech, with quiet hiss below.
AudioClip speechLike(double seconds, double hissAmplitude = 0.0003) {
    AudioClip clip = test::whiteNoise(22'050, seconds, hissAmplitude);
    for (double start = 0.7; start + 1.0 <= seconds; start += 2.0) {
        AudioClip word = test::vowel({.sampleRateHz = 22'050, .seconds = 1.0});
        applyFades(word, {.inMs = 50.0, .outMs = 200.0});
        const auto offset = static_cast<std::size_t>(start * 22'050);
        for (std::size_t i = 0; i < word.samples.size(); ++i) {
            clip.samples[offset + i] += 0.3F * word.samples[i];
        }
    }
    return clip;
}

// EBU Tech 3341, case 1: a 1000 Hz sine in both channels, peak -23 dBFS, reads -23.0 LUFS within 0.1.
TEST(MeasureLoudness, reads_the_reference_tone_of_the_ebu) {
    AudioClip clip =
        test::tone({.sampleRateHz = 48'000, .seconds = 20.0, .hz = 1000.0, .amplitude = std::pow(10.0, -23.0 / 20.0)});
    std::vector<float> stereo;
    for (const float sample : clip.samples) {
        stereo.insert(stereo.end(), {sample, sample});
    }
    const auto loudness = measureLoudness({.sampleRateHz = 48'000, .channels = 2, .samples = stereo});
    ASSERT_TRUE(loudness) << loudness.error().message();
    EXPECT_NEAR(loudness->integratedLufs, -23.0, 0.1);
    EXPECT_NEAR(loudness->samplePeakDbfs, -23.0, 0.01);
    EXPECT_NEAR(loudness->rmsDbfs, -26.01, 0.01);
    EXPECT_NEAR(loudness->rangeLu, 0.0, 0.1);
    EXPECT_FALSE(loudness->silent);
}

// EBU Tech 3341, case 15 and on: a sine at a quarter of the rate, sampled off its peaks, has a true peak 3 dB above
// them.
TEST(MeasureLoudness, finds_the_peak_between_samples) {
    AudioClip clip{.sampleRateHz = 48'000, .channels = 1, .samples = {}};
    for (int i = 0; i < 48'000; ++i) {
        clip.samples.push_back(static_cast<float>(0.5 * std::sin(M_PI / 2.0 * i + M_PI / 4.0)));
    }
    const auto loudness = measureLoudness(clip);
    ASSERT_TRUE(loudness) << loudness.error().message();
    EXPECT_NEAR(loudness->samplePeakDbfs, -9.03, 0.05);
    EXPECT_NEAR(loudness->truePeakDbtp, -6.02, 0.4);
}

TEST(MeasureLoudness, finds_the_noise_floor_in_the_pauses) {
    const AudioClip clip = speechLike(8.0, 0.001);
    const auto loudness = measureLoudness(clip);
    ASSERT_TRUE(loudness) << loudness.error().message();
    ASSERT_TRUE(loudness->noiseFloorDbfs);
    EXPECT_NEAR(*loudness->noiseFloorDbfs, 20.0 * std::log10(0.001 / std::sqrt(3.0)), 0.5);
}

// Running speech has no pause: its quietest half second is speech too and says nothing of the room.
TEST(MeasureLoudness, has_no_noise_floor_where_there_is_no_pause) {
    AudioClip clip = silence(22'050, 1, 4000.0);
    for (std::size_t word = 0; word < 8; ++word) {
        AudioClip vowel = test::vowel({.sampleRateHz = 22'050, .seconds = 0.3});
        applyFades(vowel, {.inMs = 50.0, .outMs = 100.0});
        std::ranges::copy(vowel.samples, clip.samples.begin() + static_cast<std::ptrdiff_t>(word * 11'025));
    }
    const auto loudness = measureLoudness(clip);
    ASSERT_TRUE(loudness) << loudness.error().message();
    EXPECT_FALSE(loudness->noiseFloorDbfs) << *loudness->noiseFloorDbfs;
    const auto acx = normalise(clip, LoudnessGoal::acx());
    ASSERT_TRUE(acx) << acx.error().message();
    EXPECT_EQ(acx->report.note, "");
    EXPECT_NE(acx->report.writtenReport().find("could not be measured"), std::string::npos);
}

// The filter is that of libebur128, in single precision, and quiet blocks are passed over.
TEST(MeasureLoudness, finds_the_true_peak_of_the_whole_clip) {
    for (const int rateHz : {22'050, 48'000, 96'000, 192'000}) {
        for (const int channels : {1, 2}) {
            AudioClip clip = speechLike(3.0, 0.05);
            clip.sampleRateHz = rateHz;
            clip.channels = channels;
            clip.samples.resize(clip.samples.size() / 2 * 2);
            ebur128_state* meter = ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(rateHz),
                                                EBUR128_MODE_TRUE_PEAK);
            ebur128_add_frames_float(meter, clip.samples.data(), clip.frames());
            double whole = 0.0;
            for (unsigned c = 0; c < static_cast<unsigned>(channels); ++c) {
                double peak = 0.0;
                ebur128_true_peak(meter, c, &peak);
                whole = std::max(whole, peak);
            }
            ebur128_destroy(&meter);
            const auto loudness = measureLoudness(clip);
            ASSERT_TRUE(loudness) << loudness.error().message();
            EXPECT_NEAR(loudness->truePeakDbtp, 20.0 * std::log10(whole), 1e-4) << rateHz << " " << channels;
        }
    }
}

TEST(MeasureLoudness, gives_finite_floors_for_silence) {
    const auto loudness = measureLoudness(silence(16'000, 1, 2000.0));
    ASSERT_TRUE(loudness) << loudness.error().message();
    expectAllFinite(*loudness);
    EXPECT_TRUE(loudness->silent);
    EXPECT_EQ(loudness->integratedLufs, kSilenceLufs);
    EXPECT_EQ(loudness->truePeakDbtp, kSilenceDbfs);
}

TEST(MeasureLoudness, gives_short_clips_the_loudness_of_the_same_sound_lasting) {
    const auto lasting = measureLoudness(test::tone({.sampleRateHz = 44'100, .seconds = 4.0, .hz = 1000.0}));
    ASSERT_TRUE(lasting) << lasting.error().message();
    for (const double seconds : {0.05, 0.2, 0.399}) {
        const auto brief = measureLoudness(test::tone({.sampleRateHz = 44'100, .seconds = seconds, .hz = 1000.0}));
        ASSERT_TRUE(brief) << brief.error().message();
        EXPECT_NEAR(brief->integratedLufs, lasting->integratedLufs, 0.3) << seconds;
    }
}

TEST(MeasureLoudness, gives_finite_figures_for_one_sample_and_for_nan) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const auto& samples : {std::vector<float>{0.5F}, std::vector<float>{0.0F}, std::vector<float>(50'000, nan)}) {
        const auto loudness = measureLoudness({.sampleRateHz = 16'000, .channels = 1, .samples = samples});
        ASSERT_TRUE(loudness) << loudness.error().message();
        expectAllFinite(*loudness);
    }
}

TEST(MeasureLoudness, hears_every_channel_of_eight) {
    for (int sounding = 0; sounding < 8; ++sounding) {
        if (sounding == 3) {
            continue;  // the effects channel, which BS.1770 leaves out
        }
        AudioClip clip = silence(48'000, 8, 1000.0);
        const AudioClip mono = test::tone({.sampleRateHz = 48'000, .hz = 1000.0});
        for (std::size_t i = 0; i < mono.samples.size(); ++i) {
            clip.samples[i * 8 + static_cast<std::size_t>(sounding)] = mono.samples[i];
        }
        const auto loudness = measureLoudness(clip);
        ASSERT_TRUE(loudness) << loudness.error().message();
        EXPECT_FALSE(loudness->silent) << sounding;
    }
}

TEST(MeasureLoudness, refuses_empty_clips_and_impossible_rates) {
    for (const AudioClip& clip : {AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = {}},
                                  AudioClip{.sampleRateHz = 10, .channels = 1, .samples = {0.1F}}}) {
        const auto loudness = measureLoudness(clip);
        ASSERT_FALSE(loudness);
        EXPECT_EQ(loudness.error().code, ErrorCode::InvalidInput);
    }
}

class LoudnessTargets : public testing::TestWithParam<double> {};

TEST_P(LoudnessTargets, are_reached_below_the_ceiling) {
    const AudioClip clip = speechLike(10.0);
    const LoudnessGoal goal = LoudnessGoal::lufs(GetParam());
    const auto result = normalise(clip, goal);
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->clip.frames(), clip.frames());
    // Measured again from the samples, not read from the report.
    const auto measured = measureLoudness(result->clip);
    ASSERT_TRUE(measured) << measured.error().message();
    EXPECT_NEAR(measured->integratedLufs, GetParam(), 0.1);
    EXPECT_LE(measured->truePeakDbtp, goal.truePeakCeilingDbtp);
    EXPECT_TRUE(result->report.reached);
    EXPECT_EQ(result->report.note, "");
    EXPECT_NEAR(result->report.after.integratedLufs, measured->integratedLufs, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(All, LoudnessTargets, testing::Values(-14.0, -16.0, -23.0),
                         [](const auto& row) { return "minus_" + std::to_string(static_cast<int>(-row.param)); });

TEST(Normalise, is_a_plain_gain_where_the_peaks_allow_it) {
    const AudioClip clip = test::tone({.seconds = 2.0, .hz = 1000.0, .amplitude = 0.05});
    const auto result = normalise(clip, LoudnessGoal::lufs(-23.0));
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->report.limitedSeconds, 0.0);
    EXPECT_EQ(result->report.deepestLimitingDb, 0.0);
    AudioClip expected = clip;
    applyGain(expected, result->report.gainDb);
    EXPECT_GE(test::snrDb(expected.samples, result->clip.samples), 130.0);
}

TEST(Normalise, limits_only_near_the_peaks_that_pass_the_ceiling) {
    AudioClip clip = test::tone({.sampleRateHz = 44'100, .seconds = 4.0, .hz = 300.0, .amplitude = 0.1});
    clip.samples[88'200] = 0.95F;
    const auto result = normalise(clip, LoudnessGoal::lufs(-16.0));
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_TRUE(result->report.reached);
    EXPECT_GT(result->report.limitedSeconds, 0.0);
    EXPECT_LT(result->report.limitedSeconds, 0.6);
    EXPECT_GT(result->report.deepestLimitingDb, 3.0);
    // A second away from the peak only the gain is left.
    const double gain = std::pow(10.0, result->report.gainDb / 20.0);
    for (std::size_t i = 0; i < 44'100; i += 37) {
        EXPECT_NEAR(result->clip.samples[i], clip.samples[i] * gain, 1e-5) << i;
    }
}

TEST(Normalise, holds_true_peaks_of_noise_pushed_hard) {
    const AudioClip clip = test::whiteNoise(44'100, 3.0, 0.3);
    LoudnessGoal goal = LoudnessGoal::lufs(-6.0);
    goal.truePeakCeilingDbtp = -3.0;
    const auto result = normalise(clip, goal);
    ASSERT_TRUE(result) << result.error().message();
    const auto measured = measureLoudness(result->clip);
    ASSERT_TRUE(measured) << measured.error().message();
    EXPECT_LE(measured->truePeakDbtp, -3.0);
    if (!result->report.reached) {
        EXPECT_NE(result->report.note, "");
    }
}

TEST(Normalise, tells_how_far_it_is_up_to_the_end) {
    std::vector<double> fractions;
    const auto result = normalise(speechLike(4.0), LoudnessGoal::lufs(-14.0), {},
                                  [&](const Progress& progress) { fractions.push_back(progress.fraction); });
    ASSERT_TRUE(result) << result.error().message();
    ASSERT_GE(fractions.size(), 2U);
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    EXPECT_LT(fractions.front(), 0.5);
    EXPECT_EQ(fractions.back(), 1.0);
}

TEST(Normalise, leaves_silence_alone_and_says_so) {
    const AudioClip clip = silence(16'000, 1, 1500.0);
    const auto result = normalise(clip, LoudnessGoal::lufs(-16.0));
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->clip, clip);
    EXPECT_EQ(result->report.gainDb, 0.0);
    EXPECT_FALSE(result->report.reached);
    EXPECT_NE(result->report.note.find("silence"), std::string::npos);
}

TEST(Normalise, does_not_blow_up_a_whisper_of_noise) {
    const AudioClip clip = test::whiteNoise(16'000, 2.0, 0.0008);
    const auto result = normalise(clip, LoudnessGoal::lufs(-14.0));
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_LE(result->report.gainDb, 40.0);
    EXPECT_FALSE(result->report.reached);
    EXPECT_NE(result->report.note.find("quiet"), std::string::npos);
}

TEST(Normalise, gives_clips_under_400_ms_a_sensible_gain) {
    const AudioClip clip = test::tone({.seconds = 0.15, .hz = 500.0, .amplitude = 0.1});
    const auto result = normalise(clip, LoudnessGoal::lufs(-16.0));
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_TRUE(result->report.reached);
    EXPECT_LT(std::fabs(result->report.gainDb), 12.0);
}

TEST(Normalise, meets_all_of_acx_for_clean_speech) {
    const auto result = normalise(speechLike(10.0, 0.0001), LoudnessGoal::acx());
    ASSERT_TRUE(result) << result.error().message();
    const auto measured = measureLoudness(result->clip);
    ASSERT_TRUE(measured) << measured.error().message();
    EXPECT_GE(measured->rmsDbfs, kAcxMinimumRmsDb);
    EXPECT_LE(measured->rmsDbfs, kAcxMaximumRmsDb);
    EXPECT_LE(measured->samplePeakDbfs, kAcxMaximumPeakDb);
    EXPECT_LE(measured->noiseFloorDbfs.value_or(0.0), kAcxMaximumNoiseDb);
    EXPECT_TRUE(result->report.reached);
}

TEST(Normalise, says_that_noise_keeps_a_recording_from_acx) {
    const auto result = normalise(speechLike(10.0, 0.02), LoudnessGoal::acx());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_FALSE(result->report.reached);
    EXPECT_NE(result->report.note.find("noise floor"), std::string::npos);
}

TEST(Normalise, refuses_goals_out_of_range) {
    const AudioClip clip = test::tone({});
    LoudnessGoal high = LoudnessGoal::lufs(3.0);
    LoudnessGoal ceiling = LoudnessGoal::lufs(-16.0);
    ceiling.truePeakCeilingDbtp = 2.0;
    for (const LoudnessGoal& goal : {high, ceiling, LoudnessGoal::lufs(std::nan(""))}) {
        const auto result = normalise(clip, goal);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::InvalidInput);
    }
}

TEST(Normalise, reaches_its_goals_on_real_speech) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto speech = readAudio(shared / "speech/ljspeech/LJ001-0001.wav");
    if (!speech) {
        GTEST_SKIP() << speech.error().message();
    }
    for (const double target : {-14.0, -16.0, -23.0}) {
        const LoudnessGoal goal = LoudnessGoal::lufs(target);
        const auto result = normalise(*speech, goal);
        ASSERT_TRUE(result) << result.error().message();
        EXPECT_NEAR(result->report.after.integratedLufs, target, 0.1);
        EXPECT_LE(result->report.after.truePeakDbtp, goal.truePeakCeilingDbtp);
    }
}

TEST(LoudnessReport, tells_before_after_gain_and_outcome) {
    const auto result = normalise(speechLike(4.0), LoudnessGoal::lufs(-16.0));
    ASSERT_TRUE(result) << result.error().message();
    const std::string text = result->report.writtenReport();
    for (const char* part : {"-16.0 LUFS", "before", "after", "True peak", "Gain", "Goal reached"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part << " is missing in:\n" << text;
    }
    EXPECT_EQ(text.find("nan"), std::string::npos);
}

TEST(LoudnessGoal, is_read_from_what_people_type) {
    EXPECT_EQ(LoudnessGoal::parse("-16").value_or(LoudnessGoal{}).targetLufs, -16.0);
    EXPECT_EQ(LoudnessGoal::parse(" -23 LUFS").value_or(LoudnessGoal{}).targetLufs, -23.0);
    EXPECT_EQ(LoudnessGoal::parse("ACX").value_or(LoudnessGoal{}).kind, LoudnessGoal::Kind::Acx);
    for (const char* wrong : {"", "loud", "-3", "-80", "-16dB", "nan", "--16"}) {
        const auto goal = LoudnessGoal::parse(wrong);
        ASSERT_FALSE(goal) << wrong;
        EXPECT_EQ(goal.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(goal.error().detail.find(wrong), std::string::npos);
        EXPECT_NE(goal.error().advice.find("acx"), std::string::npos);
    }
}

}  // namespace
}  // namespace timbre
