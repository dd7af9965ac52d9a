// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Numbers as English words, in the wording of the `inflect` package, which GPT-SoVITS uses. Digits are ASCII, any number of
// them; leading zeros do not count.

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre::frontend::english {

/// What stands between a hundred and the rest.
enum class Joint {
    None,  ///< "one hundred twelve", "one thousand five"
    And,   ///< "one hundred and twelve", "one thousand and five"
};

/// Numbers of more digits have no name here: those from 10^36 on.
inline constexpr std::size_t kMostDigits = 36;

/// "twelve million, three hundred forty-five". InvalidInput from 10^36 on.
Result<std::string> cardinal(std::string_view digits, Joint joint);

/// "twelve" becomes "twelfth", "one hundred and three" "one hundred and third".
std::string ordinalOf(std::string words);

/// "33" becomes "33rd".
std::string withOrdinalEnding(std::string_view digits);

/// A number from 1001 to 2999 as years are read: "nineteen oh five", "two thousand nine", "eighteen hundred".
std::string yearWords(int number);

/// "four oh two" style: the names of the digits, a blank between them.
std::string digitByDigit(std::string_view digits);

/// Without leading zeros; "0" where nothing is left.
std::string_view withoutLeadingZeros(std::string_view digits);

}  // namespace timbre::frontend::english
