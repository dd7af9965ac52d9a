// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Characters of Japanese text.

#include <string>
#include <string_view>

namespace timbre::frontend::ja {

/// ASCII letters, digits and signs and half-width katakana in full width, in which the dictionary is written. Voicing
/// marks of half-width katakana are characters of their own and stay.
[[nodiscard]] char32_t fullWidth(char32_t c) noexcept;

/// Katakana for hiragana; anything else as it is.
[[nodiscard]] char32_t katakana(char32_t c) noexcept;

[[nodiscard]] std::string toUtf8(std::u32string_view text);

/// Code points; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::u32string codePoints(std::string_view utf8);

}  // namespace timbre::frontend::ja
