// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <numeric>
#include <optional>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kDayWords =
    U"生日 日期 截止 截稿 预售 档期 上映 发售 活动时间 纪念日 圣诞 情人节 国庆 元旦 节日 开学 放假 开服 报名时间 定档 "
    U"首映 上线 开播 开售 婚期 时间: 时间是 时间为 "
    U"考试时间 星期 周一 周二 周三 周四 周五 周六 周日 同一天 当天 那天 这天 有效期 保质期 独立日 愚人节 儿童节 劳动节 "
    U"发车日 出发日 入住 退房 提交 举行 召开 开幕 闭幕 公布 启动 报到 开课 上架 开业 举办 截止 停电 停水 补考 到期 "
    U"之前交 交稿 "
    U"更新于 拍摄于 发布于 发表于 签订于 创建于 写于 摄于 到货 开奖 开庭 庆生 请假 出差 返校 首发 截至";
constexpr std::u32string_view kVersionWords = U"版 固件 驱动 升级到 补丁 系统更新 内核";

/// Three runs of digits with the same mark between them.
struct Parts {
    std::array<std::u32string_view, 3> digits{};
    std::size_t count = 0;
    char32_t mark = U'\0';
    std::size_t end = 0;
};

Parts partsAt(const ScannedText& text, std::size_t at) {
    Parts parts{.end = at};
    while (parts.count < 3) {
        const std::size_t end = text.digitsEnd(parts.end);
        if (end == parts.end || end - parts.end > 4)
            break;
        parts.digits[parts.count++] = text.part(parts.end, end);
        parts.end = end;
        const char32_t mark = text.at(end);
        const bool joins = mark == U'-' || mark == U'/' || mark == U'.';
        if (!joins || parts.count == 3 || !text.digit(end + 1) || (parts.count > 1 && mark != parts.mark))
            break;
        parts.mark = mark;
        ++parts.end;
    }
    return parts;
}

bool isMonth(std::u32string_view digits) { return digits.size() <= 2 && valueOf(digits) >= 1 && valueOf(digits) <= 12; }
bool isDay(std::u32string_view digits) { return digits.size() <= 2 && valueOf(digits) >= 1 && valueOf(digits) <= 31; }
bool isFullYear(std::u32string_view digits) {
    return digits.size() == 4 && (digits[0] == U'1' || digits[0] == U'2') && valueOf(digits) < 2200;
}

/// 日, else 号.
Spoken spokenDay(std::u32string_view month, std::u32string_view day) {
    const std::u32string number = cardinal(month) + U"月" + cardinal(day);
    return Spoken(number + U"日", {number + U"号"});
}

Spoken spokenYear(std::u32string_view year) { return Spoken(spellDigits(year) + U"年"); }

bool goesOn(const ScannedText& text, std::size_t end, char32_t mark) {
    return text.digit(end) || (text.at(end) == mark && text.digit(end + 1)) || text.letter(end);
}

bool isVersion(const ScannedText& text, std::size_t at) {
    return ScannedText::isLetter(text.before(at)) || mentions(text.head(at, 8), kVersionWords);
}

/// A date of three parts, year first or last.
std::optional<Spoken> fullDate(const ScannedText& text, std::size_t at, const Parts& parts) {
    const auto& [first, second, third] = parts.digits;
    if (parts.count != 3 || (parts.mark == U'.' && isVersion(text, at)))
        return std::nullopt;
    if (isFullYear(first) && isMonth(second) && isDay(third))
        return spokenYear(first) + spokenDay(second, third);
    if (isFullYear(third) && isMonth(first) && isDay(second))
        return spokenYear(third) + spokenDay(first, second);
    if (isFullYear(third) && isDay(first) && isMonth(second))
        return spokenYear(third) + spokenDay(second, first);
    const bool shortYear = first.size() == 2 && isMonth(second) && isDay(third) && parts.mark != U'-' &&
                           mentions(text.head(at, 12), kDayWords);
    if (shortYear)
        return spokenYear(first) + spokenDay(second, third);
    return std::nullopt;
}

