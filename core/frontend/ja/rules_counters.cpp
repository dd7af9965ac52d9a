// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

struct Counter {
    Text written;
    Text spoken;
};

/// Counters with a Japanese reading, before which 6, 8 and 100 keep theirs: ハチクミ, not ハックミ.
constexpr Counter kNativeCounters[] = {{U"組", U"クミ"},   {U"口", U"クチ"},   {U"桁", U"ケタ"}, {U"束", U"タバ"},
                                       {U"粒", U"ツブ"},   {U"皿", U"サラ"},   {U"坪", U"ツボ"}, {U"株", U"カブ"},
                                       {U"切れ", U"キレ"}, {U"針", U"ハリ"},   {U"袋", U"フクロ"}};

/// What comes behind ジュッ: with ジッ as the other way.
constexpr Counter kBehindTen[] = {
    {U"時間", U""},           {U"分間", U"プンカン"}, {U"分", U"プン"},       {U"個", U"コ"},         {U"回", U"カイ"},
    {U"階", U"カイ"},         {U"本", U"ポン"},       {U"匹", U"ピキ"},       {U"杯", U"パイ"},       {U"冊", U"サツ"},
    {U"歳", U"サイ"},         {U"才", U"サイ"},       {U"点", U"テン"},       {U"頭", U"トー"},       {U"足", U"ソク"},
    {U"件", U"ケン"},         {U"軒", U"ケン"},       {U"週間", U"シューカン"}, {U"か月", U"カゲツ"}, {U"ヶ月", U"カゲツ"},
    {U"カ月", U"カゲツ"},     {U"章", U"ショー"},     {U"世紀", U"セーキ"},   {U"周年", U"シューネン"}, {U"巻", U"カン"},
    {U"曲", U"キョク"},       {U"歩", U"ポ"},         {U"票", U"ピョー"},     {U"社", U"シャ"},       {U"店", U"テン"},
    {U"種類", U"シュルイ"},   {U"着", U"チャク"},     {U"通", U"ツー"},       {U"センチ", U"センチ"}, {U"パーセント", U"パーセント"},
    {U"ページ", U"ページ"},   {U"キロ", U"キロ"},     {U"校", U"コー"},       {U"期", U"キ"},         {U"級", U"キュー"}};

template <std::size_t Count>
const Counter* counterAt(const Counter (&counters)[Count], const Source& text, std::size_t place) {
    const auto* const found = std::ranges::find_if(counters, [&](const Counter& one) { return text.starts(place, one.written); });
    return found == std::end(counters) ? nullptr : found;
}

bool hasEraBefore(const Source& text, std::size_t place) {
    return std::ranges::any_of(std::initializer_list<Text>{U"明治", U"大正", U"昭和", U"平成", U"令和"},
                               [&](Text era) { return text.ends(place, era); });
}

/// サンビャク… as the digits are, with ジュッ as it is before some counters.
std::u32string cardinalEndingIn(Text digits, Text ending, Text instead) {
    std::u32string spoken = cardinal(digits);
    if (spoken.ends_with(ending))
        spoken.replace(spoken.size() - ending.size(), ending.size(), instead);
    return spoken;
}

std::u32string beforeKei(Text digits) {
    std::u32string spoken = cardinal(digits);
    if (spoken.ends_with(U"イチ") || spoken.ends_with(U"ハチ") || spoken.ends_with(U"ジュー"))
        spoken.back() = U'ッ';
    return spoken;
}

Spoken nativeCounter(const Source& text, const Number& number) {
    const Counter* const counter = counterAt(kNativeCounters, text, number.end);
    if (counter == nullptr)
        return std::nullopt;
    const std::size_t end = number.end + counter->written.size();
    const char32_t last = number.whole.back();
    const bool group = counter->written == U"組";
    const bool inSchool = group && text.at(number.begin - 1) == U'年';  // 3年1組
    if (group && (number.whole == U"1" || number.whole == U"2"))
        return Rewrite{number.begin, end, inSchool ? (last == U'1' ? U"イチクミ" : U"ニクミ") : (last == U'1' ? U"ヒトクミ" : U"フタクミ"),
                       {inSchool ? (last == U'1' ? U"ヒトクミ" : U"フタクミ") : (last == U'1' ? U"イチクミ" : U"ニクミ")}};
    if (counter->written == U"針" && number.whole == U"1")
        return Rewrite{number.begin, end, U"ヒトハリ", {}};
    const bool wrong = last == U'6' || last == U'8' || number.whole.ends_with(U"00") || counter->written == U"針";
    if (!wrong || text.starts(number.end, U"組織") || text.starts(number.end, U"口径") || text.starts(number.end, U"口座"))
        return std::nullopt;
    return Rewrite{number.begin, end, number.whole + std::u32string(counter->spoken), {}};
}

