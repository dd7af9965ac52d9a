// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"
#include "core/frontend/ja/units.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

constexpr Source::Words kMatchWords{U"試合", U"勝",   U"負",   U"敗",   U"引き分け", U"前半",   U"後半", U"延長", U"決勝", U"逆転",
                                    U"接戦", U"大差", U"得点", U"スコア", U"リード", U"同点",   U"逃げ切", U"終わ", U"決ま", U"セット",
                                    U"ゲーム", U"点差", U"対戦", U"完封", U"連覇",   U"下し",   U"破",   U"制し", U"サッカー", U"野球",
                                    U"PK", U"卓球", U"テニス", U"バレー", U"バスケ", U"ラグビー", U"ハンドボール", U"スタート", U"ドロー"};

struct Sign {
    char32_t sign;
    Text numbers;  ///< Between numbers: 1たす1は2.
    Text letters;  ///< With letters or words: プラス.
};

constexpr Sign kSigns[] = {{U'+', U"たす", U"プラス"},
                           {U'-', U"ひく", U"マイナス"},
                           {U'×', U"かける", U"カケル"},
                           {U'*', U"かける", U"カケル"},
                           {U'÷', U"わる", U"ワル"},
                           {U'=', U"は", U"イコール"},
                           {U'<', U"ショーナリ", U"ショーナリ"},
                           {U'>', U"ダイナリ", U"ダイナリ"},
                           {U'≤', U"ショーナリイコール", U"ショーナリイコール"},
                           {U'≦', U"ショーナリイコール", U"ショーナリイコール"},
                           {U'≥', U"ダイナリイコール", U"ダイナリイコール"},
                           {U'≧', U"ダイナリイコール", U"ダイナリイコール"},
                           {U'≠', U"ノットイコール", U"ノットイコール"},
                           {U'≒', U"ニアリーイコール", U"ニアリーイコール"},
                           {U'±', U"プラスマイナス", U"プラスマイナス"}};

const Sign* signAt(const Source& text, std::size_t place) {
    const auto* const found = std::ranges::find(kSigns, text.at(place), &Sign::sign);
    return found == std::end(kSigns) ? nullptr : found;
}

bool compares(char32_t sign) { return Text(U"=<>≤≦≥≧≠≒").find(sign) != Text::npos; }

std::u32string numberText(const Number& number) {
    return number.isWhole() ? number.whole : number.whole + U"." + number.fraction;
}

/// One side of a sign: "3", "x", "2a²".
struct Operand {
    std::size_t end = 0;
    std::u32string spoken{};
    std::u32string otherwise{};  ///< With Aノニジョー for Aニジョー.
    bool letters = false;
};

Text powerName(char32_t c) {
    switch (c) {
        case U'²': return U"ニジョー";
        case U'³': return U"サンジョー";
        case U'⁴': return U"ヨンジョー";
        case U'ⁿ': return U"エヌジョー";
        default: return {};
    }
}

std::optional<Operand> operandAt(const Source& text, std::size_t place) {
    constexpr std::size_t kMostLetters = 3;
    Operand operand{.end = place};
    const bool negative = text.at(place) == U'-';
    if (negative) {
        ++place;
        ++operand.end;
        operand.spoken = U"マイナス";
    }
    if (const auto number = text.numberAt(place)) {
        operand.spoken += numberText(*number);
        operand.end = number->end;
    }
    if (const Text greek = greekLetter(text.at(operand.end)); !greek.empty()) {
        operand.spoken += greek;
        operand.letters = true;
        ++operand.end;
    }
    const std::size_t lettersEnd = text.lettersEnd(operand.end);
    if (lettersEnd > operand.end) {
        if (lettersEnd - operand.end > kMostLetters)
            return std::nullopt;
        operand.spoken += text.part(operand.end, lettersEnd);
        operand.end = lettersEnd;
        operand.letters = true;
    }
    if (operand.end == place)
        return std::nullopt;
    operand.otherwise = operand.spoken;
    if (const Text power = powerName(text.at(operand.end)); !power.empty()) {
        operand.spoken += power;
        operand.otherwise += U"の" + std::u32string(power);
        ++operand.end;
    }
    return operand;
}

