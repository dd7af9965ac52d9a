// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/renderer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/engine/engines/instant/grain_player.h"
#include "core/engine/engines/instant/selection.h"
#include "core/engine/engines/instant/speech_level.h"
#include "instant_synthetic.h"

namespace timbre::instant {
namespace {

// Each grain is one period of the very recording; what differs is where the pulses fall against the source's.
constexpr double kCopyCorrelation = 0.95;
constexpr double kPitchToleranceSemitones = 0.3;
constexpr double kSpeedTolerance = 0.05;
constexpr double kLevelToleranceDb = 1.0;  // hardly heard; the peak guard may take that much from a sentence

/// A speaker, a sentence of theirs to say again and the units for it.
class Renderer : public testing::Test {
  protected:
    std::vector<test::SyntheticRecording> recordings_ = test::makeSpeaker();
    UnitDatabase database_ = test::buildDatabase(recordings_);
    SentenceTargets targets_ = test::targetsOf(recordings_[2], database_);
    std::vector<std::int32_t> units_ = selectUnits(database_, targets_, {}, {}).value().units;

    [[nodiscard]] RenderedSentence render(const RenderOptions& options) const {
        return renderUnits(database_, targets_, units_, options, {}).value();
    }
};

TEST_F(Renderer, CopiesARecordingClosely) {
    const RenderedSentence copy = render({});
    const std::vector<float>& original = database_.recordings()[2].samples;
    ASSERT_NEAR(static_cast<double>(copy.samples.size()), static_cast<double>(original.size()),
                0.01 * copy.sampleRateHz);
    constexpr std::size_t kWindow = 660;  // 30 ms
    for (std::size_t i = 1; i + 1 < copy.segments.size(); ++i) {
        const double middle = 0.5 * (copy.segments[i].startSeconds + copy.segments[i].endSeconds);
        const auto at = static_cast<std::size_t>(middle * copy.sampleRateHz) - kWindow / 2;
        EXPECT_GT(test::bestCorrelation(copy.samples, at, original, at, kWindow, 120), kCopyCorrelation) << i;
    }
}

TEST_F(Renderer, TellsWhereEachSegmentLies) {
    const RenderedSentence copy = render({});
    ASSERT_EQ(copy.segments.size(), recordings_[2].front.segments.size());
    double end = 0.0;
    for (std::size_t i = 0; i < copy.segments.size(); ++i) {
        EXPECT_NEAR(copy.segments[i].startSeconds, end, 1e-9);
        EXPECT_NEAR(copy.segments[i].endSeconds, recordings_[2].front.segments[i].endSeconds, 0.002);
        end = copy.segments[i].endSeconds;
    }
    EXPECT_NEAR(end, static_cast<double>(copy.samples.size()) / copy.sampleRateHz, 0.001);
}

class RendererPitch : public Renderer, public testing::WithParamInterface<double> {};

TEST_P(RendererPitch, MovesByTheSemitonesAsked) {
    const RenderedSentence plain = render({});
    const RenderedSentence moved = render({.pitchSemitones = GetParam()});
    ASSERT_EQ(moved.samples.size(), plain.samples.size());
    int measured = 0;
    for (std::size_t i = 0; i < plain.segments.size(); ++i) {
        if (!isVowel(targets_.halves[2 * i].phone))
            continue;
        const double begin = plain.segments[i].startSeconds + 0.01;
        const double end = plain.segments[i].endSeconds - 0.01;
        const double before = test::measureF0(plain.samples, plain.sampleRateHz, begin, end);
        const double after = test::measureF0(moved.samples, moved.sampleRateHz, begin, end);
        ASSERT_GT(before, 0.0);
        ASSERT_GT(after, 0.0);
        EXPECT_NEAR(12.0 * std::log2(after / before), GetParam(), kPitchToleranceSemitones) << i;
        ++measured;
    }
    EXPECT_GE(measured, 4);
}

INSTANTIATE_TEST_SUITE_P(Semitones, RendererPitch, testing::Values(-5.0, -2.0, 1.0, 3.0, 6.0));

class RendererSpeed : public Renderer, public testing::WithParamInterface<double> {};

TEST_P(RendererSpeed, ChangesTheLengthAndNotThePitch) {
    const RenderedSentence plain = render({});
    const RenderedSentence other = render({.speedScale = GetParam()});
    const double ratio = static_cast<double>(plain.samples.size()) / static_cast<double>(other.samples.size());
    EXPECT_NEAR(ratio / GetParam(), 1.0, kSpeedTolerance);
    const std::size_t vowel = 2;  // uw
    const auto f0 = [&](const RenderedSentence& spoken) {
        return test::measureF0(spoken.samples, spoken.sampleRateHz, spoken.segments[vowel].startSeconds + 0.005,
                               spoken.segments[vowel].endSeconds - 0.002);
    };
    EXPECT_NEAR(12.0 * std::log2(f0(other) / f0(plain)), 0.0, kPitchToleranceSemitones);
    EXPECT_NEAR(other.segments.back().endSeconds, plain.segments.back().endSeconds / GetParam(), 0.001);
}

INSTANTIATE_TEST_SUITE_P(Speeds, RendererSpeed, testing::Values(0.5, 0.8, 1.25, 2.0));

TEST_F(Renderer, GivesTheSameSamplesForTheSameSeedAndOthersForAnother) {
    const auto first = render({.seed = 5}).samples;
    EXPECT_EQ(first, render({.seed = 5}).samples);
    EXPECT_NE(first, render({.seed = 6}).samples);
}

TEST_F(Renderer, MovesTheSpectrumTowardsThePredictionByTheClarityAsked) {
    // Units of recording 2, prediction 6 dB per coefficient away at c1: the filter tilts the spectrum, more with more
    // clarity.
    SentenceTargets tilted = targets_;
    for (std::size_t t = 0; t < tilted.cepstrum.rows(); ++t)
        tilted.cepstrum(t, 1) += 0.7F;
    const auto brightness = [&](double clarity) {
        const auto spoken = renderUnits(database_, tilted, units_, {.clarity = clarity}, {}).value();
        double difference = 0.0;
        double sum = 0.0;
        for (std::size_t n = 1; n < spoken.samples.size(); ++n) {
            difference += std::pow(spoken.samples[n] - spoken.samples[n - 1], 2.0);
            sum += std::pow(spoken.samples[n], 2.0);
        }
        return difference / sum;
    };
    EXPECT_LT(brightness(1.0), 0.8 * brightness(0.4));
    EXPECT_LT(brightness(0.4), 0.9 * brightness(0.0));
}

/// Power above `hertz` over the power below it, in dB, by one transform over the whole sound.
double highOverLowDb(const RenderedSentence& spoken, double hertz) {
    const std::size_t size = spoken.samples.size() / 2 * 2;
    RealFft fft(size);
    std::vector<std::complex<float>> bins(fft.bins());
    fft.forward(std::span(spoken.samples).first(size), bins);
    double low = 0.0;
    double high = 0.0;
    for (std::size_t bin = 0; bin < bins.size(); ++bin) {
        const double at = static_cast<double>(bin) * spoken.sampleRateHz / static_cast<double>(size);
        (at < hertz ? low : high) += std::norm(std::complex<double>(bins[bin]));
    }
    return 10.0 * std::log10(high / low);
}

TEST_F(Renderer, AppliesTheVoicesEqualiser) {
    constexpr double kEdgeHertz = 2000.0;
    const std::size_t size = grainTransformSize(database_.sampleRateHz());
    std::vector<float> tone(size / 2 + 1);
    for (std::size_t bin = 0; bin < tone.size(); ++bin) {
        if (static_cast<double>(bin) * database_.sampleRateHz() / static_cast<double>(size) >= kEdgeHertz)
            tone[bin] = 0.69F;  // 6 dB
    }
    const double change = highOverLowDb(render({.toneLogGain = tone}), kEdgeHertz) - highOverLowDb(render({}), kEdgeHertz);
    EXPECT_NEAR(change, 6.0, 0.5);
    const std::vector<float> foreign(tone.begin(), tone.end() - 1);
    const auto refused = renderUnits(database_, targets_, units_, {.toneLogGain = foreign}, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("equaliser"), std::string::npos);
}

TEST_F(Renderer, SpeaksEverySentenceAtTheVoicesLevel) {
    const double expected = database_.speechRms() * database_.outputGain();
    for (const auto& recording : recordings_) {
        const SentenceTargets targets = test::targetsOf(recording, database_);
        const auto units = selectUnits(database_, targets, {}, {}).value().units;
        const auto spoken = renderUnits(database_, targets, units, {}, {}).value();
        EXPECT_NEAR(20.0 * std::log10(activeSpeechRms(spoken.samples, spoken.sampleRateHz) / expected), 0.0,
                    kLevelToleranceDb);
    }
}

TEST_F(Renderer, StartsAndEndsSoftlyAndNeverClips) {
    for (const double semitones : {-12.0, 0.0, 12.0}) {
        const auto samples = render({.pitchSemitones = semitones}).samples;
        EXPECT_LT(std::abs(samples.front()), 1e-3F);
        EXPECT_LT(std::abs(samples.back()), 1e-3F);
        for (const float sample : samples)
            ASSERT_LE(std::abs(sample), 1.0F);
    }
}

TEST_F(Renderer, KeepsTheRoomInPauses) {
    const RenderedSentence copy = render({});
    const std::vector<float> pause(copy.samples.begin() + 500, copy.samples.begin() + 1800);
    const double room = activeSpeechRms(pause, copy.sampleRateHz) / database_.outputGain();
    const std::vector<float> own(database_.recordings()[2].samples.begin() + 500,
                                 database_.recordings()[2].samples.begin() + 1800);
    EXPECT_NEAR(20.0 * std::log10(room / activeSpeechRms(own, copy.sampleRateHz)), 0.0, 3.0);
}

TEST_F(Renderer, IsSilentInAPauseThatNoRecordingHolds) {
    // The first pause gets units of speech; they must not be heard.
    std::vector<std::int32_t> units = units_;
    units[0] = units_[4];
    units[1] = units_[5];
    const auto spoken = renderUnits(database_, targets_, units, {}, {}).value();
    for (std::size_t n = 0; n < 1500; ++n)
        ASSERT_LT(std::abs(spoken.samples[n]), 1e-3F) << n;
}

TEST_F(Renderer, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto spoken = renderUnits(database_, targets_, units_, {}, stop.get_token());
    ASSERT_FALSE(spoken);
    EXPECT_EQ(spoken.error().code, ErrorCode::Cancelled);
}

struct BadOption {
    RenderOptions options;
    const char* named;
};

class RendererRefusal : public Renderer, public testing::WithParamInterface<BadOption> {};

TEST_P(RendererRefusal, NamesTheOptionOutsideItsRange) {
    const auto spoken = renderUnits(database_, targets_, units_, GetParam().options, {});
    ASSERT_FALSE(spoken);
    EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(spoken.error().detail.find(GetParam().named), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Options, RendererRefusal,
                         testing::Values(BadOption{{.speedScale = 0.4}, "speed"},
                                         BadOption{{.speedScale = std::nan("")}, "speed"},
                                         BadOption{{.pitchSemitones = 13.0}, "pitch"},
                                         BadOption{{.clarity = 1.5}, "clarity"}));

TEST_F(Renderer, RefusesUnitsThatDoNotBelongToTheSentence) {
    std::vector<std::int32_t> units = units_;
    units[3] = static_cast<std::int32_t>(database_.units().size());
    EXPECT_FALSE(renderUnits(database_, targets_, units, {}, {}));
    units.pop_back();
    EXPECT_FALSE(renderUnits(database_, targets_, units, {}, {}));
}

}  // namespace
}  // namespace timbre::instant
