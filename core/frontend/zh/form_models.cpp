// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

/// Makers and series whose numbers are read digit by digit from three on.
constexpr std::u32string_view kMakers =
    U"波音 空客 骁龙 麒麟 天玑 华为 小米 红米 荣耀 魅族 一加 锤子 坚果 真我 酷派 努比亚 奔驰 宝马 奥迪 大众 标致 "
    U"雪铁龙 保时捷 法拉利 马自达 雷克萨斯 特斯拉 理想 蔚来 小鹏 "
    U"问界 极氪 比亚迪 捷豹 索尼 佳能 尼康 锐龙 酷睿 龙芯 兆芯 鲲鹏 昇腾 升腾 诺基亚 联想 雅马哈 飞利浦 罗技 松下 富士 "
    U"徕卡 大疆 三星 本田 丰田 福特 兰博基尼 迈凯伦 阿斯顿 "
    U"解放 英伟达 显卡 苹果 型号 型号是 型号为 编号为 代号 特工 庞巴迪 伊尔 米格";
/// Arms, ships of space and their like: a hyphen before their number is no minus.
constexpr std::u32string_view kSeries =
    U"歼 歼轰 运 轰 直 强 教 武直 东风 红旗 长征 神舟 天宫 嫦娥 鹰击 巨浪 霹雳 无侦 翼龙 彩虹 苏 米格 米 图 伊尔 安 卡 "
    U"雅克 天舟 北斗 玉兔 风云 实践 海洋 资源 高分 快舟 捷龙 "
    U"天问 祝融 梦舟 攻击 空警 水轰 初教 联盟 阿波罗 猎户座 银河 天河 太湖 波音 空客 骁龙 长鹰 海燕 蛟龙 奋斗者";
/// Words that number what follows: their numbers are cardinals however long.
constexpr std::u32string_view kNumbering =
    U"Day DAY day Top TOP top Level LEVEL level Lv LV lv Page page Part part PART Chapter chapter Vol vol VOL Lesson "
    U"lesson Unit unit Episode episode "
    U"EP Ep Season season Round round Step step STEP Phase Stage stage Act Week week Year IQ EQ BMI PMI CPI GDP AQI HP "
    U"MP GPA BPM PH pH ISO Max MAX Min "
    U"Volume volume Track track Season Game game Rank rank Combo combo SPF spf Section section Question Figure Table "
    U"Tip Rule rule Lap lap Floor Tier";
/// Letters that stand for an amount behind digits: 256G, 100M.
constexpr std::u32string_view kAmounts =
    U"G M T K B W w A V g m k GB MB KB TB fps dpi DPI ppi PPI Mbps Hz AH Ah Wh USD x X L kbps Kbps";

constexpr std::u32string_view kOrdinals =
    U"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    U"fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";

