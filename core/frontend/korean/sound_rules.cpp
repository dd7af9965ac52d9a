// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/sound_rules.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/frontend/hash_index.h"
#include "core/frontend/korean/marks.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string;

constexpr char32_t kBetween = 1;  // In a result: what stood between the two letters.
constexpr std::u32string_view kVerbStemMark(&kVerbStem, 1);

/// Letters, one of each set, and what they become; a number below 8 stands for the letter that fitted the set of that
/// number, counted from 1.
struct LetterRule {
    std::vector<std::u32string_view> sets;
    std::u32string_view result;
};

bool fits(const LetterRule& rule, const Text& text, std::size_t at) {
    if (rule.sets.size() > text.size() - at)
        return false;
    for (std::size_t i = 0; i < rule.sets.size(); ++i)
        if (rule.sets[i].find(text[at + i]) == std::u32string_view::npos)
            return false;
    return true;
}

void applyRule(const LetterRule& rule, Text& text) {
    Text out;
    for (std::size_t at = 0; at < text.size();) {
        if (!fits(rule, text, at)) {
            out.push_back(text[at++]);
            continue;
        }
        for (const char32_t c : rule.result)
            out.push_back(c < 8 ? text[at + c - 1] : c);
        at += rule.sets.size();
    }
    text.swap(out);
}

void replaceAll(Text& text, std::u32string_view from, std::u32string_view to) {
    std::size_t at = text.find(from);
    if (at == Text::npos)
        return;
    Text out;
    out.reserve(text.size() + to.size());
    std::size_t copied = 0;
    for (; at != Text::npos; at = text.find(from, copied)) {
        out.append(text, copied, at - copied).append(to);
        copied = at + from.size();
    }
    text = out.append(text, copied);
}

/// "밟" ends in ㅂ before all but ㅇ and ㅎ (10.1 of the standard). The letter behind is taken with it.
void soundOfBalb(Text& text) {
    constexpr std::u32string_view balb = U"\u1107\u1161\u11B2";
    for (std::size_t at = text.find(balb); at != Text::npos; at = text.find(balb, at)) {
        const char32_t next = at + 3 < text.size() ? text[at + 3] : U' ';
        const bool keeps = next == U'ᄋ' || next == U'ᄒ';
        if (!keeps)
            text[at + 2] = U'ᆸ';
        at += keeps ? 1 : 4;
    }
}

/// In the order of the reference; the numbers are those of the standard pronunciation's articles.
const std::vector<LetterRule>& rulesBeforeBalb() {
    // A class of a syllable's letters, as in the reference: 그 is "ᄀ or ᅳ".
    static const std::vector<LetterRule> rules{
        {{U"ᄌᄍᄎ", U"ᅧ"}, U"\1ᅥ"},                                    // 5.1
        {{U"ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄌᄍᄎᄏᄐᄑᄒ", U"ᅴ"}, U"\1ᅵ"},  // 5.3
        {{U"그", U"ᆮ", U"ᄋ"}, U"\1ᄉ"},                                 // 16, names of letters
        {{U"으", U"ᆽᆾᇀᇂ", U"ᄋ"}, U"\1ᄉ"},
        {{U"으", U"ᆿ", U"ᄋ"}, U"\1ᄀ"},
        {{U"으", U"ᇁ", U"ᄋ"}, U"\1ᄇ"},
        {{U"ᆰ", kVerbStemMark, U"ᄀᄁ"}, U"ᆯᄁ"},  // 11.1
        {{U"ᆲᆴ", kVerbStemMark, U"ᄀ"}, U"\1ᄁ"},   // 25
        {{U"ᆲᆴ", kVerbStemMark, U"ᄃ"}, U"\1ᄄ"},
        {{U"ᆲᆴ", kVerbStemMark, U"ᄉ"}, U"\1ᄊ"},
        {{U"ᆲᆴ", kVerbStemMark, U"ᄌ"}, U"\1ᄍ"},
        {{U"ᆫᆷ", kVerbStemMark, U"ᄀ"}, U"\1ᄁ"},  // 24
        {{U"ᆫᆷ", kVerbStemMark, U"ᄃ"}, U"\1ᄄ"},
        {{U"ᆫᆷ", kVerbStemMark, U"ᄉ"}, U"\1ᄊ"},
        {{U"ᆫᆷ", kVerbStemMark, U"ᄌ"}, U"\1ᄍ"},
        {{U"ᆬ", kVerbStemMark, U"ᄀ"}, U"ᆫᄁ"},
        {{U"ᆬ", kVerbStemMark, U"ᄃ"}, U"ᆫᄄ"},
        {{U"ᆬ", kVerbStemMark, U"ᄉ"}, U"ᆫᄊ"},
        {{U"ᆬ", kVerbStemMark, U"ᄌ"}, U"ᆫᄍ"},
        {{U"ᆱ", kVerbStemMark, U"ᄀ"}, U"ᆷᄁ"},
        {{U"ᆱ", kVerbStemMark, U"ᄃ"}, U"ᆷᄄ"},
        {{U"ᆱ", kVerbStemMark, U"ᄉ"}, U"ᆷᄊ"},
        {{U"ᆱ", kVerbStemMark, U"ᄌ"}, U"ᆷᄍ"},
    };
    return rules;
}

