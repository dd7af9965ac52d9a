// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/time_pitch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <optional>
#include <thread>

#include "core/audio/decode.h"
#include "core/audio/fft.h"
#include "core/audio/mix.h"
#include "core/audio/pitch_track.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

// From the requirements: length within 15 ms (ours is exact to the sample), pitch within 0.3 semitone.
constexpr double kPitchSemitones = 0.3;
constexpr double kOnsetSeconds = 0.015;
// The older engine spreads an onset over its long window when it slows speech down (measured: 18 to 29 ms at 0.6).
constexpr double kOnsetFasterSeconds = 0.035;

double semitones(double ratio) { return 12.0 * std::log2(ratio); }

std::optional<PitchTrack> track(const AudioClip& clip) {
    auto result =
        trackPitch(clip.samples, clip.sampleRateHz, {.floorHz = 50.0, .ceilHz = 900.0, .method = PitchMethod::Dio});
    return result ? std::optional(std::move(*result)) : std::nullopt;
}

/// Median of log pitch differences in semitones between two tracks of the same sound, the second played at
/// `speedScale`.
std::optional<double> pitchShift(const PitchTrack& before, const PitchTrack& after, double speedScale) {
    std::vector<double> shifts;
    for (std::size_t i = 0; i < after.f0Hz.size(); ++i) {
        const auto j = static_cast<std::size_t>(std::lround(static_cast<double>(i) * speedScale));
        if (j < before.f0Hz.size() && after.voiced[i] != 0 && before.voiced[j] != 0) {
            shifts.push_back(semitones(after.f0Hz[i] / before.f0Hz[j]));
        }
    }
    if (shifts.size() < 20) {
        return std::nullopt;
    }
    std::ranges::nth_element(shifts, shifts.begin() + static_cast<std::ptrdiff_t>(shifts.size() / 2));
    return shifts[shifts.size() / 2];
}

/// Where the power between 300 and 3500 Hz has its middle.
double spectralCentroidHz(const AudioClip& clip) {
    constexpr std::size_t kSize = 1024;
    RealFft fft(kSize);
    std::vector<float> frame(kSize);
    std::vector<std::complex<float>> spectrum(fft.bins());
    double weighted = 0.0;
    double total = 0.0;
    for (std::size_t start = 0; start + kSize <= clip.samples.size(); start += kSize / 2) {
        for (std::size_t i = 0; i < kSize; ++i) {
            const double window = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / kSize);
            frame[i] = static_cast<float>(clip.samples[start + i] * window);
        }
        fft.forward(frame, spectrum);
        for (std::size_t bin = 0; bin < spectrum.size(); ++bin) {
            const double hz = static_cast<double>(bin) * clip.sampleRateHz / kSize;
            if (hz >= 300.0 && hz <= 3500.0) {
                weighted += hz * std::norm(spectrum[bin]);
                total += std::norm(spectrum[bin]);
            }
        }
    }
    return weighted / total;
}

struct Change {
    int rate;
    double speed;
    double pitch;
    StretchEngine engine;
};

class Changes : public testing::TestWithParam<Change> {};

TEST_P(Changes, meet_length_and_pitch_on_a_vowel) {
    const Change& change = GetParam();
    const AudioClip clip = test::vowel({.sampleRateHz = change.rate, .seconds = 1.5, .startHz = 130.0, .endHz = 170.0});
    const auto changed =
        changeTimePitch(clip, {.speedScale = change.speed, .pitchSemitones = change.pitch, .engine = change.engine});
    ASSERT_TRUE(changed) << changed.error().message();
    EXPECT_EQ(changed->sampleRateHz, change.rate);
    EXPECT_EQ(changed->frames(),
              static_cast<std::size_t>(std::llround(static_cast<double>(clip.frames()) / change.speed)));
    const auto before = track(clip);
    const auto after = track(*changed);
    ASSERT_TRUE(before && after);
    const auto shift = pitchShift(*before, *after, change.speed);
    ASSERT_TRUE(shift);
    EXPECT_NEAR(*shift, change.pitch, kPitchSemitones);
}

