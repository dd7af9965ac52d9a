// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/recent_quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "tests/support/noisy_speech.h"
#include "tests/support/room_speech.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

constexpr std::size_t kTenth = 1'600;  // of a second

bool saysNoise(const QualityReport& report) {
    return restsOnEnough(report) && report.verdict == Verdict::RecordAgain &&
           std::ranges::any_of(report.findings, [](const QualityFinding& one) { return one.problem == QualityProblem::Noise; });
}

/// What is said every 100 ms.
std::vector<bool> noiseSaid(const AudioClip& clip) {
    auto recent = RecentQuality::create({.sampleRateHz = clip.sampleRateHz, .channels = 1, .vad = nullptr}).value();
    std::vector<bool> said;
    for (std::size_t at = 0; at + kTenth <= clip.samples.size(); at += kTenth) {
        recent.push(std::span(clip.samples).subspan(at, kTenth));
        said.push_back(saysNoise(recent.report()));
    }
    return said;
}

/// A quiet room, then noise in it for a while, then quiet again.
AudioClip noiseFrom(double begin, double end, double seconds, double amplitude) {
    AudioClip clip = test::roomSpeech(std::vector<double>(static_cast<std::size_t>(seconds / 4.0) + 1, 3.0));
    clip.samples.resize(static_cast<std::size_t>(seconds * clip.sampleRateHz));
    const AudioClip noise = test::whiteNoise(clip.sampleRateHz, end - begin, amplitude, 3);
    const auto first = static_cast<std::size_t>(begin * clip.sampleRateHz);
    for (std::size_t i = 0; i < noise.samples.size() && first + i < clip.samples.size(); ++i) {
        clip.samples[first + i] += noise.samples[i];
    }
    return clip;
}

TEST(RecentQuality, ANoiseThatBeginsIsSaidWithinThreeSecondsWheneverItBegins) {
    for (const double begin : {6.0, 6.3, 6.7, 7.1, 7.5, 7.9}) {
        const std::vector<bool> said = noiseSaid(noiseFrom(begin, 20.0, 16.0, 0.2));
        const auto first = std::ranges::find(said, true);
        ASSERT_NE(first, said.end()) << begin;
        const double after = static_cast<double>(first - said.begin() + 1) / 10.0 - begin;
        EXPECT_GT(after, 0.0) << begin;
        EXPECT_LE(after, 3.0) << begin;
        EXPECT_TRUE(std::ranges::all_of(first, said.end(), [](bool noise) { return noise; })) << "it flickers, from " << begin;
    }
}

TEST(RecentQuality, ANoiseThatEndsIsForgottenOnce) {
    const std::vector<bool> said = noiseSaid(noiseFrom(4.0, 12.0, 24.0, 0.2));
    const auto last = std::ranges::find(said.rbegin(), said.rend(), true);
    ASSERT_NE(last, said.rend());
    const double seconds = static_cast<double>(said.rend() - last) / 10.0;
    EXPECT_LE(seconds, 12.0 + 5.2);
    const auto first = std::ranges::find(said, true);
    EXPECT_TRUE(std::all_of(first, last.base(), [](bool noise) { return noise; })) << "red, quiet and red again";
}

/// Short stretches are judged less surely; a good reader in a good room must never see red for it.
TEST(RecentQuality, CleanSpeechIsNeverCalledNoisy) {
    const auto shared = test::sharedDirectory();
    if (!shared) {
        GTEST_SKIP() << "needs ../shared/speech";
    }
    const std::vector<test::SpeechFile> all = test::loadSpeech(*shared);
    std::size_t judged = 0;
    std::size_t wrong = 0;
    for (const test::SpeechFile* file : test::cleanSpeech(all)) {
        if (file->clip.sampleRateHz != 16'000 || file->clip.channels != 1) {
            continue;
        }
        const std::vector<bool> said = noiseSaid(file->clip);
        judged += said.size();
        wrong += static_cast<std::size_t>(std::ranges::count(said, true));
    }
    ASSERT_GT(judged, 100U);
    std::cout << wrong << " of " << judged << " verdicts on clean speech say noise\n";
    EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace timbre
