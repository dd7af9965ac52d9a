// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

struct Vulgar {
    char32_t sign;
    std::u32string_view name;
    std::u32string_view other = {};
};

constexpr std::array<Vulgar, 18> kVulgar{{{U'½', U"二分之一", U"半"},
                                          {U'⅓', U"三分之一"},
                                          {U'⅔', U"三分之二"},
                                          {U'¼', U"四分之一"},
                                          {U'¾', U"四分之三"},
                                          {U'⅕', U"五分之一"},
                                          {U'⅖', U"五分之二"},
                                          {U'⅗', U"五分之三"},
                                          {U'⅘', U"五分之四"},
                                          {U'⅙', U"六分之一"},
                                          {U'⅚', U"六分之五"},
                                          {U'⅐', U"七分之一"},
                                          {U'⅛', U"八分之一"},
                                          {U'⅜', U"八分之三"},
                                          {U'⅝', U"八分之五"},
                                          {U'⅞', U"八分之七"},
                                          {U'⅑', U"九分之一"},
                                          {U'⅒', U"十分之一"}}};

struct Parts {
    std::u32string_view top{};
    std::u32string_view bottom{};
    std::size_t end = 0;
};

std::optional<Parts> partsAt(const ScannedText& text, std::size_t at) {
    const std::size_t top = text.digitsEnd(at);
    const std::size_t bottom = text.digitsEnd(top + 1);
    if (top == at || text.at(top) != U'/' || bottom == top + 1 || top - at > 12 || bottom - top > 12)
        return std::nullopt;
    return Parts{text.part(at, top), text.part(top + 1, bottom), bottom};
}

/// 三分之二. A hundredth is 百分之一.
Spoken spokenFraction(const Parts& parts) {
    Spoken bottom = spokenCardinal(parts.bottom);
    if (parts.bottom == U"100" || parts.bottom == U"1000" || parts.bottom == U"10000")
        bottom = Spoken(bottom.text.substr(1), {bottom.text});
    Spoken spoken = bottom + Spoken(U"分之") + spokenCardinal(parts.top);
    if (parts.top == U"1" && parts.bottom == U"2")
        spoken.orSay(U"一半");
    return spoken;
}

bool isProper(const Parts& parts) { return valueOf(parts.top) < valueOf(parts.bottom) && parts.bottom.size() <= 3; }

/// 3/5/7天: one after the other.
std::size_t readList(const ScannedText& text, std::size_t at, Forms& forms) {
    for (std::size_t begin = at;;) {
        const std::size_t end = text.digitsEnd(begin);
        forms.add(begin, end, spokenCardinal(text.part(begin, end)));
        if (text.at(end) != U'/' || !text.digit(end + 1))
            return end;
        forms.add(end, end + 1, Spoken(U"", {U"斜杠"}));
        begin = end + 1;
    }
}

/// Two numbers that only stand side by side: blood pressure, 24/7, seasons, months.
std::optional<Spoken> sideBySide(const ScannedText& text, std::size_t at, const Parts& parts) {
    if (isOneOf(parts.top, U"24") && parts.bottom == U"7")
        return Spoken(U"二十四七", {U"七乘二十四"});
    if (parts.top.size() == 4 && startsWithAny(text, parts.end, U"赛季 学年 财年 年度 雪季") > 0)
        return Spoken(spellDigits(parts.top) + (parts.bottom.size() == 4 ? U"到" : U"") + spellDigits(parts.bottom),
                      {spellDigits(parts.top) + U"到" + spellDigits(parts.bottom)});
    const bool pressure = mentions(text.head(at, 10), U"血压 高压") && valueOf(parts.top) > valueOf(parts.bottom);
    if (pressure || startsWithAny(text, parts.end, U"月 号 日 年级 班 楼 号线 路") > 0)
        return spokenCardinal(parts.top) + Spoken(U"", {U"斜杠", U"比"}) + spokenCardinal(parts.bottom);
    if (text.at(parts.end) == U'拍')
        return Spoken(spokenCardinal(parts.bottom).text + spokenCardinal(parts.top).text, {spokenFraction(parts).text});
    return std::nullopt;
}

void addWithUnit(const ScannedText& text, std::size_t begin, std::size_t end, Spoken spoken, Forms& forms,
                 std::size_t& stop) {
    stop = end;
    if (const auto unit = unitAt(text, end); unit && unit->kind != UnitKind::Percent) {
        spoken += unit->name;
        stop = unit->end;
    }
    forms.add(begin, stop, std::move(spoken));
}

}  // namespace

Spoken vulgarFraction(char32_t sign) {
    for (const auto& [known, name, other] : kVulgar) {
        if (known == sign) {
            Spoken spoken(name);
            if (!other.empty())
                spoken.orSay(std::u32string(other));
            return spoken;
        }
    }
    return {};
}

std::size_t readFraction(const ScannedText& text, std::size_t at, Forms& forms) {
    std::size_t stop = 0;
    if (const Spoken vulgar = vulgarFraction(text.at(at)); !vulgar.text.empty()) {
        addWithUnit(text, at, at + 1, vulgar, forms, stop);
        return stop;
    }
    const bool negative = text.at(at) == U'-' && isNegative(text, at);
    const std::size_t begin = negative ? at + 1 : at;
    const std::size_t digits = text.digitsEnd(begin);
    const char32_t previous = text.before(at);
    if (digits == begin || digits - begin > 12 || ScannedText::isLetter(previous) || (previous == U'.' && !negative))
        return 0;
    const Spoken sign = negative ? Spoken(U"负") : Spoken();
    // 1½ and 2 1/2
    const Spoken whole = sign + spokenCardinal(text.part(begin, digits)) + Spoken(U"又");
    if (const Spoken vulgar = vulgarFraction(text.at(digits)); !vulgar.text.empty()) {
        addWithUnit(text, at, digits + 1, whole + vulgar, forms, stop);
        return stop;
    }
    if (text.blank(digits))
        if (const auto parts = partsAt(text, digits + 1);
            parts && isProper(*parts) && parts->bottom.size() <= 2 && text.at(parts->end) != U'/') {
            addWithUnit(text, at, parts->end, whole + spokenFraction(*parts), forms, stop);
            return stop;
        }
    const auto parts = partsAt(text, begin);
    if (!parts || (text.at(parts->end) == U'.' && text.digit(parts->end + 1)))
        return 0;
    if (text.at(parts->end) == U'/' && text.digit(parts->end + 1))
        return negative ? 0 : readList(text, at, forms);
    if (const auto list = negative ? std::nullopt : sideBySide(text, at, *parts)) {
        forms.add(at, parts->end, *list);
        return parts->end;
    }
    if (text.inFormula(at)) {
        const unsigned top = valueOf(parts->top);
        const unsigned bottom = valueOf(parts->bottom);
        if (bottom != 0 && top % bottom == 0 && top > bottom)
            return 0;
    }
    addWithUnit(text, at, parts->end, sign + spokenFraction(*parts), forms, stop);
    return stop;
}

}  // namespace timbre::frontend::zh
