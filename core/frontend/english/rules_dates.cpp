// SPDX-License-Identifier: GPL-3.0-or-later
// Dates.
#include <numeric>
#include <utility>

#include "core/frontend/english/calendar.h"
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

std::string monthAndDay(unsigned month, unsigned day) { return joined({monthName(month), sayOrdinal(day)}); }

std::string dayOfMonth(unsigned month, unsigned day) {
    return joined({"the", sayOrdinal(day), "of", monthName(month)});
}

bool isDay(unsigned day) { return day >= 1 && day <= 31; }
bool isMonth(unsigned month) { return month >= 1 && month <= 12; }

/// 98 is 1998, 24 is 2024.
unsigned fullYear(std::string_view digits) {
    const unsigned year = valueOf(digits);
    return digits.size() > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
}

/// Three numbers with the same mark between.
struct Triple {
    Position end = 0;
    char mark = '\0';
    std::string_view parts[3];
};

std::optional<Triple> tripleAt(const WrittenText& text, Position at) {
    Triple triple;
    Position begin = at;
    for (int part = 0; part < 3; ++part) {
        const Position end = text.digitsEnd(begin);
        if (end == begin || end - begin > 4)
            return std::nullopt;
        triple.parts[part] = text.plain(begin, end);
        triple.end = end;
        if (part == 2)
            break;
        const char mark = text.at(end);
        if ((mark != '-' && mark != '/' && mark != '.') || (part > 0 && mark != triple.mark))
            return std::nullopt;
        triple.mark = mark;
        begin = end + 1;
    }
    const char behind = text.at(triple.end);
    const bool time = behind == 'T' && text.isDigit(triple.end + 1);
    const bool goesOn =
        (behind == triple.mark && text.isDigit(triple.end + 1)) || (!text.wordEnds(triple.end) && !time);
    return goesOn ? std::nullopt : std::optional(triple);
}

Found sayDate(Position end, unsigned month, unsigned day, unsigned year, bool mayBeSwapped) {
    const std::string years = sayYear(year);
    std::vector<std::string> others{joined({dayOfMonth(month, day), years})};
    if (mayBeSwapped && day != month && isMonth(day))
        others.push_back(joined({monthAndDay(day, month), years}));
    others.push_back(joined({monthAndDay(month, day), sayCardinal(year)}));
    return spoken(end, joined({monthAndDay(month, day), years}), std::move(others));
}

Found sayTriple(const WrittenText& text, const Triple& triple) {
    const auto& [first, second, third] = triple.parts;
    // A time may follow behind "T", which is not said.
    const Position end = triple.end + (text.at(triple.end) == 'T' ? 1 : 0);
    if (first.size() == 4 && second.size() <= 2 && third.size() <= 2) {
        const unsigned month = valueOf(second);
        const unsigned day = valueOf(third);
        if (isMonth(month) && isDay(day) && valueOf(first) >= 1000)
            return sayDate(end, month, day, valueOf(first), false);
        return std::nullopt;
    }
    const bool shortYear = third.size() == 2 && triple.mark == '/';
    if (first.size() > 2 || second.size() > 2 || (third.size() != 4 && !shortYear) ||
        (third.size() == 4 && valueOf(third) < 1000))
        return std::nullopt;
    const unsigned one = valueOf(first);
    const unsigned two = valueOf(second);
    if (isMonth(one) && isDay(two))
        return sayDate(end, one, two, fullYear(third), true);
    if (isDay(one) && isMonth(two))
        return sayDate(end, two, one, fullYear(third), false);
    return std::nullopt;
}

bool isDatedThing(std::string_view small) {
    return isOneOf<
        "birthday anniversary deadline date dates dated wedding meeting appointment party exam holiday flight game "
        "release released launch launches launched born due expires expired expire arrives arrived scheduled updated "
        "weekend started ends began begins starts premiere premieres premiered election vacation holidays monday "
        "tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun rent payday "
        "conference departs departing checkout closes closed opens opening event shift ship ships">(small);
}

/// Half of what "7/8" may be: a day. Words around decide.
bool saysDate(const WrittenText& text, Position begin, Position end, unsigned month, unsigned day) {
    const std::string_view behind = text.wordBehind(end).word;
    if (isOneOf<"of cup cups inch inches mile miles teaspoon teaspoons tablespoon tablespoons pound pounds ounce "
                "ounces full empty "
                "done stars majority vote scale time chance size scoop scoops">(behind) ||
        text.at(end) == '"')
        return false;
    const std::string_view before = text.wordBefore(begin).word;
    if (isOneOf<"on dated due since">(before) || text.saysBefore(begin, 4, isDatedThing))
        return true;
    const bool simple =
        month < day && (day <= 5 || day == 8 || day == 10 || day == 16 || day == 100) && std::gcd(month, day) == 1;
    return !simple &&
           isOneOf<"by until till from before after through starting ending beginning effective week">(before);
}