/// A number for a score: 10 is ジュッ before タイ.
std::u32string spokenBeforeTai(Text digits) {
    std::u32string spoken(digits);
    if (digits.size() >= 2 && digits.back() == U'0' && !digits.ends_with(U"00")) {
        spoken = cardinal(digits);
        spoken.back() = U'ッ';
    }
    return spoken;
}

bool isWordLetter(char32_t c) { return isAlphanumeric(c) || isJapaneseLetter(c) || !greekLetter(c).empty(); }

struct VulgarFraction {
    char32_t sign;
    Text top;
    Text bottom;
};
constexpr VulgarFraction kVulgar[] = {{U'½', U"1", U"2"}, {U'⅓', U"1", U"3"}, {U'⅔', U"2", U"3"}, {U'¼', U"1", U"4"},
                                      {U'¾', U"3", U"4"}, {U'⅕', U"1", U"5"}, {U'⅖', U"2", U"5"}, {U'⅗', U"3", U"5"},
                                      {U'⅘', U"4", U"5"}, {U'⅙', U"1", U"6"}, {U'⅚', U"5", U"6"}, {U'⅛', U"1", U"8"},
                                      {U'⅜', U"3", U"8"}, {U'⅝', U"5", U"8"}, {U'⅞', U"7", U"8"}};

/// "2ブンの1": ぶん, as 分 would be minutes to the analysis.
std::u32string fraction(Text top, Text bottom) {
    return std::u32string(bottom) + U"ブンの" + std::u32string(top);
}

Text fractionName(Text top, Text bottom) {
    if (top == U"1" && bottom == U"2")
        return U"ハーフ";
    return top == U"1" && bottom == U"4" ? Text(U"クォーター") : Text();
}

}  // namespace

Spoken readEquation(const Source& text, std::size_t place) {
    constexpr std::size_t kMostOperands = 32;
    if (text.alphanumericBefore(place) || text.at(place - 1) == U'.')
        return std::nullopt;
    auto operand = operandAt(text, place);
    if (!operand)
        return std::nullopt;
    std::vector<Operand> operands;
    std::vector<const Sign*> signs;
    bool letters = operand->letters;
    bool compared = false;
    bool counted = false;  // + × ÷ between numbers, which make a sum without "="
    while (true) {
        operands.push_back(*operand);
        const std::size_t at = text.blanksEnd(operand->end);
        const Sign* const sign = signAt(text, at);
        if (sign == nullptr || operands.size() > kMostOperands)
            break;
        operand = operandAt(text, text.blanksEnd(at + 1));
        if (!operand)
            break;
        signs.push_back(sign);
        letters = letters || operand->letters;
        compared = compared || compares(sign->sign);
        counted = counted || sign->sign == U'+' || sign->sign == U'×' || sign->sign == U'÷';
    }
    const std::size_t end = operands.back().end;
    if (signs.empty() || !(compared || (counted && !letters)) || isAlphanumeric(text.at(end)))
        return std::nullopt;
    Rewrite sum{place, end, {}, {{}}};
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (i > 0) {
            sum.spoken += letters ? signs[i - 1]->letters : signs[i - 1]->numbers;
            sum.alternatives[0] += letters ? signs[i - 1]->numbers : signs[i - 1]->letters;
        }
        sum.spoken += operands[i].spoken;
        sum.alternatives[0] += operands[i].otherwise;
    }
    return sum;
}