const std::vector<LetterRule>& rulesBehindBalb() {
    static const std::vector<LetterRule> rules{
        {{U"ᄂ", U"ᅥ", U"ᆲ", U"ᄌᄍᄃᄄ", U"ᅮ"}, U"\1\2ᆸ\4\5"},  // 10.1
        {{U"ᆮ", U"ᄋ", U"ᅵᅧ"}, U"ᄌ\3"},                         // 17
        {{U"ᇀ", U"ᄋ", U"ᅵᅧ"}, U"ᄎ\3"},
        {{U"ᆴ", U"ᄋ", U"ᅵᅧ"}, U"ᆯᄎ\3"},
        {{U"ᆮ", U"ᄒ", U"ᅵ"}, U"ᄎ\3"},
    };
    return rules;
}

using Pair = std::pair<std::u32string_view, std::u32string_view>;

/// 27: behind an ending in ㄹ. The endings are written in letters.
void soundBehindEndings(Text& text) {
    constexpr std::array<Pair, 5> beginnings{{{U"ᄀ", U"ᄁ"}, {U"ᄃ", U"ᄄ"}, {U"ᄇ", U"ᄈ"}, {U"ᄉ", U"ᄊ"}, {U"ᄌ", U"ᄍ"}}};
    for (const auto& [plain, tense] : beginnings)
        replaceAll(text, (Text(U"ᆯ") + kVerbEnding + U' ').append(plain), Text(U"ᆯ ").append(tense));
    constexpr std::array<Pair, 7> endings{{
        {U"ᆯ\u1100\u1165\u11AF", U"ᆯ\u1101\u1165\u11AF"},                                      // ㄹ걸
        {U"ᆯ\u1107\u1161\u11A9\u110B\u1166", U"ᆯ\u1108\u1161\u1101\u1166"},                    // ㄹ밖에
        {U"ᆯ\u1109\u1166\u1105\u1161", U"ᆯ\u110A\u1166\u1105\u1161"},                          // ㄹ세라
        {U"ᆯ\u1109\u116E\u1105\u1169\u11A8", U"ᆯ\u110A\u116E\u1105\u1169\u11A8"},              // ㄹ수록
        {U"ᆯ\u110C\u1175\u1105\u1161\u1103\u1169", U"ᆯ\u110D\u1175\u1105\u1161\u1103\u1169"},  // ㄹ지라도
        {U"ᆯ\u110C\u1175\u110B\u1165\u11AB\u110C\u1165\u11BC",
         U"ᆯ\u110D\u1175\u110B\u1165\u11AB\u110C\u1165\u11BC"},                                // ㄹ지언정
        {U"ᆯ\u110C\u1175\u11AB\u1103\u1162", U"ᆯ\u110D\u1175\u11AB\u1103\u1162"},              // ㄹ진대
    }};
    for (const auto& [written, sounding] : endings)
        replaceAll(text, written, sounding);
}

