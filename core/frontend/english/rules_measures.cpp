// SPDX-License-Identifier: GPL-3.0-or-later
// Percentages, temperatures, and numbers with one unit.
#include <algorithm>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/units.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

/// What is counted, by its names.
struct Counted {
    Position end = 0;
    std::string one{};
    std::string many{};
    std::vector<std::string> otherNames{};  ///< Behind a number in the plural.
    bool temperature = false;
};

bool isPlace(std::string_view small) {
    return isOneOf<
        "seat seats row rows gate gates exit exits apartment apt unit room rooms flat suite platform section building "
        "block locker berth dorm bus route line figure fig form sheet type level floor box booth table lot house door "
        "classroom hall wing deck cabin pier dock bay ward cell track column grade batch highway page question "
        "exercise appendix chapter schedule step stage item part sat sit sits sitting boarding assigned lives live "
        "lived">(small);
}

bool isAboutHeat(std::string_view small) {
    return isOneOf<
        "oven heat heated bake baked temperature temperatures degrees cool cooled boil boils freeze freezes freezing "
        "weather warm cold hot fever simmer roast preheat thermometer thermostat outside forecast high low melts "
        "celsius fahrenheit">(small);
}

bool isElectric(std::string_view small) {
    return isOneOf<"fuse charger current breaker socket outlet circuit adapter supply max peak">(small);
}

/// "iPhone 5s", "the Galaxy 5s": a name before a number.
bool followsName(const WrittenText& text, Position at) {
    const WordAt before = text.wordBefore(at);
    if (before.word.empty() || text.before(at) != ' ')
        return false;
    const std::string_view written = text.plain(before.begin, before.end);
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool mixed = std::ranges::any_of(written.substr(1), isCapital);
    const bool inside = before.begin >= 2 && text.isBlank(before.begin - 1) &&
                        (text.isLetter(before.begin - 2) || text.at(before.begin - 2) == ',');
    return mixed || (isCapital(written.front()) && inside);
}

bool contextFits(const WrittenText& text, Position at, const Amount& amount, const UnitAt& unit, bool adjacent) {
    const std::string_view behind = text.wordBehind(unit.end).word;
    const bool place = adjacent && !amount.range && text.saysBefore(at, 4, isPlace);
    if (unit.sign == "L")
        return !place;
    if (unit.sign == "C" || unit.sign == "F") {
        const bool high = amount.range || !amount.number || amount.number->value() >= 10;
        return !place &&
               ((adjacent && high) || text.saysBefore(at, 6, isAboutHeat) || text.saysBehind(unit.end, 4, isAboutHeat));
    }
    if (unit.sign == "K")
        return !adjacent && !text.isCapital(text.blanksEnd(unit.end));
    if (unit.sign == "us")
        return text.code(unit.end - 2) != U'u';
    if (unit.sign == "in" && adjacent)
        return !isOneOf<"a">(behind);
    if (unit.sign == "in")
        return (text.before(unit.end) == '.' && !text.sentenceMayEnd(unit.end)) || text.at(unit.end) == '.' ||
               isOneOf<"across deep diagonal diameter high long tall taller thick wide x">(behind);
    return false;
}

bool adjacentFits(const WrittenText& text, Position at, const Amount& amount, const UnitAt& unit, bool adjacent) {
    const std::string_view behind = text.wordBehind(unit.end).word;
    const bool place = !amount.range && text.saysBefore(at, 4, isPlace);
    if (unit.sign == "A" || unit.sign == "N" || unit.sign == "J")
        return adjacent && !place &&
               (isElectric(behind) || !amount.number || !amount.number->isWhole() || unit.sign == "J");
    if (unit.sign == "V" || unit.sign == "W")
        return !place && (adjacent || !text.isCapital(text.blanksEnd(unit.end)));
    return adjacent;
}

/// True where seconds are meant by "5s", and not five times the letter or several fives.
bool secondsFit(const WrittenText& text, Position at, const Amount& amount, bool adjacent) {
    if (!adjacent || amount.range || !amount.number || !amount.number->isWhole())
        return true;
    const WordAt before = text.wordBefore(at);
    if (isOneOf<"all both double few high many several these three two">(before.word))
        return false;
    return !followsName(text, at) && !isOneOf<"707 717 727 737 747 757 767 777 787 911">(amount.number->whole) &&
           amount.number->value() < 1000;
}

