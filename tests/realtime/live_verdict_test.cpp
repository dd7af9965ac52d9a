// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <thread>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/audio/live_input.h"
#include "core/audio/sound_inputs.h"
#include "tests/support/noisy_speech.h"
#include "tests/support/pulse_sandbox.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

const fs::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

/// All of the recordings, one after the other.
AudioClip readSpeech() {
    AudioClip speech;
    for (const auto& entry : fs::directory_iterator(kSpeech)) {
        if (entry.path().extension() == ".wav") {
            const AudioClip clip = readAudio(entry.path()).value();
            speech.sampleRateHz = clip.sampleRateHz;
            speech.channels = clip.channels;
            speech.samples.insert(speech.samples.end(), clip.samples.begin(), clip.samples.end());
        }
    }
    return speech;
}

bool finds(const InputStatus& status, QualityProblem problem) {
    return std::ranges::any_of(status.quality.findings,
                               [&](const QualityFinding& finding) { return finding.problem == problem; });
}

/// A real sound server, a real device and real time: somebody reads in a quiet room, and then beside a noise.
TEST(Realtime, TheVerdictTurnsFromGoodToNoiseWhenTheRoomGetsLoud) {
    TIMBRE_REQUIRE_PULSE();
    if (!fs::exists(kSpeech)) {
        GTEST_SKIP() << "needs the speech of pocketsphinx-testdata";
    }
    const test::PulseSandbox sandbox;
    for (const std::string& setting : sandbox.environment()) {
        const std::size_t equals = setting.find('=');
        ::setenv(setting.substr(0, equals).c_str(), setting.substr(equals + 1).c_str(), 1);
    }
    const test::TempDir dir;
    const AudioClip clean = readSpeech();
    test::Random random(1);
    const auto noise = test::makeNoise({.kind = test::NoiseKind::Pink,
                                        .frames = clean.frames(),
                                        .sampleRateHz = clean.sampleRateHz,
                                        .notSpeaker = {}},
                                       {}, random);
    ASSERT_TRUE(writeAudio(dir / "clean.wav", clean));
    ASSERT_TRUE(writeAudio(dir / "noisy.wav", test::mixAtSnr(clean, noise, 8.0)));

    const auto inputs = openPortAudioInputs();
    ASSERT_TRUE(inputs) << inputs.error().message();
    auto source = (*inputs)->open({});
    ASSERT_TRUE(source) << source.error().message();
    const SharedVadModel vad =
        VadModel::load(fs::path(TIMBRE_TEST_RESOURCE_DIR) / "models" / "silero_vad_16k.safetensors").value_or(nullptr);
    auto input = LiveInput::start(std::move(*source), {.vad = vad});
    ASSERT_TRUE(input) << input.error().message();

    const auto goodIsSeen = [&] {
        const InputStatus status = (*input)->status();
        return status.settled && !finds(status, QualityProblem::Noise) && status.quality.snrDb > kGoodSnrDb;
    };
    const auto noiseIsSeen = [&] {
        const InputStatus status = (*input)->status();
        return status.settled && finds(status, QualityProblem::Noise) &&
               status.quality.verdict == Verdict::RecordAgain;
    };
    {
        const std::jthread player([&] { sandbox.play(dir / "clean.wav"); });
        ASSERT_TRUE(test::eventually(goodIsSeen));
        ASSERT_TRUE((*input)->beginTake(dir / "good.wav"));
        ASSERT_TRUE(test::eventually([&] { return (*input)->status().takeSeconds > 6.0; }));
        EXPECT_TRUE(goodIsSeen()) << (*input)->status().quality.snrDb;
        const auto take = (*input)->endTake();
        ASSERT_TRUE(take) << take.error().message();
        EXPECT_FALSE(take->trouble);
        EXPECT_EQ(take->droppedFrames, 0U);
        EXPECT_GT(take->quality.snrDb, kGoodSnrDb);
    }
    {
        const auto begin = std::chrono::steady_clock::now();
        const std::jthread player([&] { sandbox.play(dir / "noisy.wav"); });
        ASSERT_TRUE(test::eventually(noiseIsSeen));
        const std::chrono::duration<double> seen = std::chrono::steady_clock::now() - begin;
        std::cout << "the noise was seen after " << seen.count() << " s\n";
        ASSERT_TRUE((*input)->beginTake(dir / "noisy-take.wav"));
        ASSERT_TRUE(test::eventually([&] { return (*input)->status().takeSeconds > 6.0; }));
        const auto take = (*input)->endTake();
        ASSERT_TRUE(take) << take.error().message();
        EXPECT_LT(take->quality.snrDb, kMinimumSnrDb);
        EXPECT_EQ(take->quality.verdict, Verdict::RecordAgain);
    }
}

}  // namespace
}  // namespace timbre
