// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/calendar.h"

#include <algorithm>
#include <array>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                   "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};

char smallLetter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// True where `small` is `name` or its first letters.
bool begins(std::string_view small, std::string_view name) {
    return small.size() <= name.size() &&
           std::ranges::equal(small, name.substr(0, small.size()), {}, {}, smallLetter);
}

template <std::size_t N>
std::optional<CalendarName> nameAt(const WrittenText& text, Position at, const std::array<std::string_view, N>& names,
                                   bool (*isShortName)(std::string_view)) {
    if (!text.isLetter(at) || !text.wordBegins(at))
        return std::nullopt;
    const Position end = text.lettersEnd(at);
    const std::string_view small = text.small(at, end);
    if (small.size() < 3 || small.size() > 9)
        return std::nullopt;
    for (std::size_t i = 0; i < N; ++i) {
        if (!begins(small, names[i]))
            continue;
        const bool whole = small.size() == names[i].size();
        const bool mayBeSmall = whole && small != "may" && small != "march" && small != "august";
        if (!text.isCapital(at) && !mayBeSmall)
            return std::nullopt;
        if (!whole && !isShortName(small))
            return std::nullopt;
        const bool dotted = !whole && text.at(end) == '.';
        return CalendarName{.end = end + (dotted ? 1 : 0), .number = static_cast<unsigned>(i), .shortened = !whole, .dotted = dotted};
    }
    return std::nullopt;
}

bool isShortMonth(std::string_view small) { return isOneOf<"jan feb mar apr jun jul aug sep sept oct nov dec">(small); }
bool isShortWeekday(std::string_view small) { return isOneOf<"mon tue tues wed thu thur thurs fri sat sun">(small); }

}  // namespace

std::string_view monthName(unsigned month) { return kMonths[(month + 11) % 12]; }
std::string_view weekdayName(unsigned day) { return kWeekdays[day % 7]; }

std::optional<CalendarName> monthAt(const WrittenText& text, Position at) {
    auto name = nameAt(text, at, kMonths, isShortMonth);
    if (name)
        ++name->number;
    return name;
}

std::optional<CalendarName> weekdayAt(const WrittenText& text, Position at) {
    return nameAt(text, at, kWeekdays, isShortWeekday);
}

Position ordinalEndingEnd(const WrittenText& text, Position at) {
    const bool ending = isOneOf<"nd rd st th">(text.small(at, at + 2));
    return ending && text.wordEnds(at + 2) ? at + 2 : at;
}

std::optional<DayOfMonth> dayAt(const WrittenText& text, Position at) {
    const Position digits = text.digitsEnd(at);
    if (digits == at || digits - at > 2)
        return std::nullopt;
    DayOfMonth day{.end = ordinalEndingEnd(text, digits), .number = valueOf(text.plain(at, digits))};
    day.ordinal = day.end > digits;
    const char behind = text.at(day.end);
    const bool goesOn = behind == ':' || behind == '%' || behind == '/' || ((behind == '.' || behind == ',') && text.isDigit(day.end + 1));
    if (day.number < 1 || day.number > 31 || !text.wordEnds(day.end) || goesOn)
        return std::nullopt;
    return day;
}

YearBehind yearBehind(const WrittenText& text, Position at) {
    YearBehind none{.end = at};
    Position begin = at;
    if (text.at(begin) == ',')
        ++begin;
    if (text.isBlank(begin))
        ++begin;
    if (begin == at)
        return none;
    if (text.at(begin) == '\'' && text.digitsEnd(begin + 1) == begin + 3 && text.wordEnds(begin + 3))
        return {.end = begin + 3, .words = sayTwoDigits(text.plain(begin + 1, begin + 3))};
    const Position end = text.digitsEnd(begin);
    const unsigned year = valueOf(text.plain(begin, end));
    const char behind = text.at(end);
    const bool goesOn = behind == ':' || behind == '%' || ((behind == '.' || behind == ',' || behind == '/') && text.isDigit(end + 1));
    if (end - begin != 4 || year < 1000 || year > 2999 || !text.wordEnds(end) || goesOn)
        return none;
    return {.end = end, .words = sayYear(year), .otherWords = sayCardinal(year)};
}

}  // namespace timbre::frontend::english