std::u32string_view englishOrdinal(unsigned value) {
    auto rest = kOrdinals;
    for (unsigned i = 1; !rest.empty(); ++i) {
        const std::size_t end = std::min(rest.find(U' '), rest.size());
        if (i == value)
            return rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

Spoken spokenModel(std::u32string_view digits, bool cardinal) {
    if (!cardinal && (digits.size() >= 3 || digits[0] == U'0')) {
        Spoken spoken(spellDigits(digits));
        spoken.orSay(spellDigits(digits, true));
        if (digits.size() <= 4)
            spoken.orSay(spokenCardinal(digits).text);
        return spoken;
    }
    Spoken spoken = spokenCardinal(digits);
    if (digits.size() > 1)
        spoken.orSay(spellDigits(digits));
    return spoken;
}

/// 3.5, 17.4, 3.11: the fraction may be said as a number.
Spoken spokenVersion(const Number& number) {
    Spoken spoken = number.size() >= 3 ? spokenDigits(number.integer) + Spoken(U"点" + spellDigits(number.fraction))
                                       : spokenNumber(number);
    if (number.fraction.size() == 2 && number.fraction[0] != U'0')
        spoken.orSay(spokenCardinal(number.integer).text + U"点" + spokenCardinal(number.fraction).text);
    return spoken;
}

struct Front {
    bool letters = false;   ///< Latin letters right before the number, with a hyphen or a blank between perhaps.
    bool attached = false;  ///< Nothing between them.
    bool maker = false;     ///< A Chinese name.
    std::u32string_view word{};
};

Front frontOf(const ScannedText& text, std::size_t at) {
    Front front;
    if (behindLargerUnit(text, at) && unitAt(text, text.digitsEnd(at)))
        return front;
    std::size_t end = at;
    front.attached = text.letter(at - 1) && at > 0;
    if (!front.attached && at > 0 && (text.blank(at - 1) || text.at(at - 1) == U'-' || text.at(at - 1) == U'.'))
        --end;
    const std::size_t begin = text.lettersBegin(end);
    front.letters = begin < end;
    front.word = text.part(begin, end);
    front.maker = !front.letters && endsWithAny(text, end, kMakers) && text.before(at) != U'.';
    return front;
}

bool countsSomething(const ScannedText& text, std::size_t end) {
    return counterAt(text, end).found() || magnitudeEnd(text, end) > end || unitAt(text, end).has_value() ||
           text.at(end) == U'%' || (text.at(end) == U',' && text.digit(end + 1)) || text.at(end) == U'+';
}

/// -20 of 歼-20, -4 of GPT-4, -12700 of i7-12700H.
std::size_t readHyphened(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t begin = at + 1;
    const std::size_t end = text.digitsEnd(begin);
    if (at == 0 || end == begin || text.blank(at - 1) || end - begin > kLongestNumber)
        return 0;
    const std::size_t lettersBegin = text.lettersBegin(at);
    const bool letters = lettersBegin < at && !(text.inFormula(at) && at - lettersBegin < 3);
    const bool series = text.han(at - 1) && endsWithAny(text, at, kSeries) && !(at > 1 && text.digit(at - 2));
    std::size_t digits = text.digitsBegin(at);
    if (digits < at && text.before(digits) == U'.' && text.digit(digits - 2))
        digits = text.digitsBegin(digits - 1);
    const bool model = digits < at &&
                       (ScannedText::isLetter(text.before(digits)) || endsWithAny(text, digits, U"波音 空客")) &&
                       !text.inFormula(at);
    if (!letters && !series && !model)
        return 0;
    const auto number = numberAt(text, begin);
    if (!number)
        return 0;
    if (model && number->size() < 3 && digits + 3 > at && !text.letter(number->end)) {
        forms.add(at, at + 1, Spoken(U"到", {U"至", U"杠", U""}));
        return at + 1;
    }
    Spoken spoken = number->whole()
                        ? spokenModel(number->integer, letters && isOneOf(text.part(lettersBegin, at), kNumbering))
                        : spokenVersion(*number);
    spoken.orSay(U"杠" + spoken.text);
    forms.add(at, number->end, std::move(spoken));
    return number->end;
}

/// iPhone 6s, Note 9s: a letter behind a brand's number is no unit.
bool isEdition(const ScannedText& text, const Front& front, const Number& number) {
    const bool brand = front.letters && front.word.size() > 1 && front.word[0] != U'M' &&
                       std::ranges::any_of(front.word, [](char32_t c) { return c >= U'A' && c <= U'Z'; });
    return brand && number.whole() && number.size() <= 2 && text.lettersEnd(number.end) == number.end + 1 &&
           (text.at(number.end) == U's' || text.at(number.end) == U't') && text.blank(number.begin - 1);
}

/// 1080P, 4K, 12700H: letters right behind the digits that are no unit.
bool hasSuffix(const ScannedText& text, const Number& number) {
    return text.letter(number.end) && !unitAt(text, number.end) &&
           !isOneOf(text.part(number.end, text.lettersEnd(number.end)), kAmounts);
}

}  // namespace

std::size_t readModel(const ScannedText& text, std::size_t at, Forms& forms) {
    if (text.at(at) == U'-')
        return readHyphened(text, at, forms);
    if (!text.digit(at))
        return 0;
    const auto number = numberAt(text, at);
    if (!number || number->grouped)
        return 0;
    const std::size_t end = number->end;
    // 1st, 2nd
    if (number->whole() && number->size() <= 2 && isOneOf(text.part(end, text.lettersEnd(end)), U"st nd rd th")) {
        if (const auto ordinal = englishOrdinal(valueOf(number->integer)); !ordinal.empty()) {
            forms.add(at, end + 2, Spoken(ordinal, {U"第" + spokenCardinal(number->integer).text}));
            return end + 2;
        }
    }
    const Front front = frontOf(text, at);
    const bool attached = front.attached && front.letters;
    if (!attached && countsSomething(text, end) && !isEdition(text, front, *number) &&
        !(front.maker && number->size() >= 3 && number->whole() && text.at(end) == U'系'))
        return 0;
    const bool numbering = front.letters && isOneOf(front.word, kNumbering) &&
                           !(number->size() > 3 && number->integer.substr(number->size() - 2) != U"00");
    if (front.letters && !number->whole()) {
        forms.add(at, end, spokenVersion(*number));
        return end;
    }
    const bool suffix = hasSuffix(text, *number);
    const bool digitwise = (front.letters && (attached || !isOneOf(text.part(end, text.lettersEnd(end)), kAmounts))) ||
                           front.maker || (suffix && number->whole() && number->size() >= 3);
    if (suffix && !number->whole() && number->size() >= 3) {
        forms.add(at, end, spokenVersion(*number));
        return end;
    }
    if (!digitwise || !number->whole() || (!front.letters && number->size() < 3))
        return 0;
    forms.add(at, end, spokenModel(number->integer, numbering));
    return end;
}

}  // namespace timbre::frontend::zh