INSTANTIATE_TEST_SUITE_P(
    All, Changes,
    testing::Values(Change{16'000, 0.5, 0.0, StretchEngine::Finer}, Change{16'000, 0.8, 0.0, StretchEngine::Finer},
                    Change{16'000, 1.25, 0.0, StretchEngine::Finer}, Change{16'000, 2.0, 0.0, StretchEngine::Finer},
                    Change{16'000, 1.0, 4.0, StretchEngine::Finer}, Change{16'000, 1.0, -4.0, StretchEngine::Finer},
                    Change{16'000, 1.0, 12.0, StretchEngine::Finer}, Change{16'000, 1.0, 0.5, StretchEngine::Finer},
                    Change{44'100, 1.3, 3.0, StretchEngine::Finer}, Change{22'050, 0.7, -3.0, StretchEngine::Finer},
                    Change{16'000, 1.25, 3.0, StretchEngine::Faster}, Change{44'100, 0.8, -5.0, StretchEngine::Faster}),
    [](const auto& row) {
        const auto number = [](double value) {
            std::string text = std::to_string(static_cast<int>(std::lround(std::fabs(value) * 100)));
            return value < 0 ? "minus" + text : text;
        };
        return std::to_string(row.param.rate) + "_speed" + number(row.param.speed) + "_pitch" +
               number(row.param.pitch) + (row.param.engine == StretchEngine::Finer ? "_finer" : "_faster");
    });

