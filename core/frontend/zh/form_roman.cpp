// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kRulers =
    U"亨利 伊丽莎白 查理 查尔斯 威廉 彼得 拿破仑 爱德华 乔治 腓力 菲利普 詹姆斯 理查 理查德 约翰 亚历山大 尼古拉 "
    U"尼古拉斯 腓特烈 弗里德里希 弗雷德里克 古斯塔夫 保罗 本笃 庇护 方济各 "
    U"利奥 卡尔 卡洛斯 奥托 康拉德 利奥波德 维克托 拉美西斯 托勒密 克里斯蒂安 哈拉尔 阿方索 费迪南 斐迪南 伊凡 凯瑟琳 "
    U"叶卡捷琳娜 居鲁士 大流士 阿尔伯特 博杜安 玛丽 玛格丽特 约瑟夫 "
    U"路易 英诺森 格列高利 额我略 克莱门特 乌尔班 塞琉古 安条克 腓力浦 罗贝尔 曼努埃尔 若昂 佩德罗 阿卜杜拉 君士坦丁 "
    U"利奥波尔德 马克西米利安 鲁道夫 西吉斯蒙德 卡西米尔 埃里克 图特摩斯 阿蒙霍特普";
constexpr std::u32string_view kEnglishRulers =
    U"Henry Louis Elizabeth Charles George Edward William James Richard Philip Peter Napoleon Nicholas Frederick Leo "
    U"Pius Alexander";
/// What a Roman numeral in ASCII letters numbers, where its letters could be a word.
constexpr std::u32string_view kNumberedBehind = U"章 节 卷 部 篇 期 型 级 类 度 世 幕 册 回 集 季 号 代 段 阶段 区 等";
constexpr std::u32string_view kNoNumerals = U"XL XX XXL XXX LV MV CD DVD CV DC MC DI MD CC MIX MM LL DL CL IC VC VI";
constexpr std::u32string_view kWords = U"VI";

/// The value of a well-formed numeral below 90, else 0.
unsigned romanValue(std::u32string_view letters) {
    if (letters.empty() || letters.size() > 8)
        return 0;
    unsigned value = 0;
    unsigned last = 100;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto worth = [](char32_t c) {
            return c == U'I' ? 1U : c == U'V' ? 5U : c == U'X' ? 10U : c == U'L' ? 50U : 0U;
        };
        const unsigned one = worth(letters[i]);
        const unsigned next = i + 1 < letters.size() ? worth(letters[i + 1]) : 0;
        if (one == 0 || one > last)
            return 0;
        if (next > one) {
            if (next > 10 * one || one == 5)
                return 0;
            value += next - one;
            last = one == 1 ? 0 : 9;
            ++i;
            continue;
        }
        value += one;
        last = one;
    }
    // IIII, VV and XXXXX are no numerals.
    if (letters.find(U"IIII") != std::u32string_view::npos || letters.find(U"VV") != std::u32string_view::npos ||
        letters.find(U"XXXX") != std::u32string_view::npos || letters.find(U"LL") != std::u32string_view::npos)
        return 0;
    return value;
}

std::u32string decimal(unsigned value) {
    std::u32string digits;
    for (const char c : std::to_string(value))
        digits += static_cast<char32_t>(c);
    return digits;
}

/// ⅰ and Ⅰ to Ⅻ.
unsigned signValue(char32_t c) {
    if (c >= 0x2160 && c <= 0x216B)
        return c - 0x2160 + 1;
    if (c >= 0x2170 && c <= 0x217B)
        return c - 0x2170 + 1;
    return 0;
}

bool behindRuler(const ScannedText& text, std::size_t at) {
    const std::size_t end = text.blank(at - 1) && at > 0 ? at - 1 : at;
    return endsWithAny(text, end, kRulers);
}

/// 路易十四, but 亨利八世.
Spoken spokenReign(const ScannedText& text, std::size_t at, std::size_t end, unsigned value) {
    const std::u32string number = spokenCardinal(decimal(value)).text;
    if (text.at(end) == U'世' || (text.endsWith(at, U"路易") && value > 10))
        return Spoken(number);
    return Spoken(number + U"世", {number});
}

