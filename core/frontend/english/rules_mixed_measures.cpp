// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of several numbers: 6'2", 1h 30m, 7 lb 4 oz, 12ft x 10ft, 1920x1080, 3x.
#include <array>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/units.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kMostParts = 6;

/// Units that follow each other, the greater first.
constexpr std::array<std::string_view, 12> kChains{
    "y mo wk d h min s", "y m d",  "d h m s", "h m s",      "hr min sec", "hrs mins secs",
    "st lb oz",          "lbs oz", "ft in",   "km m cm mm", "kg g",       "l ml"};

/// The name that stands for a sign's kin in kChains.
std::string_view kinOf(std::string_view sign) {
    if (isOneOf<"yr yrs">(sign))
        return "y";
    if (isOneOf<"hr hrs">(sign))
        return "h";
    if (isOneOf<"min mins">(sign))
        return "m";
    if (isOneOf<"sec secs">(sign))
        return "s";
    if (sign == "lb")
        return "lbs";
    return sign == "mL" ? "ml" : sign;
}

/// Where `kin` stands in a chain, from 1 on; 0 where it does not.
std::size_t placeIn(std::string_view chain, std::string_view kin) {
    std::size_t place = 1;
    for (std::size_t begin = 0; begin <= chain.size(); ++place) {
        const std::size_t end = std::min(chain.find(' ', begin), chain.size());
        if (kinOf(chain.substr(begin, end - begin)) == kin)
            return place;
        begin = end + 1;
    }
    return 0;
}

bool follow(std::string_view first, std::string_view second) {
    for (const std::string_view chain : kChains) {
        const std::size_t one = placeIn(chain, first);
        const std::size_t two = placeIn(chain, second);
        if (one > 0 && two > one)
            return true;
    }
    return false;
}

struct Part {
    Position end = 0;
    Quantity quantity{};
    std::string kin{};
};

std::optional<Part> partAt(const WrittenText& text, Position at) {
    auto quantity = quantityAt(text, at);
    if (!quantity)
        return std::nullopt;
    const Position begin = text.at(quantity->end) == ' ' ? quantity->end + 1 : quantity->end;
    Position end = text.lettersEnd(begin);
    const std::string_view sign = text.plain(begin, end);
    const bool known = sign == "d" || sign == "y" || sign == "st" || unitNamed(sign) != nullptr;
    if (end == begin || !known || end - begin > 4)
        return std::nullopt;
    if (text.at(end) == '.' && !text.sentenceMayEnd(end + 1) && text.isBlank(end + 1))
        ++end;
    return Part{.end = end, .quantity = std::move(*quantity), .kin = std::string(kinOf(sign))};
}

std::string unitOf(const Part& part, bool oneUnit) {
    if (part.kin == "m" || part.kin == "d" || part.kin == "y" || part.kin == "st") {
        const std::string_view name = part.kin == "m"   ? "minute"
                                      : part.kin == "d" ? "day"
                                      : part.kin == "y" ? "year"
                                                        : "stone";
        return std::string(name) + (oneUnit || part.kin == "st" ? "" : "s");
    }
    const UnitName* const unit = unitNamed(part.kin);
    return std::string(oneUnit ? unit->one : unit->many);
}

/// In "km m" and "m cm" the m is a meter.
std::string sayPart(const Part& part, bool lengths, bool adjective) {
    const bool one = part.quantity.singular || adjective;
    if (lengths && part.kin == "m")
        return joined({part.quantity.words, one ? "meter" : "meters"});
    return joined({part.quantity.words, unitOf(part, one)});
}

Found sayChain(const WrittenText& text, Position at) {
    std::vector<Part> parts;
    Position next = at;
    while (parts.size() < kMostParts) {
        auto part = partAt(text, next);
        if (!part || (!parts.empty() && !follow(parts.back().kin, part->kin)))
            break;
        next = part->end;
        if (text.at(next) == ',' && text.at(next + 1) == ' ')
            ++next;
        next = text.at(next) == ' ' ? next + 1 : next;
        parts.push_back(std::move(*part));
    }
    if (parts.size() < 2 || !text.wordEnds(parts.back().end))
        return std::nullopt;
    const bool lengths = parts.front().kin == "km" || parts.back().kin == "cm" || parts.back().kin == "mm";
    const Position end = parts.back().end;
    const bool adjective = describesNoun(text, at, end);
    std::string words;
    std::string withAnd;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string part = sayPart(parts[i], lengths, adjective);
        addWords(words, part);
        addWords(withAnd, i + 1 == parts.size() ? "and " + part : part);
    }
    std::vector<std::string> others{withAnd};
    if (parts.size() == 2 && parts.front().kin == "ft")
        others.push_back(joined({parts[0].quantity.words, "foot", parts[1].quantity.words}));
    return spoken(end, words, std::move(others));
}