/// "3/12植树节" and "4/23世界读书日": Chinese up to a word for a day.
bool namesDay(const ScannedText& text, std::size_t end) {
    constexpr std::size_t kLongestName = 7;
    for (std::size_t at = end;
         at - end < kLongestName && text.han(at) && startsWithAny(text, at, U"的 了 是 在 有 和") == 0; ++at)
        if (at > end && (text.at(at) == U'节' || text.at(at) == U'日') && !text.startsWith(at, U"节约") &&
            !text.startsWith(at, U"节省"))
            return true;
    return false;
}

bool isAboutDays(const ScannedText& text, std::size_t at, std::size_t end) {
    return namesDay(text, end) || mentions(text.head(at, 12), kDayWords) || mentions(text.tail(end, 10), kDayWords) ||
           startsWithAny(text, end, U"前 开始 起 晚 早 凌晨 下午 上午 ( 之前 见 公布") > 0;
}

/// 2019.7-2021.3, 2019.7至今: one end of a span of months.
bool inSpan(const ScannedText& text, std::size_t at, const Parts& parts) {
    if (parts.mark == U'-')
        return false;
    const std::size_t mark = text.skipBlank(parts.end);
    if (startsWithAny(text, isRangeMark(text, mark) ? mark + 1 : mark, U"至今 今") > 0)
        return true;
    const auto like = [&](const Parts& other) {
        return other.count == 2 && other.mark == parts.mark && isFullYear(other.digits[0]) && isMonth(other.digits[1]);
    };
    if ((isRangeMark(text, mark) || text.at(mark) == U'至' || text.at(mark) == U'到') &&
        like(partsAt(text, text.skipBlank(mark + 1))))
        return true;
    // The other end: four digits, a mark, one or two digits and the range's mark before it.
    const std::size_t end = at > 0 && text.blank(at - 1) ? at - 1 : at;
    if (end == 0 || !(isRangeMark(text, end - 1) || text.at(end - 1) == U'至' || text.at(end - 1) == U'到'))
        return false;
    const std::size_t month = text.digitsBegin(end - 1);
    const std::size_t year = month > 0 ? text.digitsBegin(month - 1) : 0;
    return month > year + 4 && like(partsAt(text, year));
}

/// 2024-05, 2024/05: not 2019-20.
std::optional<Spoken> yearAndMonth(const ScannedText& text, std::size_t at, const Parts& parts) {
    if (parts.count != 2 || !isFullYear(parts.digits[0]) || !isMonth(parts.digits[1]))
        return std::nullopt;
    // 2024/3, but neither 2024-3 nor 2024.3 alone.
    const bool slash = parts.mark == U'/' && valueOf(parts.digits[0]) >= 1900;
    if (parts.digits[1].size() != 2 && !slash && !inSpan(text, at, parts))
        return std::nullopt;
    const bool zero = parts.digits[1][0] == U'0';
    if (isVersion(text, at) || (parts.mark == U'.' && !zero && !inSpan(text, at, parts)))
        return std::nullopt;
    if (!zero && (counterAt(text, parts.end).found() || startsWithAny(text, parts.end, U"赛季 财年 学年") > 0))
        return std::nullopt;
    if (text.inFormula(at))
        return std::nullopt;
    return spokenYear(parts.digits[0]) +
           Spoken(cardinal(parts.digits[1]) + (text.at(parts.end) == U'月' ? U"" : U"月"));
}

/// 12/25, 05-01 where the sentence is about days.
std::optional<Spoken> monthAndDay(const ScannedText& text, std::size_t at, const Parts& parts) {
    if (parts.count != 2 || !isMonth(parts.digits[0]) || !isDay(parts.digits[1]) || text.inFormula(at))
        return std::nullopt;
    const bool zeros = parts.digits[0].size() == 2 && parts.digits[1].size() == 2 && parts.digits[0][0] == U'0';
    const bool written = parts.mark == U'/' || zeros;
    // Nobody writes a fraction as 6/28.
    const unsigned month = valueOf(parts.digits[0]);
    const unsigned day = valueOf(parts.digits[1]);
    const bool reducible =
        day > 12 && std::gcd(month, day) > 1 && endsWithAny(text, at, U"在 于 到 从 自 至 定 改到 截至 截止 是");
    if (!written || counterAt(text, parts.end).found() || !(reducible || isAboutDays(text, at, parts.end)))
        return std::nullopt;
    return spokenDay(parts.digits[0], parts.digits[1]);
}

