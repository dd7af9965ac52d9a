// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

constexpr Source::Words kDateWords{U"誕生日", U"日付", U"日時", U"締", U"〆切", U"予約", U"予定", U"展示", U"期間", U"開催", U"公開",
                                   U"発売",   U"発表", U"開始", U"会期", U"日程", U"イベント", U"ライブ", U"記念日", U"期限", U"配信",
                                   U"受付",   U"納品", U"出発", U"到着", U"入荷", U"休業", U"営業日", U"今年", U"来年", U"去年", U"昨年"};
constexpr Source::Words kFractionWords{U"大さじ", U"小さじ", U"カップ", U"割合", U"確率", U"約", U"残り", U"全体", U"半分", U"円周率",
                                       U"分数",   U"答え",   U"シャッター", U"倍", U"比"};
constexpr Source::Words kPlaceInRecording{U"動画", U"曲", U"位置", U"再生", U"トラック", U"シーン", U"ビデオ", U"音声", U"録音",
                                          U"歌", U"秒", U"タイム", U"記録", U"ラップ"};
constexpr Source::Words kDuration{U"記録", U"タイム", U"完走", U"長さ", U"再生時間", U"合計", U"マラソン", U"所要"};
constexpr Text kWeekdays = U"月火水木金土日";

bool isMonth(int value) { return value >= 1 && value <= 12; }
bool isDay(int value) { return value >= 1 && value <= 31; }
bool isYear(int value) { return value >= 1000 && value <= 2999; }

/// A whole number of at most `most` digits at the place; -1 for none.
int smallNumber(const Source& text, std::size_t place, std::size_t most) {
    const std::size_t end = text.digitsEnd(place);
    if (end == place || end - place > most)
        return -1;
    return Number{.begin = place, .end = end, .whole = std::u32string(text.part(place, end))}.value();
}

/// Whether a weekday in brackets stands there, as "(水)", or "(祝)" for a holiday.
bool weekdayInBrackets(const Source& text, std::size_t place) {
    const char32_t day = text.at(place + 1);
    return text.at(place) == U'(' && text.at(place + 2) == U')' && (kWeekdays.find(day) != Text::npos || day == U'祝');
}

struct MonthDay {
    int month = 0;
    int day = 0;
    std::size_t end = 0;
};

std::optional<MonthDay> monthAndDay(const Source& text, std::size_t place, char32_t mark) {
    const std::size_t monthEnd = text.digitsEnd(place);
    if (text.at(monthEnd) != mark)
        return std::nullopt;
    const MonthDay date{smallNumber(text, place, 2), smallNumber(text, monthEnd + 1, 2), text.digitsEnd(monthEnd + 1)};
    return isMonth(date.month) && isDay(date.day) ? std::optional(date) : std::nullopt;
}

std::u32string spokenDay(const MonthDay& date) {
    return decimalDigits(date.month) + U"月" + decimalDigits(date.day) + U"日";
}

/// "7/10" may be a date or seven tenths.
bool isDateRather(const Source& text, std::size_t place, const MonthDay& date) {
    const char32_t behind = text.at(date.end);
    if (weekdayInBrackets(text, date.end))
        return true;
    if (text.wordBefore(place, kFractionWords) || text.at(place - 1) == U'の' || text.at(place - 1) == U'-')
        return false;
    if (text.wordBefore(place, kDateWords))
        return true;
    const bool range = (behind == U'~' || behind == U'-') && monthAndDay(text, date.end + 1, U'/');
    if (range || date.day == 1 || std::gcd(date.month, date.day) != 1 || date.month > date.day)
        return true;
    constexpr int kLargestUsualDenominator = 10;
    return date.day > kLargestUsualDenominator && date.day != 12 && date.day != 16 && date.day != 20 && date.day != 25;
}

struct Clock {
    int hour = 0;
    int minute = 0;
    int second = -1;  ///< None.
    std::size_t end = 0;
};

std::optional<Clock> clockAt(const Source& text, std::size_t place) {
    const auto sixtieth = [&](std::size_t at) {
        const int value = text.digitsEnd(at) == at + 2 ? smallNumber(text, at, 2) : -1;
        return value < 60 ? value : -1;
    };
    const std::size_t hourEnd = text.digitsEnd(place);
    Clock clock{.hour = smallNumber(text, place, 2)};
    if (clock.hour < 0 || text.at(hourEnd) != U':' || (clock.minute = sixtieth(hourEnd + 1)) < 0)
        return std::nullopt;
    clock.end = hourEnd + 3;
    if (text.at(clock.end) == U':') {
        if ((clock.second = sixtieth(clock.end + 1)) < 0)
            return std::nullopt;
        clock.end += 3;
    }
    return text.at(clock.end) == U':' && text.digit(clock.end + 1) ? std::nullopt : std::optional(clock);
}

std::u32string unlessZero(int value, Text unit) {
    return value > 0 ? decimalDigits(value).append(unit) : std::u32string{};
}

std::u32string spokenClock(const Clock& clock) {
    std::u32string out = clock.hour == 0 ? std::u32string(U"零時") : decimalDigits(clock.hour) + U"時";
    return out + unlessZero(clock.minute, U"分") + unlessZero(clock.second, U"秒");
}

