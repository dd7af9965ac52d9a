// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/rewriting.h"

#include <algorithm>

#include "core/frontend/ja/rules.h"

namespace timbre::frontend::ja {

namespace {

using Rule = Spoken (*)(const Source&, std::size_t);

// The first that knows what stands there decides.
constexpr Rule kNumberRules[] = {readDate,    readTime,    readCallNumber, readEquation, readScore,  readFraction, readMoney,
                                 readVersion, readChapter, readCounter,    readAmount,   readModelNumber, readCode};
constexpr Rule kLetterRules[] = {readTime, readVersion, readChapter, readAbbreviation, readRoman, readMoney, readEquation};
constexpr Rule kSignRules[] = {readHash,     readCallNumber,   readWeekday, readMoney,    readMinus, readTilde,
                               readFraction, readAbbreviation, readRoman,   readOperator, readSign,  readHomograph};

template <std::size_t Count>
Spoken first(const Rule (&rules)[Count], const Source& text, std::size_t place) {
    for (const Rule rule : rules)
        if (auto spoken = rule(text, place))
            return spoken;
    return std::nullopt;
}

/// A number that a hyphen joins to the letters before it; the hyphen is spoken with it or not at all.
Spoken joinedNumber(const Source& text, std::size_t hyphen) {
    if (text.at(hyphen) != U'-' || !isLatinLetter(text.at(hyphen - 1)) || !text.digit(hyphen + 1))
        return std::nullopt;
    for (const Rule rule : {readCode, readModelNumber})
        if (auto spoken = rule(text, hyphen + 1); spoken && spoken->begin == hyphen)
            return spoken;
    return std::nullopt;
}

/// Where the text goes on that no rule knows: numbers and words are looked at as wholes.
std::size_t behindWhole(const Source& text, std::size_t place) {
    if (const auto number = text.numberAt(place))
        return number->end;
    return std::max(text.lettersEnd(place), place + 1);
}

}  // namespace

std::vector<Rewrite> rewritesOf(std::u32string_view written) {
    Source text(written);
    std::vector<Rewrite> all;
    std::size_t noAddressBefore = 0;
    for (std::size_t place = 0; place < text.size();) {
        const char32_t c = text.at(place);
        Spoken spoken;
        if (place >= noAddressBefore && (isAlphanumeric(c) || c == U'@') && !text.alphanumericBefore(place))
            spoken = readAddress(text, place, noAddressBefore);
        if (!spoken)
            spoken = isAsciiDigit(c)    ? first(kNumberRules, text, place)
                     : isLatinLetter(c) ? first(kLetterRules, text, place)
                                        : joinedNumber(text, place);
        if (!spoken && !isAlphanumeric(c))
            spoken = first(kSignRules, text, place);
        if (!spoken) {
            place = behindWhole(text, place);
            continue;
        }
        place = spoken->end;
        text.setRewrittenTo(place);
        all.push_back(std::move(*spoken));
    }
    return all;
}

}  // namespace timbre::frontend::ja
