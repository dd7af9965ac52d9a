// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A Korean text whose characters know where they come from, on its way through the rules of sound.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::korean {

inline constexpr std::size_t kNoPlace = static_cast<std::size_t>(-1);
inline constexpr int kNotGiven = -1;

/// The three have one element for each character.
struct TracedText {
    std::u32string text{};
    std::vector<std::size_t> places{};  ///< Code points of the text that was handed over; the first one of a reading.
    std::vector<int> given{};           ///< Which reading by hand it is of, or kNotGiven.

    void add(char32_t c, std::size_t place, int reading) {
        text.push_back(c);
        places.push_back(place);
        given.push_back(reading);
    }
};

/// The text with Latin letters and digits by their names and with the readings in place. InvalidInput for a reading that is
/// not of Hangul.
[[nodiscard]] Result<TracedText> traced(std::u32string_view text, std::span<const FixedReading> fixed);

/// 육 behind other numerals sounds as 뉵: 십육, 백육.
void insertNasals(TracedText& text);

/// Letters as they sound, each with the character of `text` it is of, or kNoPlace.
struct TracedLetters {
    std::u32string letters{};
    std::vector<std::size_t> owners{};
};

/// Finds the characters that letters come from: the rules keep vowels and what is no letter in order.
[[nodiscard]] TracedLetters traceBack(std::u32string letters, const TracedText& text);

/// Puts back what the rules have changed inside of readings that are pronunciations, and at their ends where a blank or a
/// mark stands beside them.
[[nodiscard]] TracedLetters withGiven(const TracedLetters& sounding, const TracedText& text,
                                      std::span<const FixedReading> fixed);

}  // namespace timbre::frontend::korean
