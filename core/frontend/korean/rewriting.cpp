// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/rewriting.h"

#include <algorithm>

#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/rules.h"

namespace timbre::frontend::korean {

namespace {

using Rule = Spoken (*)(const Source&, std::size_t);

// The first that knows what stands there decides.
constexpr Rule kNumberRules[] = {readName,  readDate,     readTime,   readCallNumber,
                                 readRange, readFraction, readDotted, readNumber};
constexpr Rule kLetterRules[] = {readName};
constexpr Rule kSignRules[] = {readMoney, readLoneLetters, readSign};

template <std::size_t Count>
Spoken first(const Rule (&rules)[Count], const Source& text, std::size_t place) {
    for (const Rule rule : rules)
        if (auto spoken = rule(text, place))
            return spoken;
    return std::nullopt;
}

}  // namespace

std::u32string blankBefore(const Source& text, std::size_t place) {
    const char32_t before = text.at(place - 1);
    return isSyllable(before) && before != U'제' ? U" " : U"";
}

std::vector<Rewrite> rewritesOf(std::u32string_view written) {
    Source text(written);
    std::vector<Rewrite> all;
    for (std::size_t place = 0; place < text.size();) {
        const char32_t c = text.at(place);
        Spoken spoken = ja::isAsciiDigit(c)    ? first(kNumberRules, text, place)
                        : ja::isLatinLetter(c) ? first(kLetterRules, text, place)
                                               : first(kSignRules, text, place);
        if (!spoken) {
            place = std::max(text.lettersEnd(place), place + 1);
            continue;
        }
        place = spoken->end;
        text.setRewrittenTo(place);
        all.push_back(std::move(*spoken));
    }
    return all;
}

}  // namespace timbre::frontend::korean