/// 2:05 as two minutes and five seconds, 1:02:03 as an hour and more.
std::u32string spokenLength(const Clock& clock) {
    const bool hours = clock.second >= 0;
    std::u32string out = hours ? unlessZero(clock.hour, U"時間") + unlessZero(clock.minute, U"分")
                               : unlessZero(clock.hour, U"分");
    out += unlessZero(hours ? clock.second : clock.minute, U"秒");
    return out.empty() ? std::u32string(U"0秒") : out;
}

constexpr int kLatestHour = 29;  // 25:00 is one o'clock at night

/// "am" or "PM" there.
Text halfOfDay(const Source& text, std::size_t place) {
    const std::size_t end = text.lettersEnd(place);
    const Text word = text.part(std::min(place, text.size()), std::max(end, std::min(place, text.size())));
    if (word == U"AM" || word == U"am")
        return U"午前";
    return word == U"PM" || word == U"pm" ? Text(U"午後") : Text();
}

/// "AM" right before the place.
Text halfOfDayBefore(const Source& text, std::size_t place) {
    return place >= 2 && text.lettersEnd(place - 2) == place && !isLatinLetter(text.at(place - 3)) ? halfOfDay(text, place - 2)
                                                                                                    : Text();
}

}  // namespace

Spoken readDate(const Source& text, std::size_t place) {
    const std::size_t firstEnd = text.digitsEnd(place);
    const char32_t mark = text.at(firstEnd);
    if (text.at(place - 1) == U'/' || text.letterBefore(place))
        return std::nullopt;
    if (const int year = smallNumber(text, place, 4); isYear(year) && (mark == U'-' || mark == U'/' || mark == U'.')) {
        const auto date = monthAndDay(text, firstEnd + 1, mark);
        if (!date || text.at(date->end) == mark)
            return std::nullopt;
        return Rewrite{place, date->end, decimalDigits(year) + U"年" + spokenDay(*date), {}};
    }
    const auto date = mark == U'/' ? monthAndDay(text, place, U'/') : std::nullopt;
    if (!date || text.at(date->end) == U'/' || isAlphanumeric(text.at(date->end)) || !isDateRather(text, place, *date))
        return std::nullopt;
    return Rewrite{place,
                   date->end,
                   spokenDay(*date),
                   {decimalDigits(date->day) + U"ブンの" + decimalDigits(date->month)}};
}

Spoken readTime(const Source& text, std::size_t place) {
    if (const Text half = halfOfDay(text, place); !half.empty() && !text.alphanumericBefore(place)) {  // AM 10:00
        auto time = readTime(text, text.blanksEnd(text.lettersEnd(place)));
        if (time) {
            time->begin = place;
            time->spoken.insert(0, half);
        }
        return time;
    }
    const auto clock = clockAt(text, place);
    if (!clock || (text.alphanumericBefore(place) && halfOfDayBefore(text, place).empty()))
        return std::nullopt;
    const bool length = clock->second >= 0 ? text.wordBefore(place, kDuration) || text.wordBehind(clock->end, kDuration)
                                           : clock->hour > kLatestHour || text.wordBefore(place, kPlaceInRecording);
    if (length)
        return Rewrite{place, clock->end, spokenLength(*clock), {spokenClock(*clock)}};
    if (clock->hour > kLatestHour || text.wordBehind(clock->end, {U"の割合", U"の比"}))
        return std::nullopt;
    Rewrite time{place, clock->end, spokenClock(*clock), {}};
    if (clock->minute == 30 && clock->second < 0)
        time.alternatives.push_back(spokenClock({.hour = clock->hour}) + U"半");
    const std::size_t suffix = text.blanksEnd(time.end);
    if (const Text half = halfOfDay(text, suffix); !half.empty()) {
        time.spoken.insert(0, half);
        time.end = text.lettersEnd(suffix);
    }
    const char32_t mark = text.at(time.end);
    const auto until = mark == U'-' || mark == U'~' ? clockAt(text, time.end + 1) : std::nullopt;
    if (until && until->hour <= kLatestHour) {
        time.spoken += U"から" + spokenClock(*until);
        time.alternatives.clear();
        time.end = until->end;
    }
    return time;
}

Spoken readWeekday(const Source& text, std::size_t place) {
    const char32_t before = text.at(place - 1);
    if (weekdayInBrackets(text, place) && (before == U'日' || isAsciiDigit(before)))
        return Rewrite{place, place + 3, std::u32string(1, text.at(place + 1)) + (text.at(place + 1) == U'祝' ? U"日" : U"曜日"), {}};
    const auto isWeekday = [&](std::size_t at) { return at < text.size() && kWeekdays.find(text.at(at)) != Text::npos; };
    if (!isWeekday(place) || text.at(place + 1) != U'~' || !isWeekday(place + 2) || isHanLetter(before) ||
        isAsciiDigit(before) || isHanLetter(text.at(place + 3)))
        return std::nullopt;
    constexpr std::u32string_view kReadings[] = {U"ゲツ", U"カ", U"スイ", U"モク", U"キン", U"ド", U"ニチ"};
    const std::size_t first = kWeekdays.find(text.at(place));
    const std::size_t last = kWeekdays.find(text.at(place + 2));
    return Rewrite{place,
                   place + 3,
                   std::u32string(kReadings[first]) + U"から" + std::u32string(kReadings[last]),
                   {std::u32string(1, text.at(place)) + U"曜日から" + text.at(place + 2) + U"曜日"}};
}

}  // namespace timbre::frontend::ja
