// SPDX-License-Identifier: GPL-3.0-or-later
// Dates, times and numbers with hyphens.
#include <algorithm>
#include <numeric>
#include <vector>

#include "core/frontend/korean/counters.h"
#include "core/frontend/korean/number_words.h"
#include "core/frontend/korean/rules.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string_view;

constexpr Source::Words kMatchWords{U"이기", U"이겼", U"승리", U"승부", U"패배", U"패했", U"졌", U"비겼", U"무승부", U"스코어", U"점수", U"경기"};
constexpr int kHoursOfNativeNames = 12;
constexpr std::size_t kMostGroups = 6;

/// Up to four digits; -1 for more or none.
int valueOf(Text digits) {
    if (digits.empty() || digits.size() > 4)
        return -1;
    return std::accumulate(digits.begin(), digits.end(), 0,
                           [](int value, char32_t c) { return 10 * value + static_cast<int>(c - U'0'); });
}

bool between(int value, int least, int most) { return value >= least && value <= most; }

std::u32string monthName(int month, Text digits) {
    return (month == 6 ? U"유" : month == 10 ? U"시" : sinoNumber(digits)) + U"월";
}

bool isYear(Text digits) { return digits.size() == 4 && between(valueOf(digits), 1000, 2999); }

/// Groups of digits with a sign between them.
struct Groups {
    std::vector<Text> digits{};
    std::size_t end = 0;
};

Groups groupsAt(const Source& text, std::size_t place, char32_t sign) {
    Groups groups{.end = text.digitsEnd(place)};
    groups.digits.push_back(text.part(place, groups.end));
    while (groups.digits.size() < kMostGroups && text.at(groups.end) == sign && text.digit(groups.end + 1)) {
        const std::size_t begin = groups.end + 1;
        groups.end = text.digitsEnd(begin);
        groups.digits.push_back(text.part(begin, groups.end));
    }
    return groups;
}

std::u32string digitByDigit(const Groups& groups) {
    std::u32string words;
    for (const Text group : groups.digits)
        words.append(words.empty() ? U"" : U" ").append(digitNames(group));
    return words;
}

bool isTelephone(const Groups& groups) {
    const auto& digits = groups.digits;
    std::size_t all = 0;
    for (const Text group : digits)
        all += group.size();
    constexpr std::size_t kFewest = 7;
    constexpr std::size_t kFewestOfThree = 9;
    if (digits.size() >= 3)
        return all >= (digits[0][0] == U'0' ? kFewest : kFewestOfThree);
    const bool local = between(static_cast<int>(digits[0].size()), 3, 4) && digits[1].size() == 4;
    const bool years = isYear(digits[0]) && isYear(digits[1]) && digits[0] < digits[1];
    const bool resident = digits[0].size() == 6 && digits[1].size() == 7;
    return resident || (local && !years) || (digits[0][0] == U'0' && all >= kFewest);
}

/// "12-3" of an address, a match or a range.
std::u32string twoGroups(const Source& text, std::size_t place, const Groups& groups) {
    const std::u32string first = sinoNumber(groups.digits[0]);
    const std::u32string second = sinoNumber(groups.digits[1]);
    const std::size_t word = place - (text.at(place - 1) == U' ' ? 1 : 0);
    const bool address = text.starts(groups.end, U"번지") || text.starts(groups.end, U"호") ||
                         Text(U"동로길리가").find(text.at(word - 1)) != Text::npos;
    if (text.at(groups.end) == U'=')
        return first + U" 빼기 " + second;
    if (!address && (text.wordBehind(groups.end, kMatchWords) || text.wordBefore(place, kMatchWords)))
        return first + U" 대 " + second;
    const bool rises = std::pair(groups.digits[0].size(), groups.digits[0]) < std::pair(groups.digits[1].size(), groups.digits[1]);
    return first + (!address && rises ? U"에서 " : U" 다시 ") + second;
}

}  // namespace

