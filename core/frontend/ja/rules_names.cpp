// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"
#include "core/frontend/ja/units.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

struct Word {
    Text written;
    Text spoken;
};

/// English words that Japanese texts put before a number, in small letters.
constexpr Word kChapterWords[] = {
    {U"part", U"パート"},       {U"vol", U"ボリューム"},      {U"volume", U"ボリューム"}, {U"day", U"デイ"},
    {U"lesson", U"レッスン"},   {U"chapter", U"チャプター"},  {U"episode", U"エピソード"}, {U"ep", U"エピソード"},
    {U"season", U"シーズン"},   {U"level", U"レベル"},        {U"lv", U"レベル"},         {U"step", U"ステップ"},
    {U"phase", U"フェーズ"},    {U"round", U"ラウンド"},      {U"stage", U"ステージ"},    {U"act", U"アクト"},
    {U"track", U"トラック"},    {U"case", U"ケース"},         {U"type", U"タイプ"},       {U"scene", U"シーン"},
    {U"no", U"ナンバー"},       {U"ver", U"バージョン"},      {U"version", U"バージョン"}, {U"file", U"ファイル"},
    {U"room", U"ルーム"},       {U"unit", U"ユニット"},       {U"mission", U"ミッション"}, {U"game", U"ゲーム"},
    {U"group", U"グループ"},    {U"team", U"チーム"},         {U"plan", U"プラン"},       {U"top", U"トップ"},
    {U"best", U"ベスト"},       {U"page", U"ページ"},         {U"question", U"クエスチョン"}, {U"section", U"セクション"}};

constexpr Word kTitles[] = {{U"mr", U"ミスター"}, {U"mrs", U"ミセス"}, {U"ms", U"ミズ"},
                            {U"dr", U"ドクター"}, {U"prof", U"プロフェッサー"}, {U"st", U"セント"}};

constexpr Word kBracketed[] = {{U"(株)", U"株式会社"}, {U"(有)", U"有限会社"}, {U"(財)", U"財団法人"}, {U"(社)", U"社団法人"}};

struct Sign {
    char32_t sign;
    Text spoken;
};

constexpr Sign kGreek[] = {
    {U'α', U"アルファ"}, {U'β', U"ベータ"},   {U'γ', U"ガンマ"},     {U'δ', U"デルタ"},   {U'Δ', U"デルタ"},  {U'ε', U"イプシロン"},
    {U'ζ', U"ゼータ"},   {U'η', U"イータ"},   {U'θ', U"シータ"},     {U'ι', U"イオタ"},   {U'κ', U"カッパ"},  {U'λ', U"ラムダ"},
    {U'μ', U"ミュー"},   {U'ν', U"ニュー"},   {U'ξ', U"クサイ"},     {U'π', U"パイ"},     {U'ρ', U"ロー"},    {U'σ', U"シグマ"},
    {U'Σ', U"シグマ"},   {U'τ', U"タウ"},     {U'υ', U"ウプシロン"}, {U'φ', U"ファイ"},   {U'Φ', U"ファイ"},  {U'χ', U"カイ"},
    {U'ψ', U"プサイ"},   {U'Ψ', U"プサイ"},   {U'ω', U"オメガ"},     {U'Ω', U"オメガ"},   {U'Γ', U"ガンマ"},  {U'Θ', U"シータ"},
    {U'Λ', U"ラムダ"},   {U'Π', U"パイ"},     {U'√', U"ルート"},     {U'∞', U"ムゲンダイ"}};

std::u32string small(Text text) {
    std::u32string out(text);
    std::ranges::transform(out, out.begin(), [](char32_t c) { return isCapital(c) ? c + 32 : c; });
    return out;
}

template <std::size_t Count>
Text spokenFor(const Word (&words)[Count], Text written) {
    const auto* const found = std::ranges::find(words, written, &Word::written);
    return found == std::end(words) ? Text() : found->spoken;
}

/// Numbers of titles: English up to ten, else Japanese.
std::u32string titleNumber(Text digits, std::vector<std::u32string>& alternatives, Text before = {}) {
    constexpr std::size_t kMostDigits = 2;
    const auto english = englishNumber(digits);
    const bool small = digits.size() < kMostDigits || digits == U"10";
    if (!english || !small)
        return std::u32string(digits);
    alternatives.push_back(std::u32string(before) + cardinal(digits));
    return *english;
}

