// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/long_sentences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

/// How much a cut of each kind costs, in units of "as far from the even length as a whole piece". Found by reading cuts.
constexpr double kCostSemicolon = 0.0;
constexpr double kCostEllipsis = 0.1;
constexpr double kCostComma = 0.2;
constexpr double kCostListComma = 0.25;  // "、" parts words in Chinese, clauses in Japanese.
constexpr double kCostConjunction = 0.5;
constexpr double kCostBlank = 0.8;
constexpr double kCostParticle = 1.0;
constexpr double kCostScriptChange = 1.5;
constexpr double kCostAnywhere = 4.0;
constexpr double kCostInWord = 8.0;
constexpr double kCostInCharacter = 16.0;  // Before a mark, a small kana or an accent, or behind an opening bracket.
/// A piece is not shorter than this share of the even length, unless nothing else is left.
constexpr double kShortestShare = 0.4;

/// Japanese particles, behind which a phrase ends.
constexpr std::u32string_view kParticles = U"はがをにでともへてばら";
/// Chinese particles that end a phrase.
constexpr std::u32string_view kPhraseEnds = U"了着著的过過呢吧啊吗嗎嘅咗";
/// Chinese words that begin a clause; longer ones begin with one of these characters as a rule.
constexpr std::u32string_view kClauseBegins = U"但而并並且所因如虽雖然或却卻就才便在从從把被对對向与與及和";
/// Never first in a piece.
constexpr std::u32string_view kNeverFirst = U"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーゝゞ々ヽヾ，、；：。！？…—～〜·・,;:.!?%％℃°";

bool isOneOf(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

std::size_t lengthOf(char32_t c) { return isWide(c) ? 3 : 1; }

bool isCombining(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || c == 0x3099 || c == 0x309A || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D ||
           c == 0xFF9E || c == 0xFF9F || (c >= 0x1F3FB && c <= 0x1F3FF);
}

/// Whether one of the words that open a clause stands at `begin`.
bool conjunctionAt(const Characters& characters, std::size_t begin, std::size_t end) {
    static constexpr std::array<std::u32string_view, 14> kWords = {
        U"and", U"but", U"or", U"which", U"who", U"that", U"because", U"while", U"when", U"where", U"although", U"so",
        U"then", U"with"};
    return std::ranges::any_of(kWords, [&](std::u32string_view word) {
        if (begin + word.size() >= end || !isSpace(characters[begin + word.size()].codePoint)) {
            return false;
        }
        return std::equal(word.begin(), word.end(), characters.begin() + static_cast<std::ptrdiff_t>(begin),
                          [](char32_t c, const Character& character) { return c == character.codePoint; });
    });
}

/// Cost where no blank stands.
double costBetween(char32_t before, char32_t after) {
    if (isCombining(after) || isOneOf(kNeverFirst, after) || isCloser(after) || isOpener(before)) {
        return kCostInCharacter;
    }
    const bool narrow = isSpeakable(before) && isSpeakable(after) && !isWide(before) && !isWide(after);
    if (narrow || (isHangul(before) && isHangul(after)) || (isDigit(before) && isDigit(after))) {
        return kCostInWord;
    }
    if (isHiragana(before) && !isHiragana(after)) {
        return isOneOf(kParticles, before) ? kCostParticle : kCostScriptChange;
    }
    if (isHan(before) && isHan(after) && (isOneOf(kPhraseEnds, before) || isOneOf(kClauseBegins, after))) {
        return kCostScriptChange;
    }
    return isWide(before) != isWide(after) && isSpeakable(after) ? kCostScriptChange : kCostAnywhere;
}

/// Cost behind the mark of a wide sentence, quotes that close behind it included; nothing where none stands before `i`.
std::optional<double> costBehindMark(const Characters& characters, std::size_t i) {
    const char32_t after = characters[i].codePoint;
    std::size_t end = i;
    while (end > 1 && i - end < 3 && isCloser(characters[end - 1].codePoint)) {
        --end;
    }
    const char32_t mark = characters[end - 1].codePoint;
    if (isCloser(after) || isOneOf(kNeverFirst, after)) {
        return std::nullopt;
    }
    const bool wide = isWide(mark) || isWide(after);
    if (isWideStop(mark) || mark == 0x2014 || (isMark(mark) && wide)) {
        return kCostSemicolon;
    }
    if (end < i) {
        return std::nullopt;
    }
    if (mark == 0xFF1B || (mark == 0xFF1A && !isDigit(after))) {
        return kCostSemicolon;
    }
    if (isEllipsis(mark) && isWide(after)) {
        return kCostEllipsis;
    }
    if (mark == 0xFF0C || (mark == U',' && isWide(after))) {
        return kCostComma;
    }
    return mark == 0x3001 ? std::optional(kCostListComma) : std::nullopt;
}

/// Cost of a cut before index `i`.
double costOfCutBefore(const Characters& characters, std::size_t i, std::size_t end) {
    const char32_t before = characters[i - 1].codePoint;
    if (const auto cost = costBehindMark(characters, i)) {
        return *cost;
    }
    if (!isSpace(before)) {
        return costBetween(before, characters[i].codePoint);
    }
    const char32_t mark = i >= 2 ? characters[i - 2].codePoint : 0;
    const bool spacedHyphen = mark == U'-' && i >= 3 && isSpace(characters[i - 3].codePoint);
    if (mark == U';' || mark == U':' || isDash(mark) || spacedHyphen || isTerminal(mark)) {
        return kCostSemicolon;
    }
    if (mark == U',') {
        return kCostComma;
    }
    return conjunctionAt(characters, i, end) ? kCostConjunction : kCostBlank;
}

/// The best end for a piece that begins at `begin`, given how much is left in all.
std::size_t bestCut(const Characters& characters, CharacterRange rest, std::size_t restLength, std::size_t maximum) {
    const std::size_t parts = (restLength + maximum - 1) / maximum;
    const double even = static_cast<double>(restLength) / static_cast<double>(parts);
    std::size_t length = 0;
    std::size_t best = 0;
    double bestCost = 0.0;
    for (std::size_t i = rest.begin; i < rest.end; ++i) {
        const std::size_t next = length + lengthOf(characters[i].codePoint);
        if (next > maximum) {
            break;
        }
        length = next;
        const std::size_t cut = i + 1;
        const double share = static_cast<double>(length) / even;
        if (cut == rest.end || share < kShortestShare) {
            continue;
        }
        const double cost = costOfCutBefore(characters, cut, rest.end) + std::abs(share - 1.0);
        if (best == 0 || cost <= bestCost) {
            best = cut;
            bestCost = cost;
        }
    }
    return best == 0 ? rest.begin + 1 : best;
}

}  // namespace

std::vector<CharacterRange> cutLongSentence(const Characters& characters, CharacterRange sentence,
                                            std::size_t maximumCharacters) {
    std::size_t length = 0;
    for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
        length += lengthOf(characters[i].codePoint);
    }
    std::vector<CharacterRange> pieces;
    while (length > maximumCharacters) {
        const std::size_t cut = bestCut(characters, sentence, length, maximumCharacters);
        for (std::size_t i = sentence.begin; i < cut; ++i) {
            length -= lengthOf(characters[i].codePoint);
        }
        pieces.push_back({sentence.begin, cut});
        sentence.begin = cut;
    }
    if (sentence.begin < sentence.end) {
        pieces.push_back(sentence);
    }
    return pieces;
}

}  // namespace timbre
