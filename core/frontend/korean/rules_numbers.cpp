// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>
#include <vector>

#include "core/frontend/korean/counters.h"
#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/number_words.h"
#include "core/frontend/korean/rules.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string_view;

constexpr Source::Words kCalls{U"신고", U"전화", U"구조", U"구급", U"상황실", U"긴급", U"출동"};

bool joinsRange(char32_t c) { return c == U'~' || c == U'-'; }

/// Pairs of neighbours below ten are said in one breath; nothing for others.
std::u32string neighbours(const Number& from, const Number& to, const Counter& counter) {
    const int less = from.value();
    const bool pair = less >= 1 && to.value() == less + 1 && to.value() <= 9 && from.whole.size() == 1;
    if (!pair || counter.month || counter.name == U" 시")
        return {};
    std::u32string words = counter.before;
    if (counter.mostNative > 0)
        words += nativePair(less);
    else
        words.append(sinoNumber(from.whole)).append(sinoNumber(to.whole));
    return words.append(counter.name);
}

/// A number with 천, 만 or more behind it, which are one word: 3만 is 삼만, 1천 is 천.
std::u32string withLargeUnits(const Source& text, const Number& number, std::size_t end) {
    const Text units = text.part(number.end, end);
    const bool silentOne = number.isWhole() && number.whole == U"1" && Text(U"십백천만").find(units.front()) != Text::npos;
    return (silentOne ? std::u32string() : numberInWords(number)).append(units);
}

/// A word behind a number that is neither counter nor particle has a blank before it.
bool isOtherWord(const Source& text, std::size_t place) { return isSyllable(text.at(place)) && !particleAt(text, place); }

/// 119 and the like where somebody is called.
bool isEmergencyCall(const Source& text, const Number& number) {
    const bool known = number.whole == U"119" || number.whole == U"112" || number.whole == U"114";
    return known && number.isWhole() && text.wordBehind(number.end, kCalls) && !counterBehind(text, number);
}

}  // namespace

Spoken readRange(const Source& text, std::size_t place) {
    const auto from = text.numberAt(place);
    if (!from)
        return std::nullopt;
    std::size_t sign = from->end;
    sign += text.at(sign) == U' ' && text.at(sign + 1) == U'~' ? 1 : 0;
    const std::size_t behind = sign + 1 + (text.at(sign) == U'~' && text.at(sign + 1) == U' ' ? 1 : 0);
    if (!joinsRange(text.at(sign)) || !text.digit(behind))
        return std::nullopt;
    const auto to = text.numberAt(behind);
    const auto counter = to ? counterBehind(text, *to) : std::nullopt;
    if (!counter)
        return std::nullopt;
    Counter without = *counter;
    without.before.clear();
    const std::u32string apart =
        counted(*from, *counter).append(U"에서 ").append(counted(*to, without));
    std::u32string together = neighbours(*from, *to, *counter);
    Rewrite range{.begin = place, .end = counter->end, .spoken = blankBefore(text, place)};
    if (together.empty()) {
        range.spoken += apart;
        return range;
    }
    range.alternatives.push_back(range.spoken + apart);
    range.spoken += together;
    return range;
}

Spoken readFraction(const Source& text, std::size_t place) {
    const std::size_t slash = text.digitsEnd(place);
    const std::size_t end = text.digitsEnd(slash + 1);
    if (text.at(slash) != U'/' || end <= slash + 1 || text.at(end) == U'/' || text.at(place - 1) == U'/')
        return std::nullopt;
    return Rewrite{.begin = place,
                   .end = end,
                   .spoken = blankBefore(text, place) + sinoNumber(text.part(slash + 1, end)) + U"분의 " +
                             sinoNumber(text.part(place, slash))};
}

Spoken readDotted(const Source& text, std::size_t place) {
    std::size_t end = text.digitsEnd(place);
    const char32_t dot = text.at(end);
    if ((dot != U'.' && dot != 0xB7) || !text.digit(end + 1))
        return std::nullopt;
    std::vector<Text> parts{text.part(place, end)};
    while (text.at(end) == dot && text.digit(end + 1)) {
        const std::size_t begin = end + 1;
        end = text.digitsEnd(begin);
        parts.push_back(text.part(begin, end));
    }
    if (dot == U'.' && parts.size() == 2)  // a decimal
        return std::nullopt;
    std::u32string words;
    for (const Text part : parts) {
        if (dot == U'.')
            words.append(words.empty() ? U"" : U" 점 ").append(sinoNumber(part));
        else  // 6·25 is 육이오.
            words += digitNames(part);
    }
    return Rewrite{.begin = place, .end = end, .spoken = blankBefore(text, place) + words};
}

Spoken readNumber(const Source& text, std::size_t place) {
    const auto number = text.numberAt(place);
    if (!number)
        return std::nullopt;
    Rewrite rewrite{.begin = place, .end = number->end, .spoken = blankBefore(text, place)};
    if (isEmergencyCall(text, *number)) {
        rewrite.spoken += digitNames(number->whole);
        return rewrite;
    }
    if (const std::size_t units = largeUnitsEnd(text, number->end); units > number->end) {
        rewrite.end = units;
        rewrite.spoken += withLargeUnits(text, *number, units);
    } else if (const auto counter = counterBehind(text, *number)) {
        rewrite.end = counter->end;
        const std::u32string blank = std::exchange(rewrite.spoken, {});
        rewrite.spoken = blank + counted(*number, *counter);
        Counter sino = *counter;
        sino.mostNative = 0;
        if (auto other = blank + counted(*number, sino); other != rewrite.spoken)
            rewrite.alternatives.push_back(std::move(other));
        if (ja::isAlphanumeric(text.at(rewrite.end)) || isOtherWord(text, rewrite.end))
            rewrite.spoken += U' ';
        return rewrite;
    } else {
        rewrite.spoken += numberInWords(*number);
        if (number->isWhole() && number->whole.size() > 1)
            rewrite.alternatives.push_back(digitNames(number->whole));
    }
    if (isOtherWord(text, rewrite.end))
        rewrite.spoken += U' ';
    return rewrite;
}

}  // namespace timbre::frontend::korean