Spoken readDate(const Source& text, std::size_t place) {
    const std::size_t yearEnd = text.digitsEnd(place);
    const Text year = text.part(place, yearEnd);
    const char32_t sign = text.at(yearEnd);
    if (!isYear(year) || (sign != U'-' && sign != U'/' && sign != U'.') || text.at(place - 1) == sign)
        return std::nullopt;
    const auto next = [&](std::size_t at) { return at + 1 + (sign == U'.' && text.at(at + 1) == U' ' ? 1 : 0); };
    const std::size_t monthBegin = next(yearEnd);
    const std::size_t monthEnd = text.digitsEnd(monthBegin);
    const Text monthDigits = text.part(monthBegin, monthEnd);
    const int month = valueOf(monthDigits);
    if (monthDigits.size() > 2 || !between(month, 1, 12))
        return std::nullopt;
    std::u32string spoken = blankBefore(text, place) + sinoNumber(year) + U" 년 " + monthName(month, monthDigits);
    const std::size_t dayBegin = next(monthEnd);
    const std::size_t dayEnd = text.digitsEnd(dayBegin);
    const Text day = text.part(dayBegin, dayEnd);
    if (text.at(monthEnd) == sign && day.size() <= 2 && between(valueOf(day), 1, 31) &&
        !(text.at(dayEnd) == sign && text.digit(dayEnd + 1)))
        return Rewrite{.begin = place, .end = dayEnd, .spoken = spoken + U' ' + sinoNumber(day) + U" 일"};
    const bool two = sign != U'.' && monthDigits.size() == 2 && text.at(monthEnd) != sign;
    return two ? Spoken(Rewrite{.begin = place, .end = monthEnd, .spoken = spoken}) : std::nullopt;
}

Spoken readTime(const Source& text, std::size_t place) {
    const Groups groups = groupsAt(text, place, U':');
    if (groups.digits.size() < 2 || groups.digits.size() > 3)
        return std::nullopt;
    const auto& digits = groups.digits;
    const int hour = digits[0].size() <= 2 ? valueOf(digits[0]) : -1;
    const bool match = digits.size() == 2 && (text.wordBehind(groups.end, kMatchWords) || text.wordBefore(place, kMatchWords));
    const auto isSixtieth = [](Text part) { return part.size() == 2 && between(valueOf(part), 0, 59); };
    Rewrite rewrite{.begin = place, .end = groups.end, .spoken = blankBefore(text, place)};
    if (between(hour, 0, 24) && !match && std::all_of(digits.begin() + 1, digits.end(), isSixtieth)) {
        rewrite.spoken += between(hour, 1, kHoursOfNativeNames) ? nativeNumber(hour) : sinoNumber(digits[0]);
        rewrite.spoken += U" 시";
        if (valueOf(digits[1]) > 0 || digits.size() == 3)
            rewrite.spoken += U" " + sinoNumber(digits[1]) + U" 분";
        if (digits.size() == 3)
            rewrite.spoken += U" " + sinoNumber(digits[2]) + U" 초";
        return rewrite;
    }
    std::u32string words;
    for (const Text part : digits)
        words.append(words.empty() ? U"" : U" 대 ").append(sinoNumber(part));
    rewrite.spoken += words;
    return rewrite;
}

Spoken readCallNumber(const Source& text, std::size_t place) {
    const Groups groups = groupsAt(text, place, U'-');
    const Text digits = groups.digits[0];
    Rewrite rewrite{.begin = place, .end = groups.end, .spoken = blankBefore(text, place)};
    if (groups.digits.size() == 1) {
        const bool mobile = digits.starts_with(U"01") && (digits.size() == 10 || digits.size() == 11);
        if (!mobile)
            return std::nullopt;
        const Text rest = digits.substr(3);
        rewrite.spoken += digitByDigit({.digits = {digits.substr(0, 3), rest.substr(0, rest.size() - 4), rest.substr(rest.size() - 4)}});
        return rewrite;
    }
    if (isTelephone(groups)) {
        rewrite.spoken += digitByDigit(groups);
        return rewrite;
    }
    if (groups.digits.size() > 2) {
        std::u32string words;
        for (const Text part : groups.digits)
            words.append(words.empty() ? U"" : U" 다시 ").append(sinoNumber(part));
        rewrite.spoken += words;
        return rewrite;
    }
    if (readRange(text, place))
        return std::nullopt;
    rewrite.spoken += twoGroups(text, place, groups);
    return rewrite;
}

}  // namespace timbre::frontend::korean
