// SPDX-License-Identifier: GPL-3.0-or-later
// Years and decades.
#include <array>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

bool isYearNumber(std::string_view digits) {
    return digits.size() == 4 && digits.front() != '0' && valueOf(digits) >= 1000 && valueOf(digits) <= 2999;
}

/// "two thousand twenty six", "twenty oh seven", "nineteen hundred five": how else a year may be said.
std::vector<std::string> otherYears(unsigned year) {
    std::vector<std::string> others{sayCardinal(year)};
    if (year > 2000 && year < 2010)
        others.push_back("twenty oh " + sayCardinal(year % 100));
    if (year < 2000 && year % 100 > 0 && year % 100 < 10)
        others.push_back(joined({sayCardinal(year / 100), "hundred", sayCardinal(year % 100)}));
    return others;
}

bool goesOn(const WrittenText& text, Position end) {
    const char behind = text.at(end);
    return !text.wordEnds(end) || behind == '%' || behind == '$' || text.code(end) == 0xB0 ||
           (behind == ':' && text.isDigit(end + 1)) ||
           ((behind == '.' || behind == ',' || behind == '/') && text.isDigit(end + 1));
}

/// "AD", "B.C.", "BCE": where it ends, and its letters.
struct Era {
    Position end = 0;
    std::string letters{};
};

std::optional<Era> eraAt(const WrittenText& text, Position at) {
    Era era{.end = at};
    while (text.isCapital(era.end) && era.letters.size() < 3) {
        era.letters += text.at(era.end);
        ++era.end;
        if (text.at(era.end) == '.')
            ++era.end;
    }
    if (!text.wordEnds(era.end) || !isOneOf<"AD BC BCE CE">(era.letters))
        return std::nullopt;
    if (text.before(era.end) == '.' && text.sentenceMayEnd(era.end))
        --era.end;
    return era;
}

/// Words before a number that make it a year.
bool saysYear(std::string_view small) {
    return isOneOf<
        "since until till year years circa ca around about before after during early late mid spring summer fall "
        "autumn "
        "winter election class vintage january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sept sep oct nov dec season">(small);
}

bool mayIntroduceYear(std::string_view small) { return isOneOf<"in by of from to between and through the for">(small); }

/// Words before a number that make it an amount.
bool saysAmount(std::string_view small) {
    return isOneOf<
        "over nearly almost exactly than least most only under approximately roughly costs cost weighs holds seats "
        "owes "
        "owe paid scored some another about-x total up only another these those every">(small);
}

Found sayDecadeWords(Position end, std::string words, std::string other = {}) {
    return spoken(end, std::move(words), {std::move(other)});
}

/// "s" or "'s" behind a decade; nullopt where something else stands there.
std::optional<Position> decadeEnd(const WrittenText& text, Position at) {
    const Position letter = text.at(at) == '\'' ? at + 1 : at;
    if (text.at(letter) != 's' || !text.wordEnds(letter + 1))
        return std::nullopt;
    return letter + 1;
}

std::string decadeOfCentury(unsigned number) {
    constexpr std::array<std::string_view, 10> names{"two thousands", "twenty tens", "twenties", "thirties",
                                                     "forties",       "fifties",     "sixties",  "seventies",
                                                     "eighties",      "nineties"};
    return std::string(names[number / 10 % 10]);
}

/// "wait 30s": seconds, not a decade.
bool saysDuration(const WrittenText& text, Position at) {
    const WordAt before = text.wordBefore(at);
    if (isOneOf<"for wait waited after another within every takes took last lasts lasted only about under over than "
                "every least most "
                "nearly almost roughly approximately exactly minute minutes m min hold rest plus">(before.word))
        return true;
    const std::string_view behind = text.wordBehind(text.digitsEnd(at) + 1).word;
    return isOneOf<"ago later long clip clips delay timeout timer timers intervals interval">(behind);
}

/// "2023/24": a season or school year, from one year into the next.
Found saySplitYear(const WrittenText& text, Position at, Position slash) {
    const unsigned first = valueOf(text.plain(at, slash));
    const Position end = text.digitsEnd(slash + 1);
    const std::string_view digits = text.plain(slash + 1, end);
    const bool next = (digits.size() == 2 && valueOf(digits) == (first + 1) % 100) || (digits.size() == 4 && valueOf(digits) == first + 1);
    if (!next || goesOn(text, end))
        return std::nullopt;
    const std::string last = digits.size() == 2 ? sayTwoDigits(digits) : sayYear(first + 1);
    return spoken(end, joined({sayYear(first), last}), {sayYear(first) + " to " + last, sayYear(first) + " slash " + last});
}

}  // namespace

Found sayYearRange(const WrittenText& text, Position at) {
    const Position end = text.digitsEnd(at);
    if (!text.wordBegins(at) || !isYearNumber(text.plain(at, end)) || text.before(at) == '$' || text.before(at) == '-')
        return std::nullopt;
    if (text.at(end) == '/')
        return saySplitYear(text, at, end);
    const unsigned first = valueOf(text.plain(at, end));
    const auto next = rangeMarkEnd(text, end);
    if (!next)
        return std::nullopt;
    const Position lastEnd = text.digitsEnd(*next);
    const std::string_view digits = text.plain(*next, lastEnd);
    if (digits.empty() && isOneOf<"present today now date current">(text.wordBehind(*next).word))
        return spoken(*next, sayYear(first) + " to ");
    if (first > 2100 || goesOn(text, lastEnd) || isPluralNoun(text.wordBehind(lastEnd).word))
        return std::nullopt;
    const bool whole = isYearNumber(digits) && valueOf(digits) > first && valueOf(digits) <= 2200;
    const bool half = digits.size() == 2 && valueOf(digits) > first % 100;
    if (!whole && !half)
        return std::nullopt;
    return spoken(lastEnd, sayYear(first) + " to " + (whole ? sayYear(valueOf(digits)) : sayTwoDigits(digits)));
}

