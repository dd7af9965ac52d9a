// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/audio/loudness.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/export/exporter.h"
#include "core/studio/pipeline.h"

namespace timbre {

/// Where a narration goes. The extensions choose the formats.
struct NarrationFiles {
    std::vector<std::filesystem::path> sounds;
    std::optional<std::filesystem::path> subtitles{};
    std::optional<std::filesystem::path> sentenceFolder{};  ///< 0001.wav, ...; made where it does not exist.
    bool removeOlderSentences = false;  ///< olderSentences() go when the new ones come.
    std::string title{};                ///< Tag; empty: each file's stem.
};

/// Whether all of them can be written, asked before any work: InvalidInput (also two names of one file), Unsupported,
/// NotFound, Io.
Result<void> checkNarrationFiles(const NarrationFiles& files);

/// `goal` as these files need it: lossy encoders push peaks up and get 1 dB more room.
std::optional<LoudnessGoal> goalFor(const NarrationFiles& files, std::optional<LoudnessGoal> goal);

/// "0001.wav" for the script's first sentence.
std::string sentenceFileName(std::size_t number);

/// Files in this folder that have the names of sentences, but of none of this narration: what a longer script left there, or
/// what somebody numbered by hand. Sorted.
std::vector<std::filesystem::path> olderSentences(const std::filesystem::path& folder, const Narration& narration);

/// Writes all of them and gives them their names together at the end: stopped or out of disk before that, every older
/// file is still there. What NarrationFiles::removeOlderSentences names goes right after that. @param goal  ACX asks for 44.1
/// kHz. Io, Cancelled.
Result<void> writeNarrationFiles(const NarrationFiles& files, const Narration& narration,
                                 const std::optional<LoudnessGoal>& goal, const ProgressSink& progress,
                                 const std::stop_token& stop);

}  // namespace timbre
