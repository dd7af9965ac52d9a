// SPDX-License-Identifier: GPL-3.0-or-later
// Times of day.
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

/// "a.m.", "PM": which half of the day, and where it ends.
struct HalfDay {
    Position end = 0;
    std::string_view words{};
};

/// A time as it is written.
struct Clock {
    Position end = 0;
    unsigned hour = 0;
    std::string minutes{};  ///< Two digits; empty where there are none.
    std::string seconds{};
    std::string_view half{};  ///< "A M", "P M" or empty.
    bool wide = false;        ///< With two digits of which the first is a 0.

    [[nodiscard]] bool isFullHour() const {
        return minutes.empty() || (minutes == "00" && (seconds.empty() || seconds == "00"));
    }
    [[nodiscard]] bool isOfTwentyFour() const { return half.empty() && (hour > 12 || hour == 0); }
};

bool isZoneOrDay(std::string_view small) {
    return isOneOf<
        "eastern pacific central mountain et pt ct mt est edt cst cdt mst mdt pst pdt gmt utc bst cet monday tuesday "
        "wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june "
        "july august september october november december i">(small);
}

/// The full stop of "p.m." that also ends the sentence stays.
bool endsSentence(const WrittenText& text, Position behindStop) {
    return text.sentenceMayEnd(behindStop) && !isZoneOrDay(text.wordBehind(behindStop).word);
}

std::optional<HalfDay> halfDayAt(const WrittenText& text, Position at) {
    Position begin = at;
    if (text.at(begin) == ' ')
        ++begin;
    const char letter = text.small(begin, begin + 1).empty() ? '\0' : text.small(begin, begin + 1).front();
    if (letter != 'a' && letter != 'p')
        return std::nullopt;
    const std::string_view words = letter == 'a' ? "A M" : "P M";
    if (text.startsWithSmall(begin + 1, ".m.") && !text.isLetter(begin + 4))
        return HalfDay{.end = begin + 4 - (endsSentence(text, begin + 4) ? 1U : 0U), .words = words};
    if (text.startsWithSmall(begin + 1, ". m.") && !text.isLetter(begin + 5))
        return HalfDay{.end = begin + 5 - (endsSentence(text, begin + 5) ? 1U : 0U), .words = words};
    if (!text.startsWithSmall(begin + 1, "m") || !text.wordEnds(begin + 2))
        return std::nullopt;
    return HalfDay{.end = begin + 2, .words = words};
}

bool isTwoDigits(const WrittenText& text, Position at) { return text.digitsEnd(at) == at + 2; }

/// "7:30", "14:27:50", "7:30 pm", "7 pm". Hours up to 99 count, so that lengths are read too.
std::optional<Clock> clockAt(const WrittenText& text, Position at) {
    const Position hourEnd = text.digitsEnd(at);
    if (hourEnd == at || hourEnd - at > 2)
        return std::nullopt;
    Clock clock{.end = hourEnd, .hour = valueOf(text.plain(at, hourEnd))};
    clock.wide = hourEnd - at == 2 && text.at(at) == '0';
    const bool colon = text.at(hourEnd) == ':' && isTwoDigits(text, hourEnd + 1) && text.at(hourEnd + 1) <= '5';
    if (colon) {
        clock.minutes = text.plain(hourEnd + 1, hourEnd + 3);
        clock.end = hourEnd + 3;
        if (text.at(clock.end) == ':' && isTwoDigits(text, clock.end + 1) && text.at(clock.end + 1) <= '5') {
            clock.seconds = text.plain(clock.end + 1, clock.end + 3);
            clock.end += 3;
        }
    }
    const bool stop = text.at(hourEnd) == '.' && isTwoDigits(text, hourEnd + 1) && text.at(hourEnd + 1) <= '5';
    if (!colon && stop && halfDayAt(text, hourEnd + 3)) {  // "7.30 pm"
        clock.minutes = text.plain(hourEnd + 1, hourEnd + 3);
        clock.end = hourEnd + 3;
    }
    if (const auto half = halfDayAt(text, clock.end); half && clock.hour <= 12) {
        clock.half = half->words;
        clock.end = half->end;
    }
    return clock;
}

std::string hourWords(const Clock& clock, bool twelve) {
    const bool midnight = clock.hour == 0 && twelve;
    return sayCardinal(midnight ? 12 : twelve && clock.hour > 12 && clock.hour < 24 ? clock.hour - 12 : clock.hour);
}

std::string secondWords(const Clock& clock) {
    if (clock.seconds.empty() || clock.seconds == "00")
        return {};
    const unsigned seconds = valueOf(clock.seconds);
    return "and " + sayCardinal(seconds) + (seconds == 1 ? " second" : " seconds");
}

