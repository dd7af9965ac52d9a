// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

bool isTerm(char32_t c) {
    return (c >= U'0' && c <= U'9') || ScannedText::isLetter(c) || isHanCharacter(c) || isGreekLetter(c) ||
           isSuperscript(c) || (c >= U'₀' && c <= U'₉') || c == U'%' || c == U'℃' || c == U'°' || c == U'∞';
}

bool isLeftTerm(char32_t c) {
    return isTerm(c) || c == U')' || c == U'”' || c == U'》' || c == U'」' || c == U'!' || c == U'+';
}
bool isRightTerm(char32_t c) {
    return isTerm(c) || c == U'(' || c == U'“' || c == U'《' || c == U'「' || c == U'-' || c == U'√' || c == U'?' ||
           c == U'？' || c == U'$' || c == U'¥' || c == U'.' || c == U'_';
}

/// What stands before and behind an operator at [begin, end), blanks aside.
struct Sides {
    char32_t left = U'\0';
    char32_t right = U'\0';
};

Sides sidesOf(const ScannedText& text, std::size_t begin, std::size_t end) {
    const std::size_t left = begin > 0 && text.blank(begin - 1) ? begin - 1 : begin;
    return {text.before(left), text.at(text.skipBlank(end))};
}

bool isDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::size_t runEnd(const ScannedText& text, std::size_t at) {
    std::size_t end = at;
    while (text.at(end) == text.at(at))
        ++end;
    return end;
}

std::size_t say(Forms& forms, std::size_t begin, std::size_t end, Spoken spoken) {
    forms.add(begin, end, std::move(spoken));
    return end;
}

std::size_t readEquals(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = runEnd(text, at);
    if (text.at(end) == U'>')
        return say(forms, at, end + 1, Spoken(U"", {U"到"}));
    const auto sides = sidesOf(text, at, end);
    if (end - at > 2 || !isLeftTerm(sides.left) || !isRightTerm(sides.right))
        return say(forms, at, end, Spoken());
    return say(forms, at, end, Spoken(U"等于", {U"等", U"是"}));
}

std::size_t readPlus(const ScannedText& text, std::size_t at, Forms& forms) {
    const auto sides = sidesOf(text, at, at + 1);
    if (isDigit(sides.left) || (isLeftTerm(sides.left) && isRightTerm(sides.right)) ||
        (isRightTerm(sides.right) && isDigit(sides.right)))
        return say(forms, at, at + 1, Spoken(U"加", {U"和"}));
    return 0;
}

std::size_t readTimes(const ScannedText& text, std::size_t at, Forms& forms) {
    const auto sides = sidesOf(text, at, at + 1);
    const bool star = text.at(at) == U'*';
    if (star) {
        if (text.startsWith(at + 1, U"键") || text.startsWith(at + 1, U"号键"))
            return say(forms, at, at + 1, text.startsWith(at + 1, U"号键") ? Spoken(U"星") : Spoken(U"星号"));
        const bool product =
            (isDigit(sides.left) || sides.left == U')') && (isDigit(sides.right) || sides.right == U'(');
        if (!product && !(text.inFormula(at) && isLeftTerm(sides.left) && isRightTerm(sides.right)))
            return say(forms, at, at + 1, Spoken());
    }
    if (!star && isDigit(text.before(at)) && !isRightTerm(sides.right))
        return say(forms, at, at + 1, Spoken(U"倍"));
    if (!isRightTerm(sides.right))
        return say(forms, at, at + 1, Spoken());
    return say(forms, at, at + 1, Spoken(U"乘", {U"乘以"}));
}

/// 5x7, 1920x1080, 3x.
std::size_t readLetterX(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t c = text.at(at);
    if ((c != U'x' && c != U'X') || text.lettersEnd(at) != at + 1 || !isDigit(text.before(at)))
        return 0;
    const std::size_t begin = text.digitsBegin(at);
    if (ScannedText::isLetter(text.before(begin)) || (c == U'x' && text.part(begin, at) == U"0"))
        return 0;
    if (text.digit(at + 1) && !text.inFormula(at))
        return say(forms, at, at + 1, Spoken(U"乘", {U"乘以"}));
    if (startsWithAny(text, at + 1, U"倍 速 速度 光学 变焦") > 0 ||
        mentions(text.head(begin, 6), U"倍速 速度 放大 变焦"))
        return say(forms, at, at + 1, text.at(at + 1) == U'倍' ? Spoken() : Spoken(U"倍"));
    return 0;
}

