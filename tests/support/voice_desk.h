// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the voice library's commands share.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/audio/encode.h"
#include "tests/support/studio_harness.h"

namespace timbre::test {

/// About 25 s of a public-domain audiobook reader, from the package pocketsphinx-testdata.
inline const std::filesystem::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

class VoiceDeskFixture : public StudioHarness {
  protected:
    std::vector<ClipSource> speech() const {
        std::vector<ClipSource> clips;
        for (const auto& entry : std::filesystem::directory_iterator(kSpeech)) {
            if (entry.path().extension() == ".wav") {
                clips.push_back({.file = entry.path(), .transcript = "some words"});
            }
        }
        std::ranges::sort(clips, {}, &ClipSource::file);
        return clips;
    }

    CreateVoice anna() const {
        return {.name = "Anna", .language = "en", .engine = "tone", .clips = speech(),
                .consent = {.given = true, .sentence = "I may.", .when = "2026-11-22T10:00:00Z"}};
    }

    std::filesystem::path noise() const {
        AudioClip clip{.sampleRateHz = 16000, .channels = 1, .samples = {}};
        std::uint32_t state = 1;
        for (int i = 0; i < 16000 * 4; ++i) {
            state = state * 1664525U + 1013904223U;
            clip.samples.push_back((static_cast<float>(state >> 8U) / 8388608.0F - 1.0F) * 0.2F);
        }
        const std::filesystem::path file = folder_ / "hiss.wav";
        EXPECT_TRUE(writeAudio(file, clip));
        return file;
    }

    VoicesListed listed() {
        EXPECT_TRUE(run(ListVoices{}));
        return all<VoicesListed>().back();
    }
};

}  // namespace timbre::test

#define NEEDS_SPEECH()                                             \
    if (!std::filesystem::exists(::timbre::test::kSpeech)) {       \
        GTEST_SKIP() << "needs the package pocketsphinx-testdata"; \
    }                                                              \
    static_assert(true)