/// The second end of a range of days: with or without its year, its month.
std::size_t readRangeEnd(const ScannedText& text, std::size_t end, const Parts& first, Spoken& spoken) {
    const std::size_t mark = text.skipBlank(end);
    const bool to = text.at(mark) == U'到' || text.at(mark) == U'至';
    if (!isRangeMark(text, mark) && !to)
        return end;
    const std::size_t begin = text.skipBlank(mark + 1);
    const Parts parts = partsAt(text, begin);
    if (parts.count == 0 || goesOn(text, parts.end, first.mark))
        return end;
    const Spoken range = to ? Spoken(text.written(mark, mark + 1)) : Spoken(U"到", {U"至"});
    std::optional<Spoken> second = fullDate(text, begin, parts);
    if (!second && parts.count == 2 && parts.mark == first.mark && isMonth(parts.digits[0]) && isDay(parts.digits[1]))
        second = spokenDay(parts.digits[0], parts.digits[1]);
    if (!second && first.count == 2 && isFullYear(first.digits[0]))
        second = yearAndMonth(text, begin, parts);
    if (!second)
        return end;
    spoken += range + *second;
    return parts.end;
}

/// 20251101 in a sentence about days.
std::optional<Spoken> compactDate(const ScannedText& text, std::size_t at, std::size_t end) {
    if (end - at != 8 || !mentions(text.head(at, 10), kDayWords) || counterAt(text, end).found())
        return std::nullopt;
    const auto year = text.part(at, at + 4);
    const auto month = text.part(at + 4, at + 6);
    const auto day = text.part(at + 6, end);
    if (!isFullYear(year) || !isMonth(month) || !isDay(day))
        return std::nullopt;
    return spokenYear(year) + spokenDay(month, day);
}

}  // namespace

std::size_t readDate(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t previous = text.before(at);
    const bool joined = (previous == U'-' || previous == U'/' || previous == U'.') && at > 1 && text.digit(at - 2);
    if (!text.digit(at) || joined || previous == U'_')
        return 0;
    if (const auto compact = compactDate(text, at, text.digitsEnd(at))) {
        forms.add(at, at + 8, *compact);
        return at + 8;
    }
    const Parts parts = partsAt(text, at);
    std::size_t end = parts.end;
    if (parts.count < 2 || (goesOn(text, end, parts.mark) && !(text.at(end) == U'T' && text.digit(end + 1))))
        return 0;
    auto spoken = fullDate(text, at, parts);
    if (!spoken && ScannedText::isLetter(previous))
        return 0;
    if (!spoken)
        spoken = yearAndMonth(text, at, parts);
    if (!spoken)
        spoken = monthAndDay(text, at, parts);
    // "5/1-5/7" cannot be fractions.
    if (!spoken && parts.count == 2 && parts.mark == U'/' && isMonth(parts.digits[0]) && isDay(parts.digits[1])) {
        Spoken range = spokenDay(parts.digits[0], parts.digits[1]);
        const bool improper = valueOf(parts.digits[0]) >= valueOf(parts.digits[1]);
        const std::size_t rangeEnd = readRangeEnd(text, end, parts, range);
        if (rangeEnd == end || (!improper && !isAboutDays(text, at, rangeEnd)))
            return 0;
        forms.add(at, rangeEnd, std::move(range));
        return rangeEnd;
    }
    if (!spoken)
        return 0;
    end = readRangeEnd(text, end, parts, *spoken);
    // The day that the sentence names once more: 2024-03-05日.
    if ((text.at(end) == U'日' || text.at(end) == U'号') && parts.count == 3)
        ++end;
    if (text.at(end) == U'T' && text.digit(end + 1))
        ++end;
    forms.add(at, end, std::move(*spoken));
    return end;
}

}  // namespace timbre::frontend::zh
