// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Korean numbers in words.

#include <string>
#include <string_view>

#include "core/frontend/ja/source.h"

namespace timbre::frontend::korean {

/// Up to here numbers have native names.
inline constexpr int kMostNative = 99;

/// Sino-Korean, with a blank behind each 만, 억 and so on: 백이십삼만 사천오백. Digit by digit beyond 10^20.
[[nodiscard]] std::u32string sinoNumber(std::u32string_view digits);

/// As it stands before a counter, 한, 두, 스무; 1 to 99.
[[nodiscard]] std::u32string nativeNumber(int value);

/// One digit after the other, 공 for zero or what `zero` says.
[[nodiscard]] std::u32string digitNames(std::u32string_view digits, char32_t zero = U'공');

/// Sino-Korean, with 점 for the point. Whole numbers that begin with a zero are read digit by digit.
[[nodiscard]] std::u32string numberInWords(const ja::Number& number);

/// Two native numbers that follow each other, as one says them before a counter: 한두, 서너; `less` from 1 to 8.
[[nodiscard]] std::u32string_view nativePair(int less);

}  // namespace timbre::frontend::korean
