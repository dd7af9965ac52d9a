// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace timbre::parity {

/// A reference clip of a golden set. The nets-only build has no audio library, and the sets hold nothing but PCM16.
struct WaveFile {
    std::int64_t rateHz = 0;
    std::vector<float> samples;  ///< Mono, sample / 32768.
};

/// NotFound, or Corrupt for everything that is not RIFF WAVE with one channel of 16-bit PCM.
Result<WaveFile> readWaveFile(const std::filesystem::path& path);

}  // namespace timbre::parity
