// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace timbre::frontend::korean {

// Marks behind syllables whose part of speech matters for their sound. Characters of the private use area: texts hold none.
inline constexpr char32_t kVerbEnding = 0xE000;    ///< An adnominal ending in ㄹ: "할 것".
inline constexpr char32_t kVerbStem = 0xE001;      ///< A stem before its ending: "앉고".
inline constexpr char32_t kCounter = 0xE002;       ///< A counter behind a number: "3개".

constexpr bool isMark(char32_t c) noexcept { return c >= kVerbEnding && c <= kCounter; }

/// The text with marks behind the syllables that a morphological analysis would tag so. A stand-in for one: counters behind
/// digits, stems and endings by the letters and words around them. Time linear in the text's length.
std::u32string marked(const std::u32string& text);

}  // namespace timbre::frontend::korean