/// After an English word: World War II.
std::optional<Spoken> englishNumeral(const ScannedText& text, std::size_t at, unsigned value) {
    if (!text.blank(at - 1) || at < 2 || !text.letter(at - 2))
        return std::nullopt;
    const auto word = text.part(text.lettersBegin(at - 1), at - 1);
    const bool title = word[0] >= U'A' && word[0] <= U'Z';
    const std::size_t end = text.lettersEnd(at);
    const bool single = end - at == 1;
    if (!title || (single && !isOneOf(word,
                                      U"Part Chapter Volume Vol Act Book Type Phase War Stage Class Level GTA Rocky "
                                      U"Civilization Fantasy Grade Section Henry")))
        return std::nullopt;
    const std::u32string chinese = spokenCardinal(decimal(value)).text;
    Spoken spoken(englishNumber(value), {chinese});
    if (isOneOf(word, kEnglishRulers))
        spoken.orSay(chinese + U"世");
    return spoken;
}

/// Right behind Chinese: 最终篇III. Two letters and more; single ones and words only before what they number.
bool isChineseNumeral(const ScannedText& text, std::size_t at, std::size_t end) {
    const auto letters = text.part(at, end);
    const bool numbers = startsWithAny(text, end, kNumberedBehind) > 0;
    if (text.endsWith(at, U"第") || text.endsWith(at, U"第 "))
        return true;
    if (letters.size() == 1)
        return numbers &&
               (letters == U"I" ? startsWithAny(text, end, U"型 期 级 类 度 章 卷 部 区") > 0
                                : startsWithAny(text, end, U"章 卷 部 节 幕 册 世 期") > 0 && letters != U"X");
    if (isOneOf(letters, kWords) && !numbers)
        return text.han(at - 1) && at > 0 && !text.han(end) && !text.blank(end);
    if (numbers)
        return true;
    const char32_t previous = text.before(at);
    // Fe(II)
    if (previous == U'(' && text.at(end) == U')')
        return true;
    return isHanCharacter(previous) || previous == U'·' || (previous == U' ' && at > 1 && text.han(at - 2));
}

}  // namespace

std::size_t readRoman(const ScannedText& text, std::size_t at, Forms& forms) {
    if (const unsigned value = signValue(text.at(at)); value != 0) {
        if (behindRuler(text, at))
            forms.add(at, at + 1, spokenReign(text, at, at + 1, value));
        else
            forms.add(at, at + 1, Spoken(spokenCardinal(decimal(value)).text));
        return at + 1;
    }
    if (!text.letter(at) || text.lettersBegin(at) != at || (at > 0 && (text.digit(at - 1) || text.at(at - 1) == U'_')))
        return 0;
    const std::size_t end = text.lettersEnd(at);
    const unsigned value = romanValue(text.part(at, end));
    const char32_t next = text.at(end);
    if (value == 0 || text.digit(end) || next == U'-' || next == U'_' || next == U'&' || next == U'\'' ||
        text.inFormula(at))
        return 0;
    if (behindRuler(text, at)) {
        forms.add(at, end, spokenReign(text, at, end, value));
        return end;
    }
    const bool numbered = text.endsWith(at, U"第") || startsWithAny(text, end, kNumberedBehind) > 0;
    if (isOneOf(text.part(at, end), kNoNumerals) && !isOneOf(text.part(at, end), kWords) && !numbered)
        return 0;
    if (isOneOf(text.part(at, end), U"XL XXL") && !text.endsWith(at, U"第"))
        return 0;
    if (auto english = englishNumeral(text, at, value)) {
        forms.add(at, end, std::move(*english));
        return end;
    }
    if (!isChineseNumeral(text, at, end))
        return 0;
    forms.add(at, end, Spoken(spokenCardinal(decimal(value)).text, {englishNumber(value)}));
    return end;
}

}  // namespace timbre::frontend::zh
