// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Numbers in katakana, where Open JTalk is not to decide how digits are read.

#include <optional>
#include <string>
#include <string_view>

namespace timbre::frontend::ja {

/// Digits one by one: ゼロ イチ ニー サン ヨン ゴー ロク ナナ ハチ キュー. Other characters are left out.
[[nodiscard]] std::u32string digitByDigit(std::u32string_view digits, std::u32string_view zero = U"ゼロ");

/// The number that digits make: 105 ヒャクゴ; beyond 10^16 they are read one by one. Leading zeros do not count.
[[nodiscard]] std::u32string cardinal(std::u32string_view digits);

/// A small number in English, as titles and models have it: 5 ファイブ. Nothing above 20.
[[nodiscard]] std::optional<std::u32string> englishNumber(std::u32string_view digits);

/// "1st" ファースト; nothing for numbers that are not said so in Japanese.
[[nodiscard]] std::optional<std::u32string> englishOrdinal(std::u32string_view digits);

/// The value of Roman numerals in capitals, in the one way they are written; nothing for other letters and above 50.
[[nodiscard]] std::optional<int> romanValue(std::u32string_view letters);

[[nodiscard]] std::u32string decimalDigits(int value);

}  // namespace timbre::frontend::ja
