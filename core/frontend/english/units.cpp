// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/units.h"

#include <algorithm>
#include <array>

#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestSign = 6;

/// Letters of a sign, the micro and ohm signs included.
std::string signAt(const WrittenText& text, Position at, Position& end) {
    std::string sign;
    for (end = at; sign.size() <= kLongestSign; ++end) {
        const char32_t c = text.code(end);
        if (c == 0xB5 || c == 0x3BC)
            sign += 'u';
        else if (c == 0x3A9 || c == 0x2126)
            sign += "Ohm";
        else if (text.isLetter(end))
            sign += text.at(end);
        else
            break;
    }
    return sign;
}

/// "square " or "cubic " for a raised number or a 2 or 3 behind a length.
std::string_view powerAt(const WrittenText& text, Position at, std::string_view sign, Position& end) {
    const char32_t c = text.code(at);
    end = at + 1;
    if (c == 0xB2)
        return "square";
    if (c == 0xB3)
        return "cubic";
    const bool length = isOneOf<"cm ft in km m mi mm yd">(sign);
    if (length && (c == U'2' || c == U'3') && text.wordEnds(at + 1))
        return c == U'2' ? "square" : "cubic";
    if (text.at(at) == '^' && (text.at(at + 1) == '2' || text.at(at + 1) == '3')) {
        end = at + 2;
        return text.at(at + 1) == '2' ? "square" : "cubic";
    }
    end = at;
    return {};
}

/// Behind "sq. " or "cu " where a length follows.
std::string_view areaPrefix(const WrittenText& text, Position at, Position& end) {
    const std::string_view small = text.small(at, at + 2);
    if ((small != "sq" && small != "cu") || !text.wordEnds(at + 2))
        return {};
    end = text.at(at + 2) == '.' ? at + 3 : at + 2;
    end = text.blanksEnd(end);
    return small == "sq" ? "square" : "cubic";
}

/// A unit without what it is divided by.
std::optional<UnitAt> simpleUnitAt(const WrittenText& text, Position at) {
    Position begin = at;
    const std::string_view area = areaPrefix(text, at, begin);
    if (area.empty() && (text.startsWithSmall(at, "fl oz") || text.startsWithSmall(at, "fl. oz"))) {
        const Position end = at + (text.at(at + 2) == '.' ? 6 : 5);
        if (text.wordEnds(end))
            return UnitAt{.end = end, .one = "fluid ounce", .many = "fluid ounces", .sign = "fl oz"};
    }
    Position end = begin;
    const std::string sign = signAt(text, begin, end);
    const UnitName* const unit = unitNamed(sign);
    if (unit == nullptr)
        return std::nullopt;
    Position behindPower = end;
    const std::string_view power = powerAt(text, end, sign, behindPower);
    if (!text.wordEnds(behindPower))
        return std::nullopt;
    UnitAt found{.end = behindPower,
                 .one = std::string(unit->one),
                 .many = std::string(unit->many),
                 .sign = sign,
                 .use = unit->use};
    const std::string_view raised = area.empty() ? power : area;
    if (!raised.empty()) {
        found.one = joined({raised, found.one});
        found.many = joined({raised, found.many});
        found.sign.clear();
        found.use = UnitUse::Always;
    }
    return found;
}

bool takesStop(std::string_view sign) {
    return isOneOf<
        "ac ct doz ft gal hr hrs in lb lbs mi min mins mo mos oz pt pts qt qts sec secs tbsp tsp wk wks yd yds yr yrs">(
        sign);
}

}  // namespace

std::optional<PerUnit> perUnitAt(const WrittenText& text, Position at) {
    if (text.at(at) != '/')
        return std::nullopt;
    if (text.isDigit(at + 1)) {  // "/100 km"
        const Position digits = text.digitsEnd(at + 1);
        const auto unit = simpleUnitAt(text, text.blanksEnd(digits));
        if (text.plain(at + 1, digits) != "100" || !unit)
            return std::nullopt;
        return PerUnit{.end = unit->end, .words = "per one hundred " + unit->many};
    }
    if (const auto unit = simpleUnitAt(text, at + 1); unit && unit->end > at + 1) {
        const bool stop = text.at(unit->end) == '.' && takesStop(unit->sign) && !text.sentenceMayEnd(unit->end + 1);
        const bool squared = unit->one == "square second";
        return PerUnit{.end = unit->end + (stop ? 1 : 0), .words = squared ? "per second squared" : "per " + unit->one};
    }
    const Position end = text.lettersEnd(at + 1);
    const std::string_view word = text.small(at + 1, end);
    if (word == "each")
        return PerUnit{.end = end, .words = "each"};
    if (!isOneOf<
            "barrel bottle box capita capsule case century child class copy customer cycle day decade dose dozen "
            "episode event "
            "family foot gallon game gram guest head hour household inch item kilogram kilometer liter litre meal "
            "meter "
            "metre mile minute mo month night ounce pack pair page participant patient person piece pint plate player "
            "pound room seat second serving session share sheet student ton unit user week wk word yard year yr">(word))
        return std::nullopt;
    return PerUnit{.end = end,
                   .words = "per " + std::string(word == "mo"   ? "month"
                                                 : word == "yr" ? "year"
                                                 : word == "wk" ? "week"
                                                                : word)};
}

std::optional<UnitAt> unitAt(const WrittenText& text, Position at) {
    auto unit = simpleUnitAt(text, at);
    if (!unit)
        return std::nullopt;
    if (text.code(unit->end) == 0xB7 || text.code(unit->end) == 0x22C5) {  // "N·m"
        if (const auto second = simpleUnitAt(text, unit->end + 1)) {
            unit->end = second->end;
            unit->many = joined({unit->one, second->many});
            unit->one = joined({unit->one, second->one});
            unit->sign.clear();
        }
    }
    if (const auto per = perUnitAt(text, unit->end)) {
        unit->end = per->end;
        unit->one = joined({unit->one, per->words});
        unit->many = joined({unit->many, per->words});
        unit->sign.clear();
        unit->use = UnitUse::Always;
    }
    if (text.at(unit->end) == '.' && (takesStop(unit->sign) || unit->sign.empty()) &&
        !text.sentenceMayEnd(unit->end + 1) && text.isBlank(unit->end + 1))
        ++unit->end;
    return unit;
}

}  // namespace timbre::frontend::english
