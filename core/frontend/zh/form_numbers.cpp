// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/quantity.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kMoney =
    U"元 块 块钱 美元 美金 欧元 英镑 镑 日元 韩元 港元 港币 台币 新台币 人民币 卢布 法郎 泰铢 澳元 加元 新币 元钱 卢比 "
    U"万元";

/// 7点15, 8点05分, 3分08秒: minutes and seconds keep their zero.
std::optional<Spoken> minutesBehindHour(const ScannedText& text, const Number& number) {
    if (!number.plain() || number.size() > 2)
        return std::nullopt;
    const char32_t unit = text.before(number.begin);
    const bool behindHour = (unit == U'点' || unit == U'时') && number.begin > 1 && text.digit(number.begin - 2);
    const bool behindUnit = endsWithAny(text, number.begin, U"小时 分 点 时 分钟 度");
    const bool named = text.at(number.end) == U'分' || text.at(number.end) == U'秒';
    const bool zero = number.size() == 2 && number.integer[0] == U'0' && number.integer[1] != U'0';
    const std::u32string read = (zero ? U"零" : U"") + cardinal(number.integer);
    if (zero && (behindHour || (named && behindUnit)))
        return Spoken(read);
    if (!behindHour || named || number.size() != 2 || valueOf(number.integer) > 59 ||
        counterAt(text, number.end).found())
        return number.integer == U"00" && behindHour && named ? std::optional<Spoken>(Spoken(U"零零", {U"零"}))
                                                              : std::nullopt;
    Spoken spoken(read, {read + U"分"});
    if (number.integer == U"15" || number.integer == U"45")
        spoken.orSay(number.integer == U"15" ? U"一刻" : U"三刻");
    if (number.integer == U"30")
        spoken.orSay(U"半");
    return spoken;
}

/// 1米85, 3块25: digits of the next smaller units.
std::optional<Spoken> behindUnit(const ScannedText& text, const Number& number) {
    const bool unit = endsWithAny(text, number.begin, number.size() == 2 ? U"米 块 块钱 秒" : U"米 块 块钱") &&
                      number.begin > 1 && text.digit(number.begin - 2);
    if (!unit || !number.plain() || number.size() > 2 || counterAt(text, number.end).found())
        return std::nullopt;
    return Spoken(spellDigits(number.integer), {spokenCardinal(number.integer).text});
}

/// 20、30个 is 二三十个.
std::size_t readNeighbouringTens(const ScannedText& text, const Number& number, Forms& forms) {
    const std::size_t next = number.end + 1;
    const bool tens = text.at(number.end) == U'、' && number.plain() && number.integer[1] == U'0' &&
                      text.digitsEnd(next) == next + 2 && text.at(next + 1) == U'0' &&
                      text.at(next) == number.integer[0] + 1;
    if (!tens || text.before(number.begin) == U'、' || text.endsWith(number.begin, U"第") ||
        !counterAt(text, next + 2).found() || startsWithAny(text, next + 2, U"号 月 日 路 页 级 楼 层 分 度") > 0)
        return 0;
    const std::u32string first = spellDigits(number.integer.substr(0, 1));
    const std::u32string second = spokenCardinal(text.part(next, next + 2)).text;
    forms.add(number.begin, next + 2, Spoken(first + second, {first + U"十、" + second}));
    return next + 2;
}

/// 3、4个 is 三四个.
std::size_t readNeighbours(const ScannedText& text, const Number& number, Forms& forms) {
    const std::size_t next = number.end + 1;
    if (number.size() == 2)
        return readNeighbouringTens(text, number, forms);
    if (text.at(number.end) != U'、' || number.size() != 1 || !number.plain() || text.digitsEnd(next) != next + 1 ||
        text.at(next) != text.at(number.begin) + 1 || text.before(number.begin) == U'、' ||
        text.endsWith(number.begin, U"第") || !counterAt(text, next + 1).found() || text.at(number.begin) == U'0')
        return 0;
    const bool two = twoIsLiang(text, number.begin, next + 1);
    const auto say = [&](std::u32string_view digit) { return digit == U"2" && two ? U"两" : spellDigits(digit); };
    const std::u32string first = say(number.integer);
    const std::u32string second = say(text.part(next, next + 1));
    forms.add(number.begin, next + 1, Spoken(first + second, {first + U"、" + second}));
    return next + 1;
}