/// "12/25" and "6/1-6/7".
Found sayMonthSlashDay(const WrittenText& text, Position at) {
    const Position slash = text.digitsEnd(at);
    const Position end = text.digitsEnd(slash + 1);
    if (slash - at > 2 || text.at(slash) != '/' || end == slash + 1 || !text.wordEnds(end) || text.at(end) == '/')
        return std::nullopt;
    const std::string_view first = text.plain(at, slash);
    const std::string_view second = text.plain(slash + 1, end);
    const unsigned one = valueOf(first);
    const unsigned two = valueOf(second);
    if (isMonth(one) && second.size() == 4 && two >= 1900 && two <= 2100)
        return spoken(end, joined({monthName(one), sayYear(two)}), {joined({monthName(one), sayCardinal(two)})});
    if (second.size() > 2)
        return std::nullopt;
    if (one == 9 && two == 11)
        return spoken(end, "nine eleven", {monthAndDay(9, 11), dayOfMonth(9, 11)});
    const bool swapped = !isMonth(one) && isDay(one) && isMonth(two);
    const unsigned month = swapped ? two : one;
    const unsigned day = swapped ? one : two;
    if (!isMonth(month) || !isDay(day) || !saysDate(text, at, end, month, day))
        return std::nullopt;
    if (const auto next = rangeMarkEnd(text, end)) {
        const Position slash2 = text.digitsEnd(*next);
        const Position end2 = text.digitsEnd(slash2 + 1);
        const unsigned month2 = valueOf(text.plain(*next, slash2));
        const unsigned day2 = valueOf(text.plain(slash2 + 1, end2));
        if (slash2 > *next && text.at(slash2) == '/' && isMonth(month2) && isDay(day2) && text.wordEnds(end2))
            return spoken(end2, monthAndDay(month, day) + " to " + monthAndDay(month2, day2));
    }
    return spoken(end, monthAndDay(month, day), {dayOfMonth(month, day), sayFraction(first, second)});
}

}  // namespace

Found sayNumericDate(const WrittenText& text, Position at) {
    if (!text.isDigit(at) || !text.wordBegins(at) || text.before(at) == '/' || text.before(at) == '.' ||
        text.before(at) == '-')
        return std::nullopt;
    if (const auto triple = tripleAt(text, at))
        if (auto date = sayTriple(text, *triple))
            return date;
    return sayMonthSlashDay(text, at);
}

Found sayDayAndMonth(const WrittenText& text, Position at) {
    const auto first = text.wordBegins(at) ? dayAt(text, at) : std::nullopt;
    if (!first || text.before(at) == '.' || text.before(at) == '-' || text.before(at) == '$' || text.before(at) == ':')
        return std::nullopt;
    DayOfMonth last = *first;
    if (const auto next = rangeMarkEnd(text, first->end))
        if (const auto second = dayAt(text, *next))
            last = *second;
    const bool joint = text.at(last.end) == ' ' || text.at(last.end) == '-';
    const auto month = joint ? monthAt(text, last.end + 1) : std::nullopt;
    if (!month || (month->number == 5 && isPluralNoun(text.wordBehind(month->end).word)))
        return std::nullopt;
    const YearBehind year = yearBehind(text, month->end);
    const bool hasThe = text.wordBefore(at).word == "the";
    const std::string day = (hasThe ? "" : "the ") + sayOrdinal(first->number);
    const std::string_view name = monthName(month->number);
    const Position end = year.end > month->end ? year.end : month->end;
    if (last.end != first->end)
        return spoken(end, joined({day, "to the", sayOrdinal(last.number), "of", name, year.words}),
                      {joined({monthAndDay(month->number, first->number), "to", sayOrdinal(last.number), year.words})});
    const std::string words = joined({day, "of", name});
    if (const auto next = rangeMarkEnd(text, end))
        if (const auto until = dayAt(text, *next); until && text.at(until->end) == ' ' && monthAt(text, until->end + 1))
            return spoken(*next, joined({words, year.words, "to "}));
    std::vector<std::string> others{joined({monthAndDay(month->number, first->number), year.words})};
    if (!year.otherWords.empty())
        others.push_back(joined({words, year.otherWords}));
    return spoken(end, joined({words, year.words}), std::move(others));
}