/// Other ways to say a number that is read rightly.
Spoken withAlternatives(const Source& text, const Number& number) {
    const Text digits = number.whole;
    const char32_t behind = text.at(number.end);
    Rewrite same{number.begin, number.end, digitsFor(number), {}};
    if (digits.size() == 4 && behind == U'年' && (digits[0] == U'1' || digits[0] == U'2')) {
        same.alternatives.push_back(digitByDigit(digits));
        if (digits.back() == U'7')
            same.alternatives.push_back(cardinalEndingIn(digits, U"ナナ", U"シチ"));
        return same;
    }
    if (digits.back() == U'0' && digits.size() >= 2 && !digits.ends_with(U"00")) {
        const Counter* const counter = counterAt(kBehindTen, text, number.end);
        if (counter == nullptr || counter->spoken.empty())
            return std::nullopt;
        same.end += counter->written.size();
        same.spoken += counter->written;
        same.alternatives.push_back(cardinalEndingIn(digits, U"ジュー", U"ジッ") + std::u32string(counter->spoken));
        return same;
    }
    if (digits.back() == U'7' && (behind == U'号' || behind == U'年' || behind == U'番' || behind == U'度')) {
        same.alternatives.push_back(cardinalEndingIn(digits, U"ナナ", U"シチ"));
        return same;
    }
    return std::nullopt;
}

}  // namespace

Spoken readCounter(const Source& text, std::size_t place) {
    const auto number = text.numberAt(place);
    if (!number || !number->isWhole())
        return std::nullopt;
    const std::u32string& digits = number->whole;
    const char32_t behind = text.at(number->end);
    // 700系 of trains is ナナヒャッケー.
    if (behind == U'系' && digits.ends_with(U"00") && digits.size() == 3 && text.at(number->end + 1) != U'統')
        return Rewrite{place, number->end + 1, cardinalEndingIn(digits, U"ク", U"ッ") + U"ケー", {cardinal(digits) + U"ケー"}};
    if (text.letterBefore(place))
        return std::nullopt;
    if (text.starts(number->end, U"分の") && (text.digit(number->end + 2)))  // 3分の1
        return Rewrite{place, number->end + 2, digitsFor(*number) + U"ブンの", {}};
    if (behind == U'分' && text.at(place - 1) == U'割')
        return Rewrite{place, number->end + 1, digits + U"ブ", {}};
    if (digits == U"1000" && behind == U'万')
        return Rewrite{place, number->end, U"1千", {}};
    if (behind == U'京' && !isHanLetter(text.at(number->end + 1)))
        return Rewrite{place, number->end + 1, beforeKei(digits) + U"ケー", {}};
    if (behind == U'京' && text.at(number->end + 1) == U'円')
        return Rewrite{place, number->end + 2, beforeKei(digits) + U"ケーエン", {}};
    if (digits == U"20" && (behind == U'歳' || behind == U'才') && text.at(number->end + 1) != U'児')
        return Rewrite{place, number->end + 1, U"ハタチ", {U"ニジュッサイ", U"ニジッサイ"}};
    if (digits == U"9" && behind == U'年' && hasEraBefore(text, place))
        return Rewrite{place, number->end + 1, U"クネン", {U"キューネン"}};
    if (digits == U"0" && (behind == U'時' || behind == U'度'))
        return Rewrite{place, number->end, U"零", {U"ゼロ"}};
    if (behind == U'票' && digits.size() > 3 && digits.ends_with(U"000"))
        return Rewrite{place, number->end + 1, digits + U"ヒョー", {}};
    if (digits == U"1" && text.starts(number->end, U"日中"))
        return Rewrite{place, number->end + 2, U"一日中", {}};
    if (digits == U"1" && behind == U'箱')
        return Rewrite{place, number->end + 1, U"ヒトハコ", {}};
    // Open JTalk reads むね with the sounds of とう.
    if (behind == U'棟' && text.at(number->end + 1) != U'梁')
        return Rewrite{place, number->end + 1, digits + U"頭", {}};
    if (auto native = nativeCounter(text, *number))
        return native;
    return withAlternatives(text, *number);
}

}  // namespace timbre::frontend::ja
