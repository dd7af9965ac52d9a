// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/quantity.h"

#include <utility>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

/// What is counted by the thousand and the million on the net and in wages.
constexpr std::u32string_view kCounted =
    U"粉 播放 赞 阅读 浏览 收藏 转发 关注 销量 人气 下载 用户 订阅 评论 薪 工资 收入 预算 奖金 房租 存款 点击 流量 "
    U"曝光 块 "
    U"首付 贷款 票房 身价 片酬 彩礼 营收 利润 成交 打赏 观看 热度 单量 字数 年终奖 欠";
constexpr std::u32string_view kPower =
    U"功率 灯泡 充电 快充 电源 瓦 耗电 适配器 微波炉 吹风机 供电 风扇 音响 电机 空调";

struct Scale {
    std::size_t zeros = 0;
    std::u32string_view word{};
    std::size_t end = 0;
};

bool isCounted(const ScannedText& text, std::size_t begin, std::size_t end) {
    return mentions(text.head(begin, 10), kCounted) || mentions(text.tail(end, 6), kCounted) ||
           startsWithAny(text, end, U"人 元 次 + 件 单 份 块 字 个 多") > 0;
}

/// w, k, M and B behind a number that ends at `place`.
std::optional<Scale> scaleAt(const ScannedText& text, std::size_t begin, std::size_t place, bool money) {
    const std::size_t letters = text.skipBlank(place);
    const std::size_t end = text.lettersEnd(letters);
    const auto word = text.part(letters, end);
    if (word == U"million" || word == U"mn" || (word == U"MM" && money))
        return Scale{6, U"百万", end};
    if (word == U"billion" || word == U"bn" || word == U"Bn")
        return Scale{9, U"十亿", end};
    if (word == U"trillion")
        return Scale{12, U"万亿", end};
    // 1w2 is 一万二.
    const bool goesOn = text.digit(end) && !(word == U"w" && text.digitsEnd(end) == end + 1 && !text.letter(end + 1));
    if (word.size() != 1 || letters != place || goesOn || text.at(end) == U'/' || text.at(end) == U'Ω')
        return std::nullopt;
    const bool counted = money || isCounted(text, begin, end);
    switch (word[0]) {
        case U'w':
            if (money || (!mentions(text.head(begin, 10), kPower) && !mentions(text.tail(end, 5), kPower)))
                return Scale{4, U"万", end};
            break;
        case U'W':
            if (counted && !mentions(text.head(begin, 10), kPower) && !mentions(text.tail(end, 5), kPower))
                return Scale{4, U"万", end};
            break;
        case U'k':
            if (!text.inFormula(letters))
                return Scale{3, U"千", end};
            break;
        case U'K':
            if (counted)
                return Scale{3, U"千", end};
            break;
        case U'M':
        case U'm':
            if (money || (word[0] == U'M' && counted && !mentions(text.tail(end, 4), U"流量 内存")))
                return Scale{6, U"百万", end};
            break;
        case U'B':
        case U'b':
            if (money)
                return Scale{9, U"十亿", end};
            break;
        case U'T':
            if (money)
                return Scale{12, U"万亿", end};
            break;
        default:
            break;
    }
    return std::nullopt;
}

void takeScale(const ScannedText& text, Quantity& quantity) {
    const std::size_t end = magnitudeEnd(text, quantity.end);
    const bool needed = quantity.currency.has_value() || text.at(end) == U'+' || text.at(end) == U'/' ||
                        currencyBehind(text, end).has_value() || unitAt(text, end).has_value();
    if (end > quantity.end) {
        // Behind a number alone they stay what they are: a rewrite is no longer than it must be.
        if (needed) {
            quantity.magnitude = text.written(quantity.end, end);
            quantity.end = end;
        }
        return;
    }
    if (const auto scale = scaleAt(text, quantity.number.begin, quantity.end, quantity.currency.has_value())) {
        quantity.zeros = scale->zeros;
        quantity.scaled = scale->word;
        quantity.end = scale->end;
    }
}

/// "20+家": 多. Not in "1+1", and 18+ is a mark of films.
void takeMore(const ScannedText& text, Quantity& quantity) {
    if (text.at(quantity.end) != U'+' || text.inFormula(quantity.end))
        return;
    const std::size_t next = quantity.end + 1;
    if (text.at(next) == U'+' || text.digit(next) || text.letter(next))
        return;
    // "¥300+提成" adds something.
    if (quantity.currency && text.han(next))
        return;
    quantity.more = true;
    quantity.end = next;
}

