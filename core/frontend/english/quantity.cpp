// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/quantity.h"

#include <algorithm>
#include <array>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr int kMostGroups = 12;  // 10^36 is where names end.

bool isThreeDigits(const WrittenText& text, Position at) {
    return text.isDigit(at) && text.isDigit(at + 1) && text.isDigit(at + 2) && !text.isDigit(at + 3);
}

bool isTwoDigits(const WrittenText& text, Position at) {
    return text.isDigit(at) && text.isDigit(at + 1) && !text.isDigit(at + 2);
}

/// A comma, or one of the blanks that do not break lines.
bool separatesThousands(const WrittenText& text, Position at) {
    const char32_t c = text.code(at);
    return c == U',' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

/// Adds ",234,567" (or the Indian ",34,567") to `number`.
void addGroups(const WrittenText& text, WrittenNumber& number) {
    Position end = number.end;
    std::string more;
    for (int group = 0; group < kMostGroups && separatesThousands(text, end) && text.code(end) == text.code(number.end);
         ++group) {
        if (isThreeDigits(text, end + 1)) {
            more += text.plain(end + 1, end + 4);
            end += 4;
            number.whole += more;
            number.end = end;
            number.grouped = true;
            more.clear();
        } else if (text.at(end) == ',' && isTwoDigits(text, end + 1)) {
            more += text.plain(end + 1, end + 3);
            end += 3;
        } else {
            return;
        }
    }
}

/// "1 000 000" and "5 000" with plain blanks, where nothing else than groups of three follows.
void addBlankGroups(const WrittenText& text, Position begin, WrittenNumber& number) {
    Position end = number.end;
    int groups = 0;
    bool round = true;
    while (groups < kMostGroups && text.at(end) == ' ' && isThreeDigits(text, end + 1)) {
        round = round && text.plain(end + 1, end + 4) == "000";
        end += 4;
        ++groups;
    }
    const bool listed = text.isDigit(end + 1) && (text.at(end) == ' ' || text.at(end) == '-');
    const bool behindDigits = begin > 1 && text.isDigit(begin - 2) && !text.isLetter(begin - 1);
    if (groups == 0 || listed || behindDigits || !text.wordEnds(end) || text.before(begin) == '+' || number.whole.front() == '0' ||
        !(round || (groups > 1 && number.whole.size() < 3)))
        return;
    for (Position group = number.end + 1; group < end; group += 4)
        number.whole += text.plain(group, group + 3);
    number.end = end;
    number.grouped = true;
}

/// "1.234,56" as on the Continent: both marks, so that it can be nothing else.
bool addContinentalGroups(const WrittenText& text, WrittenNumber& number) {
    Position end = number.end;
    std::string whole = number.whole;
    for (int group = 0; group < kMostGroups && text.at(end) == '.' && isThreeDigits(text, end + 1); ++group) {
        whole += text.plain(end + 1, end + 4);
        end += 4;
    }
    if (end == number.end || text.at(end) != ',' || !isTwoDigits(text, end + 1) || !text.wordEnds(end + 3))
        return false;
    number.whole = std::move(whole);
    number.decimals = text.plain(end + 1, end + 3);
    number.end = end + 3;
    number.grouped = true;
    return true;
}

/// Which denominators a fraction behind a whole number has.
bool isCommonDenominator(unsigned value) {
    constexpr std::array<unsigned, 10> common{2, 3, 4, 5, 6, 7, 8, 16, 32, 64};
    return std::ranges::find(common, value) != common.end();
}

struct Parts {
    Position end = 0;
    std::string above{};
    std::string below{};
};

/// "3/4", or the one character for it.
std::optional<Parts> fractionAt(const WrittenText& text, Position at) {
    if (const auto parts = vulgarFraction(text.code(at)); !parts.empty())
        return Parts{.end = at + 1, .above = std::string(parts.substr(0, 1)), .below = std::string(parts.substr(1))};
    const Position slash = text.digitsEnd(at);
    const Position end = text.digitsEnd(slash + 1);
    if (slash == at || slash - at > 3 || text.at(slash) != '/' || end == slash + 1 || end - slash > 5)
        return std::nullopt;
    const char behind = text.at(end);
    if (behind == '/' || (behind == '.' && text.isDigit(end + 1)))
        return std::nullopt;
    return Parts{
        .end = end, .above = std::string(text.plain(at, slash)), .below = std::string(text.plain(slash + 1, end))};
}

std::vector<std::string> otherFractionWords(const Parts& parts) {
    std::vector<std::string> others;
    const bool quarter = parts.below == "4";
    if (valueOf(parts.above) == 1)
        others.push_back(parts.below == "2" ? "half a" : sayFractionRest(parts.above, parts.below));
    if (quarter)
        others.push_back(sayCardinal(parts.above) + (valueOf(parts.above) == 1 ? " fourth" : " fourths"));
    others.push_back(sayCardinal(parts.above) + " over " + sayInGroups(parts.below));
    return others;
}

/// The fraction behind a whole number: "1 1/2", "1½", "3-1/2".
std::optional<Parts> fractionBehind(const WrittenText& text, Position at) {
    const bool blank = text.at(at) == ' ';
    const bool hyphen = text.at(at) == '-';
    auto parts = fractionAt(text, at + (blank || hyphen ? 1 : 0));
    if (!parts || (!blank && !hyphen && text.isDigit(at)))
        return std::nullopt;
    const unsigned below = valueOf(parts->below);
    if (valueOf(parts->above) >= below || !isCommonDenominator(below))
        return std::nullopt;
    return parts;
}

/// "one hundred and ten", "a hundred", "a hundred and ten".
void addHundredForms(unsigned number, std::vector<std::string>& others) {
    const std::string plain = sayCardinal(number);
    const unsigned rest = number % 1000;
    std::string words = plain;
    if (number > 100 && rest % 100 != 0 && number <= 999'999'999) {
        const std::string last = sayCardinal(rest % 100);
        words = plain.substr(0, plain.size() - last.size()) + "and " + last;
        others.push_back(words);
    }
    if (auto article = withArticle(words); !article.empty())
        others.push_back(std::move(article));
}

}  // namespace

