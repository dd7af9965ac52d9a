// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/recent_quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "tests/support/noisy_speech.h"
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

/// A reader in a quiet room, 16 s long, beside whom a noise of 8 dB under the voice runs from `begin` to `end`.
AudioClip readerWithNoise(const std::vector<test::SpeechFile>& all, double begin, double end, std::uint64_t seed) {
    test::Random random(seed);
    const auto clean = test::cleanSpeech(all);
    const std::string speaker = clean[seed % clean.size()]->speaker;
    AudioClip clip = test::joinedSpeech(clean, speaker, 16.0, 16'000, random);
    const auto noise = test::makeNoise(
        {.kind = test::NoiseKind::Pink, .frames = clip.frames(), .sampleRateHz = clip.sampleRateHz, .notSpeaker = {}}, {}, random);
    const AudioClip noisy = test::mixAtSnr(clip, noise, 8.0);
    const auto first = static_cast<std::size_t>(begin * clip.sampleRateHz);
    const auto last = std::min(static_cast<std::size_t>(end * clip.sampleRateHz), clip.samples.size());
    std::copy(noisy.samples.begin() + static_cast<std::ptrdiff_t>(first), noisy.samples.begin() + static_cast<std::ptrdiff_t>(last),
              clip.samples.begin() + static_cast<std::ptrdiff_t>(first));
    return clip;
}

/// How often what is said changes.
int changesIn(const std::vector<bool>& said) {
    int changes = 0;
    for (std::size_t i = 1; i < said.size(); ++i) {
        changes += said[i] != said[i - 1] ? 1 : 0;
    }
    return changes;
}

TEST(RecentQuality, ANoiseThatBeginsIsSaidWithinAboutThreeSecondsAndStays) {
    const auto shared = test::sharedDirectory();
    if (!shared) {
        GTEST_SKIP() << "needs ../shared/speech";
    }
    const std::vector<test::SpeechFile> all = test::loadSpeech(*shared);
    std::vector<double> after;
    int changes = 0;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const double begin = 6.0 + 0.17 * static_cast<double>(seed);
        const std::vector<bool> said = noiseSaid(readerWithNoise(all, begin, 16.0, seed));
        const auto first = std::ranges::find(said, true);
        after.push_back(first == said.end() ? 10.0 : static_cast<double>(first - said.begin() + 1) / 10.0 - begin);
        changes += changesIn(said);
    }
    std::ranges::sort(after);
    std::cout << "said after " << after[after.size() / 2] << " s (median), " << after.back() << " s (longest); " << changes
              << " changes in " << after.size() << " readings\n";
    EXPECT_GT(after.front(), 0.0);
    EXPECT_LE(after[after.size() / 2], 3.0);
    EXPECT_LE(after.back(), 4.5);
    EXPECT_LE(changes, static_cast<int>(after.size()) * 2) << "it flickers";
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