void takeUnit(const ScannedText& text, Quantity& quantity) {
    if (quantity.zeros == 0 || quantity.scaled == U"万") {
        if (auto behind = currencyBehind(text, quantity.end); behind && !quantity.currency) {
            quantity.end = behind->end;
            quantity.currency = std::move(behind);
        } else if (auto unit = quantity.currency ? std::nullopt : unitAt(text, quantity.end)) {
            quantity.end = unit->end;
            quantity.unit = std::move(unit);
            if (quantity.unit->kind == UnitKind::Percent)
                takeMore(text, quantity);
            return;
        }
    }
    std::size_t end = quantity.end;
    if (!quantity.currency) {
        const auto counter = counterAt(text, end);
        if (!counter.found() || text.inFormula(counter.end))
            return;
        end = counter.end;
    }
    if (auto per = perUnitAt(text, end)) {
        quantity.counter = text.written(quantity.end, end);
        quantity.end = per->end;
        quantity.unit = std::move(per);
    }
}

bool isSign(const ScannedText& text, std::size_t place) {
    const char32_t c = text.at(place);
    return c == U'-' || c == U'+' || c == U'±';
}

/// 1.5 with six zeros is 1500000.
Spoken spokenScaled(const Quantity& quantity) {
    const Number& number = quantity.number;
    std::u32string worked = number.integer;
    for (std::size_t i = 0; i < quantity.zeros; ++i)
        worked += i < number.fraction.size() ? number.fraction[i] : U'0';
    const std::u32string short_ = spokenNumber(number).text + std::u32string(quantity.scaled);
    if (number.fraction.size() > quantity.zeros || (quantity.scaled == U"万" && !number.whole())) {
        Spoken spoken(short_);
        if (number.fraction.size() <= quantity.zeros)
            spoken.orSay(spokenCardinal(worked).text);
        return spoken;
    }
    Spoken spoken = spokenCardinal(worked);
    spoken.orSay(short_);
    return spoken;
}

Spoken spokenMoneyNumber(const Number& number) {
    Number trimmed = number;
    const std::size_t last = trimmed.fraction.find_last_not_of(U'0');
    trimmed.fraction.resize(last == std::u32string::npos ? 0 : last + 1);
    Spoken spoken = spokenNumber(trimmed);
    spoken.orSay(spokenNumber(number).text);
    return spoken;
}

/// 九块九, 十九美元九十九美分.
void orSayHundredths(const Quantity& quantity, Spoken& spoken) {
    const auto& fraction = quantity.number.fraction;
    const auto unit = quantity.currency->hundredth;
    if (unit.empty() || fraction.empty() || fraction.size() > 2 || !quantity.magnitude.empty() || quantity.zeros != 0)
        return;
    const std::u32string whole = spokenCardinal(quantity.number.integer).text;
    if (unit == U"毛") {
        std::u32string said = whole + U"块" + spellDigits(fraction.substr(0, 1));
        if (fraction.size() == 2 && fraction[1] != U'0')
            said += (fraction[0] == U'0' ? U"" : U"毛") + spellDigits(fraction.substr(1));
        spoken.orSay(said);
        return;
    }
    const std::u32string cents = fraction.size() == 1 ? fraction + U"0" : fraction;
    spoken.orSay(whole + quantity.currency->name.text + spokenCardinal(cents).text + std::u32string(unit));
}

Spoken spokenCount(const Quantity& quantity, bool two, bool money = false) {
    Spoken spoken;
    if (quantity.zeros > 0)
        spoken = spokenScaled(quantity);
    else if (quantity.number.isTwo() && (two || !quantity.magnitude.empty()))
        spoken = Spoken(U"两", {U"二"});
    else if (quantity.currency || money)
        spoken = spokenMoneyNumber(quantity.number);
    else
        spoken = spokenNumber(quantity.number);
    spoken += Spoken(quantity.magnitude);
    // Nobody says 三多个.
    const bool single = quantity.number.size() == 1 && quantity.zeros == 0 && quantity.magnitude.empty();
    if (quantity.more)
        spoken += single ? Spoken(U"加", {U"多"}) : Spoken(U"多", {U"加"});
    return spoken;
}

Spoken spokenSign(const Quantity& quantity) {
    const bool share = quantity.unit && quantity.unit->kind == UnitKind::Percent;
    switch (quantity.sign) {
        case U'-':
            return quantity.cold ? Spoken(U"零下", {U"负"}) : Spoken(U"负", {U"减"});
        case U'±':
            return Spoken(U"正负", {U"加减"});
        case U'+':
            return quantity.cold ? Spoken(U"零上", {U"正"}) : share ? Spoken(U"正", {U"加"}) : Spoken(U"加", {U"正"});
        default:
            return {};
    }
}

Spoken spokenPercentage(const Quantity& whole, Said said) {
    // A plus behind the sign is said behind all of it: 百分之五十以上.
    Quantity quantity = whole;
    const bool more = std::exchange(quantity.more, false);
    Spoken number = quantity.number.integer == U"100" && quantity.number.whole() ? Spoken(U"百", {U"一百"})
                                                                                 : spokenCount(quantity, false);
    Spoken sign = said.sign ? spokenSign(quantity) : Spoken();
    if (!said.unit)
        return sign + spokenCount(quantity, false);
    Spoken spoken = sign + quantity.unit->name + number;
    if (!sign.text.empty())
        spoken.orSay(quantity.unit->name.text + sign.text + number.text);
    if (more)
        spoken += Spoken(U"以上", {U"多", U"加"});
    return spoken;
}

