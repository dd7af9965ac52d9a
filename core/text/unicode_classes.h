// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Classes of characters as Python's `re` and `str` see them, for text rules that are defined by Python programs.
// core/text/characters.h has those of our own rules.

namespace timbre::unicode {

/// `\w` of a str pattern: letters and numbers of any script, and the underscore.
[[nodiscard]] bool isWord(char32_t c) noexcept;

/// `\d` of a str pattern: decimal digits of any script.
[[nodiscard]] bool isDecimal(char32_t c) noexcept;

/// str.isdigit(): decimal digits, superscript digits, digits in circles.
[[nodiscard]] bool isDigit(char32_t c) noexcept;

/// str.isspace() of one character, which is also what str.strip() removes.
[[nodiscard]] bool isSpace(char32_t c) noexcept;

}  // namespace timbre::unicode
