// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/listen/line_words.h"
#include "core/listen/sphinx_decoder.h"

namespace timbre::listen {

/// What everything costs on the way through a line, natural logarithms.
struct SearchCosts {
    double skip = -14.0;         ///< To leave out a word, or several at a stretch.
    double skippedPhone = -1.0;  ///< Each phone of them on top,
    double mostSkipped = -30.0;  ///< down to this: a line that was cut short must stay possible.
    double otherPhone = -7.0;    ///< A sound that is none of the line's.
};

/// Where a word of the line was found; both 0: it was not.
struct FoundWord {
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    std::size_t phones = 0;  ///< Of its first reading.
    std::size_t vowels = 0;
    [[nodiscard]] bool heard() const noexcept { return toSeconds > fromSeconds; }
};

/// A line laid over a recording.
struct LineTrace {
    std::vector<FoundWord> words;  ///< One for each word of the line.
    double wordSeconds = 0.0;      ///< Sound that belongs to the line.
    double otherSeconds = 0.0;     ///< Speech that is none of the line's.
    std::vector<std::pair<double, double>> other;  ///< Where that lies, in order.
};

/// Finds the words of a line in their order, where any may be missing and other sounds may lie between.
/// Internal, Cancelled.
Result<LineTrace> searchLine(SphinxDecoder& decoder, std::span<const LineWord> words, std::span<const std::int16_t> sound,
                             const SearchCosts& costs, const std::stop_token& stop);

}  // namespace timbre::listen
