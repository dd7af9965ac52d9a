// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/best_window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace timbre {
namespace {

constexpr int kRate = 16'000;

/// Something that a judge by energy takes for speech: a buzzing tone whose loudness goes up and down with syllables.
class Tape {
  public:
    Tape& speech(double seconds, float level = 0.3F) {
        const auto frames = static_cast<std::size_t>(seconds * kRate);
        for (std::size_t i = 0; i < frames; ++i) {
            const double t = static_cast<double>(i) / kRate;
            double buzz = 0.0;
            for (int harmonic = 1; harmonic <= 12; ++harmonic)
                buzz += std::sin(2.0 * std::numbers::pi * 140.0 * harmonic * t) / harmonic;
            const double syllable = 0.55 + 0.45 * std::sin(2.0 * std::numbers::pi * 4.0 * t);
            clip_.samples.push_back(level * static_cast<float>(buzz * syllable * 0.5) + noise());
        }
        return *this;
    }
    Tape& silence(double seconds) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * kRate); ++i)
            clip_.samples.push_back(noise());
        return *this;
    }
    Tape& noisier(float level) {
        noise_ = level;
        return *this;
    }
    /// Hard limits what was recorded so far.
    Tape& clipped() {
        for (float& sample : clip_.samples)
            sample = std::clamp(sample * 8.0F, -1.0F, 1.0F);
        return *this;
    }
    [[nodiscard]] const AudioClip& clip() const { return clip_; }

  private:
    float noise() {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return noise_ * (static_cast<float>(state_ >> 40U) / 8388608.0F - 1.0F);
    }

    AudioClip clip_{.sampleRateHz = kRate, .channels = 1, .samples = {}};
    std::uint64_t state_ = 1;
    float noise_ = 0.0005F;
};

double at(std::size_t frame) { return static_cast<double>(frame) / kRate; }

TEST(BestWindow, takes_speech_of_the_right_length_whole_and_leaves_the_silence_around_it) {
    const Tape tape = Tape().silence(2).speech(3).silence(0.6).speech(1.5).silence(1.5);
    const ScoredWindow found = scoredBestWindow(tape.clip(), nullptr).value();
    EXPECT_TRUE(found.holdsAllSpeech);
    EXPECT_GT(at(found.window.begin), 2.0 - 0.25);
    EXPECT_LE(at(found.window.begin), 2.0);
    EXPECT_GE(at(found.window.end), 7.1);
    EXPECT_LT(at(found.window.end), 7.1 + 0.25);
    EXPECT_NEAR(found.speechSeconds, 5.1, 0.2);
}

TEST(BestWindow, keeps_as_much_silence_as_a_reference_lacks_speech) {
    const Tape tape = Tape().silence(3).speech(2.4).silence(3);
    const ScoredWindow found = scoredBestWindow(tape.clip(), nullptr).value();
    EXPECT_NEAR(at(found.window.size()), 3.0, 0.001);
    EXPECT_LE(at(found.window.begin), 3.0);
    EXPECT_GE(at(found.window.end), 5.4);
    // At the end of a file the rest of it lies before the speech.
    const FrameRange late = bestWindow(Tape().silence(3).speech(2.4).clip(), nullptr).value();
    EXPECT_NEAR(at(late.size()), 3.0, 0.001);
}

TEST(BestWindow, refuses_what_is_too_short_and_what_is_silent) {
    const auto brief = bestWindow(Tape().speech(2.5).clip(), nullptr);
    ASSERT_FALSE(brief);
    EXPECT_EQ(brief.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(brief.error().detail.find("2.5 s"), std::string::npos) << brief.error().detail;
    const auto quiet = bestWindow(Tape().silence(20).clip(), nullptr);
    ASSERT_FALSE(quiet);
    EXPECT_EQ(quiet.error().code, ErrorCode::InvalidInput);
}

TEST(BestWindow, begins_and_ends_in_silence) {
    // Two passages; only the second is long enough for a good one.
    const Tape tape = Tape().silence(1).speech(1.5).silence(4).speech(7.5).silence(4).speech(1).silence(1);
    const FrameRange window = bestWindow(tape.clip(), nullptr).value();
    EXPECT_NEAR(at(window.begin), 6.5, 0.25);
    EXPECT_NEAR(at(window.end), 14.0, 0.25);
}

TEST(BestWindow, prefers_the_clean_passage) {
    const Tape tape =
        Tape().silence(1).noisier(0.03F).speech(7).silence(2).noisier(0.0005F).silence(1).speech(7).silence(2);
    const FrameRange window = bestWindow(tape.clip(), nullptr).value();
    EXPECT_GT(at(window.begin), 10.0);
    EXPECT_NEAR(at(window.end), 18.0, 0.3);
}

TEST(BestWindow, avoids_clipped_speech) {
    const Tape tape = Tape().silence(1).speech(7).clipped().silence(3).speech(7).silence(1);
    const FrameRange window = bestWindow(tape.clip(), nullptr).value();
    EXPECT_GT(at(window.begin), 9.0);
}

TEST(BestWindow, cuts_speech_that_never_pauses) {
    const Tape tape = Tape().silence(0.5).speech(30).silence(0.5);
    const FrameRange window = bestWindow(tape.clip(), nullptr).value();
    EXPECT_GE(at(window.size()), 3.0);
    EXPECT_LE(at(window.size()), 10.0);
}

TEST(BestWindow, never_leaves_the_lengths_it_was_given) {
    const Tape tape =
        Tape().silence(1).speech(3).silence(0.5).speech(2.5).silence(0.6).speech(4).silence(0.5).speech(3).silence(1);
    for (const double most : {4.0, 6.0, 10.0}) {
        const FrameRange window = bestWindow(tape.clip(), nullptr, {.least = 3.0, .most = most, .best = most}).value();
        EXPECT_GE(at(window.size()), 3.0);
        EXPECT_LE(at(window.size()), most);
        EXPECT_LE(window.end, tape.clip().frames());
    }
}

}  // namespace
}  // namespace timbre
