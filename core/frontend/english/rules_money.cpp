// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of money.
#include <algorithm>

#include "core/frontend/english/currencies.h"
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/units.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

/// A number of a currency: "5", "19.99", "1.5M", "3 million".
struct Sum {
    Position end = 0;
    WrittenNumber number{};
    std::string_view scale{};  ///< "million" or empty.
};

std::string_view scaleOf(std::string_view sign) {
    if (isOneOf<"K k">(sign))
        return "thousand";
    if (isOneOf<"M MM Mio Mn m mil mio mln mm mn">(sign))
        return "million";
    if (isOneOf<"B Bn b bil bln bn">(sign))
        return "billion";
    return isOneOf<"T Tn tn trn">(sign) ? "trillion" : "";
}

std::string_view scaleWord(std::string_view small) {
    static const auto words = sortedWords<"billion hundred million thousand trillion">();
    const auto found = std::ranges::find(words, small);
    return found == words.end() ? std::string_view{} : *found;
}

/// "bn", "M", " million", "-million" behind a number.
std::string_view scaleAt(const WrittenText& text, Position at, Position& end) {
    end = at;
    const bool apart = text.at(at) == ' ' || text.at(at) == '-';
    const Position begin = apart ? at + 1 : at;
    const Position letters = text.lettersEnd(begin);
    if (letters == begin || !text.wordEnds(letters) || letters - begin > 8)
        return {};
    const std::string_view sign = text.plain(begin, letters);
    const bool isShort = !apart || isOneOf<"bn mn tn">(sign);
    std::string_view scale = isShort ? scaleOf(sign) : std::string_view{};
    if (scale.empty())
        scale = scaleWord(text.small(begin, letters));
    if (!scale.empty())
        end = letters;
    return scale;
}

std::optional<Sum> sumAt(const WrittenText& text, Position at) {
    auto number = numberAt(text, at);
    if (!number)
        return std::nullopt;
    Sum sum{.end = number->end, .number = std::move(*number)};
    sum.scale = scaleAt(text, sum.number.end, sum.end);
    return sum;
}

bool hasCents(const Sum& sum, const Currency& currency) {
    return sum.scale.empty() && !currency.partOne.empty() && !sum.number.isWhole() && sum.number.decimals.size() <= 2;
}

std::string centsOf(const Sum& sum) {
    return sum.number.decimals.size() == 1 ? sum.number.decimals + "0" : sum.number.decimals;
}

std::string counted(std::string_view number, std::string_view unit) { return joined({number, unit}); }

/// @param adjective  before a noun the unit stands in the singular.
std::string sayUnits(const Sum& sum, const Currency& currency, bool adjective) {
    const bool one = sum.scale.empty() && sum.number.isOne();
    return counted(joined({sum.number.words(), sum.scale}), one || adjective ? currency.one : currency.many);
}

std::string saySum(const Sum& sum, const Currency& currency, bool adjective) {
    if (!hasCents(sum, currency))
        return sayUnits(sum, currency, adjective);
    const unsigned whole = valueOf(sum.number.whole.empty() ? "0" : sum.number.whole);
    const unsigned cents = valueOf(centsOf(sum));
    const std::string units = counted(sum.number.whole.empty() ? "zero" : sayCardinal(sum.number.whole),
                                      whole == 1 || adjective ? currency.one : currency.many);
    if (cents == 0)
        return units;
    const std::string parts =
        counted(sayCardinal(cents), cents == 1 || adjective ? currency.partOne : currency.partMany);
    return whole == 0 ? parts : units + " and " + parts;
}

std::vector<std::string> otherSums(const Sum& sum, const Currency& currency, bool adjective) {
    std::vector<std::string> others;
    if (hasCents(sum, currency) && valueOf(centsOf(sum)) > 0 && valueOf(sum.number.whole) > 0) {
        const std::string whole = sayCardinal(sum.number.whole);
        const std::string cents = sayTwoDigits(centsOf(sum));
        others.push_back(joined({whole, cents}));
        others.push_back(joined(
            {whole, sum.number.isOne() || valueOf(sum.number.whole) == 1 ? currency.one : currency.many, cents}));
        return others;
    }
    if (sum.number.isOne())
        others.push_back(joined({"a", sum.scale, sum.scale.empty() ? currency.one : currency.many}));
    for (const auto& other : sum.number.otherWords())
        others.push_back(joined(
            {other, sum.scale, adjective || (sum.number.isOne() && sum.scale.empty()) ? currency.one : currency.many}));
    return others;
}

/// The second sum of "$50-$80", "$5-10 million".
std::optional<Sum> secondSum(const WrittenText& text, Position at, const Currency& currency) {
    const auto next = rangeMarkEnd(text, at);
    if (!next)
        return std::nullopt;
    const CurrencyAt sign = currencyBefore(text, *next);
    if (sign.currency != nullptr && sign.currency != &currency)
        return std::nullopt;
    return sumAt(text, sign.currency != nullptr ? sign.end : *next);
}

