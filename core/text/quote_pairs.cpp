// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/quote_pairs.h"

#include <algorithm>
#include <array>

#include "core/text/characters.h"

namespace timbre {

namespace {

struct Pair {
    char32_t open;
    char32_t close;
};

constexpr std::array kPairs = std::to_array<Pair>(
    {{U'“', U'”'}, {U'‘', U'’'}, {U'「', U'」'}, {U'『', U'』'}, {U'（', U'）'}, {U'(', U')'},   {U'《', U'》'}, {U'〈', U'〉'},
     {U'【', U'】'}, {U'〔', U'〕'}, {U'［', U'］'}, {U'[', U']'},   {U'｛', U'｝'}, {U'{', U'}'},   {U'｢', U'｣'},   {U'〝', U'〟'},
     {U'«', U'»'},   {U'‹', U'›'},   {U'"', U'"'},   {U'＂', U'＂'}, {U'\'', U'\''}, {U'＇', U'＇'}});

/// Deeper than writers nest. Bounds how far back a closer looks past openers that were left open.
constexpr std::size_t kDeepestLook = 8;

constexpr bool straight(const Pair& pair) { return pair.open == pair.close; }

constexpr bool single(char32_t c) { return c == U'\'' || c == U'’' || c == U'＇'; }

/// Letters of words that apostrophes stand in.
bool isNarrowLetter(char32_t c) { return isSpeakable(c) && !isWide(c); }

}  // namespace

QuotePairs::QuotePairs(const Characters& characters)
    : partners_(characters.size(), kNoIndex), around_(characters.size(), kNoIndex) {
    findPartners(characters);
    findAround();
}

void QuotePairs::findPartners(const Characters& characters) {
    struct Open {
        Index at;
        const Pair* pair;
    };
    std::vector<Open> open;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i].codePoint;
        const auto* const pair = std::ranges::find_if(kPairs, [c](const Pair& p) { return p.open == c || p.close == c; });
        if (pair == kPairs.end()) {
            continue;
        }
        const char32_t before = i > 0 ? characters[i - 1].codePoint : U' ';
        const char32_t after = i + 1 < characters.size() ? characters[i + 1].codePoint : U' ';
        if (single(c) && isNarrowLetter(before) && isNarrowLetter(after)) {
            continue;  // An apostrophe.
        }
        if (c == pair->close) {
            const std::size_t depth = std::min(open.size(), kDeepestLook);
            const auto found = std::find_if(open.rbegin(), open.rbegin() + static_cast<std::ptrdiff_t>(depth),
                                            [pair](const Open& o) { return o.pair == pair; });
            if (found != open.rbegin() + static_cast<std::ptrdiff_t>(depth)) {
                partners_[i] = found->at;
                partners_[found->at] = static_cast<Index>(i);
                open.erase(found.base() - 1, open.end());
                continue;
            }
        }
        // Apostrophes, minutes and inches: dogs', 5'10".
        const bool ofTheWord = straight(*pair) && (single(c) ? isNarrowLetter(before) : isDigit(before));
        if (c == pair->open && !ofTheWord) {
            open.push_back({static_cast<Index>(i), pair});
        }
    }
}

void QuotePairs::findAround() {
    std::vector<Index> open;
    for (std::size_t i = 0; i < partners_.size(); ++i) {
        if (closes(i)) {
            open.pop_back();
        }
        around_[i] = open.empty() ? kNoIndex : open.back();
        if (opens(i)) {
            open.push_back(static_cast<Index>(i));
        }
    }
}

}  // namespace timbre
