// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Voices with recordings for tests of the window: shaped noise instead of speech, figures as the test wants them.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/encode.h"
#include "core/base/files.h"
#include "core/voice/voice_store.h"

namespace timbre::test {

struct ClipShape {
    std::string name = "line 1";
    std::string transcript = "The wind comes from the river.";
    double seconds = 4.0;
    double snrDb = 34.0;
    std::string verdict = "good";
    float level = 0.35F;
};

struct VersionShape {
    std::vector<ClipShape> clips{ClipShape{}};
    double similarity = 0.88;
    double snrDb = 34.0;
    double seconds = 68.0;
    std::string consent = "2026-11-17T09:12:00Z";
    std::string language = "en";
    std::vector<LeftOutClip> leftOut{};
};

/// Syllables of noise with the rise and fall of speech and pauses between words.
inline AudioClip babble(double seconds, float level, unsigned seed) {
    constexpr int kRateHz = 16'000;
    AudioClip clip{.sampleRateHz = kRateHz, .channels = 1, .samples = {}};
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(-1.0F, 1.0F);
    const auto wanted = static_cast<std::size_t>(seconds * kRateHz);
    while (clip.samples.size() < wanted) {
        const auto syllable = static_cast<std::size_t>(kRateHz * (0.1 + 0.08 * std::abs(uniform(random))));
        const float loud = level * (0.4F + 0.6F * std::abs(uniform(random)));
        // A buzz through two resonances of the voice's own, so that each has a spectrum and a pitch like a speaker's.
        const double pitch = 95.0 + 18.0 * (seed / 31 % 7) + 12.0 * static_cast<double>(uniform(random));
        for (std::size_t i = 0; i < syllable; ++i) {
            const double at = static_cast<double>(i) / static_cast<double>(syllable);
            const double t = static_cast<double>(i) / kRateHz;
            double sum = 0.0;
            double weight = 0.0;
            for (int k = 1; k * pitch < 6'000.0 && k <= 36; ++k) {
                const double f = k * pitch;
                const double own = 1.0 / (1.0 + std::pow((f - 320.0 - 90.0 * (seed / 31 % 5)) / 260.0, 2.0)) +
                                   0.6 / (1.0 + std::pow((f - 1'300.0 - 380.0 * (seed / 31 % 4)) / 420.0, 2.0));
                sum += own * std::sin(2.0 * 3.14159 * f * t * (1.0 - 0.06 * at));
                weight += 0.45 * own;
            }
            clip.samples.push_back(loud * static_cast<float>(std::sin(3.14159 * at) * sum / weight) +
                                   0.02F * loud * uniform(random));
        }
        if (uniform(random) > 0.4F) {
            clip.samples.resize(clip.samples.size() + static_cast<std::size_t>(kRateHz * 0.15), 0.0F);
        }
    }
    clip.samples.resize(wanted);
    return clip;
}

inline Result<Voice> fillVoice(Result<PendingVoice> pending, const VersionShape& shape, unsigned seed) {
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    VoiceVersion version;
    version.engine = "tone";
    version.engineVersion = "1";
    version.language = shape.language;
    version.consent = shape.consent;
    version.leftOut = shape.leftOut;
    version.metrics = {{"similarity", shape.similarity}, {"median_snr_db", shape.snrDb}, {"seconds_used", shape.seconds}};
    for (std::size_t i = 0; i < shape.clips.size(); ++i) {
        const ClipShape& clip = shape.clips[i];
        const std::string file = "000" + std::to_string(i + 1) + ".flac";
        if (auto wrote = writeAudio(pending->clipsFolder() / file,
                                    babble(clip.seconds, clip.level, seed * 31 + static_cast<unsigned>(i)));
            !wrote) {
            return tl::unexpected(wrote.error());
        }
        version.clips.push_back({clip.name, "clips/" + file, clip.transcript, clip.seconds, clip.snrDb, clip.verdict});
    }
    if (auto wrote = writeFileAtomically(pending->engineFolder() / "tone.txt", "tone\n"); !wrote) {
        return tl::unexpected(wrote.error());
    }
    return pending->commit(version);
}

/// A voice with one version, or the next version of one.
inline std::string addVoice(const std::filesystem::path& data, const std::string& name, const VersionShape& shape = {},
                            unsigned seed = 1) {
    auto store = VoiceStore::open(data);
    EXPECT_TRUE(store);
    const auto voice = fillVoice(store->begin(name), shape, seed);
    EXPECT_TRUE(voice) << (voice ? "" : voice.error().message());
    return voice ? voice->id : std::string();
}

inline void addVersion(const std::filesystem::path& data, const std::string& name, const VersionShape& shape, unsigned seed = 2) {
    auto store = VoiceStore::open(data);
    ASSERT_TRUE(store);
    const auto voice = fillVoice(store->beginVersion(name), shape, seed);
    ASSERT_TRUE(voice) << voice.error().message();
}

}  // namespace timbre::test
