// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// One subtitle. Line breaks in `text` are "\n".
struct Cue {
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    std::string text;
    std::string speaker{};  ///< Where a file says who speaks (WebVTT); not written.
    bool operator==(const Cue&) const = default;
};

/// A sentence to be shown while it is heard, and where its words begin, if known.
struct CueSource {
    std::string text;
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    std::vector<double> wordStartSeconds;
};

struct CueLimits {
    std::size_t charactersPerLine = 42;
    std::size_t lines = 2;
};

/// One cue per sentence; long sentences become several, cut where the text allows it and timed at the nearest word start.
/// Cues are in order and never overlap.
std::vector<Cue> makeCues(std::span<const CueSource> sentences, const CueLimits& limits = {});

/// SubRip text: numbered cues, HH:MM:SS,mmm.
std::string formatSrt(std::span<const Cue> cues);

/// WebVTT text; &, < and > are escaped.
std::string formatVtt(std::span<const Cue> cues);

/// Unsupported unless the name ends with .srt or .vtt (in any case).
Result<void> checkSubtitleName(const std::filesystem::path& target);

/// By the extension, atomically. Unsupported, Io.
Result<void> writeSubtitles(const std::filesystem::path& target, std::span<const Cue> cues);

}  // namespace timbre
