// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/number_rules.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/frontend/english/number_amounts.h"
#include "core/frontend/english/number_text.h"
#include "core/frontend/english/number_words.h"

namespace timbre::frontend::english {

using namespace numbers;

namespace {

/// One rule over a whole text. `rule(text, at, out)` appends to `out` what stands instead of the text from `at` on and
/// gives the place behind that; `at` itself where it does not apply.
template <typename Rule>
Result<void> rewrite(Text& text, Rule rule) {
    Text out;
    out.reserve(text.size() + 32);
    for (Position at = 0; at < text.size();) {
        const Result<Position> next = rule(text, at, out);
        if (!next)
            return tl::unexpected(next.error());
        if (*next == at)
            out.push_back(text[at++]);
        else
            at = *next;
    }
    text.swap(out);
    return {};
}

Result<std::string> number(std::string_view digits, Joint joint, Reading reading) {
    if (reading == Reading::Corrected && withoutLeadingZeros(digits).size() > kMostDigits)
        return digitByDigit(digits);
    if (digits.size() > kMostPythonDigits)
        return unreadable(std::string(digits));
    return cardinal(digits, joint);
}

// "1. " -> "1st, "
Result<Position> listNumber(const Text& text, Position at, Text& out) {
    if (!isDigit(text[at]) || !wordBegins(text, at))
        return at;
    const Position end = digitsEnd(text, at);
    if (charAt(text, end) != U'.' || charAt(text, end + 1) != U' ')
        return at;
    append(out, withOrdinalEnding(ascii(text, at, end)) + ", ");
    return end + 2;
}

const char* operatorWords(char32_t c) noexcept {
    switch (c) {
        case U'+': return " plus ";
        case U'-': return " minus ";
        case U'\u00D7': return " times ";
        case U'\u00F7': return " divided by ";
        case U'=': return " Equals ";
        default: return nullptr;
    }
}

constexpr bool isPower(char32_t c) noexcept {
    return c == 0x2070 || c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2074 && c <= 0x2079) || c == 0x2E3 ||
           c == 0x2B8 || c == 0x207F;
}

bool operandEndsBefore(const Text& text, Position at) {
    Position end = at;
    while (end > 0 && unicode::isSpace(text[end - 1]))
        --end;
    if (end == at)
        return false;
    while (end > 0 && isPower(text[end - 1]))
        --end;
    return end > 0 && (unicode::isDecimal(text[end - 1]) || isLetter(text[end - 1]));
}

bool operandBeginsBehind(const Text& text, Position at) {
    const Position begin = runEnd(text, at + 1, unicode::isSpace);
    if (begin == at + 1 || begin == text.size())
        return false;
    const char32_t first = text[begin];
    const bool signedNumber = (first == U'-' || first == U'.') && unicode::isDecimal(charAt(text, begin + 1));
    return signedNumber || unicode::isDecimal(first) || isLetter(first);
}

// "x + 1" -> "x plus 1". The reference repeats its pattern until nothing changes; whether an operator is read depends on its
// own two neighbours alone, so that one pass comes to the same.
Result<Position> arithmetic(const Text& text, Position at, Text& out) {
    const char* const words = operatorWords(text[at]);
    if (words == nullptr || !operandEndsBefore(text, at) || !operandBeginsBehind(text, at))
        return at;
    while (unicode::isSpace(out.back()))
        out.pop_back();
    append(out, words);
    return runEnd(text, at + 1, unicode::isSpace);
}

// " -5" -> "negative 5": the blank goes, in the reference too.
Result<Position> negative(const Text& text, Position at, Text& out) {
    if (at > 0 && !unicode::isSpace(text[at]))
        return at;
    const Position minus = runEnd(text, at, unicode::isSpace);
    if (charAt(text, minus) != U'-' || !unicode::isDecimal(charAt(text, minus + 1)))
        return keep(text, at, minus, out);
    append(out, "negative ");
    return minus + 1;
}

// "1,234" -> "1234"
Result<Position> thousandsComma(const Text& text, Position at, Text& out) {
    if (!isDigit(text[at]))
        return at;
    Position end = runEnd(text, at, [](char32_t c) { return isDigit(c) || c == U','; });
    while (text[end - 1] == U',')
        --end;
    if (end - at < 3)
        return at;
    std::copy_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
                 std::back_inserter(out), [](char32_t c) { return c != U','; });
    return end;
}

std::string smallNumber(int value) {
    return cardinal(std::to_string(value), Joint::None).value();  // Small enough always to have a name.
}

// "13:30" -> "one thirty p.m."
Result<Position> timeOfDay(const Text& text, Position at, Text& out) {
    if (!isDigit(text[at]) || !wordBegins(text, at))
        return at;
    const Position colon = isDigit(charAt(text, at + 1)) ? at + 2 : at + 1;
    if (charAt(text, colon) != U':' || !isDigit(charAt(text, colon + 1)) || text[colon + 1] > U'5' ||
        !isDigit(charAt(text, colon + 2)) || !wordEnds(text, colon + 3))
        return at;
    const int hour = std::stoi(ascii(text, at, colon));
    if (hour > 23)
        return at;
    const int minute = std::stoi(ascii(text, colon + 1, colon + 3));
    append(out, smallNumber(hour > 12 ? hour - 12 : hour) + " ");
    append(out, minute == 0 ? "o'clock" : smallNumber(minute));
    append(out, hour < 12 ? " a.m." : " p.m.");
    return colon + 3;
}