Found sayRangeOfMoney(Position end, const Sum& first, const Sum& last, const Currency& currency) {
    const std::string both = saySum(first, currency, false) + " to " + saySum(last, currency, false);
    if (hasCents(first, currency) || hasCents(last, currency))
        return spoken(end, both);
    const std::string one = joined({first.number.words(), first.scale}) + " to " + sayUnits(last, currency, false);
    return spoken(end, one, {both});
}

/// "USD" or "per hour" behind a sum of money.
Found withWhatFollows(const WrittenText& text, Position begin, const Sum& sum, const Currency* currency, Position end) {
    if (text.at(end) == ' ') {
        const CurrencyAt code = currencyBehind(text, end + 1, false);
        if (code.currency != nullptr && code.end == end + 4 && text.isCapital(end + 1)) {
            currency = code.currency;
            end = code.end;
        }
    }
    const WordAt name = text.wordBehind(end);  // "$3 million dollars"
    if (text.at(end) == ' ' && (name.word == currency->one || name.word == currency->many))
        end = name.end;
    if (const auto per = perUnitAt(text, end))
        return spoken(per->end, joined({saySum(sum, *currency, false), per->words}));
    const bool adjective = describesNoun(text, begin, end);
    return spoken(end, saySum(sum, *currency, adjective), otherSums(sum, *currency, adjective));
}

bool isVideoHeight(std::string_view digits) {
    return isOneOf<"144 240 360 480 540 576 720 1080 1440 2160 4320">(digits);
}

/// "3,50" and "1.200,50" before a sign: a decimal comma.
std::optional<Sum> commaSumAt(const WrittenText& text, Position at) {
    constexpr int mostGroups = 4;
    Position end = text.digitsEnd(at);
    std::string whole(text.plain(at, end));
    for (int group = 0; group < mostGroups && text.at(end) == '.' && text.digitsEnd(end + 1) == end + 4; ++group) {
        whole += text.plain(end + 1, end + 4);
        end += 4;
    }
    if (end == at || text.at(end) != ',' || text.digitsEnd(end + 1) != end + 3)
        return std::nullopt;
    Sum sum{.end = end + 3};
    sum.number = {.end = end + 3, .whole = std::move(whole), .decimals = std::string(text.plain(end + 1, end + 3))};
    return sum;
}

constexpr Currency kCents{"cent", "cents"};
constexpr Currency kPence{"penny", "pence"};

/// "99c", "50p"
CurrencyAt coinsBehind(const WrittenText& text, const WrittenNumber& number) {
    const char letter = text.at(number.end);
    if (!text.wordEnds(number.end + 1) || !number.isWhole() || number.value() > 99 || isVideoHeight(number.whole))
        return {};
    if (letter == 'p')
        return {&kPence, number.end + 1};
    return letter == 'c' ? CurrencyAt{&kCents, number.end + 1} : CurrencyAt{};
}

}  // namespace

Found sayMoneyBehindSign(const WrittenText& text, Position at) {
    const CurrencyAt sign = currencyBefore(text, at);
    if (sign.currency == nullptr)
        return std::nullopt;
    Position begin = sign.end;
    if (text.at(begin) == ' ')
        ++begin;
    const bool negative = text.at(begin) == '-' && begin == sign.end && text.isDigit(begin + 1);
    const auto sum = sumAt(text, begin + (negative ? 1 : 0));
    if (!sum)
        return std::nullopt;
    if (text.at(sum->end) == 's' && text.wordEnds(sum->end + 1) && sum->number.isWhole())  // "$20s"
        return spoken(sum->end + 1, inPlural(sayCardinal(sum->number.whole)));
    if (const auto last = secondSum(text, sum->end, *sign.currency))
        return sayRangeOfMoney(last->end, *sum, *last, *sign.currency);
    auto found = withWhatFollows(text, at, *sum, sign.currency, sum->end);
    if (negative)
        found = spoken(found->end, "negative " + found->words, {"minus " + found->words});
    return found;
}

Found sayMoneyBeforeSign(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '.' || text.before(at) == ',')
        return std::nullopt;
    auto first = sumAt(text, at);
    if (!first)
        return std::nullopt;
    std::optional<Sum> last;
    if (const auto next = rangeMarkEnd(text, first->end))
        last = sumAt(text, *next);
    Sum& sum = last ? *last : *first;
    bool adjacent = text.at(sum.end) != ' ';
    CurrencyAt sign = currencyBehind(text, sum.end + (adjacent ? 0 : 1), adjacent);
    if (sign.currency == nullptr && adjacent && sum.scale.empty())
        sign = coinsBehind(text, sum.number);
    if (sign.currency == nullptr) {
        if (auto comma = commaSumAt(text, at); comma && !last) {
            adjacent = text.at(comma->end) != ' ';
            sign = currencyBehind(text, comma->end + (adjacent ? 0 : 1), adjacent);
            first = std::move(comma);
        }
    }
    if (sign.currency == nullptr || text.isDigit(sign.end))
        return std::nullopt;
    if (last)
        return sayRangeOfMoney(sign.end, *first, *last, *sign.currency);
    return withWhatFollows(text, at, *first, sign.currency, sign.end);
}

}  // namespace timbre::frontend::english