/// 007, 0327: digits that no count begins with.
std::optional<Spoken> leadingZero(const ScannedText& text, const Number& number) {
    if (!number.plain() || number.size() < 2 || number.integer[0] != U'0')
        return std::nullopt;
    const bool date =
        startsWithAny(text, number.end, U"月 日 点 时 号 小时") > 0 && number.size() == 2 && number.integer != U"00";
    if (date)
        return Spoken(cardinal(number.integer));
    return spokenDigits(number.integer);
}

/// 85折 is 八五折.
std::optional<Spoken> reduction(const ScannedText& text, const Number& number) {
    if (!text.startsWith(number.end, U"折") || text.startsWith(number.end, U"折叠") || number.size() != 2 ||
        !number.plain() || number.integer[1] == U'0')
        return std::nullopt;
    return Spoken(spellDigits(number.integer), {spokenCardinal(number.integer).text});
}

Spoken spokenPlain(const ScannedText& text, const Quantity& quantity) {
    const Number& number = quantity.number;
    const bool two = number.isTwo() && twoIsLiang(text, number.begin, quantity.end);
    const auto counter = counterAt(text, quantity.end);
    const bool money = isOneOf(text.part(counter.begin, counter.end), kMoney) || isOneOf(quantity.counter, kMoney);
    Spoken spoken = spokenQuantity(quantity, {.two = two, .money = money});
    if (quantity.sign == U'\0' && isYear(number) && !quantity.more && quantity.end == number.end)
        spoken.orSay(spellDigits(number.integer));
    else if (quantity.sign == U'\0' && number.plain() && number.size() >= 3 && quantity.end == number.end)
        spoken.orSay(spellDigits(number.integer, true));
    return spoken;
}

/// Ways that only some quantities have.
void orSayOtherwise(const ScannedText& text, const Quantity& quantity, Spoken& spoken) {
    const Number& number = quantity.number;
    if (quantity.sign == U'-' && quantity.unit && quantity.unit->kind == UnitKind::Temperature)
        spoken.orSay(spokenQuantity(quantity, {.two = true}).text);
    if (quantity.sign == U'-' && startsWithAny(text, quantity.end, U"层 楼") > 0)
        spoken.orSay(U"地下" + spokenQuantity(quantity, {.sign = false}).text);
    if (quantity.unit && quantity.unit->symbol == U"s" && number.integer == U"30" &&
        behindLargerUnit(text, number.begin))
        spoken.orSay(U"半");
    // 1.10版 may be 一点十版.
    if (number.fraction.size() == 2 && number.fraction[0] != U'0' && text.at(quantity.end) == U'版')
        spoken.orSay(spokenCardinal(number.integer).text + U"点" + spokenCardinal(number.fraction).text);
}

/// 90s is a decade where the sentence is about a style.
std::size_t readDecadeInLetters(const ScannedText& text, const Number& number, Forms& forms) {
    const std::size_t end = number.end + 1;
    const bool decade = number.plain() && number.size() == 2 && number.integer[1] == U'0' &&
                        number.integer[0] >= U'2' && text.at(number.end) == U's' && !text.letter(end) &&
                        !text.digit(end);
    constexpr std::u32string_view kStyles =
        U"复古 风格 风 音乐 经典 怀旧 老歌 时代 金曲 摇滚 迪斯科 流行 电影 年代 穿搭 港 美学 妆 歌 美剧 动漫";
    // 90s的商场, but 90s的视频: what lasts.
    constexpr std::u32string_view kLasting =
        U"视频 广告 短片 短视频 倒计时 时间 录音 音频 片头 片尾 片段 语音 延迟 间隔 冷却 缓存 镜头 前奏 纪录 记录 成绩 时长 等待 "
        U"红灯 绿灯 挑战 训练 静止 休息 平板 计时 预告 讲解 演讲 动画 限时 超时 尾奏 铃声 直播 预热 加热";
    const bool late = decade && number.integer[0] >= U'7' && text.at(end) == U'的' && text.han(end + 1) &&
                      !mentions(text.tail(end, 6), kLasting) && !mentions(text.head(number.begin, 6), kLasting) &&
                      !endsWithAny(text, number.begin, U"了 每 约 共 前 后 等 够 满 需 需要 要 过 仅 才 达 到 第 近 剩 差 隔");
    if (!decade || !(late || mentions(text.tail(end, 6), kStyles) || mentions(text.head(number.begin, 4), kStyles)))
        return 0;
    forms.add(number.begin, end, Spoken(spokenCardinal(number.integer).text + U"年代"));
    return end;
}

