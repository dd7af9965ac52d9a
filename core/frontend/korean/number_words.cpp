// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/number_words.h"

#include <algorithm>
#include <array>

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string_view;

constexpr Text kDigits = U"영일이삼사오육칠팔구";
constexpr std::array<Text, 4> kPlaces{U"", U"십", U"백", U"천"};
constexpr std::array<Text, 5> kGroups{U"", U"만", U"억", U"조", U"경"};
constexpr std::array<Text, 10> kNativeOnes{U"", U"한", U"두", U"세", U"네", U"다섯", U"여섯", U"일곱", U"여덟", U"아홉"};
constexpr std::array<Text, 10> kNativeTens{U"", U"열", U"스물", U"서른", U"마흔", U"쉰", U"예순", U"일흔", U"여든", U"아흔"};
constexpr std::array<Text, 8> kPairs{U"한두", U"두세", U"서너", U"네다섯", U"대여섯", U"예닐곱", U"일고여덟", U"여덟아홉"};
constexpr std::size_t kMostDigits = 4 * kGroups.size();

/// Up to four digits; empty for zero.
std::u32string group(Text digits) {
    std::u32string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto value = static_cast<std::size_t>(digits[i] - U'0');
        const std::size_t place = digits.size() - 1 - i;
        if (value == 0)
            continue;
        if (value > 1 || place == 0)
            out += kDigits[value];
        out += kPlaces[place];
    }
    return out;
}

}  // namespace

std::u32string sinoNumber(Text digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of(U'0'), digits.size()));
    if (digits.empty())
        return std::u32string(kDigits.substr(0, 1));
    if (digits.size() > kMostDigits)
        return digitNames(digits);
    std::u32string out;
    while (!digits.empty()) {
        const std::size_t size = (digits.size() - 1) % 4 + 1;
        const std::size_t unit = (digits.size() - 1) / 4;
        std::u32string words = group(digits.substr(0, size));
        digits.remove_prefix(size);
        if (words.empty())
            continue;
        if (unit == 1 && words == U"일")  // 만, but 일억.
            words.clear();
        out.append(out.empty() ? U"" : U" ").append(words).append(kGroups[unit]);
    }
    return out;
}

std::u32string nativeNumber(int value) {
    if (value == 20)
        return U"스무";
    return std::u32string(kNativeTens[static_cast<std::size_t>(value / 10)])
        .append(kNativeOnes[static_cast<std::size_t>(value % 10)]);
}

std::u32string digitNames(Text digits, char32_t zero) {
    std::u32string out;
    out.reserve(digits.size());
    for (const char32_t c : digits)
        out += c == U'0' ? zero : kDigits[static_cast<std::size_t>(c - U'0')];
    return out;
}

std::u32string numberInWords(const ja::Number& number) {
    const bool code = number.isWhole() && number.whole.size() > 1 && number.whole.front() == U'0';
    std::u32string out = code ? digitNames(number.whole) : sinoNumber(number.whole);
    if (!number.isWhole())
        out.append(U" 점 ").append(digitNames(number.fraction, U'영'));
    return out;
}

Text nativePair(int less) { return kPairs.at(static_cast<std::size_t>(less - 1)); }

}  // namespace timbre::frontend::korean
