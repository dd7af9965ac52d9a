// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"

namespace timbre::test {

/// A mono recording of one speaker.
struct SpeechFile {
    std::string speaker;
    std::string name;
    AudioClip clip;
};

/// All recordings below shared/speech, in the order of their names. Throws std::runtime_error where one cannot be read.
std::vector<SpeechFile> loadSpeech(const std::filesystem::path& shared);

/// By the definition of SNR: mean power of the 20 ms frames within 25 dB of the 95th percentile, of clean speech.
double activeSpeechPower(std::span<const float> samples, int sampleRateHz);

/// How far the quietest 2 % of the frames lie under the active speech, in dB: 40 and more is clean.
double quietestUnderSpeechDb(std::span<const float> samples, int sampleRateHz);

/// The recordings that are clean in this sense.
std::vector<const SpeechFile*> cleanSpeech(const std::vector<SpeechFile>& all);

enum class NoiseKind { White, Pink, Babble, Hum };
inline constexpr std::array kNoiseKinds{NoiseKind::White, NoiseKind::Pink, NoiseKind::Babble, NoiseKind::Hum};
std::string_view noiseName(NoiseKind kind);

/// The levels of the truth test, in dB.
inline constexpr std::array kTruthLevelsDb{0.0, 5.0, 10.0, 12.0, 13.0, 17.0, 18.0, 20.0, 25.0, 30.0};

using Random = std::mt19937_64;

/// Stretches of one speaker's recordings, 1.5 to 6 s each, joined without a gap to `seconds`.
AudioClip joinedSpeech(const std::vector<const SpeechFile*>& pool, const std::string& speaker, double seconds,
                       int sampleRateHz, Random& random);

struct NoiseRequest {
    NoiseKind kind = NoiseKind::White;
    std::size_t frames = 0;
    int sampleRateHz = 0;
    std::string notSpeaker;  ///< Does not take part in the babble.
};

/// Noise of mean power 1. Babble: 6 to 10 talkers of `pool` with equal power. Hum: 50 or 60 Hz and up to 12 harmonics.
std::vector<float> makeNoise(const NoiseRequest& request, const std::vector<SpeechFile>& pool, Random& random);

/// `speech` with `noise` (as long, any power) at this SNR, by the definition.
AudioClip mixAtSnr(const AudioClip& speech, std::span<const float> noise, double snrDb);

}  // namespace timbre::test