/// 健康>财富 compares; 设置>通用>关于 is a way through menus.
bool isMenu(const ScannedText& text, std::size_t at) {
    return text.tail(at + 1, 12).find(U'>') != std::u32string_view::npos ||
           text.head(at, 12).find(U'>') != std::u32string_view::npos;
}

std::size_t readComparison(const ScannedText& text, std::size_t at, Forms& forms) {
    const bool greater = text.at(at) == U'>';
    const bool equal = text.at(at + 1) == U'=';
    const std::size_t end = at + (equal ? 2 : 1);
    if (text.at(end) == text.at(at) || text.before(at) == text.at(at))
        return say(forms, at, at + 1, Spoken());
    const auto sides = sidesOf(text, at, end);
    const bool number = isDigit(sides.right) || sides.right == U'¥' || sides.right == U'$' ||
                        (sides.right == U'-' && text.digit(end + 1));
    const bool left = isTerm(sides.left) || sides.left == U')';
    const bool compares = number ? left || at == 0 || sides.left == U'，' || sides.left == U'(' ||
                                       sides.left == U'：' || sides.left == U':'
                                 : left && isTerm(sides.right) &&
                                       !(isHanCharacter(sides.left) && isHanCharacter(sides.right) && isMenu(text, at));
    // <div> and <3 are none.
    const bool variable = sides.right == U'-' && text.letter(text.skipBlank(end) + 1);
    const bool tag = !greater && ScannedText::isLetter(sides.right) && text.at(text.lettersEnd(end)) == U'>';
    const bool closing = greater && ScannedText::isLetter(sides.left) && text.before(text.lettersBegin(at)) == U'<';
    if ((!compares && !(left && variable)) || tag || closing)
        return say(forms, at, end, Spoken(U"", {greater ? U"大于" : U"小于"}));
    std::u32string said = greater ? U"大于" : U"小于";
    return say(forms, at, end, Spoken(equal ? said + U"等于" : said));
}

Spoken spokenPower(std::u32string_view exponent, bool negative, char32_t base) {
    if (exponent == U"2" && !negative)
        return Spoken(U"的平方", {U"方", U"的二次方"});
    const bool cube = exponent == U"3" && !negative;
    const std::u32string number = exponent == U"n" || exponent == U"x" || exponent == U"y"
                                      ? std::u32string(exponent)
                                      : spokenCardinal(exponent).text;
    Spoken spoken((negative ? U"的负" : U"的") + number + U"次方");
    if (cube && !isDigit(base))
        return Spoken(U"的立方", {spoken.text});
    if (cube)
        spoken.orSay(U"的立方");
    return spoken;
}

std::size_t readSuperscript(const ScannedText& text, std::size_t at, Forms& forms) {
    constexpr std::u32string_view kSigns = U"⁰¹²³⁴⁵⁶⁷⁸⁹";
    constexpr std::size_t kLongestExponent = 12;
    std::size_t end = at;
    bool negative = false;
    std::u32string exponent;
    for (; isSuperscript(text.at(end)) && end - at < kLongestExponent; ++end) {
        const char32_t c = text.at(end);
        if (const auto digit = kSigns.find(c); digit != std::u32string_view::npos)
            exponent += static_cast<char32_t>(U'0' + digit);
        else if (c == U'⁻')
            negative = true;
        else if (c != U'⁺')
            exponent += c == U'ⁿ' ? U'n' : c == U'ˣ' ? U'x' : U'y';
    }
    const char32_t base = text.before(at);
    // Behind a word it is a note.
    const bool power = isDigit(base) || ScannedText::isLetter(base) || isGreekLetter(base) || base == U')';
    return say(forms, at, end, power && !exponent.empty() ? spokenPower(exponent, negative, base) : Spoken());
}

