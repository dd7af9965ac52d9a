// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/spoken_time.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <initializer_list>

#include "core/audio/decode.h"
#include "core/audio/quality.h"
#include "core/audio/vad.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

constexpr double kChunk = static_cast<double>(VoiceActivity::kChunkFrames) / VoiceActivity::kSampleRateHz;

/// So many chunks of silence and speech in turn, silence first.
double spoken(std::initializer_list<int> chunks) {
    SpokenTime time;
    bool speech = false;
    for (const int count : chunks) {
        for (int i = 0; i < count; ++i) {
            time.push(speech ? 0.9F : 0.05F);
        }
        speech = !speech;
    }
    return time.seconds();
}

TEST(SpokenTime, SilenceAroundCountsNothing) {
    EXPECT_NEAR(spoken({100, 60, 750}), 60 * kChunk, 1e-9);
    EXPECT_NEAR(spoken({0, 60}), 60 * kChunk, 1e-9) << "while somebody still speaks";
    EXPECT_EQ(spoken({400}), 0.0);
}

TEST(SpokenTime, PausesCountAsLongAsReadingMakesThem) {
    EXPECT_NEAR(spoken({10, 60, 20, 40, 10}), 120 * kChunk, 1e-9);
    EXPECT_NEAR(spoken({10, 60, 2, 40, 10}), 102 * kChunk, 1e-9) << "no pause at all";
    const double waited = spoken({10, 60, 300, 40, 10});
    EXPECT_GT(waited, 100 * kChunk + 0.8);
    EXPECT_LT(waited, 100 * kChunk + 1.01) << "ten seconds of thinking are none of the reading";
}

TEST(SpokenTime, AClickIsNoSpeech) {
    EXPECT_EQ(spoken({100, 3, 100}), 0.0);
    EXPECT_NEAR(spoken({100, 3, 100, 60, 100, 3, 100}), 60 * kChunk, 1e-9);
}

TEST(SpokenTime, TheQualityOfATakeHasIt) {
    const std::filesystem::path file = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0880.wav";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << "needs the package pocketsphinx-testdata";
    }
    const AudioClip speech = readAudio(file).value();
    const double alone = analyseQuality(speech).value().spokenSeconds;
    EXPECT_GT(alone, 0.6 * speech.seconds());
    EXPECT_LE(alone, speech.seconds());
    const auto rate = static_cast<std::size_t>(speech.sampleRateHz);
    AudioClip waited = speech;
    waited.samples.insert(waited.samples.begin(), 4 * rate, 0.0F);
    waited.samples.resize(waited.samples.size() + 24 * rate);
    const AudioClip room = test::whiteNoise(speech.sampleRateHz, waited.seconds(), 0.0003);
    for (std::size_t i = 0; i < room.samples.size() && i < waited.samples.size(); ++i) {
        waited.samples[i] += room.samples[i];
    }
    EXPECT_NEAR(analyseQuality(waited).value().spokenSeconds, alone, 0.5);
}

}  // namespace
}  // namespace timbre