/// A number before テン: イッ, ニー, ゴー, ハッ, ジュッ.
std::u32string beforePoint(Text digits) {
    std::u32string spoken = cardinal(digits);
    if (spoken.ends_with(U"イチ") || spoken.ends_with(U"ハチ") || spoken.ends_with(U"ジュー"))
        spoken.back() = U'ッ';
    else if (digits.back() == U'2' || digits.back() == U'5')
        spoken += U'ー';
    return spoken;
}

/// The Roman numeral that stands there alone, in ASCII capitals or in one character; its end.
std::optional<int> romanAt(const Source& text, std::size_t place, std::size_t& end) {
    const char32_t c = text.at(place);
    constexpr char32_t kRomanOne = 0x2160;
    constexpr char32_t kSmallRomanOne = 0x2170;
    constexpr char32_t kRomans = 12;
    for (const char32_t first : {kRomanOne, kSmallRomanOne}) {
        if (c >= first && c < first + kRomans) {
            end = place + 1;
            return static_cast<int>(c - first) + 1;
        }
    }
    end = text.lettersEnd(place);
    return text.alphanumericBefore(place) || text.digit(end) ? std::nullopt : romanValue(text.part(place, end));
}

bool isOrdinalWord(const Source& text, std::size_t place) {
    constexpr Text kBehind = U"世章型期巻部編節類級種幕楽番回次位条項";
    return kBehind.find(text.at(place)) != Text::npos && text.at(place) != 0;
}

}  // namespace

Spoken readVersion(const Source& text, std::size_t place) {
    std::size_t at = place;
    const bool v = (text.at(place) == U'v' || text.at(place) == U'V') && text.digit(place + 1);
    if (text.alphanumericBefore(place) || (!v && text.at(place - 1) == U'.'))
        return std::nullopt;
    at += v ? 1 : 0;
    std::vector<Text> parts;
    while (text.digit(at)) {
        const std::size_t end = text.digitsEnd(at);
        parts.push_back(text.part(at, end));
        at = end;
        if (text.at(at) != U'.' || !text.digit(at + 1))
            break;
        ++at;
    }
    if (parts.empty() || isLatinLetter(text.at(at)) || (!v && parts.size() < 3))
        return std::nullopt;
    Rewrite out{place, at, v ? U"バージョン" : U"", {}};
    if (parts.size() == 1)
        out.spoken += titleNumber(parts[0], out.alternatives, out.spoken);
    else if (parts.size() == 2)
        out.spoken.append(parts[0]).append(U".").append(parts[1]);
    else
        for (std::size_t i = 0; i < parts.size(); ++i)
            out.spoken += i > 0 ? U"テン" + digitByDigit(parts[i]) : beforePoint(parts[i]);
    return out;
}

Spoken readRoman(const Source& text, std::size_t place) {
    std::size_t end = place;
    const auto value = romanAt(text, place, end);
    if (!value)
        return std::nullopt;
    const std::u32string digits = decimalDigits(*value);
    const bool oneLetter = end == place + 1 && isCapital(text.at(place));
    if (isOrdinalWord(text, end) || text.at(place - 1) == U'第')
        return Rewrite{place, end, digits, {}};
    const char32_t before = text.at(place - 1) == U' ' ? text.at(place - 2) : text.at(place - 1);
    const bool title = isKatakanaLetter(before) || (text.at(place - 1) == U' ' && isLatinLetter(before));
    // マルコムX and スペースX are names; the fifth of a title is common.
    if (isCapital(text.at(place)) && (!title || (oneLetter && !(text.at(place) == U'V' && isKatakanaLetter(before)))))
        return std::nullopt;
    const auto english = title ? englishNumber(digits) : std::nullopt;
    if (!english)
        return Rewrite{place, end, digits, {}};
    return Rewrite{place, end, *english, {cardinal(digits)}};
}

