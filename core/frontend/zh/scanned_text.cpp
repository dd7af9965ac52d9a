// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/scanned_text.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace timbre::frontend::zh {

namespace {

/// Traditional and simplified in turn: the characters that rules look for.
constexpr std::u32string_view kTraditional =
    U"個个隻只條条張张臺台輛辆間间顆颗塊块杯杯盤盘壺壶罐罐雙双對对種种樣样項项門门節节課课組组隊队頁页篇篇筆笔枝枝"
    U"頭头匹匹層层級级歲岁塊块毛毛圓元週周點点鐘钟時时號号樓楼線线萬万億亿兩两電电話话碼码熱热撥拨機机傳传報报聯联"
    U"繫系專专續续應应該该實实價价錢钱幣币歐欧鎊镑韓韩盧卢佈布達达裡里華华攝摄氏氏熱热溫温濕湿頻频畫画貝贝"
    U"釐厘厘厘噸吨磅磅鎊镑畝亩頃顷陸陆後后從从間间開开關关場场勝胜負负敗败擊击戰战贏赢輸输領领險险橫横掃扫"
    U"賽赛決决總总結结啟启動动營营業业會会議议圖图錶表題题練练習习冊册卷卷號号車车艙舱鐵铁軌轨國国縣县區区"
    U"廳厅館馆營营飛飞機机運运轟轰風风長长紅红龍龙軍军驅驱訊讯驗验證证權权編编郵邮單单訂订帳账戶户駕驾標标"
    U"準准護护學学員员資资貨货優优惠惠輸输邀邀請请獎奖勵励積积餘余負负減减乘乘於于當当進进這这來来約约過过"
    U"幾几歷历滿满紀纪轉转尋寻錄录視视頻频頂顶體体積积氣气壓压轉转發发聲声響响數数據据計计算算試试"
    U"倫伦勞劳喬乔爾尔維维羅罗蘭兰賓宾愛爱華华麗丽別别邊边際际終终屬属書书劇剧產产廠厂牌牌"
    U"給给讓让說说設设選选擇择擔担鋼钢鐵铁銀银銅铜鋁铝鍵键盤盘廣广鎮镇陽阳灣湾島岛濟济寧宁漢汉滬沪瀋沈蘇苏";

const std::unordered_map<char32_t, char32_t>& traditionalTable() {
    static const std::unordered_map<char32_t, char32_t> table = [] {
        std::unordered_map<char32_t, char32_t> made;
        for (std::size_t i = 0; i + 1 < kTraditional.size(); i += 2)
            made.emplace(kTraditional[i], kTraditional[i + 1]);
        return made;
    }();
    return table;
}

/// Signs that are written in several ways.
constexpr std::array<std::pair<char32_t, char32_t>, 36> kSigns{{
    {0x00A0, U' '}, {0x2002, U' '}, {0x2003, U' '}, {0x2009, U' '}, {0x202F, U' '}, {0x3000, U' '},
    {U'\t', U' '},  {0x2010, U'-'}, {0x2011, U'-'}, {0x2012, U'-'}, {0x2013, U'-'}, {0x2212, U'-'},
    {0xFE63, U'-'}, {0x2015, U'—'}, {0x301C, U'~'}, {0x223C, U'~'}, {0x2236, U':'}, {0x2715, U'×'},
    {0x2716, U'×'}, {0x2797, U'÷'}, {0x2795, U'+'}, {0x2796, U'-'}, {0x2022, U'·'}, {0x30FB, U'·'},
    {0x2027, U'·'}, {0x2219, U'·'}, {0x22C5, U'·'}, {0x00B5, U'μ'}, {0x2126, U'Ω'}, {0x00BA, U'°'},
    {0x2044, U'/'}, {0x2215, U'/'}, {0xFFE5, U'¥'}, {0xFFE1, U'£'}, {0xFFE0, U'¢'}, {0xFFE6, U'₩'},
}};

/// The first digits of decimal scripts that are met in texts.
constexpr std::array<char32_t, 4> kDigitZeros{0x0660, 0x06F0, 0x0966, 0xFF10};

char32_t folded(char32_t c) {
    if (c < 0x80)
        return c == U'\t' ? U' ' : c;
    for (const char32_t zero : kDigitZeros)
        if (c >= zero && c < zero + 10)
            return U'0' + (c - zero);
    if (c >= 0x1D7CE && c <= 0x1D7FF)
        return U'0' + (c - 0x1D7CE) % 10;
    if (c >= 0x4E00) {
        // Full-width marks of a sentence stay what they are: "一，2" is no number of thousands.
        const bool mark = c == U'！' || c == U'，' || c == U'？' || c == U'；';
        if (c >= 0xFF01 && c <= 0xFF5E && !mark)
            return c - 0xFF01 + U'!';
        if (c <= 0x9FFF) {
            const auto& table = traditionalTable();
            const auto found = table.find(c);
            return found == table.end() ? c : found->second;
        }
    }
    for (const auto& [written, plain] : kSigns)
        if (c == written)
            return plain;
    return c;
}

bool isSentenceMark(char32_t c) {
    return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U'!' || c == U'?' || c == U';' || c == U'\n';
}

constexpr std::u32string_view kStrongOperators = U"=×÷+≈≠≤≥<>±√^";
bool isOperand(char32_t c) {
    return (c >= U'0' && c <= U'9') || ScannedText::isLetter(c) || isGreekLetter(c) || isSuperscript(c) ||
           (c >= U'₀' && c <= U'₉') || c == U'%';
}

bool isFormulaCharacter(char32_t c) {
    return isOperand(c) || kStrongOperators.find(c) != std::u32string_view::npos || c == U'.' || c == U'-' ||
           c == U'*' || c == U'/' || c == U'(' || c == U')' || c == U' ' || c == U'≡';
}

}  // namespace