bool fits(const WrittenText& text, Position at, const Amount& amount, const UnitAt& unit, bool adjacent) {
    if (unit.sign == "s")
        return secondsFit(text, at, amount, adjacent);
    switch (unit.use) {
        case UnitUse::Always:
            return true;
        case UnitUse::Adjacent:
            return adjacentFits(text, at, amount, unit, adjacent);
        case UnitUse::Context:
            break;
    }
    return contextFits(text, at, amount, unit, adjacent);
}

std::vector<std::string> otherNamesOf(std::string_view sign) {
    if (sign == "km")
        return {"K"};
    if (sign == "GB")
        return {"gigs"};
    if (sign == "K")
        return {"kelvins"};
    if (sign == "rpm" || sign == "RPM")
        return {"revolutions per minute"};
    return sign == "psi" ? std::vector<std::string>{"pounds per square inch"} : std::vector<std::string>{};
}

std::string_view compassName(char letter) {
    switch (letter) {
        case 'N':
            return "north";
        case 'S':
            return "south";
        case 'E':
            return "east";
        case 'W':
            return "west";
        default:
            return {};
    }
}

bool isDegree(char32_t c) { return c == 0xB0 || c == 0xBA || c == 0x2DA; }

std::string_view scaleName(char letter) {
    return letter == 'C' ? "Celsius" : letter == 'F' ? "Fahrenheit" : letter == 'K' ? "Kelvin" : "";
}

/// "40°26'46\"N" behind the degree sign.
std::string coordinateRest(const WrittenText& text, Position& end) {
    std::string words;
    Position at = end;
    for (const char mark : {'\'', '"'}) {
        const Position digits = text.digitsEnd(at);
        if (digits == at || digits - at > 2 || text.at(digits) != mark)
            break;
        const std::string_view number = text.plain(at, digits);
        addWords(words, sayCardinal(number));
        addWords(words, mark == '\''           ? (valueOf(number) == 1 ? "minute" : "minutes")
                        : valueOf(number) == 1 ? "second"
                                               : "seconds");
        at = digits + 1;
        end = at;
    }
    const Position letter = text.at(at) == ' ' ? at + 1 : at;
    if (const auto name = compassName(text.at(letter)); !name.empty() && text.wordEnds(letter + 1)) {
        addWords(words, name);
        end = letter + 1;
    }
    return words;
}

/// "°C", "℃", "°", "degrees F".
std::optional<Counted> degreesAt(const WrittenText& text, Position at) {
    const Position sign = text.at(at) == ' ' ? at + 1 : at;
    const char32_t c = text.code(sign);
    const auto heat = [](Position end, std::string_view scale) {
        return Counted{.end = end,
                       .one = joined({"degree", scale}),
                       .many = joined({"degrees", scale}),
                       .otherNames = {"degrees"},
                       .temperature = true};
    };
    if (c == 0x2103 || c == 0x2109)
        return heat(sign + 1, c == 0x2103 ? "Celsius" : "Fahrenheit");
    if (isDegree(c)) {
        const Position letter = text.at(sign + 1) == ' ' && !text.isLetter(sign + 3) ? sign + 2 : sign + 1;
        if (const auto scale = scaleName(text.at(letter)); !scale.empty() && text.wordEnds(letter + 1))
            return heat(letter + 1, scale);
        Counted plain{.end = sign + 1, .one = "degree", .many = "degrees", .temperature = true};
        if (const std::string rest = coordinateRest(text, plain.end); !rest.empty()) {
            plain.one = joined({plain.one, rest});
            plain.many = joined({plain.many, rest});
            plain.temperature = false;
        }
        return plain;
    }
    const Position word = text.lettersEnd(sign);
    if (sign == at || !isOneOf<"deg degree degrees">(text.small(sign, word)) || text.at(word) != ' ')
        return std::nullopt;
    const char letter = text.at(word + 1);
    const auto scale = scaleName(letter);
    if (scale.empty() || !text.wordEnds(word + 2))
        return std::nullopt;
    Counted found = heat(word + 2, scale);
    found.otherNames.push_back(std::string("degrees ") + letter);
    return found;
}