Spoken readModelNumber(const Source& text, std::size_t place) {
    const std::size_t end = text.digitsEnd(place);
    const Text digits = text.part(place, end);
    const char32_t behind = text.at(end);
    if (digits.empty() || (behind == U'.' && text.digit(end + 1)) || behind == U'%')
        return std::nullopt;
    const bool hyphen = text.at(place - 1) == U'-';
    const std::size_t joint = hyphen || text.at(place - 1) == U' ' ? place - 1 : place;
    const bool latin = isLatinLetter(text.at(joint - 1));
    const std::size_t begin = hyphen && latin ? place - 1 : place;
    // B2B
    if (digits == U"2" && isCapital(text.at(place - 1)) && !isLatinLetter(text.at(place - 2)) && isCapital(behind) &&
        text.lettersEnd(end) == end + 1)
        return Rewrite{place, end, text.at(place - 1) == U'H' ? U"ツー" : U"トゥー", {U"ツー"}};
    const bool counted = isHanLetter(behind);
    constexpr Text kCounted = U"系便次";
    if (latin && digits.size() == 1 && (isCounter(text, end) || (kCounted.find(behind) != Text::npos && behind != 0)))
        return hyphen ? Spoken(Rewrite{begin, end, std::u32string(digits), {}}) : std::nullopt;
    if (latin && joint == place - 1 && !hyphen && (digits.size() == 2 || counted))
        return std::nullopt;  // iPhone 15
    if (latin && digits.size() == 1 && !(text.at(place - 1) == U'A' && !isLatinLetter(text.at(place - 2))) &&
        !(text.at(place - 1) == U'B' && !isLatinLetter(text.at(place - 2)) && (digits == U"4" || digits == U"5"))) {
        if (isLatinLetter(behind) && text.digit(text.lettersEnd(end)))
            return std::nullopt;
        return Rewrite{begin, end, *englishNumber(digits), {digits == U"4" ? U"ヨン" : cardinal(digits)}};
    }
    if (latin && hyphen && !counted && digits.size() < 3)
        return Rewrite{begin, end, std::u32string(digits), {}};
    if (latin && digits.size() >= 3 && digits.size() <= 4 && !counted)
        return Rewrite{begin, end, digitByDigit(digits), {cardinal(digits)}};
    // 747 behind a maker's name
    const bool madeBy = isKatakanaLetter(text.at(place - 1)) && digits.size() == 3 && !digits.ends_with(U"0");
    if (madeBy && !counted && !isKatakanaLetter(behind) && !isLatinLetter(behind))
        return Rewrite{place, end, digitByDigit(digits), {cardinal(digits)}};
    // 4K, 3D, 5G
    const bool before = digits.size() == 1 && isCapital(behind) && text.lettersEnd(end) <= end + 2 &&
                        !text.digit(text.lettersEnd(end)) && !text.alphanumericBefore(place) && text.at(place - 1) != U'.';
    if (before && behind == U'F' && !isLatinLetter(text.at(end + 1)))
        return std::nullopt;
    if (before)
        return Rewrite{place, end, behind == U'K' ? cardinal(digits) : *englishNumber(digits), {behind == U'K' ? *englishNumber(digits) : cardinal(digits)}};
    return std::nullopt;
}

Spoken readChapter(const Source& text, std::size_t place) {
    const std::size_t digitsEnd = text.digitsEnd(place);
    if (digitsEnd > place) {  // 1st, 4F
        const Text digits = text.part(place, digitsEnd);
        const std::size_t end = text.lettersEnd(digitsEnd);
        const std::u32string suffix = small(text.part(digitsEnd, end));
        if (text.letterBefore(place))
            return std::nullopt;
        if (suffix == U"st" || suffix == U"nd" || suffix == U"rd" || suffix == U"th")
            if (auto ordinal = englishOrdinal(digits))
                return Rewrite{place, end, *ordinal, {}};
        if (suffix == U"f" && digits.size() <= 3 && !text.digit(end))
            return Rewrite{place, end, std::u32string(digits) + U"階", {}};
        return std::nullopt;
    }
    if (text.alphanumericBefore(place))
        return std::nullopt;
    const std::size_t wordEnd = text.lettersEnd(place);
    const std::u32string word = small(text.part(place, wordEnd));
    // S2E5
    if (word == U"s" && text.digit(wordEnd)) {
        const std::size_t season = text.digitsEnd(wordEnd);
        const bool episode = text.at(season) == U'E' || text.at(season) == U'e';
        const std::size_t end = episode ? text.digitsEnd(season + 1) : season;
        if (!episode || end == season + 1)
            return std::nullopt;
        const auto number = [&](std::size_t from, std::size_t to) {
            return decimalDigits(Number{.whole = std::u32string(text.part(from, to))}.value());
        };
        return Rewrite{place, end, U"シーズン" + number(wordEnd, season) + U"エピソード" + number(season + 1, end), {}};
    }
    if (word == U"b" && text.digit(wordEnd) && text.at(text.digitsEnd(wordEnd)) == U'F')
        return Rewrite{place, text.digitsEnd(wordEnd) + 1,
                       U"地下" + std::u32string(text.part(wordEnd, text.digitsEnd(wordEnd))) + U"階", {}};
    std::size_t at = wordEnd;
    const bool point = text.at(at) == U'.';
    at = text.blanksEnd(at + (point ? 1 : 0));
    const std::size_t end = text.digitsEnd(at);
    if (end == at || isLatinLetter(text.at(end)))
        return std::nullopt;
    const Text digits = text.part(at, end);
    if ((word == U"p" || word == U"pp") && point) {
        const std::size_t last = text.at(end) == U'-' || text.at(end) == U'~' ? text.digitsEnd(end + 1) : end;
        if (last <= end + 1)
            return Rewrite{place, end, std::u32string(digits) + U"ページ", {}};
        return Rewrite{place, last, std::u32string(digits) + U"から" + std::u32string(text.part(end + 1, last)) + U"ページ", {}};
    }
    const Text spoken = spokenFor(kChapterWords, word);
    const bool abbreviated = word == U"no" || word == U"vol" || word == U"ver" || word == U"ep" || word == U"lv";
    if (spoken.empty() || (abbreviated && !point && at == wordEnd && word == U"no"))
        return std::nullopt;
    Rewrite out{place, end, std::u32string(spoken), {}};
    if (text.at(end) == U'.' && text.digit(end + 1)) {  // Ver. 2.1: the number speaks for itself
        out.end = at;
        return out;
    }
    const std::u32string number = titleNumber(digits, out.alternatives, spoken);
    out.spoken += number;
    return out;
}

