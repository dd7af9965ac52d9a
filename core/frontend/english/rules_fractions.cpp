// SPDX-License-Identifier: GPL-3.0-or-later
// Fractions, ranges, scores and ratios.
#include <algorithm>
#include <vector>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kMostParts = 8;

struct TwoNumbers {
    Position end = 0;
    std::string_view first;
    std::string_view second;
};

/// Two short rows of digits with `mark` between, and no third.
std::optional<TwoNumbers> twoNumbersAt(const WrittenText& text, Position at, char mark) {
    const Position middle = text.digitsEnd(at);
    const Position end = text.digitsEnd(middle + 1);
    if (middle == at || text.at(middle) != mark || end == middle + 1 || middle - at > 4 || end - middle > 5)
        return std::nullopt;
    if (text.at(end) == mark && text.isDigit(end + 1))
        return std::nullopt;
    return TwoNumbers{.end = end, .first = text.plain(at, middle), .second = text.plain(middle + 1, end)};
}

bool isRating(std::string_view small) {
    return isOneOf<
        "rate rated rates rating ratings review reviewed reviews score scored scores gave give gives graded marks pain "
        "solid got answered correct">(small);
}

/// "24/7", "50/50", "120/80", "8/10 stars": what is written like a fraction and is none.
Found saySlashedPair(const WrittenText& text, Position at, const TwoNumbers& pair) {
    const unsigned first = valueOf(pair.first);
    const unsigned second = valueOf(pair.second);
    const std::string plain = joined({sayCardinal(pair.first), sayCardinal(pair.second)});
    const std::string over = joined({sayInGroups(pair.first), "over", sayInGroups(pair.second)});
    const bool aroundTheClock = first == 24 && second == 7;
    const bool shares = first + second == 100 && first % 5 == 0 && first > 0 && second > 0;
    if (aroundTheClock || shares || (first == 20 && second == 20))
        return spoken(pair.end, plain, {sayFraction(pair.first, pair.second)});
    if (first > second && first >= 60 && second >= 30)
        return spoken(pair.end, over, {joined({sayCardinal(pair.first), "over", sayCardinal(pair.second)})});
    const bool full = second == 5 || second == 10 || second == 20 || second == 100;
    const std::string_view behind = text.wordBehind(pair.end).word;
    if (isOneOf<"central c">(behind))  // Television has two times.
        return spoken(pair.end, plain);
    const bool rated = isOneOf<"rating score star stars">(behind) || text.saysBefore(at, 5, isRating) ||
                       (first == second && first > 1);
    if ((full && first <= second && rated) || (first > 20 && second > 20 && first <= second && isPluralNoun(behind)))
        return spoken(pair.end, joined({sayCardinal(pair.first), "out of", sayCardinal(pair.second)}),
                      {sayFraction(pair.first, pair.second), over});
    if ((first > 20 && second > 20) || second == 0)
        return spoken(pair.end, over, {joined({sayCardinal(pair.first), "out of", sayCardinal(pair.second)})});
    return std::nullopt;
}

/// "2/3rds"
Position partsEndingEnd(const WrittenText& text, Position at) {
    const Position end = text.lettersEnd(at);
    return isOneOf<"nds rds th ths">(text.small(at, end)) ? end : at;
}

bool isShown(std::string_view small) {
    return isOneOf<
        "aspect camera crop display film format frame framed monitor movie photo photos picture resolution screen "
        "shoot "
        "shot television tv video vertical videos widescreen">(small);
}

bool isAlwaysShown(std::string_view ratio) {
    return isOneOf<"16:9 9:16 21:9 16:10 18:9 19:9 32:9 2.35:1 2.39:1 1.85:1 2.40:1">(ratio);
}

bool isBookOfVerses(std::string_view small) {
    return isOneOf<
        "acts amos chronicles colossians corinthians daniel deuteronomy ecclesiastes ephesians exodus ezekiel "
        "galatians "
        "genesis hebrews hosea isaiah james jeremiah job joel john jonah joshua judges kings leviticus luke malachi "
        "mark "
        "matthew micah numbers peter philippians proverbs psalm psalms quran revelation romans ruth samuel "
        "thessalonians "
        "timothy titus verse">(small);
}

/// How else "2-0" is said: without "to", and what zeros and draws are called.
std::vector<std::string> otherScores(const WrittenNumber& first, const WrittenNumber& last) {
    if (!first.isWhole() || !last.isWhole() || first.value() > 999 || last.value() > 999)
        return {};
    const std::string one = first.words();
    const std::string two = last.words();
    if (first.value() > 100 || last.value() > 100)
        return {sayInGroups(first.whole) + " to " + sayInGroups(last.whole),
                joined({sayInGroups(first.whole), sayInGroups(last.whole)})};
    std::vector<std::string> others{joined({one, two})};
    if (last.value() == 0 && first.value() < 20) {
        others.push_back(joined({first.value() == 0 ? "nil" : one, "nil"}));
        others.push_back(joined({first.value() == 0 ? "nothing" : one, "nothing"}));
    }
    if (first.value() == last.value() && first.value() < 20)
        others.push_back(one + " all");
    return others;
}

