// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/numbers.h"

#include <array>
#include <utility>

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::array<std::pair<std::size_t, char32_t>, 5> kUnits{
    {{8, U'亿'}, {4, U'万'}, {3, U'千'}, {2, U'百'}, {1, U'十'}}};
constexpr std::size_t kMostDigits = 2000;  // Reading goes as deep as there are groups of eight digits.

std::u32string_view withoutLeadingZeros(std::u32string_view digits) {
    const std::size_t first = digits.find_first_not_of(U'0');
    return first == std::u32string_view::npos ? std::u32string_view{} : digits.substr(first);
}

void appendValue(std::u32string& text, std::u32string_view digits) {
    const auto significant = withoutLeadingZeros(digits);
    if (significant.empty())
        return;
    if (significant.size() == 1) {
        if (digits.size() > 1)
            text += kDigits[0];
        text += kDigits[significant[0] - U'0'];
        return;
    }
    for (const auto& [exponent, unit] : kUnits) {
        if (exponent < significant.size()) {
            // Both parts keep their zeros: they tell that places are skipped.
            appendValue(text, digits.substr(0, digits.size() - exponent));
            text += unit;
            appendValue(text, digits.substr(digits.size() - exponent));
            return;
        }
    }
}

}  // namespace

std::u32string spellDigits(std::u32string_view digits, bool forTelephone) {
    std::u32string text;
    text.reserve(digits.size());
    for (const char32_t digit : digits)
        text += digit == U'1' && forTelephone ? U'幺' : kDigits[digit - U'0'];
    return text;
}

std::u32string cardinal(std::u32string_view digits) {
    if (digits.empty())
        return {};
    digits = withoutLeadingZeros(digits);
    if (digits.empty())
        return std::u32string(1, kDigits[0]);
    if (digits.size() > kMostDigits)
        return spellDigits(digits);
    std::u32string text;
    appendValue(text, digits);
    if (text.starts_with(U"一十"))
        text.erase(0, 1);
    return text;
}

std::u32string number(std::u32string_view text) {
    const std::size_t point = text.find(U'.');
    if (point == std::u32string_view::npos)
        return cardinal(text);
    const auto fraction = text.substr(point + 1);
    std::u32string spoken = cardinal(text.substr(0, point));
    const std::size_t last = fraction.find_last_not_of(U'0');
    const std::size_t kept = last == std::u32string_view::npos ? 0 : last + 1;
    const std::u32string read = spellDigits(fraction.substr(0, kept)) + (fraction.ends_with(U'0') ? U"零" : U"");
    if (read.empty())
        return spoken;
    return (spoken.empty() ? std::u32string(U"零") : std::move(spoken)) + U"点" + read;
}

}  // namespace timbre::frontend::zh
