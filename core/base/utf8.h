// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace timbre {

/// What decodeUtf8 gives for a byte that is not UTF-8.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// The code point that begins at `position`, which moves behind it. A stray or cut-short byte gives
/// kReplacementCharacter and moves by one byte, so a loop over any bytes ends. `position` lies inside `text`.
char32_t decodeUtf8(std::string_view text, std::size_t& position) noexcept;

/// Appends one code point.
void appendUtf8(std::string& text, char32_t codePoint);

/// All of its code points; kReplacementCharacter for what is not UTF-8.
std::u32string toUtf32(std::string_view text);

std::string toUtf8(std::u32string_view text);

/// Where the first byte stands that is not UTF-8 (overlong forms and surrogates are not), or nullopt.
std::optional<std::size_t> findInvalidUtf8(std::string_view text) noexcept;

/// Number of code points.
std::size_t countCodePoints(std::string_view text) noexcept;

/// The small letter of a Latin, Greek, Cyrillic or full-width capital; anything else as it is.
char32_t lowerCase(char32_t codePoint) noexcept;

/// For comparing without regard to case: Latin, Greek, Cyrillic and full-width letters in lower case, all else as it is.
std::string foldCase(std::string_view text);

/// Without white space (also no-break and ideographic) at both ends.
std::string_view trimSpace(std::string_view text) noexcept;

/// White space of any script.
bool isSpace(char32_t codePoint) noexcept;

/// A control character, which has no place in a name.
bool isControl(char32_t codePoint) noexcept;

}  // namespace timbre