/// A每B has two more ways: 四十五元一人, 每人四十五元.
void orSayPer(const std::u32string& whole, Spoken& spoken) {
    const std::size_t per = whole.find(U'每');
    if (per == std::u32string::npos || per == 0)
        return;
    const auto front = whole.substr(0, per);
    const auto base = whole.substr(per + 1);
    spoken.orSay(front + U"一" + base);
    spoken.orSay(U"每" + base + front);
    if (base == U"小时" && (front.ends_with(U"公里") || front.ends_with(U"英里")))
        spoken.orSay(U"时速" + front);
}

/// Other ways that only some units have: 华氏八十六度, 七十七K, 幺四四赫兹.
void orSayUnit(const Quantity& quantity, const std::u32string& number, Spoken& spoken) {
    const Unit& unit = *quantity.unit;
    if (unit.symbol == U"K")
        spoken.orSay(number + U"K");
    if (unit.name.text == U"华氏度")
        spoken.orSay(spokenSign(quantity).text + U"华氏" + spokenCount(quantity, true).text + U"度");
    if (unit.symbol == U"Hz" && quantity.number.plain() && quantity.number.size() == 3)
        spoken.orSay(spellDigits(quantity.number.integer, true) + unit.name.text);
}

/// Below zero or turned: what a degree is of.
bool isAngle(const ScannedText& text, std::size_t begin, std::size_t end) {
    return mentions(text.head(begin, 8),
                    U"角 旋转 转 倾 仰 俯 屈光 近视 散光 偏 相位 方位 斜 经度 纬度 弯 弧 翻 色相") ||
           startsWithAny(text, end, U"角 的角 仰角 俯角 方向 夹角 度角") > 0;
}

}  // namespace

std::optional<Quantity> quantityAt(const ScannedText& text, std::size_t place) {
    Quantity quantity{.begin = place, .end = place};
    if (isSign(text, place)) {
        quantity.sign = text.at(place);
        ++quantity.end;
    }
    if (auto currency = text.digit(quantity.end) ? std::nullopt : currencyBefore(text, quantity.end)) {
        quantity.end = currency->end;
        if (quantity.sign == U'\0' && isSign(text, quantity.end)) {
            quantity.sign = text.at(quantity.end);
            ++quantity.end;
        }
        quantity.currency = std::move(currency);
    }
    const auto number = numberAt(text, quantity.end);
    if (!number)
        return std::nullopt;
    quantity.number = *number;
    quantity.end = number->end;
    takeScale(text, quantity);
    takeMore(text, quantity);
    takeUnit(text, quantity);
    return quantity;
}

bool isTemperature(const ScannedText& text, const Quantity& quantity) {
    if (quantity.unit && quantity.unit->kind != UnitKind::Degree)
        return quantity.unit->kind == UnitKind::Temperature;
    if (quantity.unit)
        return !isAngle(text, quantity.begin, quantity.end);
    // "-8到2度" and "气温-8" are temperatures as well.
    const std::size_t to = startsWithAny(text, quantity.end, U"到 至") > 0 ? text.digitsEnd(quantity.end + 1) : 0;
    const bool range = to > quantity.end + 1 && (text.at(to) == U'度' || text.at(to) == U'℃');
    const bool weather = endsWithAny(text, quantity.begin, U"气温 气温为 气温是 低温 气温降到 气温低至 气温跌到");
    const bool named = startsWithAny(text, quantity.end, U"度 摄氏度 华氏度") > 0 &&
                       startsWithAny(text, quantity.end, U"度假 度电") == 0;
    return (range || weather || named) && !isAngle(text, quantity.begin, quantity.end);
}

Spoken spokenQuantity(const Quantity& quantity, Said said) {
    if (quantity.unit && quantity.unit->kind == UnitKind::Percent)
        return spokenPercentage(quantity, said);
    Spoken spoken = said.sign ? spokenSign(quantity) : Spoken();
    spoken += spokenCount(quantity, said.two || quantity.named(), said.money);
    if (!said.unit)
        return spoken;
    if (quantity.currency) {
        spoken += quantity.currency->name;
        if (quantity.sign == U'\0')
            orSayHundredths(quantity, spoken);
    }
    spoken += Spoken(quantity.counter);
    if (!quantity.unit)
        return spoken;
    const std::u32string number = spoken.text;
    spoken += quantity.unit->name;
    orSayUnit(quantity, number, spoken);
    orSayPer(std::u32string(spoken.text), spoken);
    return spoken;
}

}  // namespace timbre::frontend::zh
