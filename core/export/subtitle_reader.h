// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/export/subtitles.h"

namespace timbre {

/// What a file of subtitles holds.
struct ReadSubtitles {
    std::vector<Cue> cues;        ///< By their beginning; those that begin together as in the file. They may overlap.
    std::size_t unreadable = 0;   ///< Cues with a time that is none, or that end before they begin; left out.
    std::size_t empty = 0;        ///< Cues without a text; left out.
};

/// SubRip as it is found, not only as it should be: with or without numbers, with "," or "." in times, with or without
/// hours, any line ends, a byte order mark, coordinates behind the times, empty lines inside a cue. Formatting
/// (<i>, <font ...>, {\an8}) is taken away and character references are read; "<" and "{" of other kinds are text.
/// @param text  UTF-8.
/// InvalidInput: not UTF-8, or without a single cue.
Result<ReadSubtitles> parseSrt(std::string_view text);

/// WebVTT. NOTE, STYLE and REGION blocks, identifiers and settings are passed over; <v Anna> becomes Cue::speaker; all
/// other tags are taken away, with the reading of <ruby>. InvalidInput as parseSrt(), and without "WEBVTT".
Result<ReadSubtitles> parseVtt(std::string_view text);

}  // namespace timbre
