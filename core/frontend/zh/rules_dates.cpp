// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/rewriting.h"
#include "core/frontend/zh/rules.h"

namespace timbre::frontend::zh {

namespace {

/// A number in a text: where it begins and ends.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// 0?[1-9] or 1[0-2], whichever `follows` can follow.
template <typename Follows>
std::optional<Span> month(const Digits& text, std::size_t at, Follows follows) {
    const auto oneToNine = [&](std::size_t place) { return text.digit(place) && text.at(place) != U'0'; };
    if (text.at(at) == U'0' && oneToNine(at + 1) && follows(at + 2))
        return Span{at, at + 2};
    if (oneToNine(at) && follows(at + 1))
        return Span{at, at + 1};
    if (text.at(at) == U'1' && text.at(at + 1) >= U'0' && text.at(at + 1) <= U'2' && follows(at + 2))
        return Span{at, at + 2};
    return std::nullopt;
}

/// 0?[1-9], [12][0-9], 30 or 31 before 日 or 号.
std::optional<Span> day(const Digits& text, std::size_t at) {
    const auto named = [&](std::size_t place) { return text.at(place) == U'日' || text.at(place) == U'号'; };
    const auto first = text.at(at);
    const bool second = text.digit(at + 1);
    if (first == U'0' && second && text.at(at + 1) != U'0' && named(at + 2))
        return Span{at, at + 2};
    if (text.digit(at) && first != U'0' && named(at + 1))
        return Span{at, at + 1};
    const bool twoDigits = ((first == U'1' || first == U'2') && second) ||
                           (first == U'3' && (text.at(at + 1) == U'0' || text.at(at + 1) == U'1'));
    if (twoDigits && named(at + 2))
        return Span{at, at + 2};
    return std::nullopt;
}

struct Clock {
    Span hour;
    Span minute;
    Span second;  ///< Empty where there is none.
    std::size_t end = 0;
};

/// H:MM or H:MM:SS at `at`.
std::optional<Clock> clockTime(const Digits& text, std::size_t at) {
    const auto sixty = [&](std::size_t place) {
        return text.at(place) >= U'0' && text.at(place) <= U'5' && text.digit(place + 1);
    };
    Clock time;
    const bool teens = text.at(at) == U'0' || text.at(at) == U'1';
    const bool twenties = text.at(at) == U'2' && text.at(at + 1) >= U'0' && text.at(at + 1) <= U'3';
    if (teens && text.digit(at + 1) && text.at(at + 2) == U':')
        time.hour = {at, at + 2};
    else if (text.digit(at) && text.at(at + 1) == U':')
        time.hour = {at, at + 1};
    else if (twenties && text.at(at + 2) == U':')
        time.hour = {at, at + 2};
    else
        return std::nullopt;
    const std::size_t minute = time.hour.end + 1;
    if (!sixty(minute))
        return std::nullopt;
    time.minute = {minute, minute + 2};
    time.end = minute + 2;
    if (text.at(time.end) == U':' && sixty(time.end + 1)) {
        time.second = {time.end + 1, time.end + 3};
        time.end += 3;
    }
    return time;
}

std::u32string spokenTime(const Digits& text, const Clock& time, bool half) {
    const auto part = [&](Span span) { return text.part(span.begin, span.end); };
    std::u32string spoken = number(part(time.hour)) + U"点";
    // A zero before minutes and seconds is read: 八点零五分.
    const auto sixty = [&](Span span) {
        return (text.at(span.begin) == U'0' ? std::u32string(U"零") : std::u32string()) + cardinal(part(span));
    };
    if (part(time.minute) != U"00")
        spoken += half ? std::u32string(U"半") : sixty(time.minute) + U"分";
    if (const auto seconds = part(time.second); !seconds.empty() && seconds != U"00")
        spoken += sixty(time.second) + U"秒";
    return spoken;
}

bool isHalf(const Digits& text, const Clock& time) { return text.startsWith(time.minute.begin, U"30"); }

}  // namespace

std::u32string readDates(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        std::size_t end = 0;
        for (const std::size_t length : {std::size_t{4}, std::size_t{2}})
            if (end == 0 && digits.runEnd(at) >= at + length && digits.at(at + length) == U'年')
                end = at + length;
        if (end == 0)
            return 0;
        out += spellDigits(digits.part(at, end)) + U"年";
        ++end;
        if (const auto found = month(digits, end, [&](std::size_t place) { return digits.at(place) == U'月'; })) {
            out += cardinal(digits.part(found->begin, found->end)) + U"月";
            end = found->end + 1;
        }
        if (const auto found = day(digits, end)) {
            out += cardinal(digits.part(found->begin, found->end)) + digits.at(found->end);
            end = found->end + 1;
        }
        return end;
    });
}

std::u32string readNumericDates(std::u32string_view text) {
    const Digits digits(text);
    constexpr std::u32string_view kMarks = U"- /.";
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const char32_t mark = digits.at(at + 4);
        if (digits.runEnd(at) != at + 4 || kMarks.find(mark) == std::u32string_view::npos || digits.at(at + 7) != mark)
            return 0;
        const auto two = [&](std::size_t place) { return digits.part(place, place + 2); };
        const auto isMonth = [&](std::size_t place) {
            return digits.digit(place) && digits.digit(place + 1) && two(place) >= U"01" && two(place) <= U"12";
        };
        const auto isDay = [&](std::size_t place) {
            return digits.digit(place) && digits.digit(place + 1) && two(place) >= U"01" && two(place) <= U"31";
        };
        if (!isMonth(at + 5) || !isDay(at + 8))
            return 0;
        out += spellDigits(digits.part(at, at + 4)) + U"年" + cardinal(two(at + 5)) + U"月" + cardinal(two(at + 8)) +
               U"日";
        return at + 10;
    });
}

std::u32string readTimeRanges(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const auto first = clockTime(digits, at);
        if (!first || (digits.at(first->end) != U'~' && digits.at(first->end) != U'-'))
            return 0;
        const auto second = clockTime(digits, first->end + 1);
        if (!second)
            return 0;
        const bool half = isHalf(digits, *first);
        out += spokenTime(digits, *first, half) + U"至" + spokenTime(digits, *second, half);
        return second->end;
    });
}

std::u32string readTimes(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const auto time = clockTime(digits, at);
        if (!time)
            return 0;
        out += spokenTime(digits, *time, isHalf(digits, *time));
        return time->end;
    });
}

}  // namespace timbre::frontend::zh