/// "seven thirty", "eight o'clock", "two twenty seven and fifty seconds P M".
std::string sayClock(const Clock& clock, std::string_view half, bool twelve = true) {
    if (clock.isFullHour())
        return joined({hourWords(clock, twelve), half.empty() && clock.hour <= 24 ? "o'clock" : "", half});
    const bool full = clock.minutes == "00";
    return joined({hourWords(clock, twelve), full ? "o'clock" : sayTwoDigits(clock.minutes), secondWords(clock), half});
}

std::string_view halfOf(const Clock& clock) {
    if (!clock.half.empty() || !clock.isOfTwentyFour() || clock.hour >= 24)
        return clock.half;
    return clock.hour == 0 ? "A M" : "P M";
}

/// "half past seven", "quarter to nine", "ten past one".
std::string sayPast(const Clock& clock) {
    const unsigned minutes = valueOf(clock.minutes);
    const unsigned hour = clock.hour % 12 == 0 ? 12 : clock.hour % 12;
    const unsigned next = hour % 12 + 1;
    const auto name = [](unsigned count) { return count == 15 ? std::string("quarter") : sayCardinal(count); };
    if (minutes == 30)
        return "half past " + sayCardinal(hour);
    if (minutes < 30)
        return name(minutes) + " past " + sayCardinal(hour);
    return name(60 - minutes) + " to " + sayCardinal(next);
}

/// "two minutes thirty five seconds", for lengths.
std::string sayLength(const Clock& clock) {
    const auto counted = [](unsigned number, std::string_view one) {
        return sayCardinal(number) + " " + std::string(one) + (number == 1 ? "" : "s");
    };
    if (clock.seconds.empty())
        return joined({counted(clock.hour, "minute"), counted(valueOf(clock.minutes), "second")});
    return joined({counted(clock.hour, "hour"), counted(valueOf(clock.minutes), "minute"),
                   counted(valueOf(clock.seconds), "second")});
}

/// "1:03.5", "2:15.37": a length with parts of a second.
Found sayStoppedTime(const WrittenText& text, const Clock& clock) {
    const Position end = text.digitsEnd(clock.end + 1);
    if (text.at(clock.end) != '.' || end == clock.end + 1 || end - clock.end > 4 || clock.minutes.empty() ||
        !clock.half.empty() || !text.wordEnds(end) || text.at(end) == ':' ||
        (text.at(end) == '.' && text.isDigit(end + 1)))
        return std::nullopt;
    const std::string parts = "point " + sayDigits(text.plain(clock.end + 1, end));
    const std::string& seconds = clock.seconds.empty() ? clock.minutes : clock.seconds;
    std::string length = sayLength(clock);
    const std::string last = " " + sayCardinal(valueOf(seconds)) + (valueOf(seconds) == 1 ? " second" : " seconds");
    length.replace(length.size() - last.size(), last.size(),
                   joined({" " + sayCardinal(valueOf(seconds)), parts, "seconds"}));
    if (seconds == "00")
        return spoken(end, length);
    const std::string minutes = clock.seconds.empty() ? "" : sayTwoDigits(clock.minutes);
    return spoken(end, joined({sayCardinal(clock.hour), minutes, sayTwoDigits(seconds), parts}), {length});
}

std::vector<std::string> otherClocks(const Clock& clock) {
    std::vector<std::string> others;
    if (clock.isOfTwentyFour())
        others.push_back(sayClock(clock, {}, false));
    const bool noon = clock.hour == 12 && clock.half != "A M";
    if (clock.isFullHour() && (noon || clock.hour == 0))
        others.emplace_back(noon ? "noon" : "midnight");
    if (clock.isFullHour())
        others.push_back(clock.half.empty() ? hourWords(clock, true)
                                            : joined({hourWords(clock, true), "o'clock", clock.half}));
    else if (clock.seconds.empty() && valueOf(clock.minutes) % 5 == 0 && clock.hour < 24)
        others.push_back(joined({sayPast(clock), halfOf(clock)}));
    if (!clock.minutes.empty() && clock.half.empty() && !clock.isFullHour())
        others.push_back(sayLength(clock));
    return others;
}

bool isAspect(std::string_view small) {
    return isOneOf<"aspect display monitor odds ratio ratios scale screen screens widescreen">(small);
}

/// Behind the mark between two times: "-", "to" stays a word.
std::optional<Clock> secondClock(const WrittenText& text, const Clock& first) {
    const auto next = rangeMarkEnd(text, first.end);
    if (!next)
        return std::nullopt;
    auto clock = clockAt(text, *next);
    const bool fits = clock && clock->hour <= 24 && text.wordEnds(clock->end) && text.at(clock->end) != ':' &&
                      text.at(clock->end) != '%';
    return fits ? clock : std::nullopt;
}

Found sayClockRange(const Clock& first, const Clock& last) {
    const bool firstIsPlain =
        first.isFullHour() && first.half.empty() && !first.isOfTwentyFour() && !halfOf(last).empty();
    const std::string begin =
        firstIsPlain && !last.half.empty() ? hourWords(first, true) : sayClock(first, halfOf(first));
    const std::string other = last.isFullHour() && last.half.empty() ? begin + " to " + hourWords(last, true) : "";
    return spoken(last.end, begin + " to " + sayClock(last, halfOf(last)), {other});
}

