// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/frontend/zh/currencies.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

struct Range {
    char32_t first;
    char32_t last;
    unsigned value;  ///< Of the first.
};

/// Numbers in circles, in brackets, with a point.
constexpr std::array<Range, 13> kCircled{{{0x2460, 0x2473, 1},
                                          {0x2474, 0x2487, 1},
                                          {0x2488, 0x249B, 1},
                                          {0x24EB, 0x24F4, 11},
                                          {0x24F5, 0x24FE, 1},
                                          {0x2776, 0x277F, 1},
                                          {0x2780, 0x2789, 1},
                                          {0x278A, 0x2793, 1},
                                          {0x3220, 0x3229, 1},
                                          {0x3251, 0x325F, 21},
                                          {0x3280, 0x3289, 1},
                                          {0x32B1, 0x32BF, 36},
                                          {0x24EA, 0x24EA, 0}}};

constexpr std::u32string_view kSmallGreek[] = {
    U"阿尔法", U"贝塔",   U"伽马",     U"德尔塔", U"艾普西隆", U"泽塔",     U"伊塔",  U"西塔", U"约塔",
    U"卡帕",   U"拉姆达", U"缪",       U"纽",     U"克西",     U"奥密克戎", U"派",    U"柔",   U"西格玛",
    U"西格玛", U"陶",     U"宇普西隆", U"斐",     U"希",       U"普西",     U"欧米伽"};

/// Mathematics in single signs.
constexpr std::array<std::pair<char32_t, std::u32string_view>, 20> kNamed{
    {{U'∞', U"无穷大"}, {U'∵', U"因为"}, {U'∴', U"所以"},   {U'∠', U"角"},   {U'⊥', U"垂直于"},
     {U'∥', U"平行于"}, {U'∈', U"属于"}, {U'∉', U"不属于"}, {U'∑', U"求和"}, {U'∫', U"积分"},
     {U'∝', U"正比于"}, {U'∩', U"交"},   {U'∪', U"并"},     {U'∅', U"空集"}, {U'⊂', U"包含于"},
     {U'≡', U"恒等于"}, {U'℡', U"电话"}, {U'〇', U"零"},    {U'∂', U"偏"},   {U'㊣', U"正"}}};

std::u32string decimal(unsigned value) {
    std::u32string digits;
    for (const char c : std::to_string(value))
        digits += static_cast<char32_t>(c);
    return digits;
}

std::optional<unsigned> circledValue(char32_t c) {
    for (const auto& [first, last, value] : kCircled)
        if (c >= first && c <= last)
            return value + (c - first);
    return std::nullopt;
}

/// Greek letters alone or two together; longer runs are words.
std::size_t readGreek(const ScannedText& text, std::size_t at, Forms& forms) {
    constexpr std::size_t kLongestSymbol = 2;
    std::size_t end = at;
    while (isGreekLetter(text.at(end)) && end - at <= kLongestSymbol)
        ++end;
    const bool word = end - at > kLongestSymbol || (at > 0 && isGreekLetter(text.at(at - 1)));
    if (word)
        return 0;
    for (std::size_t place = at; place < end; ++place) {
        const char32_t c = text.at(place);
        // The capitals lack the final sigma.
        const std::size_t index = c >= U'α' ? c - U'α' : c - U'Α';
        forms.add(place, place + 1, Spoken(kSmallGreek[index]));
    }
    return end;
}

/// Emoji, dingbats, boxes, arrows, joiners: nobody says them.
bool isDecoration(char32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) ||
           (c >= 0x2500 && c <= 0x25FF) || (c >= 0x2190 && c <= 0x21FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0x200D || c == 0x200B || c == 0x20E3 || c == 0xFEFF || (c >= 0xE0020 && c <= 0xE007F) ||
           (c >= 0x2300 && c <= 0x23FF) || (c >= 0x2900 && c <= 0x297F) || c == U'©' || c == U'®' || c == U'™' ||
           c == U'※' || c == U'♪' || (c >= 0x2669 && c <= 0x266F) || c == U'〓' || c == U'§' || c == U'¶' || c == U'†';
}

std::size_t decorationEnd(const ScannedText& text, std::size_t at) {
    std::size_t end = at;
    while (isDecoration(text.at(end)))
        ++end;
    return end;
}

