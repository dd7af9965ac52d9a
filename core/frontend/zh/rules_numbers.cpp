// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/rewriting.h"
#include "core/frontend/zh/rules.h"

namespace timbre::frontend::zh {

namespace {

/// Words that count things, ordered by what they count. A digit run before one of them is read as a number.
constexpr std::u32string_view kCountingWords =
    U"人个位名口户家队群身辈代"                    // people
    U"只匹头条尾棵株朵枝粒颗丸"                    // animals and plants
    U"件把张座架台辆艘枚幢栋所间堵床面片块根支管"  // things by their shape
    U"顶套双对幅批堆扎捆令刀打"
    U"项例列篇注封首阙本页课堂目段场回网炮"                      // texts and events
    U"处方平亩丘曲墙窠壳腔砣贯罗坡山岭江溪程铺"                  // places
    U"趟阵袭跳板脚手出道"                                        // deeds
    U"盘碗碟叠桶笼盆盒杯钟锅簋篮罐瓶壶卮盏箩箱煲啖袋钵泡层"      // vessels
    U"丝毫厘分寸尺丈里寻常米撮勺合升斗石斛两斤担挑钱铢钧锱忽吨"  // measures
    U"年月日季刻时周天秒旬纪岁世更夜春夏秋冬伏"                  // time
    U"客单线贴针元角毛亿万千百";
constexpr std::array<std::u32string_view, 6> kLongCountingWords{U"小时", U"公分", U"微克", U"微米", U"美元", U"十吨"};

/// A number in words, 负 before it where a "-" stands.
std::u32string signedNumber(std::u32string_view text) {
    return text.starts_with(U'-') ? U"负" + number(text.substr(1)) : number(text);
}

/// Behind an optional "-" and a number; `at` where there is no number.
std::size_t signedNumberEnd(const Digits& text, std::size_t at) {
    const std::size_t begin = text.at(at) == U'-' ? at + 1 : at;
    const std::size_t end = text.numberEnd(begin);
    return end == begin ? at : end;
}

/// Parts between blanks or hyphens, digit by digit.
std::u32string spellParts(std::u32string_view text, char32_t between) {
    std::u32string out;
    std::u32string part;
    const auto flush = [&] {
        out += (out.empty() ? U"" : U"，") + spellDigits(part, true);
        part.clear();
    };
    for (const char32_t c : text) {
        if (c == between)
            flush();
        else if (isAsciiDigit(c))
            part += c;
    }
    flush();
    return out;
}

/// Behind eleven digits that a mobile number can be, with no digit after them; 0 for none.
std::size_t mobileEnd(const Digits& text, std::size_t at) {
    if (text.at(at) != U'1' || text.runEnd(at) != at + 11)
        return 0;
    const char32_t second = text.at(at + 1);
    const char32_t third = text.at(at + 2);
    const bool known = second == U'3' || second == U'8' || (second == U'5' && third != U'4') ||
                       (second == U'7' && third >= U'6' && third <= U'8') ||
                       (second == U'9' && (third == U'8' || third == U'9'));
    return known ? at + 11 : 0;
}

/// Behind the digits of an area code; 0 for none.
std::size_t areaCodeEnd(const Digits& text, std::size_t at) {
    if (text.at(at) != U'0')
        return 0;
    const char32_t second = text.at(at + 1);
    const char32_t third = text.at(at + 2);
    if ((second == U'1' && third == U'0') || (second == U'2' && third >= U'1' && third <= U'3'))
        return at + 3;
    return second >= U'3' && second <= U'9' && text.runEnd(at) >= at + 4 ? at + 4 : 0;
}

/// Behind seven or eight digits, the first no zero, with no digit after them; 0 for none.
std::size_t localNumberEnd(const Digits& text, std::size_t at) {
    const std::size_t end = text.runEnd(at);
    return (end == at + 7 || end == at + 8) && text.at(at) != U'0' ? end : 0;
}

bool countingWordAt(const Digits& text, std::size_t at) {
    const char32_t c = text.at(at);
    return (c != U'\0' && kCountingWords.find(c) != std::u32string_view::npos) ||
           std::ranges::any_of(kLongCountingWords, [&](std::u32string_view word) { return text.startsWith(at, word); });
}

}  // namespace

std::u32string readFractions(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t begin = digits.at(at) == U'-' ? at + 1 : at;
        const std::size_t bar = digits.runEnd(begin);
        if (bar == begin || digits.at(bar) != U'/' || !digits.digit(bar + 1))
            return 0;
        const std::size_t end = digits.runEnd(bar + 1);
        out +=
            (begin != at ? U"负" : U"") + number(digits.part(bar + 1, end)) + U"分之" + number(digits.part(begin, bar));
        return end;
    });
}

std::u32string readPercentages(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t begin = digits.at(at) == U'-' ? at + 1 : at;
        const std::size_t end = digits.numberEnd(begin);
        if (end == begin || digits.at(end) != U'%')
            return 0;
        out += (begin != at ? U"负百分之" : U"百分之") + number(digits.part(begin, end));
        return end + 1;
    });
}