std::optional<Counted> percentAt(const WrittenText& text, Position at) {
    const Position sign = text.at(at) == ' ' ? at + 1 : at;
    if (text.at(sign) == '%')
        return Counted{.end = sign + 1, .one = "percent", .many = "percent"};
    if (text.code(sign) == 0x2030)
        return Counted{.end = sign + 1, .one = "per mille", .many = "per mille"};
    return std::nullopt;
}

std::optional<Counted> countedAt(const WrittenText& text, Position at, const Amount& amount) {
    if (auto percent = percentAt(text, amount.end))
        return percent;
    if (auto degrees = degreesAt(text, amount.end))
        return degrees;
    const bool hyphen = text.at(amount.end) == '-';
    const bool adjacent = text.at(amount.end) != ' ' && !hyphen;
    const auto unit = unitAt(text, amount.end + (adjacent ? 0 : 1));
    if (!unit || !fits(text, at, amount, *unit, adjacent))
        return std::nullopt;
    if (hyphen && (unit->sign.size() < 2 || !text.isBlank(unit->end)))
        return std::nullopt;
    return Counted{.end = unit->end,
                   .one = unit->one,
                   .many = unit->many,
                   .otherNames = otherNamesOf(unit->sign),
                   .temperature = unit->sign == "C" || unit->sign == "F"};
}

/// "10%–15%": both ends with the same unit.
Found sayRangeOfUnits(const WrittenText& text, const Amount& first, const Counted& unit) {
    const auto next = first.range ? std::nullopt : rangeMarkEnd(text, unit.end);
    const auto last = next ? amountAt(text, *next) : std::nullopt;
    if (!last || last->range)
        return std::nullopt;
    const auto lastUnit = countedAt(text, *next, *last);
    if (!lastUnit || lastUnit->many != unit.many)
        return std::nullopt;
    const std::string end = joined({last->words, last->singular ? unit.one : unit.many});
    const std::string begin = joined({first.words, first.singular ? unit.one : unit.many});
    return spoken(lastUnit->end, joined({first.words, "to", end}), {joined({begin, "to", end})});
}

std::vector<std::string> otherCounts(const Amount& amount, const Counted& unit, const std::string& name) {
    std::vector<std::string> others;
    for (const auto& words : amount.otherWords)
        others.push_back(joined({words, name}));
    for (const auto& other : unit.otherNames) {
        others.push_back(joined({amount.words, other}));
        for (const auto& words : amount.otherWords)
            others.push_back(joined({words, other}));
    }
    return others;
}

Found withMinus(const Found& plain, const Amount& amount, const Counted& unit) {
    std::vector<std::string> others{"negative " + plain->words};
    if (unit.temperature)
        others.push_back(amount.words + " below zero");
    for (const auto& other : plain->alternatives)
        others.push_back("minus " + other);
    return spoken(plain->end, "minus " + plain->words, std::move(others));
}

}  // namespace

Found sayMeasure(const WrittenText& text, Position at) {
    const bool minus = text.at(at) == '-' && text.wordBegins(at) && text.before(at) != ')';
    const Position begin = at + (minus ? 1 : 0);
    if ((!minus && !text.wordBegins(at)) || (!minus && text.before(at) == '.'))
        return std::nullopt;
    const auto amount = amountAt(text, begin);
    if (!amount)
        return std::nullopt;
    const auto unit = countedAt(text, begin, *amount);
    if (!unit || (minus && !unit->temperature))
        return std::nullopt;
    Found found = sayRangeOfUnits(text, *amount, *unit);
    if (!found) {
        const bool hyphen = text.at(amount->end) == '-';  // "a 10-ft pole"
        const bool adjective = !amount->singular && (hyphen || describesNoun(text, begin, unit->end));
        const std::string& name = amount->singular || adjective ? unit->one : unit->many;
        found = spoken(unit->end, joined({amount->words, name}), otherCounts(*amount, *unit, name));
    }
    return minus ? withMinus(found, *amount, *unit) : found;
}

}  // namespace timbre::frontend::english