Found sayMonthAndDay(const WrittenText& text, Position at) {
    const auto month = monthAt(text, at);
    if (!month)
        return std::nullopt;
    const std::string_view name = monthName(month->number);
    if (const auto next = rangeMarkEnd(text, month->end))
        if (const auto last = monthAt(text, *next)) {
            const YearBehind year = yearBehind(text, last->end);
            const std::string_view lastName = monthName(last->number);
            return spoken(year.end, joined({name, "to", lastName, year.words}),
                          {joined({name, "through", lastName, year.words})});
        }
    const YearBehind yearAlone = yearBehind(text, month->end);
    if (yearAlone.end > month->end && text.at(month->end) != ',')
        return spoken(yearAlone.end, joined({name, yearAlone.words}),
                      {yearAlone.otherWords.empty() ? "" : joined({name, yearAlone.otherWords})});
    const bool blank = text.isBlank(month->end);
    const auto day = blank || month->dotted ? dayAt(text, month->end + (blank ? 1 : 0)) : std::nullopt;
    if (!day || (!day->ordinal && isPluralNoun(text.wordBehind(day->end).word) && text.at(day->end) == ' ')) {
        const bool plainShort = isOneOf<"feb sept aug oct nov">(text.small(at, text.lettersEnd(at)));
        if (month->dotted || (month->shortened && plainShort))
            return spoken(month->dotted && text.sentenceMayEnd(month->end) ? month->end - 1 : month->end,
                          std::string(name));
        return std::nullopt;
    }
    const std::string words = monthAndDay(month->number, day->number);
    if (const auto next = rangeMarkEnd(text, day->end)) {
        if (const auto last = dayAt(text, *next)) {
            const YearBehind year = yearBehind(text, last->end);
            return spoken(year.end, joined({words, "to", sayOrdinal(last->number), year.words}),
                          {joined({words, "to", monthAndDay(month->number, last->number), year.words}),
                           joined({words, "through", sayOrdinal(last->number), year.words})});
        }
        if (monthAt(text, *next))
            return spoken(*next, words + " to ", {words + " through "});
    }
    const YearBehind year = yearBehind(text, day->end);
    std::vector<std::string> others{joined({dayOfMonth(month->number, day->number), year.words})};
    if (!year.otherWords.empty())
        others.push_back(joined({words, year.otherWords}));
    return spoken(year.end, joined({words, year.words}), std::move(others));
}

Found sayWeekdays(const WrittenText& text, Position at) {
    const auto day = weekdayAt(text, at);
    if (!day)
        return std::nullopt;
    const std::string_view name = weekdayName(day->number);
    if (const auto next = rangeMarkEnd(text, day->end))
        if (const auto last = weekdayAt(text, *next)) {
            const std::string_view lastName = weekdayName(last->number);
            const bool ends = last->dotted && text.sentenceMayEnd(last->end);
            return spoken(last->end - (ends ? 1 : 0), joined({name, "to", lastName}),
                          {joined({name, "through", lastName})});
        }
    if (!day->shortened)
        return std::nullopt;
    Position next = day->end;
    while (next < day->end + 3 &&
           (text.at(next) == ' ' || text.at(next) == ',' || text.at(next) == '/' || text.at(next) == '&'))
        ++next;
    const bool listed = next > day->end && (weekdayAt(text, next) || monthAt(text, next) || text.isDigit(next));
    const std::string_view before = text.wordBefore(at).word;
    const bool lastOfList = (text.before(at) == '/' || text.before(at) == '&' || isOneOf<"and or &">(before)) &&
                            !isOneOf<"sat sun">(text.small(at, at + 3));
    const bool dotted = day->dotted && !text.sentenceMayEnd(day->end);
    const bool inList = text.before(at) == ' ' && at > 4 && text.at(at - 2) == ',' && text.isLetter(at - 3) &&
                        weekdayAt(text, at - 5).has_value();
    const bool governed = day->dotted && isOneOf<"by every from last next on since this until">(before);
    const bool certain = governed || isOneOf<"tues thurs thur thu">(text.small(at, text.lettersEnd(at)));
    if (!listed && !lastOfList && !dotted && !inList && !certain)
        return std::nullopt;
    return spoken(day->dotted && text.sentenceMayEnd(day->end) ? day->end - 1 : day->end, std::string(name));
}

}  // namespace timbre::frontend::english
