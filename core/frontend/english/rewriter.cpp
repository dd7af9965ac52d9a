// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/rewriter.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "core/base/utf8.h"
#include "core/frontend/english/rewrite_rules.h"

namespace timbre::frontend::english {

namespace {

// Of the rules for a place the first that has something to say is taken.

constexpr std::array kRulesAtDigits{
    sayAddress,   sayTelephone,     sayNumericDate,  sayDayAndMonth,     saySum,
    sayTime,      saySize,          sayMixedMeasure, sayMoneyBeforeSign, sayVersion,
    sayEra,       sayDecadeOf,      sayYearRange,    sayRatio,           sayMeasure,
    sayCode,      sayOrdinalNumber, sayFractions,    sayRange,           sayNumberWithLetters,
    sayPlainYear, sayNumber,
};

constexpr std::array kRulesAtLetters{
    sayAddress,   saySum,     sayMonthAndDay, sayWeekdays, sayExtension, sayTimeZone,     sayMoneyBehindSign,
    sayReference, sayVersion, sayEra,         sayRoman,    sayModel,     sayAbbreviation, sayLetterWord,
};

constexpr std::array kRulesAtMarks{
    sayAddress, sayTelephone, saySum, sayMoneyBehindSign, sayShortYear, sayMeasure, sayFractions, sayNumber, saySign,
};

std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();)
        text.push_back(decodeUtf8(utf8, at));
    return text;
}

/// Where the run of digits or letters, or the mark, at `at` ends.
Position tokenEnd(const WrittenText& text, Position at) {
    if (text.isDigit(at))
        return text.digitsEnd(at);
    return text.isLetter(at) ? text.lettersEnd(at) : at + 1;
}

Found firstOf(std::span<const Rule> rules, const WrittenText& text, Position at) {
    for (const Rule rule : rules)
        if (auto found = rule(text, at); found && found->end > at)
            return found;
    return std::nullopt;
}

Found foundAt(const WrittenText& text, Position at) {
    if (text.isDigit(at))
        return firstOf(kRulesAtDigits, text, at);
    return text.isLetter(at) ? firstOf(kRulesAtLetters, text, at) : firstOf(kRulesAtMarks, text, at);
}

bool isWordCharacter(const WrittenText& text, Position at) { return text.isLetter(at) || text.isDigit(at); }

bool endsInBlank(const Rewrite& rewrite) {
    return rewrite.spoken.ends_with(U' ') &&
           std::ranges::all_of(rewrite.alternatives, [](const std::u32string& words) { return words.ends_with(U' '); });
}

/// Blanks where words would grow together, and only there.
void setApart(const WrittenText& text, std::vector<Rewrite>& rewrites) {
    for (std::size_t i = 0; i < rewrites.size(); ++i) {
        Rewrite& rewrite = rewrites[i];
        const bool touchesBefore = rewrite.begin > 0 && isWordCharacter(text, rewrite.begin - 1);
        const bool touchesRewrite = i > 0 && rewrites[i - 1].end == rewrite.begin;
        const bool touchesBehind = isWordCharacter(text, rewrite.end);
        const bool blankBefore =
            rewrite.begin == 0 || text.isBlank(rewrite.begin - 1) || text.before(rewrite.begin) == '(';
        const bool blankBehind = rewrite.end >= text.size() || text.isBlank(rewrite.end);
        const auto apart = [&](std::u32string& words) {
            if (words.empty())
                return;
            const bool parted = touchesRewrite && endsInBlank(rewrites[i - 1]);
            if (parted && words.front() == U' ')
                words.erase(0, 1);
            else if ((touchesBefore || touchesRewrite) && !parted && words.front() != U' ')
                words.insert(words.begin(), U' ');
            if (touchesBehind && words.back() != U' ')
                words.push_back(U' ');
            if (blankBefore && words.front() == U' ')
                words.erase(0, 1);
            if (blankBehind && !words.empty() && words.back() == U' ')
                words.pop_back();
        };
        apart(rewrite.spoken);
        std::ranges::for_each(rewrite.alternatives, apart);
    }
}

}  // namespace

std::vector<Rewrite> rewritesOf(std::u32string_view written) {
    const WrittenText text(written);
    std::vector<Rewrite> rewrites;
    for (Position at = 0; at < text.size();) {
        const Found found = text.isBlank(at) ? std::nullopt : foundAt(text, at);
        if (!found) {
            at = tokenEnd(text, at);
            continue;
        }
        Rewrite rewrite{.begin = at, .end = found->end, .spoken = decoded(found->words)};
        for (const auto& alternative : found->alternatives)
            rewrite.alternatives.push_back(decoded(alternative));
        rewrites.push_back(std::move(rewrite));
        at = found->end;
    }
    setApart(text, rewrites);
    return rewrites;
}

std::u32string rewritten(std::u32string_view text, const std::vector<Rewrite>& rewrites) {
    std::u32string out;
    std::size_t at = 0;
    for (const Rewrite& rewrite : rewrites) {
        out.append(text.substr(at, rewrite.begin - at)).append(rewrite.spoken);
        at = rewrite.end;
    }
    return out.append(text.substr(at));
}

void addWords(std::string& words, std::string_view more) {
    if (!words.empty() && !more.empty())
        words += ' ';
    words += more;
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string words;
    for (const std::string_view part : parts)
        addWords(words, part);
    return words;
}

Found spoken(Position end, std::string words, std::vector<std::string> alternatives) {
    Spoken said{.end = end, .words = std::move(words)};
    for (auto& alternative : alternatives)
        if (!alternative.empty() && alternative != said.words &&
            std::ranges::find(said.alternatives, alternative) == said.alternatives.end())
            said.alternatives.push_back(std::move(alternative));
    return said;
}

}  // namespace timbre::frontend::english
