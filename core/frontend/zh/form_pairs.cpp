// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/quantity.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kScoreAbout =
    U"比分 险胜 战胜 击败 大胜 完胜 逆转 横扫 领先 落后 扳平 绝杀 告负 惜败 不敌 打成 拿下 取胜 获胜 输给 输 赢 力克 "
    U"轻取 战平 握手言和 点球 总分 胜出 告捷 小胜 狂胜 反超 "
    U"追平 落败 淘汰 晋级 惨败 主队 客队 决赛 半场 局 盘 女排 男排 男篮 女篮 国足 女足 抢七 队 球 主场 客场 对手 冠军 "
    U"夺冠 对阵 平局 赛点 爆冷 比赛 双打 单打 男单 女单";
constexpr std::u32string_view kFigures =
    U"图 表 例 题 式 图表 公式 习题 例题 练习 插图 表格 附图 附表 算例 图( 式( 图例 章节 附录 实验 任务 案例 关卡 关";

/// Numbers joined by hyphens, three and more: a formation, a countdown, an address.
std::size_t readChain(const ScannedText& text, std::size_t at, Forms& forms) {
    if (text.inFormula(at))  // Asked first: a formula would be scanned again behind each of its numbers.
        return 0;
    std::size_t end = at;
    std::size_t parts = 0;
    std::size_t count = 0;
    bool single = true;
    for (;;) {
        const std::size_t next = text.digitsEnd(end);
        single = single && next - end == 1;
        count += next - end;
        end = next;
        ++parts;
        if (text.at(end) != U'-' || !text.digit(end + 1))
            break;
        ++end;
    }
    if (parts < 3)
        return 0;
    // So many digits are a telephone number, whose hyphens nobody says.
    constexpr std::size_t kTelephoneDigits = 10;
    const bool unsaid = single || (count >= kTelephoneDigits && parts <= 4);
    std::u32string spoken;
    std::u32string other;
    for (std::size_t begin = at; begin < end;) {
        const std::size_t stop = text.digitsEnd(begin);
        const auto digits = text.part(begin, stop);
        const auto said =
            digits.size() > 2 || digits[0] == U'0' ? spellDigits(digits, true) : spokenCardinal(digits).text;
        if (begin > at) {
            spoken += unsaid ? U"" : U"杠";
            other += unsaid ? U"杠" : U"";
        }
        spoken += said;
        other += said;
        begin = stop + 1;
    }
    Spoken chain(spoken);
    chain.orSay(other);
    forms.add(at, end, std::move(chain));
    return end;
}

struct Pair {
    Quantity first;
    Quantity second;
    std::size_t mark = 0;
};

std::optional<Pair> pairAt(const ScannedText& text, std::size_t at) {
    auto first = quantityAt(text, at);
    if (!first || first->more)
        return std::nullopt;
    std::size_t mark = first->end;
    const bool spaced = text.blank(mark) && text.blank(mark + 2);
    mark += spaced ? 1 : 0;
    if (!isRangeMark(text, mark))
        return std::nullopt;
    std::size_t begin = mark + (spaced ? 2 : 1);
    // "5--2" and "5~-2": the second one is negative.
    const bool negative = text.at(begin) == U'-' && text.digit(begin + 1);
    if (!text.digit(begin) && !negative && !currencyBefore(text, begin))
        return std::nullopt;
    auto second = quantityAt(text, begin);
    if (!second)
        return std::nullopt;
    // A clock, a date or a fraction is not the end of this.
    const char32_t next = text.at(second->number.end);
    const char32_t behind = text.at(second->number.end + 1);
    if ((next == U':' || next == U'/' || next == U'.') && behind >= U'0' && behind <= U'9')
        return std::nullopt;
    return Pair{std::move(*first), std::move(*second), mark};
}

bool isBare(const ScannedText& text, const Pair& pair) {
    return pair.first.number.plain() && pair.second.number.plain() && !pair.first.named() && !pair.second.named() &&
           pair.first.zeros == 0 && pair.second.zeros == 0 && pair.first.sign == U'\0' && pair.second.sign == U'\0' &&
           magnitudeEnd(text, pair.second.end) == pair.second.end;
}

/// Where a list of pairs like "6-3、3-6、7-5" begins, the last of which begins at `at`.
std::size_t listBegin(const ScannedText& text, std::size_t at) {
    constexpr std::size_t kMostPairs = 8;
    for (std::size_t pairs = 0; pairs < kMostPairs; ++pairs) {
        std::size_t end = at;
        while (
            end > 0 && at - end < 2 &&
            (text.blank(end - 1) || text.at(end - 1) == U'、' || text.at(end - 1) == U'，' || text.at(end - 1) == U','))
            --end;
        const std::size_t second = text.digitsBegin(end);
        if (end == at || second == end || second == 0 || text.at(second - 1) != U'-')
            return at;
        const std::size_t first = text.digitsBegin(second - 1);
        if (first == second - 1)
            return at;
        at = first;
    }
    return at;
}