TEST(ChangeTimePitch, returns_the_samples_untouched_when_nothing_is_asked) {
    const AudioClip clip = test::whiteNoise(44'100, 0.3, 0.5);
    EXPECT_EQ(changeTimePitch(clip, {}).value_or(AudioClip{}), clip);
}

TEST(ChangeTimePitch, keeps_the_formants_unless_told_otherwise) {
    const AudioClip clip = test::vowel({.seconds = 2.0, .startHz = 120.0, .endHz = 125.0});
    const double before = spectralCentroidHz(clip);
    const auto kept = changeTimePitch(clip, {.pitchSemitones = 5.0});
    const auto shifted = changeTimePitch(clip, {.pitchSemitones = 5.0, .keepFormants = false});
    ASSERT_TRUE(kept && shifted);
    EXPECT_NEAR(semitones(spectralCentroidHz(*kept) / before), 0.0, 1.0);
    EXPECT_GT(semitones(spectralCentroidHz(*shifted) / before), 2.5);
}

TEST(ChangeTimePitch, leaves_events_where_they_belong) {
    for (const StretchEngine engine : {StretchEngine::Finer, StretchEngine::Faster}) {
        for (const double speed : {0.6, 0.9, 1.2, 1.8}) {
            AudioClip burst = test::vowel({.seconds = 0.5, .startHz = 150.0, .endHz = 150.0});
            AudioClip clip = silence(16'000, 1, 800.0);
            clip.samples.insert(clip.samples.end(), burst.samples.begin(), burst.samples.end());
            clip.samples.resize(clip.samples.size() + 8'000, 0.0F);
            const auto changed = changeTimePitch(clip, {.speedScale = speed, .engine = engine});
            ASSERT_TRUE(changed) << changed.error().message();
            const float peak = std::ranges::max(changed->samples);
            const auto first =
                std::ranges::find_if(changed->samples, [&](float sample) { return std::fabs(sample) > 0.3F * peak; });
            const double onset = static_cast<double>(first - changed->samples.begin()) / 16'000;
            // The first pitch pulse comes up to one period (7 ms) after the onset.
            const double tolerance = engine == StretchEngine::Finer ? kOnsetSeconds : kOnsetFasterSeconds;
            EXPECT_NEAR(onset, 0.8 / speed + 0.003, tolerance) << speed;
        }
    }
}

TEST(ChangeTimePitch, keeps_channels_apart_and_the_level) {
    const AudioClip mono = test::vowel({.sampleRateHz = 44'100, .seconds = 1.0});
    AudioClip clip{.sampleRateHz = 44'100, .channels = 2, .samples = {}};
    for (const float sample : mono.samples) {
        clip.samples.insert(clip.samples.end(), {sample, 0.0F});
    }
    const auto changed = changeTimePitch(clip, {.speedScale = 1.2});
    ASSERT_TRUE(changed) << changed.error().message();
    std::vector<float> left;
    std::vector<float> right;
    for (std::size_t i = 0; i < changed->frames(); ++i) {
        left.push_back(changed->samples[2 * i]);
        right.push_back(changed->samples[2 * i + 1]);
    }
    EXPECT_NEAR(20.0 * std::log10(test::rms(left) / test::rms(mono.samples)), 0.0, 1.5);
    EXPECT_LT(test::rms(right), 1e-6);
}

TEST(ChangeTimePitch, handles_very_short_clips) {
    for (const std::size_t frames : {std::size_t{1}, std::size_t{10}, std::size_t{500}}) {
        const AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(frames, 0.25F)};
        const auto changed = changeTimePitch(clip, {.speedScale = 0.5, .pitchSemitones = 2.0});
        ASSERT_TRUE(changed) << changed.error().message();
        EXPECT_EQ(changed->frames(), frames * 2);
        EXPECT_TRUE(std::ranges::all_of(changed->samples, [](float sample) { return std::isfinite(sample); }));
    }
}

TEST(ChangeTimePitch, gives_the_same_samples_every_time) {
    const AudioClip clip = test::vowel({.seconds = 0.5});
    const TimePitch settings{.speedScale = 1.1, .pitchSemitones = 1.0};
    const auto once = changeTimePitch(clip, settings);
    const auto again = changeTimePitch(clip, settings);
    ASSERT_TRUE(once && again);
    EXPECT_EQ(*once, *again);
}

TEST(ChangeTimePitch, refuses_settings_out_of_range) {
    const AudioClip clip = test::tone({.seconds = 0.2});
    for (const TimePitch& settings :
         {TimePitch{.speedScale = 0.1}, TimePitch{.speedScale = 9.0}, TimePitch{.speedScale = std::nan("")},
          TimePitch{.pitchSemitones = 30.0}, TimePitch{.pitchSemitones = std::nan("")}}) {
        const auto changed = changeTimePitch(clip, settings);
        ASSERT_FALSE(changed);
        EXPECT_EQ(changed.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(changed.error().detail.find("out of range"), std::string::npos);
        EXPECT_FALSE(changed.error().advice.empty());
    }
    const auto empty = changeTimePitch({.sampleRateHz = 16'000, .channels = 1, .samples = {}}, {.speedScale = 2.0});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, ErrorCode::InvalidInput);
}

TEST(ChangeTimePitch, stops_when_asked) {
    std::stop_source stopped;
    stopped.request_stop();
    const auto changed = changeTimePitch(test::vowel({}), {.speedScale = 1.5}, stopped.get_token());
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::Cancelled);
}

TEST(ChangeTimePitch, meets_length_and_pitch_on_real_speech) {
    TIMBRE_REQUIRE_SHARED(shared);
    for (const char* name : {"speech/librispeech/2414/2414-128291-0001.flac", "speech/ljspeech/LJ001-0001.wav"}) {
        const auto speech = readAudio(shared / name, {.maximumSeconds = 6.0});
        if (!speech) {
            GTEST_SKIP() << speech.error().message();
        }
        const auto before = track(*speech);
        ASSERT_TRUE(before);
        for (const auto& [speed, pitch] :
             std::vector<std::pair<double, double>>{{0.8, 0.0}, {1.25, 0.0}, {1.0, 2.0}, {1.0, -3.0}, {1.2, 4.0}}) {
            const auto changed = changeTimePitch(*speech, {.speedScale = speed, .pitchSemitones = pitch});
            ASSERT_TRUE(changed) << changed.error().message();
            EXPECT_NEAR(changed->seconds(), speech->seconds() / speed, 0.015);
            const auto after = track(*changed);
            ASSERT_TRUE(after);
            const auto shift = pitchShift(*before, *after, speed);
            ASSERT_TRUE(shift) << name;
            EXPECT_NEAR(*shift, pitch, kPitchSemitones) << name << " speed " << speed;
        }
    }
}

}  // namespace
}  // namespace timbre