/// True where an inch sign may stand: no quote is open.
bool quotesAreClosed(const WrittenText& text, Position at) {
    constexpr std::size_t kFarBack = 200;
    if (text.code(at) == 0x2033)
        return true;
    if (text.code(at) == 0x201D || text.code(at) == 0x201C)
        return false;
    bool closed = true;
    for (Position i = at - std::min(at, kFarBack); i < at; ++i)
        closed = closed != (text.code(i) == U'"' && !text.isDigit(i - 1));
    return closed;
}

/// A single quote stands before a word, near enough to be closed here.
bool opensQuote(const WrittenText& text, Position at) {
    constexpr std::size_t farBack = 100;
    for (Position i = at - std::min(at, farBack); i < at; ++i)
        if (text.at(i) == '\'' && text.wordBegins(i) && !text.wordEnds(i + 1))
            return true;
    return false;
}

bool isDimension(std::string_view small) {
    return isOneOf<"across and broad by ceiling ceilings deep high ladder long or square tall thick wide x">(small);
}

/// 6'2", 6', 12"
Found sayFeetAndInches(const WrittenText& text, Position at) {
    const auto first = quantityAt(text, at);
    if (!first || !text.wordBegins(at))
        return std::nullopt;
    if (text.at(first->end) == '"') {
        if (!quotesAreClosed(text, first->end) || text.wordEnds(first->end + 1) == false)
            return std::nullopt;
        const Position end = first->end + 1;
        const bool one = first->singular || describesNoun(text, at, end);
        return spoken(end, joined({first->words, one ? "inch" : "inches"}));
    }
    if (text.at(first->end) != '\'' || text.isLetter(first->end + 1))
        return std::nullopt;
    const Position second = first->end + (text.at(first->end + 1) == ' ' ? 2 : 1);
    const auto inches = quantityAt(text, second);
    const bool fits = inches && (inches->fraction ||
                                 (inches->number && (!inches->number->isWhole() || inches->number->value() < 12)));
    if (fits && (second == first->end + 1 || text.at(inches->end) == '"')) {
        const bool twoMarks = text.at(inches->end) == '\'' && text.at(inches->end + 1) == '\'';
        const Position end = inches->end + (text.at(inches->end) == '"' ? 1 : twoMarks ? 2 : 0);
        return spoken(end, joined({first->words, "foot", inches->words}),
                      {joined({first->words, first->singular ? "foot" : "feet", inches->words,
                               inches->singular ? "inch" : "inches"})});
    }
    const Position end = first->end + 1;
    const std::string_view behind = text.wordBehind(end).word;
    const bool prime = text.code(first->end) == 0x2032;
    const bool last = text.wordEnds(end) && !text.isBlank(end) && !opensQuote(text, at);
    if (!prime && !last && !isDimension(behind))
        return std::nullopt;
    const bool one = first->singular || isOneOf<"ceiling ceilings ladder">(behind) || describesNoun(text, at, end);
    return spoken(end, joined({first->words, one ? "foot" : "feet"}));
}

/// One side of a size.
struct Side {
    Position end = 0;
    Quantity quantity{};
    std::string one{};
    std::string many{};
};

std::optional<Side> sideAt(const WrittenText& text, Position at) {
    auto quantity = quantityAt(text, at);
    if (!quantity)
        return std::nullopt;
    Side side{.end = quantity->end, .quantity = std::move(*quantity)};
    const Position begin = text.at(side.end) == ' ' ? side.end + 1 : side.end;
    if (text.at(side.end) == '"' || text.at(side.end) == '\'') {
        const bool inch = text.at(side.end) == '"';
        side.one = inch ? "inch" : "foot";
        side.many = inch ? "inches" : "feet";
        ++side.end;
    } else if (const auto unit = unitAt(text, begin); unit && unit->sign != "s" && (unit->use != UnitUse::Context || unit->sign == "in")) {
        side.one = unit->one;
        side.many = unit->many;
        side.end = unit->end;
    }
    return side;
}