bool isScore(const ScannedText& text, const Pair& pair) {
    if (text.at(pair.mark) != U'-' || pair.first.number.size() > 3 || pair.second.number.size() > 3)
        return false;
    const auto counter = counterAt(text, pair.second.end);
    if (counter.found() && !text.startsWith(counter.begin, U"平") && !text.startsWith(counter.begin, U"胜"))
        return false;
    if (mentions(text.head(listBegin(text, pair.first.begin), 12), kScoreAbout) ||
        mentions(text.tail(pair.second.end, 8), kScoreAbout))
        return true;
    // Nobody counts down without saying what.
    return !text.endsWith(pair.first.begin, U"第") &&
           valueOf(pair.first.number.integer) > valueOf(pair.second.number.integer) &&
           valueOf(pair.first.number.integer) < 30 && startsWithAny(text, pair.second.end, U"楼 层 号 日 月 岁") == 0;
}

Spoken spokenFigure(const Pair& pair) {
    return spokenCardinal(pair.first.number.integer) + Spoken(U"杠", {U"之", U""}) +
           spokenCardinal(pair.second.number.integer);
}

Spoken spokenYears(const ScannedText& text, const Pair& pair) {
    const std::u32string first = spellDigits(pair.first.number.integer);
    const std::u32string second = spellDigits(pair.second.number.integer);
    Spoken spoken(first + U"到" + second, {first + U"至" + second});
    if (text.at(pair.second.end) == U'年') {
        spoken.orSay(first + U"年到" + second);
        spoken.orSay(first + U"年至" + second);
    }
    spoken.orSay(spokenCardinal(pair.first.number.integer).text + U"到" +
                 spokenCardinal(pair.second.number.integer).text);
    return spoken;
}

/// 公元618-907年 is read like one year behind 公元.
bool isEarlyYears(const ScannedText& text, const Pair& pair) {
    return pair.first.number.size() == 3 && pair.second.number.size() == 3 && text.at(pair.second.end) == U'年' &&
           text.endsWith(pair.first.begin, U"公元");
}

/// 2023-24赛季
bool isSeason(const ScannedText& text, const Pair& pair) {
    return isYear(pair.first.number) && pair.second.number.size() == 2 && pair.second.number.plain() &&
           startsWithAny(text, pair.second.end, U"赛季 学年 财年 年度 雪季") > 0;
}

/// What both have in common is said once, before the first or behind the second.
Spoken spokenRange(const ScannedText& text, Pair pair) {
    const bool two = twoIsLiang(text, pair.first.number.begin, pair.second.end);
    const bool own = pair.first.named();
    pair.first.cold = pair.second.cold = isTemperature(text, pair.second) || (own && isTemperature(text, pair.first));
    if (!own && pair.second.unit) {
        pair.first.unit = pair.second.unit;
    } else if (pair.first.currency && !pair.second.named()) {
        pair.second.currency = pair.first.currency;
        pair.first.end = pair.second.end;
    }
    const bool share = pair.first.unit && pair.first.unit->kind == UnitKind::Percent;
    const bool sharedCurrency = pair.first.currency && pair.second.currency && pair.first.end == pair.second.end;
    const bool unitFirst = (own || share) && !sharedCurrency;
    Spoken first = spokenQuantity(pair.first, {.unit = unitFirst, .two = two || pair.first.named()});
    if (!own && pair.second.unit && !share)
        first.orSay(spokenQuantity(pair.first, {.two = true}).text);
    const bool unitSecond = !(share && !own);
    Spoken second = spokenQuantity(pair.second, {.unit = unitSecond, .two = two || pair.second.named()});
    if (share)
        second.orSay(spokenQuantity(pair.second, {.unit = !unitSecond}).text);
    return first + Spoken(U"到", {U"至"}) + second;
}

}  // namespace

std::size_t readPair(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t c = text.at(at);
    const bool sign = (c == U'-' || c == U'+') && isNegative(text, at);
    if (!text.digit(at) && !sign && !(c == U'$' || c >= 0x80 || ScannedText::isLetter(c)))
        return 0;
    if (text.digit(at)) {
        if (ScannedText::isLetter(text.before(at)))
            return 0;
        if (const std::size_t end = readChain(text, at, forms); end != 0)
            return end;
    } else if (!sign && !currencyBefore(text, at)) {
        return 0;
    }
    const auto pair = pairAt(text, at);
    if (!pair || (text.at(pair->mark) == U'-' && text.inFormula(pair->mark)))
        return 0;
    const std::size_t end = pair->second.end;
    Spoken spoken;
    if (isBare(text, *pair) && endsWithAny(text, at, kFigures))
        spoken = spokenFigure(*pair);
    else if (isSeason(text, *pair))
        spoken = Spoken(spellDigits(pair->first.number.integer) + U"到" + spellDigits(pair->second.number.integer),
                        {spellDigits(pair->first.number.integer) + spellDigits(pair->second.number.integer)});
    else if (isBare(text, *pair) &&
             (isEarlyYears(text, *pair) || isYearRange(text, pair->first.number, pair->second.number)))
        spoken = spokenYears(text, *pair);
    else if (isBare(text, *pair) && isScore(text, *pair))
        spoken = spokenCardinal(pair->first.number.integer) + Spoken(U"比", {U"到", U"减"}) +
                 spokenCardinal(pair->second.number.integer);
    else
        spoken = spokenRange(text, *pair);
    forms.add(at, end, std::move(spoken));
    return end;
}

}  // namespace timbre::frontend::zh