bool isSuperscript(char32_t c) noexcept {
    return std::u32string_view(U"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣʸ").find(c) != std::u32string_view::npos;
}

ScannedText::ScannedText(std::u32string_view text)
    : text_(text), begins_(text.size()), ends_(text.size()), formula_(text.size()) {
    folded_.reserve(text.size());
    for (const char32_t c : text) {
        folded_ += folded(c);
        traditional_ = traditional_ || (isHanCharacter(c) && folded_.back() != c);
    }
    findRuns();
    findFormulas();
}

void ScannedText::findRuns() {
    const auto kind = [&](std::size_t i) { return digit(i) ? 1 : letter(i) ? 2 : 0; };
    for (std::size_t begin = 0; begin < size();) {
        std::size_t end = begin + 1;
        while (end < size() && kind(begin) != 0 && kind(end) == kind(begin))
            ++end;
        for (std::size_t i = begin; i < end; ++i) {
            begins_[i] = static_cast<std::uint32_t>(begin);
            ends_[i] = static_cast<std::uint32_t>(end);
        }
        begin = end;
    }
}

void ScannedText::findFormulas() {
    for (std::size_t begin = 0; begin < size(); ++begin) {
        if (!isFormulaCharacter(folded_[begin]))
            continue;
        std::size_t end = begin;
        bool strong = false;
        for (; end < size() && isFormulaCharacter(folded_[end]); ++end) {
            const char32_t sign = folded_[end];
            if (kStrongOperators.find(sign) == std::u32string_view::npos)
                continue;
            const char32_t left = blank(end - 1) ? before(end - 1) : before(end);
            const char32_t right = at(skipBlank(end + 1));
            const bool leftFits =
                isOperand(left) || left == U')' || sign == U'√' || (sign == U'=' && isHanCharacter(left));
            strong = strong || (leftFits && (isOperand(right) || right == U'(' || right == U'-' || right == U'√'));
        }
        if (strong)
            std::fill(formula_.begin() + static_cast<std::ptrdiff_t>(begin),
                      formula_.begin() + static_cast<std::ptrdiff_t>(end), std::uint8_t{1});
        begin = end;
    }
}

std::u32string_view ScannedText::part(std::size_t begin, std::size_t end) const noexcept {
    begin = std::min(begin, size());
    return std::u32string_view(folded_).substr(begin, end > begin ? end - begin : 0);
}

std::u32string_view ScannedText::written(std::size_t begin, std::size_t end) const noexcept {
    begin = std::min(begin, size());
    return text_.substr(begin, end > begin ? end - begin : 0);
}

bool ScannedText::startsWith(std::size_t place, std::u32string_view word) const noexcept {
    return place <= size() && std::u32string_view(folded_).substr(place).starts_with(word);
}

bool ScannedText::endsWith(std::size_t place, std::u32string_view word) const noexcept {
    return word.size() <= place && place <= size() && part(place - word.size(), place) == word;
}

std::u32string_view ScannedText::head(std::size_t place, std::size_t count) const noexcept {
    place = std::min(place, size());
    std::size_t begin = place;
    while (begin > 0 && place - begin < count && !isSentenceMark(folded_[begin - 1]))
        --begin;
    return part(begin, place);
}

std::u32string_view ScannedText::tail(std::size_t place, std::size_t count) const noexcept {
    place = std::min(place, size());
    std::size_t end = place;
    while (end < size() && end - place < count && !isSentenceMark(folded_[end]))
        ++end;
    return part(place, end);
}

namespace {

/// Calls `seen` with every word of a list until it says true.
template <typename Seen>
bool anyWord(std::u32string_view words, Seen seen) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(U' '), words.size());
        if (end > 0 && seen(words.substr(0, end)))
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace

bool mentions(std::u32string_view window, std::u32string_view words) {
    // Most words have a first character that is not in the window at all.
    const auto bit = [](char32_t c) { return std::uint64_t{1} << (c % 64); };
    std::uint64_t seen = 0;
    for (const char32_t c : window)
        seen |= c >= U'A' ? bit(c) : 0;
    return seen != 0 && anyWord(words, [&](std::u32string_view word) {
               return (seen & bit(word[0])) != 0 && window.find(word) != std::u32string_view::npos;
           });
}

bool endsWithAny(const ScannedText& text, std::size_t place, std::u32string_view words) {
    const char32_t last = text.before(place);
    return last != U'\0' && words.find(last) != std::u32string_view::npos &&
           anyWord(words, [&](std::u32string_view word) { return word.back() == last && text.endsWith(place, word); });
}

std::size_t startsWithAny(const ScannedText& text, std::size_t place, std::u32string_view words) {
    const char32_t first = text.at(place);
    if (first == U'\0' || words.find(first) == std::u32string_view::npos)
        return 0;
    std::size_t longest = 0;
    anyWord(words, [&](std::u32string_view word) {
        if (word[0] == first && word.size() > longest && text.startsWith(place, word))
            longest = word.size();
        return false;
    });
    return longest;
}

bool isOneOf(std::u32string_view word, std::u32string_view words) {
    return anyWord(words, [&](std::u32string_view other) { return other == word; });
}

bool isRangeMark(const ScannedText& text, std::size_t place) {
    const char32_t c = text.at(place);
    if (c == U'—')
        return text.before(place) != U'—' && text.at(place + 1) != U'—';
    return c == U'-' || c == U'~';
}

}  // namespace timbre::frontend::zh