/// "978-3-16-148410-0", "4-3-3": rows of digits with hyphens, of which there are three at least.
Found sayHyphenated(const WrittenText& text, Position at) {
    std::string digits;
    std::string numbers;
    Position end = at;
    std::size_t parts = 0;
    bool shortParts = true;
    for (Position next = at; text.isDigit(next) && parts < kMostParts; ++parts) {
        end = text.digitsEnd(next);
        if (end - next > 20)
            return std::nullopt;
        shortParts = shortParts && end - next <= 2 && (text.at(next) != '0' || end - next == 1);
        addWords(digits, sayDigits(text.plain(next, end)));
        addWords(numbers, sayCardinal(text.plain(next, end)));
        if (text.at(end) != '-')
            next = text.size();
        else
            next = end + 1;
    }
    if (parts < 3 || !text.wordEnds(end))
        return std::nullopt;
    return spoken(end, shortParts ? numbers : digits);
}

}  // namespace

Found sayFractions(const WrittenText& text, Position at) {
    // "2/5/7" is none.
    if (!text.wordBegins(at) || (text.before(at) == '/' && at > 1 && text.isDigit(at - 2)))
        return std::nullopt;
    if (const auto pair = twoNumbersAt(text, at, '/'); pair && text.wordEnds(pair->end))
        if (auto found = saySlashedPair(text, at, *pair))
            return found;
    const auto quantity = quantityAt(text, at);
    if (!quantity || !quantity->fraction)
        return std::nullopt;
    const bool half = quantity->words == "one half" && isOneOf<"a an">(text.wordBehind(quantity->end).word);
    if (half)
        return spoken(quantity->end, "half");
    const Position end = partsEndingEnd(text, quantity->end);
    if (!text.wordEnds(end))
        return std::nullopt;
    return spoken(end, quantity->words, quantity->otherWords);
}

Found sayRange(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '.' || (text.before(at) == '-' && at > 1 && text.isDigit(at - 2)))
        return std::nullopt;
    if (auto row = sayHyphenated(text, at))
        return row;
    if (text.at(at) == '1' && text.startsWith(at, "10-4") && text.wordEnds(at + 4))
        return spoken(at + 4, "ten four", {"ten to four"});
    const auto first = numberAt(text, at);
    const auto next = first ? rangeMarkEnd(text, first->end) : std::nullopt;
    const auto last = next ? numberAt(text, *next) : std::nullopt;
    if (last && first->whole.size() == 5 && last->whole.size() == 4 && first->isWhole() &&
        text.wordEnds(last->end))  // ZIP+4
        return spoken(last->end, joined({sayDigits(first->whole), sayDigits(last->whole)}),
                      {joined({sayDigits(first->whole, Zero::Oh), sayDigits(last->whole, Zero::Oh)})});
    const auto amount = amountAt(text, at);
    if (!amount || !amount->range || !text.wordEnds(amount->end))
        return std::nullopt;
    return spoken(amount->end, amount->words, first && last ? otherScores(*first, *last) : std::vector<std::string>{});
}

Found sayRatio(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == ':' || text.before(at) == '.')
        return std::nullopt;
    std::vector<std::string> parts;
    Position end = at;
    for (Position next = at; parts.size() < kMostParts;) {
        const auto number = numberAt(text, next);
        if (!number || (number->grouped && parts.empty()))
            break;
        parts.push_back(number->words());
        end = number->end;
        if (text.at(end) != ':' || !text.isDigit(end + 1))
            break;
        next = end + 1;
    }
    if (parts.size() < 2 || !text.wordEnds(end) || text.at(end) == '%')
        return std::nullopt;
    const bool verses = isBookOfVerses(text.wordBefore(at).word);
    const bool shown = parts.size() == 2 && (isAlwaysShown(text.plain(at, end)) || text.saysBefore(at, 5, isShown) ||
                                             text.saysBehind(end, 2, isShown));
    const auto with = [&](std::string_view word) {
        std::string words;
        for (const auto& part : parts)
            addWords(words, words.empty() ? part : joined({word, part}));
        return words;
    };
    if (verses)
        return spoken(end, with(""), {with("to"), with("verse")});
    return spoken(end, with(shown ? "by" : "to"), {with(shown ? "to" : "by")});
}

}  // namespace timbre::frontend::english