Spoken readOperator(const Source& text, std::size_t place) {
    const Sign* const sign = signAt(text, place);
    if (sign == nullptr)
        return std::nullopt;
    const char32_t before = text.at(place - 1) == U' ' ? text.at(place - 2) : text.at(place - 1);
    const char32_t behind = text.at(place + 1) == U' ' ? text.at(place + 2) : text.at(place + 1);
    const bool between = isWordLetter(before) && isWordLetter(behind);
    const bool numbers = isAsciiDigit(before) && isAsciiDigit(behind);
    switch (sign->sign) {
        case U'-':
        case U'*': return std::nullopt;
        case U'+':
            if (isAlphanumeric(before) || (isWordLetter(before) && isWordLetter(behind)) || isAsciiDigit(behind) || before == U'+')
                return Rewrite{place, place + 1, U"プラス", {}};
            return std::nullopt;
        case U'<':
        case U'>':
            // Brackets round a word are no comparison.
            if (!isAlphanumeric(before) || !isAlphanumeric(behind))
                return std::nullopt;
            break;
        case U'±': return Rewrite{place, place + 1, U"プラスマイナス", {}};
        default: break;
    }
    if (!between && !(sign->sign == U'×' && numbers))
        return std::nullopt;
    // A single Han character would be taken for the end of a word.
    const bool pause = sign->sign == U'=' && isHanLetter(behind) && !isHanLetter(text.at(place + 2));
    return Rewrite{place, place + 1, std::u32string(sign->letters) + (pause ? U"、" : U""), {std::u32string(sign->numbers)}};
}

Spoken readScore(const Source& text, std::size_t place) {
    constexpr std::size_t kMostDigits = 3;
    const std::size_t firstEnd = text.digitsEnd(place);
    const char32_t mark = text.at(firstEnd);
    const std::size_t end = text.digitsEnd(firstEnd + 1);
    const std::size_t secondSize = end - std::min(end, firstEnd + 1);
    if ((mark != U'-' && mark != U':') || secondSize == 0 || secondSize > kMostDigits || firstEnd - place > kMostDigits ||
        text.alphanumericBefore(place) || isLatinLetter(text.at(end)) || (text.at(end) == mark && mark == U'-') ||
        text.at(end) == U'.')
        return std::nullopt;
    const bool counted = isCounter(text, end) && text.at(end) != U'点' && text.at(end) != U'位';  // 3-5日 is a range
    if (mark == U'-' && (counted || (!text.wordBefore(place, kMatchWords) && !text.wordBehind(end, kMatchWords))))
        return std::nullopt;
    const Text first = text.part(place, firstEnd);
    const Text second = text.part(firstEnd + 1, end);
    Rewrite score{place, end, spokenBeforeTai(first) + U"対" + std::u32string(second), {}};
    while (mark == U':' && text.at(score.end) == mark && text.digit(score.end + 1)) {  // 2:3:5
        const std::size_t next = text.digitsEnd(score.end + 1);
        score.spoken += U"対" + std::u32string(text.part(score.end + 1, next));
        score.end = next;
    }
    if (first == U"0" && second == U"0")
        score.alternatives.push_back(U"レータイレー");
    return score;
}

Spoken readFraction(const Source& text, std::size_t place) {
    const char32_t c = text.at(place);
    if (const auto* const vulgar = std::ranges::find(kVulgar, c, &VulgarFraction::sign); vulgar != std::end(kVulgar)) {
        Rewrite half{place, place + 1, fraction(vulgar->top, vulgar->bottom), {}};
        if (text.digit(place - 1))
            half.spoken.insert(0, U"と");
        else if (const Text name = fractionName(vulgar->top, vulgar->bottom); !name.empty())
            half.alternatives.emplace_back(name);
        return half;
    }
    if (!isAsciiDigit(c) || text.letterBefore(place) || text.at(place - 1) == U'/')
        return std::nullopt;
    std::u32string whole;
    std::size_t topBegin = place;
    std::size_t topEnd = text.digitsEnd(place);
    if (text.at(topEnd) == U' ' && text.digit(topEnd + 1)) {  // 1 1/2
        whole = std::u32string(text.part(place, topEnd)) + U"と";
        topBegin = topEnd + 1;
        topEnd = text.digitsEnd(topBegin);
    }
    const std::size_t end = text.digitsEnd(topEnd + 1);
    if (text.at(topEnd) != U'/' || end == topEnd + 1 || isLatinLetter(text.at(end)) || text.at(end) == U'/' ||
        text.at(end) == U'.')
        return std::nullopt;
    const Text top = text.part(topBegin, topEnd);
    const Text bottom = text.part(topEnd + 1, end);
    Rewrite out{place, end, whole + fraction(top, bottom), {}};
    if (const Text name = fractionName(top, bottom); !name.empty() && whole.empty())
        out.alternatives.emplace_back(name);
    return out;
}

}  // namespace timbre::frontend::ja