/// Behind the mark between two sides, or nullopt.
std::optional<Position> timesEnd(const WrittenText& text, Position at) {
    const Position mark = text.at(at) == ' ' ? at + 1 : at;
    const bool letter = (text.at(mark) == 'x' || text.at(mark) == 'X') && !text.isLetter(mark + 1);
    if (!letter && text.code(mark) != 0xD7)
        return std::nullopt;
    const Position next = text.at(mark + 1) == ' ' ? mark + 2 : mark + 1;
    return text.isDigit(next) || text.at(next) == '.' ? std::optional(next) : std::nullopt;
}

bool isPicture(const std::vector<Side>& sides) {
    for (const Side& side : sides)
        if (!side.quantity.number || !side.quantity.number->isWhole() || side.quantity.number->grouped ||
            side.quantity.number->value() < 100 || !side.many.empty())
            return false;
    return true;
}

Found saySides(const WrittenText& text, Position at, const std::vector<Side>& sides) {
    const Position end = sides.back().end;
    if (text.at(text.blanksEnd(end)) == '=' || text.isDigit(end))
        return std::nullopt;
    const bool picture = isPicture(sides);
    const bool plural = !text.wordEnds(end);
    const bool adjective = !sides.back().many.empty() && describesNoun(text, at, end);
    std::string words;
    std::string other;
    for (const Side& side : sides) {
        const std::string name = side.many.empty() ? "" : side.quantity.singular || adjective ? side.one : side.many;
        const std::string by = words.empty() ? "" : "by";
        addWords(words, joined({by, picture ? sayInGroups(side.quantity.number->whole) : side.quantity.words, name}));
        const bool last = &side == &sides.back();
        addWords(other, joined({by, side.quantity.words, last ? name : ""}));
    }
    if (plural)
        return spoken(end + 1, inPlural(words));
    return spoken(end, words, {other});
}

/// "2x4s": boards, not seconds.
bool endsInPlural(const WrittenText& text, const std::vector<Side>& sides) {
    const Side& last = sides.back();
    return last.many.empty() && text.at(last.end) == 's' && text.wordEnds(last.end + 1);
}

}  // namespace

Found sayMixedMeasure(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '.')
        return std::nullopt;
    if (auto chain = sayChain(text, at))
        return chain;
    return sayFeetAndInches(text, at);
}

Found saySize(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '.')
        return std::nullopt;
    std::vector<Side> sides;
    for (Position next = at; sides.size() < kMostParts;) {
        auto side = sideAt(text, next);
        if (!side)
            break;
        const auto behind = timesEnd(text, side->end);
        sides.push_back(std::move(*side));
        if (!behind)
            break;
        next = *behind;
    }
    if (sides.size() > 1 && (text.wordEnds(sides.back().end) || endsInPlural(text, sides)))
        return saySides(text, at, sides);
    // "3x", "2-3x"
    const auto amount = amountAt(text, at);
    const bool plain = amount && amount->number && amount->number->isWhole();
    const bool times = amount && (text.at(amount->end) == 'x' || text.code(amount->end) == 0xD7 ||
                                  (text.at(amount->end) == 'X' && plain && amount->number->value() <= 100));
    if (!times || !text.wordEnds(amount->end + 1) ||
        (text.at(amount->end) != 'x' && text.isDigit(text.blanksEnd(amount->end + 1))))
        return std::nullopt;
    const unsigned count = plain ? amount->number->value() : 0;
    if (const auto per = perUnitAt(text, amount->end + 1))  // "3x/day"
        return spoken(per->end, joined({amount->words, amount->singular ? "time" : "times", per->words}));
    return spoken(amount->end + 1, joined({amount->words, amount->singular ? "time" : "times"}),
                  {count == 1   ? "once"
                   : count == 2 ? "twice"
                                : "",
                   joined({amount->words, "X"})});
}

}  // namespace timbre::frontend::english
