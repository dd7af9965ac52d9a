// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "core/audio/decode.h"
#include "core/audio/pitch_track.h"
#include "core/audio/resample.h"
#include "core/engine/engines/instant/f0_tracker.h"
#include "core/engine/engines/instant/mel_warp.h"
#include "core/engine/engines/instant/mfcc.h"
#include "tests/support/test_support.h"

namespace timbre::instant {
namespace {

constexpr double kPi = std::numbers::pi;

/// Harmonics up to 5 kHz with falling amplitudes: a voice of one pitch, or gliding from `fromHz` to `toHz`.
AudioClip buzz(double fromHz, double toHz, double seconds = 1.0, int rateHz = 16'000, float level = 0.2F) {
    AudioClip clip{.sampleRateHz = rateHz, .channels = 1, .samples = {}};
    double phase = 0.0;
    const auto size = static_cast<std::size_t>(seconds * rateHz);
    for (std::size_t i = 0; i < size; ++i) {
        const double hz = std::lerp(fromHz, toHz, static_cast<double>(i) / static_cast<double>(size));
        phase += 2.0 * kPi * hz / rateHz;
        double value = 0.0;
        for (int h = 1; h * hz < std::min(5000.0, 0.45 * rateHz); ++h)
            value += std::sin(h * phase) / h;
        clip.samples.push_back(level * static_cast<float>(value) * 0.4F);
    }
    return clip;
}

AudioClip noise(double seconds) {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    std::mt19937 random(1);
    std::normal_distribution<float> draw(0.0F, 0.1F);
    for (int i = 0; i < static_cast<int>(seconds * 16'000); ++i)
        clip.samples.push_back(draw(random));
    return clip;
}

RecordingFeatures featuresOf(const AudioClip& clip) {
    auto features = extractFeatures(clip, {});
    if (!features)
        throw std::runtime_error(features.error().message());
    return std::move(*features);
}

double voicedShare(const std::vector<float>& f0) {
    return static_cast<double>(std::ranges::count_if(f0, [](float v) { return v > 0.0F; })) /
           static_cast<double>(f0.size());
}

class FeaturesPitch : public ::testing::TestWithParam<double> {};

TEST_P(FeaturesPitch, OfASteadyBuzzIsWithinHalfAPercent) {
    const RecordingFeatures f = featuresOf(buzz(GetParam(), GetParam()));
    EXPECT_GT(voicedShare(f.f0Hz), 0.95);
    for (std::size_t t = 20; t + 20 < f.f0Hz.size(); ++t)
        EXPECT_NEAR(f.f0Hz[t], GetParam(), 0.005 * GetParam()) << t;
}

INSTANTIATE_TEST_SUITE_P(Voices, FeaturesPitch, ::testing::Values(75.0, 110.0, 180.0, 260.0, 400.0));

TEST(Features, FollowAGlidingPitch) {
    const RecordingFeatures f = featuresOf(buzz(120.0, 240.0));
    for (std::size_t t = 20; t + 20 < f.f0Hz.size(); ++t) {
        const double expected = std::lerp(120.0, 240.0, static_cast<double>(t) * 0.005);
        EXPECT_NEAR(f.f0Hz[t], expected, 0.02 * expected) << t;
    }
}

TEST(Features, CallNoiseUnvoiced) { EXPECT_LT(voicedShare(featuresOf(noise(1.0)).f0Hz), 0.05); }

TEST(Features, DoNotTakeRumbleForAVoice) {
    AudioClip rumble = noise(2.0);
    for (std::size_t i = 0; i < rumble.samples.size(); ++i) {
        rumble.samples[i] = 0.05F * rumble.samples[i] +
                            0.2F * static_cast<float>(std::sin(2.0 * kPi * 25.0 * static_cast<double>(i) / 16'000.0));
    }
    EXPECT_LT(voicedShare(featuresOf(rumble).f0Hz), 0.1);
}

TEST(Features, HaveOneRowPerFiveMilliseconds) {
    const RecordingFeatures f = featuresOf(buzz(120.0, 120.0, 0.5));
    EXPECT_EQ(f.f0Hz.size(), 101U);
    EXPECT_EQ(f.cepstrum.rows(), 101U);
    EXPECT_EQ(f.cepstrum.cols(), 41U);
    EXPECT_EQ(f.mfcc.rows(), 101U);
    EXPECT_EQ(f.mfcc.cols(), 39U);
}

TEST(Features, DoNotDependOnTheLevel) {
    const RecordingFeatures loud = featuresOf(buzz(140.0, 150.0, 0.5, 16'000, 0.5F));
    const RecordingFeatures quiet = featuresOf(buzz(140.0, 150.0, 0.5, 16'000, 0.01F));
    for (std::size_t t = 5; t + 5 < loud.cepstrum.rows(); ++t) {
        for (std::size_t k = 0; k < 25; ++k)
            EXPECT_NEAR(loud.cepstrum(t, k), quiet.cepstrum(t, k), 0.02F);
    }
}

/// Adds hiss of the same density at every rate: where a sound has nothing at all, a converter's dirt would be compared.
AudioClip withHiss(AudioClip clip) {
    std::mt19937 random(3);
    std::normal_distribution<float> draw(0.0F, 1e-3F * static_cast<float>(std::sqrt(clip.sampleRateHz / 16'000.0)));
    for (float& v : clip.samples)
        v += draw(random);
    return clip;
}

TEST(Features, AgreeBetweenSampleRates) {
    // The converters differ above 7 kHz and the hiss is another one each time, so the mean envelopes where the harmonics
    // are (the step at 5 kHz rings further down) are compared, in nepers.
    constexpr double kConverterTolerance = 0.1;
    std::vector<double> frequencies;
    for (double hz = 100.0; hz <= 4000.0; hz += 200.0)
        frequencies.push_back(hz);
    const auto envelope = [&](const RecordingFeatures& f) {
        const Matrix cosines = warpedCosines(frequencies, f.cepstrum.cols());
        std::vector<double> log(frequencies.size(), 0.0);
        for (std::size_t t = 10; t + 10 < f.cepstrum.rows(); ++t) {
            for (std::size_t b = 0; b < log.size(); ++b) {
                for (std::size_t k = 1; k < f.cepstrum.cols(); ++k)
                    log[b] += static_cast<double>(f.cepstrum(t, k) * cosines(b, k)) /
                              static_cast<double>(f.cepstrum.rows() - 20);
            }
        }
        return log;
    };
    const RecordingFeatures at16 = featuresOf(withHiss(buzz(130.0, 160.0, 0.5, 16'000)));
    const std::vector<double> wanted = envelope(at16);
    for (const int rate : {22'050, 44'100, 48'000}) {
        const RecordingFeatures other = featuresOf(withHiss(buzz(130.0, 160.0, 0.5, rate)));
        ASSERT_EQ(other.f0Hz.size(), at16.f0Hz.size()) << rate;
        for (std::size_t t = 10; t + 10 < at16.f0Hz.size(); ++t)
            EXPECT_NEAR(other.f0Hz[t], at16.f0Hz[t], 1.0F) << rate;
        const std::vector<double> found = envelope(other);
        for (std::size_t b = 0; b < frequencies.size(); ++b)
            EXPECT_NEAR(found[b] - found[0], wanted[b] - wanted[0], kConverterTolerance)
                << rate << ", " << frequencies[b] << " Hz";
    }
}

TEST(Features, AreTheSameEveryTime) {
    const AudioClip clip = buzz(100.0, 200.0, 0.5);
    EXPECT_EQ(featuresOf(clip).cepstrum, featuresOf(clip).cepstrum);
}

TEST(Features, RefuseWhatIsNoRecording) {
    AudioClip broken = buzz(120.0, 120.0, 0.5);
    broken.samples[100] = std::numeric_limits<float>::quiet_NaN();
    AudioClip stereo = buzz(120.0, 120.0, 0.5);
    stereo.channels = 2;
    AudioClip silent{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(16'000, 0.0F)};
    const std::vector<std::pair<AudioClip, std::string>> cases = {
        {broken, "not numbers"},
        {stereo, "mono"},
        {silent, "silent"},
        {buzz(120.0, 120.0, 0.05), "shorter"},
        {AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = {}}, "shorter"}};
    for (const auto& [clip, mention] : cases) {
        const auto features = extractFeatures(clip, {});
        ASSERT_FALSE(features) << mention;
        EXPECT_EQ(features.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(features.error().detail.find(mention), std::string::npos) << features.error().detail;
    }
}

TEST(Features, StopWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto features = extractFeatures(buzz(120.0, 120.0), source.get_token());
    ASSERT_FALSE(features);
    EXPECT_EQ(features.error().code, ErrorCode::Cancelled);
}

TEST(MelCepstrum, RebuildsASmoothSpectrum) {
    // 41 coefficients hold a spectrum with a few broad formants and a tilt that levels out at both ends, as the
    // spectrum of real samples must.
    constexpr double kSmoothTolerance = 0.02;
    std::vector<double> power(513);
    std::vector<double> frequencies(513);
    for (std::size_t b = 0; b < power.size(); ++b) {
        frequencies[b] = static_cast<double>(b) * 8000.0 / 512.0;
        const double f = frequencies[b] / 1000.0;
        power[b] = std::exp(
            2.0 * (1.5 * std::exp(-std::pow((f - 1.2) / 0.6, 2)) + std::exp(-std::pow((f - 2.5) / 1.0, 2)) +
                  1.2 * std::cos(kPi * f / 8.0)));
    }
    std::vector<float> cepstrum(41);
    MelCepstrum().fromPower(power, cepstrum);
    const Matrix cosines = warpedCosines(frequencies, 41);
    for (std::size_t b = 0; b < power.size(); ++b) {
        double log = 0.0;
        for (std::size_t k = 0; k < 41; ++k)
            log += static_cast<double>(cepstrum[k] * cosines(b, k));
        EXPECT_NEAR(log, 0.5 * std::log(power[b]), kSmoothTolerance) << frequencies[b];
    }
}

TEST(MelWarp, GoesThereAndBack) {
    for (const double w : {0.0, 0.1, 1.0, 2.0, 3.0, kPi})
        EXPECT_NEAR(linearFrequency(warpedFrequency(w)), w, 1e-9);
}

TEST(MelWarp, StretchesTheLowFrequencies) { EXPECT_GT(warpedFrequency(0.2), 0.4); }

TEST(AlignmentFeatures, HaveMeanZeroAndVarianceOne) {
    const auto coefficients = mfcc(noise(1.0).samples, {});
    ASSERT_TRUE(coefficients);
    const Matrix features = alignmentFeatures(*coefficients);
    for (std::size_t k = 0; k < kStaticMfcc; ++k) {
        double sum = 0.0;
        double squares = 0.0;
        for (std::size_t t = 0; t < features.rows(); ++t) {
            sum += static_cast<double>(features(t, k));
            squares += static_cast<double>(features(t, k) * features(t, k));
        }
        const auto n = static_cast<double>(features.rows());
        EXPECT_NEAR(sum / n, 0.0, 1e-4);
        EXPECT_NEAR(squares / n, 1.0, 1e-3);
    }
}

TEST(AlignmentFeatures, DifferencesOfARampAreItsSlope) {
    Matrix ramp(50, kStaticMfcc);
    for (std::size_t t = 0; t < 50; ++t)
        ramp(t, 0) = static_cast<float>(t);
    const Matrix features = alignmentFeatures(ramp);
    const float step = features(11, 0) - features(10, 0);
    // x[t+2] - x[t-2] + (x[t+4] - x[t-4]) / 2 = 8 steps, over 1.5.
    EXPECT_NEAR(features(25, kStaticMfcc), 8.0F * step / 1.5F, 1e-4F);
    EXPECT_NEAR(features(25, 2 * kStaticMfcc), 0.0F, 1e-4F);
}

TEST(Mfcc, OfACepstralTrackFollowsTheSpectrumOfTheSameSound) {
    // A formant glides; the two ways to the coefficients must move together although one of them hears the harmonics.
    const AudioClip clip = buzz(110.0, 220.0, 1.0);
    const RecordingFeatures f = featuresOf(clip);
    Matrix low(f.cepstrum.rows(), 25);
    for (std::size_t t = 0; t < low.rows(); ++t)
        std::ranges::copy(f.cepstrum.row(t).subspan(0, 25), low.row(t).begin());
    const Matrix ofTrack = alignmentFeatures(mfccOfCepstra(low));
    const auto coefficients = mfcc(clip.samples, {});
    ASSERT_TRUE(coefficients);
    const Matrix ofSound = alignmentFeatures(*coefficients);
    double together = 0.0;
    double a = 0.0;
    double b = 0.0;
    for (std::size_t t = 10; t + 10 < low.rows(); ++t) {
        together += static_cast<double>(ofTrack(t, 1) * ofSound(t, 1));
        a += static_cast<double>(ofTrack(t, 1) * ofTrack(t, 1));
        b += static_cast<double>(ofSound(t, 1) * ofSound(t, 1));
    }
    EXPECT_GT(together / std::sqrt(a * b), 0.7);
}

TEST(F0Tracker, AgreesWithHarvestOnRealSpeech) {
    TIMBRE_REQUIRE_SHARED(shared);
    // Harvest calls more frames voiced (closures, breath), so only frames that both call voiced are compared. Where a
    // phrase ends in creak, every second period is another one and both octaves are right: counted apart.
    constexpr double kGrossErrors = 0.02;
    constexpr double kOtherOctave = 0.03;
    int compared = 0;
    int gross = 0;
    int octaves = 0;
    for (const char* id : {"LJ001-0002", "LJ001-0005", "LJ001-0008"}) {
        const auto clip =
            readAudio(shared / "speech/ljspeech" / (std::string(id) + ".wav"), {.sampleRateHz = 16'000, .mono = true});
        ASSERT_TRUE(clip) << clip.error().message();
        const auto harvest = trackPitch(clip->samples, 16'000);
        ASSERT_TRUE(harvest);
        const auto ours = extractFeatures(*clip, {});
        ASSERT_TRUE(ours);
        const std::size_t frames = std::min(harvest->f0Hz.size(), ours->f0Hz.size());
        for (std::size_t t = 0; t < frames; ++t) {
            if (harvest->f0Hz[t] <= 0.0F || ours->f0Hz[t] <= 0.0F)
                continue;
            ++compared;
            const float difference = std::abs(std::log2(harvest->f0Hz[t] / ours->f0Hz[t]));
            if (std::abs(difference - 1.0F) < 0.2F) {
                ++octaves;
            } else if (difference > 0.26F) {
                ++gross;
            }
        }
        EXPECT_GT(voicedShare(ours->f0Hz), 0.55) << id;
        EXPECT_LT(voicedShare(ours->f0Hz), voicedShare(harvest->f0Hz)) << id;
    }
    EXPECT_GT(compared, 500);
    EXPECT_LT(octaves, kOtherOctave * compared);
    EXPECT_LT(gross, kGrossErrors * compared);
}

}  // namespace
}  // namespace timbre::instant