std::optional<Spoken> spokenSpecially(const ScannedText& text, const Number& number) {
    for (const auto rule : {minutesBehindHour, behindUnit, leadingZero, reduction})
        if (auto spoken = rule(text, number))
            return spoken;
    return std::nullopt;
}

}  // namespace

bool isNegative(const ScannedText& text, std::size_t place) {
    const char32_t sign = text.at(place);
    const std::size_t next = place + 1;
    const bool number = text.digit(next) || (text.at(next) == U'.' && text.digit(next + 1)) ||
                        currencyBefore(text, next).has_value() || !vulgarFraction(text.at(next)).text.empty();
    if ((sign != U'-' && sign != U'+' && sign != U'±') || !number)
        return false;
    if (sign == U'±')
        return true;
    std::size_t end = place;
    if (text.blank(place - 1) && place > 0)
        --end;
    const char32_t previous = text.before(end);
    const bool operand = (previous >= U'0' && previous <= U'9') || ScannedText::isLetter(previous) ||
                         previous == U')' || previous == U'%' || previous == U'℃' || previous == U'°' ||
                         previous == U'-' || previous == U'+' || isSuperscript(previous);
    if (operand)
        return end < place && previous != U'-' && previous != U'+' && !text.inFormula(place) && sign == U'-';
    if (text.han(place - 1) && place > 0)
        return !endsLikeMeasure(text, place) &&
               (sign != U'-' || startsWithAny(text, text.digitsEnd(next), U"月 日 号") == 0);
    return true;
}

std::size_t readNumber(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t c = text.at(at);
    const bool sign = (c == U'-' || c == U'+' || c == U'±') && isNegative(text, at);
    const bool point = c == U'.' && text.digit(at + 1) && !text.digit(at - 1) && !text.letter(at - 1);
    if (!text.digit(at) && !sign && !point &&
        !((c == U'$' || c >= 0x80 || ScannedText::isLetter(c)) && currencyBefore(text, at)))
        return 0;
    if (text.digit(at) && text.digitsEnd(at) - at > kLongestNumber) {
        const std::size_t end = text.digitsEnd(at);
        forms.add(at, end, spokenDigits(text.part(at, end), One::Yao));
        return end;
    }
    auto quantity = quantityAt(text, at);
    if (!quantity)
        return 0;
    const Number& number = quantity->number;
    if (!sign && !quantity->named()) {
        if (const std::size_t end = readNeighbours(text, number, forms); end != 0)
            return end;
    }
    if (!sign) {
        if (const std::size_t end = readDecadeInLetters(text, number, forms); end != 0)
            return end;
    }
    if (!sign && !quantity->named()) {
        auto special = spokenSpecially(text, number);
        if (special) {
            forms.add(at, number.end, std::move(*special));
            return number.end;
        }
    }
    // 零下 is in the text already.
    if (sign && endsWithAny(text, at, U"零下 零上 负"))
        quantity->sign = U'\0';
    quantity->cold = isTemperature(text, *quantity);
    Spoken spoken = spokenPlain(text, *quantity);
    orSayOtherwise(text, *quantity, spoken);
    forms.add(at, quantity->end, std::move(spoken));
    return quantity->end;
}

}  // namespace timbre::frontend::zh
