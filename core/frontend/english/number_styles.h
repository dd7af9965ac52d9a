// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Ways to say a row of digits in American English, words with blanks between them. Digits are ASCII and there is at least
// one, unless told otherwise.

#include <string>
#include <string_view>

namespace timbre::frontend::english {

/// How a 0 is called among single digits.
enum class Zero { Zero, Oh };

/// "one hundred five", without "and"; single digits where the number is too long to have a name.
[[nodiscard]] std::string sayCardinal(std::string_view digits);
[[nodiscard]] std::string sayCardinal(unsigned long long number);

/// "one hundred third".
[[nodiscard]] std::string sayOrdinal(std::string_view digits);
[[nodiscard]] std::string sayOrdinal(unsigned long long number);

/// "four one five". What is no digit is passed over.
[[nodiscard]] std::string sayDigits(std::string_view digits, Zero zero = Zero::Zero);

/// As rooms, flights and models are called: "two oh four", "twelve eighty seven", "seven forty seven", "forty ninety",
/// "three hundred". Single digits from five digits on and with a zero before.
[[nodiscard]] std::string sayInGroups(std::string_view digits);

/// In pairs: "nineteen oh five", "eighteen hundred", "two thousand nine", "four seventy six".
[[nodiscard]] std::string sayYear(unsigned number);

/// "nineteen eighties", "two thousands", "eighteen hundreds"; `number` is a multiple of ten.
[[nodiscard]] std::string sayDecade(unsigned number);

/// "oh five", "ninety eight": two digits behind an apostrophe or in a year's second half.
[[nodiscard]] std::string sayTwoDigits(std::string_view digits);

/// The last word in the plural: "forty sixes", "eighties", "halves".
[[nodiscard]] std::string inPlural(std::string words);

/// "zero point zero five". Without digits before the point "point zero five"; without any behind it the whole number.
[[nodiscard]] std::string sayDecimal(std::string_view whole, std::string_view decimals);

/// "three quarters", "one half", "twenty two sevenths", "five over one".
[[nodiscard]] std::string sayFraction(std::string_view above, std::string_view below);

/// The same behind "and": "a half", "three quarters", "an eighth".
[[nodiscard]] std::string sayFractionRest(std::string_view above, std::string_view below);

/// Letters one by one: "G P T"; what is no letter or digit is passed over, digits are read one by one.
[[nodiscard]] std::string spell(std::string_view letters);

/// The number that digits make, or `most` + 1 where it is greater.
[[nodiscard]] unsigned valueOf(std::string_view digits, unsigned most = 999'999'999);

/// "a hundred" for "one hundred" at the beginning; empty where there is none.
[[nodiscard]] std::string withArticle(std::string_view words);

}  // namespace timbre::frontend::english
