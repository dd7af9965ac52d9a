// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/number_words.h"

#include <array>
#include <utility>

namespace timbre::frontend::english {

namespace {

constexpr std::array<const char*, 20> kBelowTwenty{"zero",    "one",     "two",       "three",    "four",
                                                   "five",    "six",     "seven",     "eight",    "nine",
                                                   "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                                   "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<const char*, 10> kTens{"",      "",      "twenty",  "thirty", "forty",
                                            "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<const char*, kMostDigits / 3> kPowers{"",
                                                           " thousand",
                                                           " million",
                                                           " billion",
                                                           " trillion",
                                                           " quadrillion",
                                                           " quintillion",
                                                           " sextillion",
                                                           " septillion",
                                                           " octillion",
                                                           " nonillion",
                                                           " decillion"};

std::string belowHundred(int number) {
    if (number < 20)
        return kBelowTwenty[number];
    std::string words = kTens[number / 10];
    if (number % 10 != 0)
        words.append("-").append(kBelowTwenty[number % 10]);
    return words;
}

std::string belowThousand(int number, Joint joint) {
    if (number < 100)
        return belowHundred(number);
    std::string words = std::string(kBelowTwenty[number / 100]) + " hundred";
    if (number % 100 != 0)
        words.append(joint == Joint::And ? " and " : " ").append(belowHundred(number % 100));
    return words;
}

/// The three digits of group `group`, counted from the right.
int groupOf(std::string_view digits, std::size_t group) {
    int value = 0;
    for (std::size_t place = 3; place-- > 0;) {
        const std::size_t fromRight = group * 3 + place;
        value = value * 10 + (fromRight < digits.size() ? digits[digits.size() - 1 - fromRight] - '0' : 0);
    }
    return value;
}

}  // namespace

std::string_view withoutLeadingZeros(std::string_view digits) {
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? std::string_view("0") : digits.substr(first);
}

Result<std::string> cardinal(std::string_view digits, Joint joint) {
    digits = withoutLeadingZeros(digits);
    if (digits == "0")
        return kBelowTwenty[0];
    if (digits.size() > kMostDigits)
        return fail(ErrorCode::InvalidInput,
                    "a number of " + std::to_string(digits.size()) + " digits has no name in English",
                    "Write it with blanks between its digits, or in words.");
    std::string words;
    for (std::size_t group = (digits.size() + 2) / 3; group-- > 0;) {
        const int value = groupOf(digits, group);
        if (value == 0)
            continue;
        if (!words.empty()) {
            const bool lastWord = group == 0 && value < 100;
            words += !lastWord ? ", " : joint == Joint::And ? " and " : " ";
        }
        words.append(belowThousand(value, joint)).append(kPowers[group]);
    }
    return words;
}

std::string ordinalOf(std::string words) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> endings{{{"ty", "tieth"},
                                                                                    {"one", "first"},
                                                                                    {"two", "second"},
                                                                                    {"three", "third"},
                                                                                    {"five", "fifth"},
                                                                                    {"eight", "eighth"},
                                                                                    {"nine", "ninth"},
                                                                                    {"twelve", "twelfth"}}};
    for (const auto& [cardinalEnd, ordinalEnd] : endings)
        if (words.ends_with(cardinalEnd))
            return words.replace(words.size() - cardinalEnd.size(), cardinalEnd.size(), ordinalEnd);
    return words + "th";
}

std::string withOrdinalEnding(std::string_view digits) {
    const int last = digits.back() - '0';
    const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
    constexpr std::array<const char*, 4> endings{"th", "st", "nd", "rd"};
    return std::string(digits) + (teen || last > 3 ? "th" : endings[last]);
}

std::string yearWords(int number) {
    if (number == 2000)
        return "two thousand";
    if (number > 2000 && number < 2010)
        return "two thousand " + belowHundred(number % 100);
    const std::string century = belowHundred(number / 100);
    const int rest = number % 100;
    if (rest == 0)
        return century + " hundred";
    return century + (rest < 10 ? " oh " : " ") + belowHundred(rest);
}

std::string digitByDigit(std::string_view digits) {
    std::string words;
    for (const char digit : digits)
        words.append(words.empty() ? "" : " ").append(kBelowTwenty[digit - '0']);
    return words;
}

}  // namespace timbre::frontend::english