bool isArrow(char32_t c) { return c == U'→' || c == U'➡' || c == U'⇒' || c == U'➔' || c == U'➜'; }

bool isWord(char32_t c) {
    return isHanCharacter(c) || ScannedText::isLetter(c) || (c >= U'0' && c <= U'9') || c == U'%' || c == U')';
}

std::size_t readDecoration(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t c = text.at(at);
    const char32_t before = text.before(at > 0 && text.blank(at - 1) ? at - 1 : at);
    if (isArrow(c) && isWord(before) && isWord(text.at(text.skipBlank(at + 1)))) {
        forms.add(at, at + 1, Spoken(U"到", {U""}));
        return at + 1;
    }
    if ((c == U'★' || c == U'☆' || c == U'⭐') && before >= U'0' && before <= U'9') {
        forms.add(at, at + 1, Spoken(text.at(at + 1) == U'级' ? U"星" : U"星"));
        return at + 1;
    }
    if (c == U'△' && text.at(at + 1) >= U'A' && text.at(at + 1) <= U'Z') {
        forms.add(at, at + 1, Spoken(U"三角形"));
        return at + 1;
    }
    const std::size_t end = decorationEnd(text, at);
    if (end == at)
        return 0;
    forms.add(at, end, Spoken());
    return end;
}

/// 二○二四年
bool isRoundZero(const ScannedText& text, std::size_t at) {
    constexpr std::u32string_view kDigits = U"一二三四五六七八九十〇○零百千万";
    const auto digit = [&](char32_t c) { return c != U'\0' && kDigits.find(c) != std::u32string_view::npos; };
    return text.at(at) == U'○' && digit(text.before(at)) && digit(text.at(at + 1));
}

/// №5
std::size_t readNumeroSign(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t begin = text.skipBlank(at + 1);
    const std::size_t end = text.digitsEnd(begin);
    if (text.at(at) != U'№' || end == begin || end - begin > 6)
        return 0;
    const auto english = englishNumber(valueOf(text.part(begin, end)));
    const std::u32string number = spokenCardinal(text.part(begin, end)).text;
    forms.add(at, end,
              Spoken(english.empty() ? U"第" + number : U"number " + english, {U"第" + number, number + U"号"}));
    return end;
}

/// 老番茄_official
std::size_t readUnderscore(const ScannedText& text, std::size_t at, Forms& forms) {
    const auto word = [&](std::size_t place) { return text.han(place) || text.letter(place) || text.digit(place); };
    if (text.at(at) != U'_' || at == 0 || !word(at - 1) || !word(at + 1))
        return 0;
    forms.add(at, at + 1, Spoken(U"下划线", {U""}));
    return at + 1;
}

std::size_t readSubscript(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t c = text.at(at);
    if (c < U'₀' || c > U'₉')
        return 0;
    std::size_t end = at;
    std::u32string digits;
    while (text.at(end) >= U'₀' && text.at(end) <= U'₉' && end - at < kLongestNumber)
        digits += static_cast<char32_t>(U'0' + (text.at(end++) - U'₀'));
    forms.add(at, end, spokenCardinal(digits));
    return end;
}

}  // namespace

std::size_t readSign(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t c = text.at(at);
    if (const auto value = circledValue(c)) {
        forms.add(at, at + 1, Spoken(spokenCardinal(decimal(*value)).text));
        return at + 1;
    }
    if (isRoundZero(text, at)) {
        forms.add(at, at + 1, Spoken(U"零"));
        return at + 1;
    }
    for (const auto& [sign, name] : kNamed) {
        if (c == sign) {
            forms.add(at, at + 1, Spoken(name));
            return at + 1;
        }
    }
    if (const auto unit = loneUnitAt(text, at)) {
        forms.add(at, unit->end, unit->name);
        return unit->end;
    }
    if (isGreekLetter(c))
        return readGreek(text, at, forms);
    for (const auto rule : {readNumeroSign, readSubscript, readUnderscore, readDecoration})
        if (const std::size_t end = rule(text, at, forms); end != 0)
            return end;
    if (c != U'\0' && !ScannedText::isLetter(c) && !text.han(at))
        if (const auto currency = currencyBefore(text, at); currency && !text.blank(currency->end - 1)) {
            forms.add(at, currency->end, currency->name);
            return currency->end;
        }
    return 0;
}

}  // namespace timbre::frontend::zh
