// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wide_periods.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

/// "1." to "999." number the items of a list.
constexpr std::size_t kLongestListNumber = 3;
/// Digits and full stops of a number that are looked at: "2024.10.05".
constexpr std::size_t kLongestNumber = 12;
/// "A.I", "U.S.A", "Ph.D"; what is longer is a name with a full stop inside.
constexpr std::size_t kLongestDottedLetters = 5;

/// Number the items of a list, one character each.
constexpr std::u32string_view kListLetters = U"가나다라마바사아자차카타파하一二三四五六七八九十アイウエオカキクケコ甲乙丙丁戊";

}  // namespace

/// Of a script without full stops inside words and numbers: no full-width digits and Latin letters.
bool WidePeriods::isWideLetter(std::size_t i) const {
    const char32_t c = at(i);
    return isWide(c) && isSpeakable(c) && !(c >= 0xFF10 && c <= 0xFF5A);
}

std::size_t WidePeriods::behindBlanks(std::size_t i) const {
    while (i < characters_.size() && isSpace(at(i))) {
        ++i;
    }
    return i;
}

bool WidePeriods::ends(const Stop& stop) const {
    if (stop.begin == 0) {
        return false;
    }
    const char32_t before = at(stop.begin - 1);
    if (isDigit(before)) {
        return endsBehindDigit(stop.begin);
    }
    return isSpeakable(before) && !isWide(before) ? endsBehindLatin(stop) : endsBehindWide(stop.begin);
}

WidePeriods::Number WidePeriods::numberBefore(std::size_t end) const {
    Number number{.begin = end};
    while (number.begin > 0 && end - number.begin < kLongestNumber &&
           (isDigit(at(number.begin - 1)) || isPeriod(at(number.begin - 1)))) {
        --number.begin;
        number.parts = number.parts || isPeriod(at(number.begin));
    }
    return number;
}

/// Not in 3.14, "1. 标题", "1.标题", "2.1. 标题" and "步骤：1. 打开 2. 保存".
bool WidePeriods::endsBehindDigit(std::size_t period) const {
    const std::size_t next = behindBlanks(period + 1);
    if (next == period + 1 && !isWideLetter(next) && !pairs_.opens(next)) {
        return false;
    }
    const Number number = numberBefore(period);
    const bool shortNumber = !number.parts && period - number.begin <= kLongestListNumber;
    const bool byItself = number.begin == 0 || !isSpeakable(at(number.begin - 1));
    const bool listNumber = byItself && (shortNumber || number.begin == 0);
    return !(listNumber && isWideLetter(next));
}

bool WidePeriods::endsBehindLatin(const Stop& stop) const {
    const std::size_t next = behindBlanks(stop.behindRun);
    const bool blank = next > stop.behindRun;
    if (next >= characters_.size()) {
        return true;
    }
    if (!blank && !isWideLetter(next) && !pairs_.opens(next)) {
        return false;
    }
    PeriodContext context = latin_.contextOf(stop, next);
    if (!blank && context.word.size() <= kLongestDottedLetters && context.word.find('.') != std::string::npos) {
        return false;  // A.I.时代
    }
    context.nextIsUpper = context.nextIsUpper || isWideLetter(next);
    return latin_.endsAtPeriod(context);
}

bool WidePeriods::endsBehindWide(std::size_t period) const {
    if (period == 1 && kListLetters.find(at(0)) != std::u32string_view::npos) {
        return false;
    }
    const std::size_t next = period + 1;
    if (next >= characters_.size() || isSpace(at(next)) || isWideLetter(next) || pairs_.opens(next) || isDash(at(next))) {
        return true;
    }
    return isUpper(at(next)) && isLower(at(next + 1));  // 你好.Hello, but 微信.com and 报告.PDF
}

bool WidePeriods::inDottedDate(std::size_t period) const {
    if (period == 0 || !isDigit(at(period - 1))) {
        return false;
    }
    const Number number = numberBefore(period);
    const std::size_t next = behindBlanks(period + 1);
    std::size_t end = next;
    while (isDigit(at(end)) && end - next < 3) {
        ++end;
    }
    const bool partFollows = end - next >= 1 && end - next <= 2 && isPeriod(at(end));
    const bool fourDigits = !number.parts && period - number.begin == 4;
    const bool partBefore = number.begin >= 3 && isSpace(at(number.begin - 1)) && isPeriod(at(number.begin - 2)) &&
                            isDigit(at(number.begin - 3));
    return (partFollows && (fourDigits || partBefore)) || ((partBefore || number.parts) && isHangul(at(next)));
}

}  // namespace timbre
