// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>

#include "core/audio/decode.h"
#include "core/audio/quality.h"
#include "core/audio/vad.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace timbre {

/// A sound file and what the quality check says about it.
struct CheckedFile {
    AudioFacts facts;
    QualityReport quality;
};

struct CheckOptions {
    SharedVadModel vad{};          ///< Null: speech is found by energy.
    double maximumSeconds = 0.0;   ///< Longer sound is InvalidInput; 0: no limit.
    /// Called with every block of interleaved frames and their channel count; may be empty.
    std::function<void(std::span<const float> interleaved, int channels)> block{};
};

/// Judges a recording of any length with bounded memory, every channel by itself, looking at `stop` between blocks of one
/// second. Errors of AudioReader, InvalidInput for an impossible length, Cancelled; details name the file.
Result<CheckedFile> checkFile(const std::filesystem::path& file, const CheckOptions& options, const ProgressSink& progress,
                              const std::stop_token& stop);

}  // namespace timbre
