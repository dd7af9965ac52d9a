// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the languages share that are written in wide characters.

#include <string_view>
#include <vector>

#include "core/text/characters.h"
#include "core/text/text.h"

namespace timbre {

/// splitWide() with the full stops of English behind Latin words.
std::vector<TextSpan> splitWideScript(std::string_view script, const SplitLimits& limits);

/// Latin letters without marks, also full-width ones, digits, and what is no letter at all: English words stand in texts
/// of every language.
constexpr bool isPlainSign(char32_t c) noexcept {
    return c < 0x80 || isDigit(c) || !isSpeakable(c) || (c >= 0xFF21 && c <= 0xFF5A);
}

/// Letters of formulas, which Chinese and Japanese read aloud: α, Ω.
constexpr bool isGreek(char32_t c) noexcept { return c >= 0x391 && c <= 0x3C9; }

/// Characters of Chinese, bopomofo among them, with what stands among them.
constexpr bool isChineseLetter(char32_t c) noexcept {
    return isPlainSign(c) || isHan(c) || isGreek(c) || (c >= 0x3105 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31BF) ||
           (c >= 0x2150 && c <= 0x24FF) || (c >= 0x3220 && c <= 0x33FF);
}

}  // namespace timbre