/// Behind "hours", or behind the "hours" of "0600 to 1800 hours"; `end` where there are none.
Position hoursEnd(const WrittenText& text, Position end) {
    constexpr std::string_view kTo = " to ";
    const bool range = text.startsWith(end, kTo) && text.digitsEnd(end + kTo.size()) == end + kTo.size() + 4;
    const Position last = range ? end + kTo.size() + 4 : end;
    const WordAt word = text.wordBehind(last);
    return text.at(last) == ' ' && isOneOf<"hours hrs">(word.word) ? word.end : end;
}

bool isClockCue(std::string_view small) {
    return isOneOf<"after at before begins by from since start starts till until">(small);
}

/// "at 1900 hours" is a time; "worked 1900 hours" and "after 1000 hours of practice" count.
bool isHourOfClock(const WrittenText& text, Position at, Position end) {
    if (text.wordBehind(hoursEnd(text, end)).word == "of")
        return false;
    const WordAt before = text.wordBefore(at);
    if (before.word != "to" || before.begin < 5 || !text.isDigit(before.begin - 2))
        return isClockCue(before.word);
    const Position first = before.begin - 5;
    return text.wordBegins(first) && (text.at(first) == '0' || isClockCue(text.wordBefore(first).word));
}

/// "0600 hours"
Found sayMilitary(const WrittenText& text, Position at) {
    const Position end = text.digitsEnd(at);
    if (end - at != 4 || valueOf(text.plain(at, end)) > 2400 || hoursEnd(text, end) == end)
        return std::nullopt;
    const std::string_view digits = text.plain(at, end);
    const std::string hour =
        digits.front() == '0' ? "oh " + sayCardinal(digits.substr(1, 1)) : sayCardinal(digits.substr(0, 2));
    if (digits.front() != '0' && digits.front() != '1' && digits.front() != '2')
        return std::nullopt;
    if (digits.substr(2) == "00" && digits.front() != '0' && !isHourOfClock(text, at, end))
        return std::nullopt;
    return spoken(end, joined({hour, digits.substr(2) == "00" ? "hundred" : sayTwoDigits(digits.substr(2))}));
}

}  // namespace

Found sayTime(const WrittenText& text, Position at) {
    const bool behindDate = text.before(at) == 'T' && at >= 2 && text.isDigit(at - 2);
    if ((!text.wordBegins(at) && !behindDate) || text.before(at) == ':' || text.before(at) == '.' ||
        text.before(at) == '$')
        return std::nullopt;
    if (auto military = sayMilitary(text, at))
        return military;
    const auto first = clockAt(text, at);
    if (!first || ((text.at(first->end) == ':' || text.at(first->end) == ',') && text.isDigit(first->end + 1)))
        return std::nullopt;
    if (auto stopped = sayStoppedTime(text, *first))
        return stopped;
    const auto last = secondClock(text, *first);
    const bool timed = !first->minutes.empty() || !first->half.empty();
    if (last && first->hour <= 24 && (timed || !last->half.empty() || !last->minutes.empty()) &&
        (!first->minutes.empty() || first->hour <= 12))
        return sayClockRange(*first, *last);
    const bool zulu = behindDate && text.at(first->end) == 'Z';
    if (!timed || (!text.wordEnds(first->end) && !zulu) ||
        (first->half.empty() && (text.saysBefore(at, 4, isAspect) || text.saysBehind(first->end, 2, isAspect))))
        return std::nullopt;
    const std::string_view half = halfOf(*first);
    if (first->hour >= 24 && first->isFullHour())
        return spoken(first->end, joined({sayCardinal(first->hour), "o'clock"}), {sayLength(*first)});
    return spoken(first->end + (zulu ? 1 : 0), sayClock(*first, half), otherClocks(*first));
}

Found sayTimeZone(const WrittenText& text, Position at) {
    const Position end = text.lettersEnd(at);
    const Position sign = end + (text.at(end) == ' ' ? 1 : 0);
    const bool zone = text.wordBegins(at) && isOneOf<"UTC GMT EST PST CET BST">(text.plain(at, end));
    if (!zone || (text.at(sign) != '-' && text.at(sign) != '+') || !text.isDigit(sign + 1))
        return std::nullopt;
    const auto clock = clockAt(text, sign + 1);
    if (!clock || clock->hour > 14 || !text.wordEnds(clock->end))
        return std::nullopt;
    const bool minus = text.at(sign) == '-';
    const std::string letters = spell(text.plain(at, end));
    const std::string offset =
        joined({sayCardinal(clock->hour), clock->isFullHour() ? "" : sayTwoDigits(clock->minutes)});
    return spoken(clock->end, joined({letters, minus ? "minus" : "plus", offset}),
                  {minus ? joined({letters, "negative", offset}) : ""});
}

}  // namespace timbre::frontend::english
