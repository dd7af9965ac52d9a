// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Characters of Japanese text.

#include <string>
#include <string_view>

namespace timbre::frontend::ja {

/// ASCII letters, digits and signs and half-width katakana in full width, in which the dictionary is written. Voicing
/// marks of half-width katakana are characters of their own and stay.
[[nodiscard]] char32_t fullWidth(char32_t c) noexcept;

/// How many moras katakana have: each but the small vowels and ャ ュ ョ ヮ, which belong to the kana before them.
[[nodiscard]] int countMoras(std::u32string_view katakana) noexcept;

[[nodiscard]] std::string toUtf8(std::u32string_view text);

/// Code points; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::u32string codePoints(std::string_view utf8);

}  // namespace timbre::frontend::ja
