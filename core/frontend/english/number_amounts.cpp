// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/number_amounts.h"

#include <array>

#include "core/frontend/english/number_words.h"

namespace timbre::frontend::english::numbers {

namespace {

struct Unit {
    std::u32string_view sign;
    const char* one;
    const char* many;
};

// In the reference's order: the first that ends where a word does is taken, so "km/h" never is.
constexpr std::array<Unit, 12> kUnits{{{U"m", "meter", "meters"},
                                       {U"km", "kilometer", "kilometers"},
                                       {U"km/h", "kilometer per hour", "kilometers per hour"},
                                       {U"ft", "feet", "feet"},
                                       {U"L", "liter", "liters"},
                                       {U"tbsp", "tablespoon", "tablespoons"},
                                       {U"tsp", "teaspoon", "teaspoons"},
                                       {U"h", "hour", "hours"},
                                       {U"min", "minute", "minutes"},
                                       {U"s", "second", "seconds"},
                                       {U"\u00B0C", "degree celsius", "degrees celsius"},
                                       {U"\u00B0F", "degree fahrenheit", "degrees fahrenheit"}}};

const Unit* unitAt(const Text& text, Position at) {
    const std::u32string_view rest = std::u32string_view(text).substr(at);
    const auto* const found = std::ranges::find_if(kUnits, [&](const Unit& unit) {
        return rest.starts_with(unit.sign) && wordEnds(text, at + unit.sign.size());
    });
    return found == kUnits.end() ? nullptr : found;
}

bool isAmount(char32_t c) noexcept { return isDigit(c) || c == U'.' || c == U','; }

/// The digits of one side of the point, without leading zeros. A stray comma or bracket is an error in the compatible
/// reading and passed over in the corrected one.
Result<std::string> amountPart(std::string part, Reading reading) {
    if (reading == Reading::Corrected)
        std::erase_if(part, [](char c) { return c < '0' || c > '9'; });
    else if (part.find_first_not_of("0123456789") != std::string::npos || part.size() > kMostPythonDigits)
        return unreadable(part);
    return std::string(withoutLeadingZeros(part));
}

std::string counted(const std::string& digits, const char* one, const char* many) {
    return digits + " " + (digits == "1" ? one : many);
}

/// "3.5" -> "3 dollars and 50 cents"
Result<std::string> amountWords(const std::string& amount, const Currency& currency, Reading reading) {
    if (std::ranges::count(amount, '.') > 1)
        return amount + " " + currency.many;
    const std::size_t point = std::min(amount.find('.'), amount.size());
    auto whole = amountPart(amount.substr(0, point), reading);
    if (!whole)
        return whole;
    std::string decimals = amount.substr(std::min(point + 1, amount.size()));
    if (decimals.size() == 1)
        decimals += '0';
    auto parts = amountPart(decimals, reading);
    if (!parts)
        return parts;
    if (*whole == "0" && *parts == "0")
        return std::string("zero ") + currency.many;
    if (*parts == "0")
        return counted(*whole, currency.one, currency.many);
    const std::string part = counted(*parts, currency.partOne, currency.partMany);
    return *whole == "0" ? part : counted(*whole, currency.one, currency.many) + " and " + part;
}

}  // namespace

Result<Position> measure(const Text& text, Position at, Text& out, Reading reading) {
    if (!isDigit(text[at]) || !wordBegins(text, at))
        return at;
    const Position whole = digitsEnd(text, at);
    const bool decimal = charAt(text, whole) == U'.' && isDigit(charAt(text, whole + 1));
    const Position end = decimal ? digitsEnd(text, whole + 1) : whole;
    const Unit* const unit = unitAt(text, end);
    if (unit == nullptr)
        return at;
    if (reading == Reading::Compatible && end - at > kMostPythonDigits)
        return unreadable(ascii(text, at, end));
    const bool one = !decimal && withoutLeadingZeros(ascii(text, at, end)) == "1";
    keep(text, at, end, out);
    append(out, std::string(" ") + (one ? unit->one : unit->many));
    return end + unit->sign.size();
}

Result<Position> moneyBehindSign(const Text& text, Position at, Text& out, const Currency& currency, Reading reading) {
    if (text[at] != currency.sign)
        return at;
    Position end = runEnd(text, at + 1, isAmount);
    while (end > at + 1 && !isDigit(text[end - 1]))
        --end;
    if (end == at + 1)
        return at;
    const auto words = amountWords(ascii(text, at + 1, end), currency, reading);
    if (!words)
        return tl::unexpected(words.error());
    append(out, *words);
    return end;
}

Result<Position> moneyBeforeSign(const Text& text, Position at, Text& out, const Currency& currency, Reading reading) {
    const auto belongs = [&](char32_t c) { return isAmount(c) || (currency.takesBracket && c == U'('); };
    const Position end = runEnd(text, at, belongs);
    if (end == at || charAt(text, end) != currency.sign || !isDigit(text[end - 1]))
        return keep(text, at, end, out);
    const auto words = amountWords(ascii(text, at, end), currency, reading);
    if (!words)
        return tl::unexpected(words.error());
    append(out, *words);
    return end + 1;
}

}  // namespace timbre::frontend::english::numbers
