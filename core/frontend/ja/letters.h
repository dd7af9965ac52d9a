// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/ja/open_jtalk.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::ja {

/// A text as it goes into the analysis, for the corrected reading: letters in full width with their voicing marks in them,
/// without blanks, brackets and what else is not heard.
struct Letters {
    struct Place {
        std::size_t begin = 0;  ///< Code points of the text.
        std::size_t end = 0;
    };

    std::u32string letters;
    std::vector<Place> places;         ///< Of each letter.
    std::vector<std::size_t> borders;  ///< Letters with which a word begins: a blank or bracket stood before them.
    std::vector<FixedWord> fixed;      ///< In letters.

    /// Letters and marks of the text; what no reading was given for is as it is written. InvalidInput names a reading that
    /// is none.
    static Result<Letters> of(std::u32string_view text, std::span<const FixedReading> fixed);

    /// How many letters from `first` on are to be analysed together; 0 before a mark.
    [[nodiscard]] std::size_t speechAt(std::size_t first) const;
};

/// A reading given by hand, "ハシ 1" or "はし": katakana, moras and accent; its place is left open. InvalidInput, with what
/// is expected, for anything else.
[[nodiscard]] Result<FixedWord> parseReading(std::string_view reading);

}  // namespace timbre::frontend::ja