bool WrittenNumber::isOne() const noexcept { return isWhole() && value() == 1; }

unsigned WrittenNumber::value() const noexcept {
    constexpr unsigned most = 999'999'999;
    return isWhole() ? valueOf(whole, most) : most + 1;
}

std::string WrittenNumber::words() const { return sayDecimal(whole, decimals); }

std::vector<std::string> WrittenNumber::otherWords() const {
    std::vector<std::string> others;
    if (decimals == "5" && !whole.empty() && valueOf(whole) > 0)
        others.push_back(sayCardinal(whole) + " and a half");
    if (!decimals.empty() && decimals.find('0') != std::string::npos && decimals != "0")
        others.push_back(
            joined({valueOf(whole) == 0 ? "" : sayCardinal(whole), "point", sayDigits(decimals, Zero::Oh)}));
    if (!decimals.empty() && whole == "0")
        others.push_back("point " + sayDigits(decimals));
    if (decimals == "5" && valueOf(whole) == 0)
        others.emplace_back("half a");
    if (decimals.size() == 2 && valueOf(whole) > 0 && whole.size() <= 2)
        others.push_back(joined({sayCardinal(whole), sayTwoDigits(decimals)}));
    if (!decimals.empty() && whole.empty() && decimals.size() == 3)
        others.push_back(sayInGroups(decimals));
    if (decimals == "0")
        others.push_back(sayCardinal(whole) + " point oh");
    if (!isWhole()) {
        if (whole.size() == 3 && !whole.ends_with("00"))
            others.push_back(sayInGroups(whole) + " point " + sayDigits(decimals));
        return others;
    }
    const unsigned number = value();
    addHundredForms(number, others);
    if (number >= 1100 && number < 10'000 && number % 1000 >= 100)
        others.push_back(
            joined({sayCardinal(number / 100), "hundred", number % 100 == 0 ? "" : sayCardinal(number % 100)}));
    if (number > 100 && number < 1000 && number % 100 != 0)
        others.push_back(sayInGroups(whole));
    if (number >= 1'000'000 && number % 1'000'000 == 500'000)
        others.push_back(sayCardinal(number / 1'000'000) + " and a half million");
    return others;
}

std::optional<WrittenNumber> numberAt(const WrittenText& text, Position at) {
    WrittenNumber number;
    number.end = text.digitsEnd(at);
    number.whole = text.plain(at, number.end);
    if (number.whole.empty() && (text.at(at) != '.' || !text.isDigit(at + 1)))
        return std::nullopt;
    if (!number.whole.empty() && number.whole.size() <= 3) {
        if (addContinentalGroups(text, number))
            return number;
        addGroups(text, number);
        if (!number.grouped)
            addBlankGroups(text, at, number);
    }
    if (text.at(number.end) == '.' && text.isDigit(number.end + 1)) {
        const Position end = text.digitsEnd(number.end + 1);
        number.decimals = text.plain(number.end + 1, end);
        number.end = end;
        if (text.at(end) == '.' && text.isDigit(end + 1))
            return std::nullopt;
    }
    return number;
}

std::string_view vulgarFraction(char32_t c) noexcept {
    switch (c) {
        case 0xBC:
            return "14";
        case 0xBD:
            return "12";
        case 0xBE:
            return "34";
        case 0x2150:
            return "17";
        case 0x2151:
            return "19";
        case 0x2153:
            return "13";
        case 0x2154:
            return "23";
        case 0x2155:
            return "15";
        case 0x2156:
            return "25";
        case 0x2157:
            return "35";
        case 0x2158:
            return "45";
        case 0x2159:
            return "16";
        case 0x215A:
            return "56";
        case 0x215B:
            return "18";
        case 0x215C:
            return "38";
        case 0x215D:
            return "58";
        case 0x215E:
            return "78";
        default:
            return {};
    }
}

std::optional<Quantity> quantityAt(const WrittenText& text, Position at) {
    if (const auto parts = fractionAt(text, at)) {
        const bool below = valueOf(parts->above) < valueOf(parts->below);
        return Quantity{.end = parts->end,
                        .words = sayFraction(parts->above, parts->below),
                        .otherWords = otherFractionWords(*parts),
                        .singular = below,
                        .fraction = true};
    }
    auto number = numberAt(text, at);
    if (!number)
        return std::nullopt;
    if (number->isWhole()) {
        if (const auto rest = fractionBehind(text, number->end)) {
            const std::string whole = number->words();
            return Quantity{.end = rest->end,
                            .words = whole + " and " + sayFractionRest(rest->above, rest->below),
                            .otherWords = {whole + " and " + sayFraction(rest->above, rest->below)},
                            .fraction = true};
        }
    }
    return Quantity{.end = number->end,
                    .words = number->words(),
                    .otherWords = number->otherWords(),
                    .singular = number->isOne(),
                    .number = number};
}

std::optional<Position> rangeMarkEnd(const WrittenText& text, Position at) {
    Position mark = at;
    if (text.at(mark) == ' ')
        ++mark;
    const bool dash = text.at(mark) == '-' || text.code(mark) == 0x2014 || text.at(mark) == '~';
    if (!dash)
        return std::nullopt;
    const bool blankBefore = mark > at;
    const bool blankBehind = text.at(mark + 1) == ' ';
    if (blankBefore != blankBehind || (blankBefore && text.code(mark) == 0x2014))
        return std::nullopt;
    return mark + (blankBehind ? 2 : 1);
}

std::optional<Amount> amountAt(const WrittenText& text, Position at) {
    auto first = quantityAt(text, at);
    if (!first)
        return std::nullopt;
    Amount amount{.end = first->end,
                  .words = std::move(first->words),
                  .otherWords = std::move(first->otherWords),
                  .singular = first->singular,
                  .range = false,
                  .number = std::move(first->number)};
    const auto behind = rangeMarkEnd(text, amount.end);
    if (!behind)
        return amount;
    const auto second = quantityAt(text, *behind);
    if (!second || (rangeMarkEnd(text, second->end) && text.isDigit(*rangeMarkEnd(text, second->end))))
        return amount;
    amount.words += " to " + second->words;
    amount.otherWords.clear();
    amount.end = second->end;
    amount.singular = false;
    amount.range = true;
    amount.number.reset();
    return amount;
}

}  // namespace timbre::frontend::english
