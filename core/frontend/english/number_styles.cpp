// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/number_styles.h"

#include <algorithm>
#include <array>

#include "core/frontend/english/number_words.h"

namespace timbre::frontend::english {

namespace {

/// The wording of number_words.h without its commas and hyphens.
std::string inPlainWords(std::string words) {
    std::erase(words, ',');
    std::ranges::replace(words, '-', ' ');
    return words;
}

std::string_view articleFor(std::string_view word) {
    return word.starts_with("eigh") || word.starts_with("elev") ? "an" : "a";
}

}  // namespace

std::string sayCardinal(std::string_view digits) {
    auto words = cardinal(digits, Joint::None);
    return words ? inPlainWords(std::move(*words)) : sayDigits(digits);
}

std::string sayCardinal(unsigned long long number) { return sayCardinal(std::to_string(number)); }

std::string sayOrdinal(std::string_view digits) {
    auto words = cardinal(digits, Joint::None);
    return words ? inPlainWords(ordinalOf(std::move(*words))) : sayDigits(digits);
}

std::string sayOrdinal(unsigned long long number) { return sayOrdinal(std::to_string(number)); }

std::string sayDigits(std::string_view digits, Zero zero) {
    std::string words;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            continue;
        words += words.empty() ? "" : " ";
        words += digit == '0' && zero == Zero::Oh ? std::string("oh") : digitByDigit({&digit, 1});
    }
    return words;
}

std::string sayInGroups(std::string_view digits) {
    if (digits.size() == 5 && digits.front() != '0' && digits.ends_with("00") && digits[2] != '0')  // "13900"
        return sayCardinal(digits.substr(0, 2)) + " " + sayCardinal(digits.substr(2));
    if (digits.size() > 4 || (digits.size() > 1 && digits.front() == '0'))
        return sayDigits(digits);
    const unsigned number = valueOf(digits);
    if (digits.size() <= 2 || number % 1000 == 0)
        return sayCardinal(digits);
    const std::string first = sayCardinal(number / 100);
    return number % 100 == 0 ? first + " hundred" : first + " " + sayTwoDigits(digits.substr(digits.size() - 2));
}

std::string sayTwoDigits(std::string_view digits) {
    const unsigned number = valueOf(digits);
    return number < 10 && digits.size() > 1 ? "oh " + sayCardinal(number) : sayCardinal(number);
}

std::string sayYear(unsigned number) {
    if (number < 100 || number % 1000 == 0)
        return sayCardinal(number);
    if (number > 2000 && number < 2010)
        return "two thousand " + sayCardinal(number % 100);
    const std::string century = sayCardinal(number / 100);
    const unsigned rest = number % 100;
    if (rest == 0)
        return century + " hundred";
    return century + (rest < 10 ? " oh " : " ") + sayCardinal(rest);
}

std::string sayDecade(unsigned number) { return inPlural(sayYear(number)); }

std::string inPlural(std::string words) {
    if (words.ends_with("half"))
        return words.replace(words.size() - 1, 1, "ves");
    if (words.ends_with("y"))
        return words.replace(words.size() - 1, 1, "ies");
    return words + (words.ends_with("six") || words.ends_with("x") ? "es" : "s");
}

std::string sayDecimal(std::string_view whole, std::string_view decimals) {
    if (decimals.empty())
        return sayCardinal(whole);
    return (whole.empty() ? "" : sayCardinal(whole) + " ") + "point " + sayDigits(decimals);
}

std::string sayFraction(std::string_view above, std::string_view below) {
    const unsigned denominator = valueOf(below);
    const bool single = valueOf(above) == 1;
    if (denominator < 2)
        return sayCardinal(above) + " over " + sayCardinal(below);
    std::string part = denominator == 2 ? "half" : denominator == 4 ? "quarter" : sayOrdinal(below);
    return sayCardinal(above) + " " + (single ? part : inPlural(std::move(part)));
}

std::string sayFractionRest(std::string_view above, std::string_view below) {
    std::string words = sayFraction(above, below);
    if (valueOf(above) != 1 || !words.starts_with("one "))
        return words;
    const std::string_view part = std::string_view(words).substr(4);
    return std::string(articleFor(part)) + " " + std::string(part);
}

std::string spell(std::string_view letters) {
    std::string words;
    for (const char c : letters) {
        const bool small = c >= 'a' && c <= 'z';
        const bool digit = c >= '0' && c <= '9';
        if (!small && !digit && (c < 'A' || c > 'Z'))
            continue;
        words += words.empty() ? "" : " ";
        words += digit ? digitByDigit({&c, 1}) : std::string(1, small ? static_cast<char>(c - 32) : c);
    }
    return words;
}

unsigned valueOf(std::string_view digits, unsigned most) {
    unsigned long long value = 0;
    for (const char digit : digits) {
        value = value * 10 + static_cast<unsigned>(digit - '0');
        if (value > most)
            return most + 1;
    }
    return static_cast<unsigned>(value);
}

std::string withArticle(std::string_view words) {
    for (const std::string_view name : {"one hundred", "one thousand", "one million", "one billion"})
        if (words.starts_with(name) && (words.size() == name.size() || words[name.size()] == ' '))
            return "a" + std::string(words.substr(3));
    return {};
}

}  // namespace timbre::frontend::english
