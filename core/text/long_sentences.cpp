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
constexpr double kCostComma = 0.2;
constexpr double kCostConjunction = 0.5;
constexpr double kCostBlank = 0.8;
constexpr double kCostAnywhere = 4.0;
/// A piece is not shorter than this share of the even length, unless nothing else is left.
constexpr double kShortestShare = 0.4;

std::size_t lengthOf(char32_t c) { return isWide(c) ? 3 : 1; }

bool isDash(char32_t c) { return c == 0x2014 || c == 0x2013 || c == 0x2015; }

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

/// Cost of a cut before index `i`; nothing where words or numbers would break.
double costOfCutBefore(const Characters& characters, std::size_t i, std::size_t end) {
    const char32_t before = characters[i - 1].codePoint;
    if (before == 0xFF1B || before == 0xFF1A || before == 0x2014 || isWideStop(before)) {
        return kCostSemicolon;
    }
    if (before == 0xFF0C || before == 0x3001) {
        return kCostComma;
    }
    if (!isSpace(before)) {
        return kCostAnywhere;
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
