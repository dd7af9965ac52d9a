// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/frontend/ja/rules.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

struct Sign {
    char32_t sign;
    Text spoken;
};

constexpr Sign kEndings[] = {{U'戦', U"セン"},  {U'社', U"シャ"}, {U'型', U"ガタ"}, {U'版', U"バン"}, {U'化', U"カ"},
                             {U'語', U"ゴ"},    {U'店', U"テン"}, {U'者', U"シャ"}, {U'車', U"シャ"}, {U'界', U"カイ"},
                             {U'様', U"サマ"},  {U'君', U"クン"}, {U'内', U"ナイ"}, {U'後', U"ゴ"},   {U'時', U"ジ"},
                             {U'間', U"カン"},  {U'員', U"イン"}, {U'器', U"キ"},   {U'音', U"オン"}, {U'体', U"タイ"},
                             {U'病', U"ビョー"}, {U'国', U"コク"}, {U'隊', U"タイ"}, {U'力', U"リョク"}, {U'紙', U"シ"},
                             {U'走', U"ソー"}};

/// Forms of ideographs in names that the dictionary lacks.
struct Variant {
    char32_t written;
    char32_t known;
};

constexpr Variant kVariants[] = {{U'髙', U'高'}, {U'濵', U'浜'}, {U'栁', U'柳'}, {U'𠮷', U'吉'}, {U'𠮟', U'叱'},
                                 {U'槗', U'橋'}, {U'桒', U'桑'}, {U'圡', U'土'}, {U'﨑', U'崎'}, {U'嵜', U'崎'}};

/// 雨が降ります, but 雨の中、電車を降ります.
bool isRainfall(const Source& text, std::size_t place) {
    const char32_t next = text.at(place + 1);
    const char32_t before = text.at(place - 1);
    // 降り積もる and 降り注ぐ are words of the dictionary.
    if (next != U'り' || text.at(place + 2) == U'積' || text.at(place + 2) == U'注' || before == U'を' || before == U'で' || text.ends(place, U"から") || text.ends(place, U"に"))
        return false;
    return text.wordBefore(place, {U"雨が", U"雨は", U"雨も", U"雪が", U"雪は", U"雪も", U"雹が", U"霰が", U"みぞれが", U"灰が",
                                   U"雨でも", U"雪でも", U"雨の", U"雪の"}) &&
           !text.wordBefore(place, {U"の中", U"を", U"ので", U"から"});
}

/// 辛い料理, 辛くて食べられない.
bool isTaste(const Source& text, std::size_t place) {
    constexpr std::array<Text, 16> kFood = {U"料理", U"カレー", U"ラーメン", U"スープ", U"味", U"食べ", U"食べ物", U"鍋", U"麺", U"唐辛子",
                            U"キムチ", U"ソース", U"スパイス", U"大根", U"せんべい", U"口"};
    const auto near = [&](std::size_t from) {
        const Text behind = text.part(from, std::min(from + 8, text.size()));
        return std::ranges::any_of(kFood, [&](Text food) { return behind.find(food) != Text::npos; });
    };
    return (text.at(place + 1) == U'い' || text.at(place + 1) == U'く') &&
           (near(place + 2) || text.wordBefore(place, {U"料理", U"カレー", U"ラーメン", U"スープ", U"味が", U"鍋", U"麺", U"唐辛子",
                                                      U"キムチ", U"ソース"}));
}

}  // namespace

Spoken readHomograph(const Source& text, std::size_t place) {
    const char32_t c = text.at(place);
    // Behind Latin letters, which another language says, the analysis would take an ending for a word.
    constexpr Text kInflected = U"らりるれろっけむ";  // 走り, 語る, 後ろ
    if (isLatinLetter(text.at(place - 1)) && !isHanLetter(text.at(place + 1)) && kInflected.find(text.at(place + 1)) == Text::npos)
        if (const auto* const ending = std::ranges::find(kEndings, c, &Sign::sign); ending != std::end(kEndings))
            return Rewrite{place, place + 1, std::u32string(ending->spoken), {}};
    const bool alone = !isHanLetter(text.at(place - 1)) && !isHanLetter(text.at(place + 1));
    // 値: of a variable, unless it is a price.
    if (c == U'値' && alone && isHiraganaLetter(text.at(place + 1)) && text.at(place + 1) != U'す' &&
        !text.wordBehind(place + 1, {U"上が", U"下が", U"張", U"安", U"高", U"崩", U"付", U"つ", U"引", U"切"}))
        return Rewrite{place, place + 1, U"あたい", {U"ね"}};
    if (c == U'他' && alone && (text.at(place + 1) == U'の' || text.at(place + 1) == U'に'))
        return Rewrite{place, place + 1, U"ほか", {U"た"}};
    // 角を曲がる
    if (c == U'角' && alone && text.wordBehind(place + 1, {U"曲", U"右折", U"左折"}))
        return Rewrite{place, place + 1, U"かど", {}};
    // 都が移る: the capital, not the prefecture.
    if (c == U'都' && alone && text.wordBehind(place + 1, {U"移", U"遷", U"置", U"栄", U"定め"}))
        return Rewrite{place, place + 1, U"みやこ", {}};
    if (c == U'降' && isRainfall(text, place))
        return Rewrite{place, place + 1, U"ふ", {U"お"}};
    // 人気のない道: nobody is there.
    if (text.starts(place, U"人気") && (text.starts(place + 2, U"のない") || text.starts(place + 2, U"のなく") ||
                                      text.starts(place + 2, U"の無い") || text.starts(place + 2, U"がない")) &&
        text.wordBehind(place + 5, {U"道", U"通り", U"路地", U"場所", U"夜", U"森", U"山", U"公園", U"廊下", U"海岸", U"街", U"部屋"}))
        return Rewrite{place, place + 2, U"ひとけ", {U"にんき"}};
    // 辛い料理: hot, not hard.
    if (c == U'辛' && alone && isTaste(text, place))
        return Rewrite{place, place + 1, U"から", {U"つら"}};
    if (const auto* const variant = std::ranges::find(kVariants, c, &Variant::written); variant != std::end(kVariants))
        return Rewrite{place, place + 1, std::u32string(1, variant->known), {}};
    return std::nullopt;
}

}  // namespace timbre::frontend::ja