std::u32string readMobileNumbers(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        if (at > 0 && digits.digit(at - 1))
            return 0;
        const std::size_t country = digits.at(at) == U'+' ? at + 1 : at;
        std::size_t end = 0;
        if (digits.startsWith(country, U"86"))
            end = mobileEnd(digits, digits.at(country + 2) == U' ' ? country + 3 : country + 2);
        if (end == 0)
            end = mobileEnd(digits, at);
        if (end != 0)
            out += spellParts(digits.part(at, end), U' ');
        return end;
    });
}

std::u32string readTelephoneNumbers(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        if (at > 0 && digits.digit(at - 1))
            return 0;
        const std::size_t area = areaCodeEnd(digits, at);
        std::size_t local = at;
        if (area != 0)
            local = digits.at(area) == U'-' ? area + 1 : area;
        const std::size_t end = localNumberEnd(digits, local);
        if (end != 0)
            out += spellParts(digits.part(at, end), U'-');
        return end;
    });
}

std::u32string readServiceNumbers(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        if (!digits.startsWith(at, U"400"))
            return 0;
        std::size_t place = at + 3;
        for (const std::size_t length : {std::size_t{3}, std::size_t{4}}) {
            place += digits.at(place) == U'-' ? 1 : 0;
            if (digits.runEnd(place) < place + length)
                return 0;
            place += length;
        }
        out += spellParts(digits.part(at, place), U'-');
        return place;
    });
}

std::u32string readRanges(std::u32string_view text) {
    const Digits digits(text);
    const auto borders = [&](std::size_t place) {
        const char32_t c = digits.at(place);
        return isAsciiDigit(c) || c == U'+' || c == U'-' || c == U'×' || c == U'÷' || c == U'=';
    };
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        if (at > 0 && borders(at - 1))
            return 0;
        const std::size_t mark = signedNumberEnd(digits, at);
        if (mark == at || (digits.at(mark) != U'-' && digits.at(mark) != U'~'))
            return 0;
        const std::size_t second = mark + 1;
        std::size_t end = signedNumberEnd(digits, second);
        if (end == second)
            return 0;
        if (borders(end)) {
            // Without its fraction the number ends at a ".", which may follow.
            const std::size_t whole = digits.runEnd(digits.at(second) == U'-' ? second + 1 : second);
            if (whole == end)
                return 0;
            end = whole;
        }
        out += signedNumber(digits.part(at, mark)) + U"到" + signedNumber(digits.part(second, end));
        return end;
    });
}

std::u32string readNegatives(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        if (digits.at(at) != U'-' || !digits.digit(at + 1))
            return 0;
        const std::size_t end = digits.runEnd(at + 1);
        out += U"负" + number(digits.part(at + 1, end));
        return end;
    });
}

std::u32string readVersions(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        std::size_t end = digits.runEnd(at);
        if (end == at)
            return 0;
        int parts = 0;
        for (std::size_t next = digits.fractionEnd(end); next != end; next = digits.fractionEnd(end), ++parts)
            end = next;
        if (parts < 2)
            return 0;
        for (const char32_t c : digits.part(at, end))
            out += c == U'.' ? std::u32string(U"点") : spellDigits(std::u32string_view(&c, 1));
        return end;
    });
}

std::u32string readDecimals(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t whole = digits.runEnd(digits.at(at) == U'-' ? at + 1 : at);
        const bool bare = digits.at(at) == U'.';
        if (!bare && whole == at + (digits.at(at) == U'-' ? 1 : 0))
            return 0;
        const std::size_t end = digits.fractionEnd(bare ? at : whole);
        if (end == (bare ? at : whole))
            return 0;
        out += signedNumber(digits.part(at, end));
        return end;
    });
}

std::u32string readCounts(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t end = digits.runEnd(at);
        if (end == at)
            return 0;
        constexpr std::u32string_view kMore = U"多余几+";
        const char32_t more = digits.at(end);
        const bool hasMore = more != U'\0' && kMore.find(more) != std::u32string_view::npos;
        if (!countingWordAt(digits, hasMore ? end + 1 : end))
            return 0;
        const std::u32string read = number(digits.part(at, end));
        out += read == U"二" ? std::u32string(U"两") : read;
        if (hasMore)
            out += more == U'+' ? U'多' : more;
        return hasMore ? end + 1 : end;
    });
}

std::u32string readLongDigits(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t end = digits.runEnd(at);
        if (end < at + 3)
            return 0;
        out += spellDigits(digits.part(at, end), true);
        return end;
    });
}

std::u32string readNumbers(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t end = digits.at(at) == U'.' ? digits.fractionEnd(at) : signedNumberEnd(digits, at);
        if (end == at)
            return 0;
        out += signedNumber(digits.part(at, end));
        return end;
    });
}

}  // namespace timbre::frontend::zh
