// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre::test {

struct ToneShape {
    int sampleRateHz = 16'000;
    int channels = 1;
    double seconds = 1.0;
    double hz = 440.0;
    double amplitude = 0.5;
};

/// A sine; channel c lies c * 10 % higher, so that swapped channels show.
inline AudioClip tone(const ToneShape& shape) {
    AudioClip clip{.sampleRateHz = shape.sampleRateHz, .channels = shape.channels, .samples = {}};
    const auto frames = static_cast<std::size_t>(std::lround(shape.seconds * shape.sampleRateHz));
    clip.samples.reserve(frames * static_cast<std::size_t>(shape.channels));
    for (std::size_t i = 0; i < frames; ++i) {
        for (int c = 0; c < shape.channels; ++c) {
            const double turns = shape.hz * (1.0 + 0.1 * c) * static_cast<double>(i) / shape.sampleRateHz;
            clip.samples.push_back(static_cast<float>(shape.amplitude * std::sin(2.0 * std::numbers::pi * turns)));
        }
    }
    return clip;
}

/// Uniform white noise, the same for the same seed.
inline AudioClip whiteNoise(int sampleRateHz, double seconds, double amplitude, unsigned seed = 1) {
    AudioClip clip{.sampleRateHz = sampleRateHz, .channels = 1, .samples = {}};
    std::mt19937 generator(seed);
    const auto frames = static_cast<std::size_t>(std::lround(seconds * sampleRateHz));
    for (std::size_t i = 0; i < frames; ++i) {
        const double unit = static_cast<double>(generator()) / 2147483648.0 - 1.0;
        clip.samples.push_back(static_cast<float>(amplitude * unit));
    }
    return clip;
}

struct VowelShape {
    int sampleRateHz = 16'000;
    double seconds = 2.0;
    double startHz = 120.0;
    double endHz = 160.0;
};

/// A buzzing vowel: harmonics up to 4 kHz of a gliding pitch, shaped by formants at 700, 1200 and 2600 Hz.
inline AudioClip vowel(const VowelShape& shape) {
    AudioClip clip{.sampleRateHz = shape.sampleRateHz, .channels = 1, .samples = {}};
    const auto frames = static_cast<std::size_t>(std::lround(shape.seconds * shape.sampleRateHz));
    const auto envelope = [](double hz) {
        double gain = 0.0;
        for (const double formant : {700.0, 1200.0, 2600.0}) {
            const double distance = (hz - formant) / 120.0;
            gain += 1.0 / (1.0 + distance * distance);
        }
        return gain + 0.02;
    };
    double phase = 0.0;
    for (std::size_t i = 0; i < frames; ++i) {
        const double position = static_cast<double>(i) / static_cast<double>(frames);
        const double hz = shape.startHz + (shape.endHz - shape.startHz) * position;
        phase += 2.0 * std::numbers::pi * hz / shape.sampleRateHz;
        double sum = 0.0;
        for (int h = 1; h * hz < 4000.0; ++h) {
            sum += envelope(h * hz) * std::sin(h * phase);
        }
        clip.samples.push_back(static_cast<float>(0.08 * sum));
    }
    return clip;
}

/// 10 log10 of the power of `reference` over that of the difference, over what both have; capped at 200 dB.
inline double snrDb(std::span<const float> reference, std::span<const float> other) {
    double signal = 0.0;
    double error = 0.0;
    for (std::size_t i = 0; i < std::min(reference.size(), other.size()); ++i) {
        const double difference = static_cast<double>(reference[i]) - other[i];
        signal += static_cast<double>(reference[i]) * reference[i];
        error += difference * difference;
    }
    return std::min(200.0, 10.0 * std::log10(signal / std::max(error, 1e-30)));
}

inline double rms(std::span<const float> samples) {
    double sum = 0.0;
    for (const float sample : samples) {
        sum += static_cast<double>(sample) * sample;
    }
    return samples.empty() ? 0.0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

inline std::string bytesOf(const std::filesystem::path& path) { return readFile(path).value_or(std::string()); }

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline bool haveFfmpeg() { return runProcess({"ffmpeg", "-version"}).exitCode == 0; }

/// Runs the ffmpeg command line quietly with these arguments; true when it succeeded.
inline bool ffmpeg(std::vector<std::string> arguments) {
    std::vector<std::string> command = {"ffmpeg", "-v", "error", "-nostdin", "-y"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return runProcess(command).exitCode == 0;
}

}  // namespace timbre::test

/// Skips the present test with one clear line where the ffmpeg program is absent.
#define TIMBRE_REQUIRE_FFMPEG()                                                     \
    if (!::timbre::test::haveFfmpeg()) {                                            \
        GTEST_SKIP() << "needs the ffmpeg program, to make files of foreign kinds"; \
    }