Found sayShortYear(const WrittenText& text, Position at) {
    const Position end = text.digitsEnd(at + 1);
    if (text.at(at) != '\'' || end != at + 3 || !text.wordBegins(at) || text.code(at) == 0x2032)
        return std::nullopt;
    const std::string_view digits = text.plain(at + 1, end);
    if (const auto decade = decadeEnd(text, end); decade && digits.back() == '0') {
        const bool early = digits.front() <= '1';
        return spoken(*decade, decadeOfCentury(valueOf(digits)),
                      {digits == "00" ? "oughts" : "", early ? "" : "nineteen " + decadeOfCentury(valueOf(digits))});
    }
    if (goesOn(text, end) || text.at(end) == '\'')
        return std::nullopt;
    const unsigned year = valueOf(digits);
    return spoken(end, year == 0 ? "two thousand" : sayTwoDigits(digits),
                  {sayYear(year < 50 ? 2000 + year : 1900 + year)});
}

Found sayDecadeOf(const WrittenText& text, Position at) {
    const Position digitsEnd = text.digitsEnd(at);
    const std::string_view digits = text.plain(at, digitsEnd);
    if (!text.wordBegins(at) || digits.size() < 2 || digits.size() > 4 || digits.back() != '0' ||
        text.before(at) == '.')
        return std::nullopt;
    const auto end = decadeEnd(text, digitsEnd);
    if (!end)
        return std::nullopt;
    const unsigned number = valueOf(digits);
    if (text.wordBehind(*end).word == "of" && isOneOf<"10 100 1000">(digits))
        return sayDecadeWords(*end, number == 10 ? "tens" : number == 100 ? "hundreds" : "thousands");
    if (digits.size() == 4 && isYearNumber(digits))
        return sayDecadeWords(*end, sayDecade(number), number > 2000 ? inPlural(sayCardinal(number)) : "");
    if (digits.size() != 2 || number < 20 || (saysDuration(text, at) && text.at(digitsEnd) == 's'))
        return std::nullopt;
    return sayDecadeWords(*end, inPlural(sayCardinal(number)));
}

Found sayEra(const WrittenText& text, Position at) {
    if (text.isCapital(at) && text.wordBegins(at)) {  // "AD 79"
        const auto era = eraAt(text, at);
        const Position begin = era && text.at(era->end) == ' ' ? era->end + 1 : at;
        const Position end = text.digitsEnd(begin);
        if (!era || era->letters != "AD" || end == begin || end - begin > 4 || goesOn(text, end))
            return std::nullopt;
        const unsigned year = valueOf(text.plain(begin, end));
        return spoken(end, "A D " + sayYear(year), {"A D " + sayCardinal(year)});
    }
    auto number = text.isDigit(at) && text.wordBegins(at) ? numberAt(text, at) : std::nullopt;
    if (!number || !number->isWhole() || number->value() > 9999)
        return std::nullopt;
    Position end = number->end;
    const bool pairs = !number->grouped;
    const unsigned first = number->value();
    std::string words = pairs ? sayYear(first) : sayCardinal(first);
    std::string other = sayCardinal(first);
    if (const auto next = rangeMarkEnd(text, end)) {
        const auto last = numberAt(text, *next);
        if (!last || !last->isWhole() || last->value() > 9999)
            return std::nullopt;
        words += " to " + (last->grouped ? sayCardinal(last->value()) : sayYear(last->value()));
        other += " to " + sayCardinal(last->value());
        end = last->end;
    }
    const auto era = eraAt(text, end + (text.at(end) == ' ' ? 1 : 0));
    if (!era)
        return std::nullopt;
    const std::string letters = " " + spell(era->letters);
    return spoken(era->end, words + letters, {other + letters});
}

Found sayPlainYear(const WrittenText& text, Position at) {
    const Position end = text.digitsEnd(at);
    const std::string_view digits = text.plain(at, end);
    if (!text.wordBegins(at) || !isYearNumber(digits) || goesOn(text, end) || text.before(at) == '.' ||
        text.before(at) == '$' || (text.at(end) == '+' && !text.isDigit(end + 1)))
        return std::nullopt;
    const unsigned year = valueOf(digits);
    const std::string_view before = text.wordBefore(at).word;
    const WordAt noun = text.wordBehind(end);
    const bool counts = text.at(end) == ' ' && isPluralNoun(noun.word) && !text.isCapital(noun.begin);
    const bool recent = year >= 1900 && year <= 2060;
    bool isYear = year >= 1600 && year <= 2060 && !counts && !saysAmount(before);
    if (saysYear(before))
        isYear = !counts || (recent && !isOneOf<"about around before after circa ca">(before));
    else if (mayIntroduceYear(before))
        isYear = counts ? recent && before == "in" : year >= 1000 && (year <= 2100 || before == "in" || before == "by");
    const bool compound = text.at(end) == '-' && text.isLetter(end + 1);
    if (!isYear || (compound && !isOneOf<"born built era style">(text.wordBehind(end).word)))
        return std::nullopt;
    return spoken(end, sayYear(year), otherYears(year));
}

}  // namespace timbre::frontend::english
