// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Hangul syllables and the letters (jamo) they are made of.

#include <string>
#include <string_view>

namespace timbre::frontend::korean {

constexpr bool isSyllable(char32_t c) noexcept { return c >= 0xAC00 && c <= 0xD7A3; }

constexpr bool isLead(char32_t c) noexcept { return c >= 0x1100 && c <= 0x1112; }

constexpr bool isVowel(char32_t c) noexcept { return c >= 0x1161 && c <= 0x1175; }

constexpr bool isCoda(char32_t c) noexcept { return c >= 0x11A8 && c <= 0x11C2; }

/// The letter that ends a syllable (U+11A8 to U+11C2), or 0 where a vowel does.
constexpr char32_t codaOf(char32_t syllable) noexcept {
    const char32_t coda = isSyllable(syllable) ? (syllable - 0xAC00) % 28 : 0;
    return coda == 0 ? 0 : 0x11A7 + coda;
}

/// Syllables become two or three letters, everything else stays.
std::u32string decomposed(std::u32string_view text);

/// Syllables of letters that follow each other, letters without a vowel as they stand alone; everything else stays.
std::u32string composed(std::u32string_view letters);

/// Letters as they stand alone (U+3131 to U+3163); everything else stays.
char32_t standingAlone(char32_t letter) noexcept;

/// The syllable that a letter standing alone, as in chats, is said as: ㅋ is 크, ㅇ is 응, ㅠ is 유; 0 for others.
[[nodiscard]] char32_t syllableOfLetter(char32_t letter) noexcept;

/// Only the letters of Hangul and blanks, such as a reading has; the text itself where there are none.
[[nodiscard]] std::u32string withoutOthers(std::u32string text);

}  // namespace timbre::frontend::korean
