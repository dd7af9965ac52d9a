// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/voice/recording_script.h"

namespace timbre {

/// The sounds of a language that a voice should have been heard saying: the 39 ARPAbet phones without stress for English;
/// initials, finals and tones ("b", "iang", "tone3") for Mandarin; phonemes of moras ("ky", "a", "N", "cl") for Japanese.
/// Empty for other languages.
std::span<const std::string> soundsOf(std::string_view language);

/// The sounds among `phones` (v2 symbols), in the order they are first said; what is none of soundsOf() is left out.
std::vector<std::string> soundsIn(std::span<const std::string> phones, std::string_view language);

/// How much of a language was read.
struct Coverage {
    double share = 0.0;     ///< Of soundsOf(), 0..1; 0 where the language has no list or nothing is known of the lines.
    std::size_t heard = 0;  ///< How many of soundsOf().
    std::size_t total = 0;  ///< soundsOf(language).size().
    std::vector<std::string> missing;  ///< In the order of soundsOf().
    /// The line not yet read that brings most of what is missing, the earlier of equals; the first one not read when
    /// nothing is missing. nullopt: all are read.
    std::optional<std::size_t> nextBestLine;
};

/// @param done  ids of lines that were read; others than the script's do not count.
Coverage coverageOf(const RecordingScript& script, const std::set<std::string>& done);

}  // namespace timbre