std::size_t readCaret(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t base = text.before(at);
    const bool negative = text.at(at + 1) == U'-';
    const std::size_t begin = at + (negative ? 2 : 1);
    const std::size_t digits = text.digitsEnd(begin);
    const std::size_t letters = text.lettersEnd(begin);
    const bool power = (isTerm(base) && !isHanCharacter(base)) || base == U')';
    if (!power || (digits == begin && letters != begin + 1) || digits - begin > 6)
        return say(forms, at, at + 1, Spoken());
    if (digits > begin)
        return say(forms, at, digits, spokenPower(text.part(begin, digits), negative, base));
    return say(forms, at, letters, Spoken(std::u32string(negative ? U"的负" : U"的") + text.at(begin) + U"次方"));
}

std::size_t readSlash(const ScannedText& text, std::size_t at, Forms& forms) {
    const auto sides = sidesOf(text, at, at + 1);
    if (text.inFormula(at) && isLeftTerm(sides.left) && isRightTerm(sides.right) && !isHanCharacter(sides.left))
        return say(forms, at, at + 1, Spoken(U"除以", {U"比", U"每"}));
    const bool price =
        endsWithAny(text, at, U"元 块 次 人 公里 米 克 毫克 吨 度 个 件 帧 转 张 箱 杯 斤 公斤 份 股 万 步");
    if (price && counterAt(text, at + 1).found() && !text.blank(at + 1) && !mentions(text.head(at, 3), U"和 与"))
        return say(forms, at, at + 1, Spoken(U"每", {U"一"}));
    return say(forms, at, at + 1, Spoken(U"", {U"斜杠", U"或"}));
}

std::size_t readAmpersand(const ScannedText& text, std::size_t at, Forms& forms) {
    const auto sides = sidesOf(text, at, at + 1);
    const bool letters = ScannedText::isLetter(sides.left) && ScannedText::isLetter(sides.right);
    if (letters)
        return say(forms, at, at + 1, Spoken(U" and ", {U"和"}));
    if (isLeftTerm(sides.left) && isRightTerm(sides.right))
        return say(forms, at, at + 1, Spoken(U"和", {U" and "}));
    return say(forms, at, at + 1, Spoken());
}

std::size_t readRelation(const ScannedText& text, std::size_t at, Forms& forms) {
    const auto sides = sidesOf(text, at, at + 1);
    switch (text.at(at)) {
        case U'≈':
            return say(forms, at, at + 1, Spoken(U"约等于"));
        case U'≠':
            return say(forms, at, at + 1, Spoken(U"不等于"));
        case U'≤':
            return say(forms, at, at + 1, Spoken(U"小于等于", {U"不大于"}));
        case U'≥':
            return say(forms, at, at + 1, Spoken(U"大于等于", {U"不小于"}));
        case U'±':
            return say(forms, at, at + 1, Spoken(U"正负", {U"加减"}));
        case U'√':
            return say(forms, at, at + 1,
                       isRightTerm(sides.right) && !isHanCharacter(sides.right) ? Spoken(U"根号") : Spoken());
        case U'÷':
            return say(forms, at, at + 1, Spoken(U"除以"));
        case U'!':
            if (text.at(at + 1) == U'=' && isLeftTerm(sides.left) && isRightTerm(text.at(text.skipBlank(at + 2))))
                return say(forms, at, at + 2, Spoken(U"不等于"));
            return 0;
        default:
            return 0;
    }
}

}  // namespace

std::size_t readOperator(const ScannedText& text, std::size_t at, Forms& forms) {
    switch (text.at(at)) {
        case U'=':
            return readEquals(text, at, forms);
        case U'+':
            return readPlus(text, at, forms);
        case U'×':
        case U'*':
            return readTimes(text, at, forms);
        case U'x':
        case U'X':
            return readLetterX(text, at, forms);
        case U'>':
        case U'<':
            return readComparison(text, at, forms);
        case U'^':
            return readCaret(text, at, forms);
        case U'/':
            return readSlash(text, at, forms);
        case U'&':
            return readAmpersand(text, at, forms);
        default:
            break;
    }
    if (isSuperscript(text.at(at)))
        return readSuperscript(text, at, forms);
    return readRelation(text, at, forms);
}

}  // namespace timbre::frontend::zh
