// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the rules of spellNumbers() look at texts with, and how they write what they read.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend::english::numbers {

using Text = std::u32string;
using Position = std::size_t;

/// Python refuses to read longer numbers, and with it the reference.
inline constexpr std::size_t kMostPythonDigits = 4300;

constexpr bool isDigit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

constexpr bool isLetter(char32_t c) noexcept { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

inline char32_t charAt(const Text& text, Position at) noexcept { return at < text.size() ? text[at] : U'\0'; }

template <typename Kind>
Position runEnd(const Text& text, Position at, Kind kind) {
    while (at < text.size() && kind(text[at]))
        ++at;
    return at;
}

inline Position digitsEnd(const Text& text, Position at) { return runEnd(text, at, isDigit); }

/// ASCII characters of a text.
inline std::string ascii(const Text& text, Position from, Position to) {
    std::string narrow(to - from, '?');
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to),
                   narrow.begin(), [](char32_t c) { return static_cast<char>(c); });
    return narrow;
}

inline void append(Text& out, std::string_view ascii) { out.append(ascii.begin(), ascii.end()); }

inline bool wordBegins(const Text& text, Position at) { return at == 0 || !unicode::isWord(text[at - 1]); }

inline bool wordEnds(const Text& text, Position at) { return at >= text.size() || !unicode::isWord(text[at]); }

/// Leaves a stretch as it is.
inline Position keep(const Text& text, Position from, Position to, Text& out) {
    out.append(text, from, to - from);
    return to;
}

inline tl::unexpected<Error> unreadable(const std::string& what) {
    return fail(ErrorCode::InvalidInput, "the number \"" + what.substr(0, 40) + "\" cannot be read",
                "Write it in words, or read without the compatible switch.");
}

}  // namespace timbre::frontend::english::numbers
