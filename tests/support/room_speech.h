// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "core/audio/audio_clip.h"
#include "tests/support/sounds.h"

namespace timbre::test {

/// Words of a voice with pauses in them over a quiet room, then a longer pause.
inline void addSpeech(AudioClip& clip, double seconds, double noise = 0.0003) {
    const AudioClip room = whiteNoise(16'000, seconds + 1.0, noise, static_cast<unsigned>(clip.samples.size() + 1));
    const std::size_t begin = clip.samples.size();
    clip.samples.insert(clip.samples.end(), room.samples.begin(), room.samples.end());
    for (double at = 0.3; at + 0.4 < seconds; at += 0.5) {
        const AudioClip word = vowel({.seconds = 0.35, .startHz = 110.0 + 20.0 * at});
        // Hiss as of an s: a voice without anything above 4 kHz is one of a telephone.
        const AudioClip hiss = whiteNoise(16'000, 0.35, 0.1, 7);
        const std::size_t offset = begin + static_cast<std::size_t>(at * 16'000.0);
        for (std::size_t i = 0; i < word.samples.size(); ++i) {
            const double swell = std::sin(3.14159265 * static_cast<double>(i) / static_cast<double>(word.samples.size()));
            clip.samples[offset + i] += static_cast<float>(swell) * (word.samples[i] + (i < hiss.samples.size() ? hiss.samples[i] : 0.0F));
        }
    }
}

/// Stretches of it at 16 kHz, each with a pause of a second behind it.
inline AudioClip roomSpeech(const std::vector<double>& stretches) {
    AudioClip clip{16'000, 1, {}};
    for (const double seconds : stretches) {
        addSpeech(clip, seconds);
    }
    return clip;
}

}  // namespace timbre::test