// "3.14" -> "3 point 1 4"; the digits are read by later rules.
Result<Position> decimal(const Text& text, Position at, Text& out) {
    const Position point = digitsEnd(text, at);
    const Position digits = runEnd(text, point + 1, unicode::isSpace);
    if (point == at || charAt(text, point) != U'.' || !isDigit(charAt(text, digits)))
        return keep(text, at, point, out);
    const Position end = digitsEnd(text, digits);
    keep(text, at, point, out);
    append(out, " point");
    for (Position i = point + 1; i < end; ++i) {
        out.push_back(U' ');
        out.push_back(text[i]);
    }
    return end;
}

Result<std::string> fractionWords(const std::string& above, const std::string& below, Reading reading) {
    auto words = number(above, Joint::And, reading);
    const auto denominator = number(below, Joint::And, reading);
    if (!words || !denominator)
        return words ? denominator : words;
    const std::string_view count = withoutLeadingZeros(above);
    const std::string_view part = withoutLeadingZeros(below);
    if (part == "1")
        return words;
    if (part == "2")
        return *words + (count == "1" ? " half" : " halves");
    return *words + " " + ordinalOf(*denominator) + (count == "0" || count == "1" ? "" : "s");
}

// "3/4" -> "three fourths"
Result<Position> fraction(const Text& text, Position at, Text& out, Reading reading) {
    const Position slash = digitsEnd(text, at);
    if (slash == at || charAt(text, slash) != U'/' || !isDigit(charAt(text, slash + 1)))
        return keep(text, at, slash, out);
    const Position end = digitsEnd(text, slash + 1);
    const auto words = fractionWords(ascii(text, at, slash), ascii(text, slash + 1, end), reading);
    if (!words)
        return tl::unexpected(words.error());
    append(out, *words);
    return end;
}

// "21st" -> "twenty-first"
Result<Position> ordinal(const Text& text, Position at, Text& out, Reading reading) {
    const Position end = digitsEnd(text, at);
    const std::u32string_view ending = std::u32string_view(text).substr(end, 2);
    if (end == at || (ending != U"st" && ending != U"nd" && ending != U"rd" && ending != U"th"))
        return keep(text, at, end, out);
    const auto words = number(ascii(text, at, end), Joint::And, reading);
    if (!words)
        return tl::unexpected(words.error());
    append(out, ordinalOf(*words));
    return end + 2;
}

Result<Position> plainNumber(const Text& text, Position at, Text& out, Reading reading) {
    const Position end = digitsEnd(text, at);
    if (end == at)
        return at;
    const std::string digits = ascii(text, at, end);
    const std::string_view value = withoutLeadingZeros(digits);
    const int year = value.size() == 4 ? std::stoi(std::string(value)) : 0;
    const auto words = year > 1000 && year < 3000 ? yearWords(year) : number(digits, Joint::None, reading);
    if (!words)
        return tl::unexpected(words.error());
    append(out, *words);
    return end;
}

/// The rules that need a digit from 0 to 9.
Result<void> spellDigits(Text& text, Reading reading) {
    const auto withReading = [reading](auto rule) {
        return [reading, rule](const Text& t, Position at, Text& out) { return rule(t, at, out, reading); };
    };
    const auto money = [reading](auto rule, const Currency& currency) {
        return [reading, rule, &currency](const Text& t, Position at, Text& out) {
            return rule(t, at, out, currency, reading);
        };
    };
    return rewrite(text, thousandsComma)
        .and_then([&] { return rewrite(text, timeOfDay); })
        .and_then([&] { return rewrite(text, withReading(measure)); })
        .and_then([&] { return rewrite(text, money(moneyBehindSign, kPound)); })
        .and_then([&] { return rewrite(text, money(moneyBeforeSign, kPound)); })
        .and_then([&] { return rewrite(text, money(moneyBehindSign, kDollar)); })
        .and_then([&] { return rewrite(text, money(moneyBeforeSign, kDollar)); })
        .and_then([&] { return rewrite(text, decimal); })
        .and_then([&] { return rewrite(text, withReading(fraction)); })
        .and_then([&] { return rewrite(text, withReading(ordinal)); })
        .and_then([&] { return rewrite(text, withReading(plainNumber)); });
}

}  // namespace

Result<void> spellNumbers(std::u32string& text, Reading reading) {
    const bool digits = std::ranges::any_of(text, isDigit);
    return (digits ? rewrite(text, listNumber) : Result<void>{})
        .and_then([&] { return rewrite(text, arithmetic); })
        .and_then([&] { return rewrite(text, negative); })
        .and_then([&] { return digits ? spellDigits(text, reading) : Result<void>{}; });
}

}  // namespace timbre::frontend::english