/// 13, 14 and 12.4: a syllable's end moves to a following vowel.
void link(Text& text) {
    constexpr std::array<Pair, 26> pairs{{{U"ᆨᄋ", U"ᄀ"},    {U"ᆩᄋ", U"ᄁ"},    {U"ᆫᄋ", U"ᄂ"},    {U"ᆮᄋ", U"ᄃ"},
                                          {U"ᆯᄋ", U"ᄅ"},    {U"ᆷᄋ", U"ᄆ"},    {U"ᆸᄋ", U"ᄇ"},    {U"ᆺᄋ", U"ᄉ"},
                                          {U"ᆻᄋ", U"ᄊ"},    {U"ᆽᄋ", U"ᄌ"},    {U"ᆾᄋ", U"ᄎ"},    {U"ᆿᄋ", U"ᄏ"},
                                          {U"ᇀᄋ", U"ᄐ"},    {U"ᇁᄋ", U"ᄑ"},    {U"ᆪᄋ", U"ᆨᄊ"}, {U"ᆬᄋ", U"ᆫᄌ"},
                                          {U"ᆰᄋ", U"ᆯᄀ"}, {U"ᆱᄋ", U"ᆯᄆ"}, {U"ᆲᄋ", U"ᆯᄇ"}, {U"ᆳᄋ", U"ᆯᄊ"},
                                          {U"ᆴᄋ", U"ᆯᄐ"}, {U"ᆵᄋ", U"ᆯᄑ"}, {U"ᆹᄋ", U"ᆸᄊ"}, {U"ᇂᄋ", U"ᄋ"},
                                          {U"ᆭᄋ", U"ᄂ"},    {U"ᆶᄋ", U"ᄅ"}}};
    for (const auto& [apart, linked] : pairs)
        replaceAll(text, apart, linked);
}

}  // namespace

Result<SoundRules> SoundRules::open(const DataFile& file) {
    SoundRules rules;
    const auto codas = file.section<std::uint32_t>("meeting.coda");
    if (!codas)
        return tl::unexpected(codas.error());
    const auto onsets = columnOf<std::uint32_t>(file, "meeting.onset", codas->size());
    const auto results = stringsOf(file, "meeting.result", codas->size());
    if (!onsets || !results)
        return tl::unexpected(!onsets ? onsets.error() : results.error());
    rules.codas_ = *codas;
    rules.onsets_ = *onsets;
    rules.results_ = *results;
    return rules;
}

Text SoundRules::meet(const Text& letters, std::size_t rule) const {
    Text result;
    for (std::size_t at = 0; at < results_[rule].size();)
        result.push_back(decodeUtf8(results_[rule], at));
    Text out;
    out.reserve(letters.size() + 8);
    for (std::size_t at = 0; at < letters.size();) {
        const char32_t next = at + 1 < letters.size() ? letters[at + 1] : 0;
        std::u32string_view between;
        bool meets = letters[at] == codas_[rule];
        std::size_t length = 1;
        if (meets && onsets_[rule] == 0) {
            meets = at + 1 == letters.size() || !unicode::isWord(next);
            between = std::u32string_view(letters).substr(at + 1, 1);
            length += between.size();
        } else if (meets) {
            const bool blank = next == U' ';
            const std::size_t onset = at + (blank ? 2 : 1);
            meets = onset < letters.size() && letters[onset] == onsets_[rule];
            between = std::u32string_view(letters).substr(at + 1, blank ? 1 : 0);
            length = onset - at + 1;
        }
        if (!meets) {
            out.push_back(letters[at++]);
            continue;
        }
        for (const char32_t c : result)
            if (c == kBetween)
                out += between;
            else
                out.push_back(c);
        at += length;
    }
    return out;
}

Text SoundRules::apply(Text letters) const {
    for (const LetterRule& rule : rulesBeforeBalb())
        applyRule(rule, letters);
    soundOfBalb(letters);
    for (const LetterRule& rule : rulesBehindBalb())
        applyRule(rule, letters);
    soundBehindEndings(letters);
    std::erase_if(letters, isMark);
    for (std::size_t rule = 0; rule < codas_.size(); ++rule)
        if (letters.find(static_cast<char32_t>(codas_[rule])) != Text::npos)
            letters = meet(letters, rule);
    link(letters);
    return letters;
}

}  // namespace timbre::frontend::korean
