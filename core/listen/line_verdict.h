// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/listen/line_search.h"
#include "core/studio/line_listener.h"

namespace timbre::listen {

/// From which point on a take is said to be half, or another text. A false alarm makes somebody read a good line again; so
/// each needs two signs that agree: words that are missing, and sound that is missing or belongs to nothing.
struct VerdictRules {
    double wholeFrom = 0.6;        ///< Share of the line heard.
    double endMissing = 0.10;      ///< Share of the line missing at one end for Half,
    std::size_t endPhones = 5;     ///< and at least so many phones.
    double endFilled = 0.45;       ///< Other sound at that end, as a share of the time the missing words would take: above, it
                                   ///< was said but not understood.
    double halfFrom = 0.20;        ///< Share of the line that must be heard for Half.
    double wrongUpTo = 0.40;       ///< Share of the line heard, at most, for Wrong,
    double wrongOther = 0.55;      ///< and the share of the speech that is none of it, at least.
    double clearlyHeard = 0.85;    ///< Under this share of the line heard,
    double drownedOther = 0.7;     ///< so much other speech leaves it unknown, or Wrong where under wholeFrom.
    double leastOtherSeconds = 0.8;  ///< Of such speech for Wrong.
};

/// What follows from a line laid over a recording.
[[nodiscard]] LineFit judgeLine(std::span<const LineWord> words, const LineTrace& trace, const VerdictRules& rules = {});

/// What follows from counted syllables alone: Half where far too few were said in too short a time, else Unknown.
/// @param expected  syllables (moras) of the text. @param heard  nuclei counted. @param speechSeconds  of speech.
[[nodiscard]] LineFit judgeSyllables(double expected, double heard, double speechSeconds, std::string_view language);

}  // namespace timbre::listen