Spoken readAbbreviation(const Source& text, std::size_t place) {
    const char32_t c = text.at(place);
    const char32_t before = text.at(place - 1);
    for (const Word& one : kBracketed)
        if (text.starts(place, one.written))
            return Rewrite{place, place + one.written.size(), std::u32string(one.spoken), {U"カブ"}};
    if (c == U'㈱')
        return Rewrite{place, place + 1, U"株式会社", {U"カブ"}};
    if (c == U'㈲')
        return Rewrite{place, place + 1, U"有限会社", {}};
    if (c == U'〒')
        return Rewrite{place, place + 1, U"郵便番号", {}};
    if (c == U'№')
        return Rewrite{place, place + 1, U"ナンバー", {}};
    if (c == U'&')
        return (isAlphanumeric(before) || isJapaneseLetter(before) || before == U' ') &&
                       (isAlphanumeric(text.at(place + 1)) || isJapaneseLetter(text.at(place + 1)) || text.at(place + 1) == U' ')
                   ? Spoken(Rewrite{place, place + 1, U"アンド", {}})
                   : std::nullopt;
    if (c == U'%' || c == U'‰')
        return Rewrite{place, place + 1, c == U'%' ? U"パーセント" : U"パーミル", {}};
    if (c == U'\'' && text.digit(place + 1) && !isAlphanumeric(before))
        return Rewrite{place, place + 1, U"", {}};
    if (!isLatinLetter(c) || isAlphanumeric(before))
        return std::nullopt;
    const std::size_t end = text.lettersEnd(place);
    const std::u32string word = small(text.part(place, end));
    const std::size_t behindPoint = end + (text.at(end) == U'.' ? 1 : 0);
    if (word == U"vs" && !isAlphanumeric(text.at(behindPoint)))
        return Rewrite{place, behindPoint, U"対", {U"バーサス"}};
    if (const Text title = spokenFor(kTitles, word); !title.empty() && behindPoint > end && isCapital(c)) {
        const std::size_t name = text.blanksEnd(behindPoint);
        if (isJapaneseLetter(text.at(name)))
            return Rewrite{place, name, std::u32string(title), {}};
    }
    // A/B: two letters side by side.
    if (end == place + 1 && isCapital(c) && text.at(end) == U'/' && isCapital(text.at(end + 1)) &&
        text.lettersEnd(end + 1) == end + 2)
        return Rewrite{end, end + 1, U"", {}};
    return std::nullopt;
}

std::u32string_view greekLetter(char32_t c) {
    const auto* const found = std::ranges::find(kGreek, c, &Sign::sign);
    return found == std::end(kGreek) ? Text() : found->spoken;
}

Spoken readSign(const Source& text, std::size_t place) {
    // .315 of a batter
    if (text.at(place) == U'.' && text.digit(place + 1) && !text.alphanumericBefore(place) && text.at(place - 1) != U'.') {
        const std::size_t end = text.digitsEnd(place + 1);
        return Rewrite{place, end, U"テン" + digitByDigit(text.part(place + 1, end)), {}};
    }
    const Text name = greekLetter(text.at(place));
    return name.empty() ? std::nullopt : Spoken(Rewrite{place, place + 1, std::u32string(name), {}});
}

}  // namespace timbre::frontend::ja
