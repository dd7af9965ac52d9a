// SPDX-License-Identifier: GPL-3.0-or-later
// The signs of units and their names.
#include <algorithm>
#include <array>

#include "core/frontend/english/units.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestSign = 6;

/// Sorted by sign. The micro sign and the ohm sign are taken as "u" and "Ohm".
constexpr std::array kUnits = [] {
    std::array units{
        UnitName{"A", "amp", "amps", UnitUse::Adjacent},
        UnitName{"Ah", "amp hour", "amp hours"},
        UnitName{"C", "degree Celsius", "degrees Celsius", UnitUse::Context},
        UnitName{"Cal", "calorie", "calories"},
        UnitName{"F", "degree Fahrenheit", "degrees Fahrenheit", UnitUse::Context},
        UnitName{"GB", "gigabyte", "gigabytes"},
        UnitName{"GBps", "gigabyte per second", "gigabytes per second"},
        UnitName{"GHz", "gigahertz", "gigahertz"},
        UnitName{"GPa", "gigapascal", "gigapascals"},
        UnitName{"GW", "gigawatt", "gigawatts"},
        UnitName{"GWh", "gigawatt hour", "gigawatt hours"},
        UnitName{"Gb", "gigabit", "gigabits"},
        UnitName{"Gbit", "gigabit", "gigabits"},
        UnitName{"Gbps", "gigabit per second", "gigabits per second"},
        UnitName{"GiB", "gibibyte", "gibibytes"},
        UnitName{"Hz", "hertz", "hertz"},
        UnitName{"IU", "international unit", "international units"},
        UnitName{"J", "joule", "joules", UnitUse::Adjacent},
        UnitName{"K", "kelvin", "kelvin", UnitUse::Context},
        UnitName{"KB", "kilobyte", "kilobytes"},
        UnitName{"Kb", "kilobit", "kilobits"},
        UnitName{"Kbps", "kilobit per second", "kilobits per second"},
        UnitName{"KiB", "kibibyte", "kibibytes"},
        UnitName{"L", "liter", "liters", UnitUse::Context},
        UnitName{"MB", "megabyte", "megabytes"},
        UnitName{"MBps", "megabyte per second", "megabytes per second"},
        UnitName{"MHz", "megahertz", "megahertz"},
        UnitName{"MJ", "megajoule", "megajoules"},
        UnitName{"MP", "megapixel", "megapixels"},
        UnitName{"MPa", "megapascal", "megapascals"},
        UnitName{"MW", "megawatt", "megawatts"},
        UnitName{"MWh", "megawatt hour", "megawatt hours"},
        UnitName{"Mb", "megabit", "megabits"},
        UnitName{"Mbit", "megabit", "megabits"},
        UnitName{"Mbps", "megabit per second", "megabits per second"},
        UnitName{"MiB", "mebibyte", "mebibytes"},
        UnitName{"N", "newton", "newtons", UnitUse::Adjacent},
        UnitName{"Nm", "newton meter", "newton meters"},
        UnitName{"Ohm", "ohm", "ohms"},
        UnitName{"PB", "petabyte", "petabytes"},
        UnitName{"Pa", "pascal", "pascals"},
        UnitName{"TB", "terabyte", "terabytes"},
        UnitName{"TWh", "terawatt hour", "terawatt hours"},
        UnitName{"THz", "terahertz", "terahertz"},
        UnitName{"Tbps", "terabit per second", "terabits per second"},
        UnitName{"V", "volt", "volts", UnitUse::Adjacent},
        UnitName{"VA", "volt amp", "volt amps", UnitUse::Adjacent},
        UnitName{"W", "watt", "watts", UnitUse::Adjacent},
        UnitName{"Wh", "watt hour", "watt hours"},
        UnitName{"ac", "acre", "acres"},
        UnitName{"atm", "atmosphere", "atmospheres"},
        UnitName{"bar", "bar", "bar"},
        UnitName{"bbl", "barrel", "barrels"},
        UnitName{"bhp", "brake horsepower", "brake horsepower"},
        UnitName{"bpm", "beat per minute", "beats per minute"},
        UnitName{"cal", "calorie", "calories"},
        UnitName{"cc", "C C", "C C"},
        UnitName{"cd", "candela", "candelas"},
        UnitName{"cl", "centiliter", "centiliters"},
        UnitName{"cL", "centiliter", "centiliters"},
        UnitName{"cm", "centimeter", "centimeters"},
        UnitName{"ct", "carat", "carats"},
        UnitName{"d", "day", "days", UnitUse::Context},
        UnitName{"dB", "decibel", "decibels"},
        UnitName{"dBA", "decibel", "decibels"},
        UnitName{"deg", "degree", "degrees"},
        UnitName{"dL", "deciliter", "deciliters"},
        UnitName{"dl", "deciliter", "deciliters"},
        UnitName{"dm", "decimeter", "decimeters"},
        UnitName{"doz", "dozen", "dozen"},
        UnitName{"dpi", "dot per inch", "dots per inch"},
        UnitName{"eV", "electron volt", "electron volts"},
        UnitName{"fl oz", "fluid ounce", "fluid ounces"},
        UnitName{"floz", "fluid ounce", "fluid ounces"},
        UnitName{"fps", "frame per second", "frames per second"},
        UnitName{"ft", "foot", "feet"},
        UnitName{"g", "gram", "grams"},
        UnitName{"gal", "gallon", "gallons"},
        UnitName{"gr", "grain", "grains"},
        UnitName{"h", "hour", "hours"},
        UnitName{"hPa", "hectopascal", "hectopascals"},
        UnitName{"ha", "hectare", "hectares"},
        UnitName{"hl", "hectoliter", "hectoliters"},
        UnitName{"hp", "horsepower", "horsepower"},
        UnitName{"hr", "hour", "hours"},
        UnitName{"hrs", "hour", "hours"},
        UnitName{"in", "inch", "inches", UnitUse::Context},
        UnitName{"kA", "kiloamp", "kiloamps"},
        UnitName{"kB", "kilobyte", "kilobytes"},
        UnitName{"kHz", "kilohertz", "kilohertz"},
        UnitName{"kJ", "kilojoule", "kilojoules"},
        UnitName{"kN", "kilonewton", "kilonewtons"},
        UnitName{"kPa", "kilopascal", "kilopascals"},
        UnitName{"kV", "kilovolt", "kilovolts"},
        UnitName{"kW", "kilowatt", "kilowatts"},
        UnitName{"kWh", "kilowatt hour", "kilowatt hours"},
        UnitName{"kWp", "kilowatt peak", "kilowatts peak"},
        UnitName{"kbit", "kilobit", "kilobits"},
        UnitName{"kbps", "kilobit per second", "kilobits per second"},
        UnitName{"kcal", "kilocalorie", "kilocalories"},
        UnitName{"kg", "kilogram", "kilograms"},
        UnitName{"kgs", "kilogram", "kilograms"},
        UnitName{"km", "kilometer", "kilometers"},
        UnitName{"kmh", "kilometer per hour", "kilometers per hour"},
        UnitName{"kmph", "kilometer per hour", "kilometers per hour"},
        UnitName{"kms", "kilometer", "kilometers"},
        UnitName{"kn", "knot", "knots"},
        UnitName{"kOhm", "kilohm", "kilohms"},
        UnitName{"kph", "kilometer per hour", "kilometers per hour"},
        UnitName{"kt", "knot", "knots"},
        UnitName{"kts", "knot", "knots"},
        UnitName{"l", "liter", "liters"},
        UnitName{"lb", "pound", "pounds"},
        UnitName{"lbf", "pound force", "pounds force"},
        UnitName{"lbs", "pound", "pounds"},
        UnitName{"lm", "lumen", "lumens"},
        UnitName{"ltr", "liter", "liters"},
        UnitName{"lx", "lux", "lux"},
        UnitName{"ly", "light year", "light years"},
        UnitName{"m", "meter", "meters"},
        UnitName{"mA", "milliamp", "milliamps"},
        UnitName{"mAh", "milliamp hour", "milliamp hours"},
        UnitName{"mL", "milliliter", "milliliters"},
        UnitName{"mM", "millimole", "millimoles", UnitUse::Adjacent},
        UnitName{"mPa", "millipascal", "millipascals"},
        UnitName{"mSv", "millisievert", "millisieverts"},
        UnitName{"mV", "millivolt", "millivolts"},
        UnitName{"mW", "milliwatt", "milliwatts"},
        UnitName{"mbar", "millibar", "millibars"},
        UnitName{"mcg", "microgram", "micrograms"},
        UnitName{"mg", "milligram", "milligrams"},
        UnitName{"mi", "mile", "miles"},
        UnitName{"min", "minute", "minutes"},
        UnitName{"mins", "minute", "minutes"},
        UnitName{"ml", "milliliter", "milliliters"},
        UnitName{"mm", "millimeter", "millimeters"},
        UnitName{"mmHg", "millimeter of mercury", "millimeters of mercury"},
        UnitName{"mmol", "millimole", "millimoles"},
        UnitName{"mo", "month", "months", UnitUse::Adjacent},
        UnitName{"mol", "mole", "moles"},
        UnitName{"mos", "month", "months"},
        UnitName{"mpg", "mile per gallon", "miles per gallon"},
        UnitName{"mph", "mile per hour", "miles per hour"},
        UnitName{"ms", "millisecond", "milliseconds"},
        UnitName{"msec", "millisecond", "milliseconds"},
        UnitName{"nF", "nanofarad", "nanofarads"},
        UnitName{"ng", "nanogram", "nanograms"},
        UnitName{"nm", "nanometer", "nanometers"},
        UnitName{"nmi", "nautical mile", "nautical miles"},
        UnitName{"ns", "nanosecond", "nanoseconds"},
        UnitName{"oz", "ounce", "ounces"},
        UnitName{"pF", "picofarad", "picofarads"},
        UnitName{"pcs", "piece", "pieces"},
        UnitName{"ppb", "part per billion", "parts per billion"},
        UnitName{"ppi", "pixel per inch", "pixels per inch"},
        UnitName{"ppm", "part per million", "parts per million"},
        UnitName{"psi", "P S I", "P S I"},
        UnitName{"pt", "pint", "pints"},
        UnitName{"pts", "point", "points"},
        UnitName{"px", "pixel", "pixels"},
        UnitName{"qt", "quart", "quarts"},
        UnitName{"qts", "quart", "quarts"},
        UnitName{"rpm", "R P M", "R P M"},
        UnitName{"s", "second", "seconds"},
        UnitName{"sec", "second", "seconds"},
        UnitName{"secs", "second", "seconds"},
        UnitName{"sqft", "square foot", "square feet"},
        UnitName{"sqkm", "square kilometer", "square kilometers"},
        UnitName{"sqm", "square meter", "square meters"},
        UnitName{"t", "ton", "tons", UnitUse::Adjacent},
        UnitName{"tbsp", "tablespoon", "tablespoons"},
        UnitName{"tbsps", "tablespoon", "tablespoons"},
        UnitName{"tsp", "teaspoon", "teaspoons"},
        UnitName{"tsps", "teaspoon", "teaspoons"},
        UnitName{"uA", "microamp", "microamps"},
        UnitName{"uF", "microfarad", "microfarads"},
        UnitName{"ug", "microgram", "micrograms"},
        UnitName{"um", "micrometer", "micrometers"},
        UnitName{"us", "microsecond", "microseconds", UnitUse::Context},
        UnitName{"wk", "week", "weeks"},
        UnitName{"wks", "week", "weeks"},
        UnitName{"wpm", "word per minute", "words per minute"},
        UnitName{"y", "year", "years", UnitUse::Context},
        UnitName{"yd", "yard", "yards"},
        UnitName{"yds", "yard", "yards"},
        UnitName{"yo", "year old", "years old"},
        UnitName{"yr", "year", "years"},
        UnitName{"yrs", "year", "years"},
    };
    std::ranges::sort(units, {}, &UnitName::sign);
    return units;
}();

/// Signs that are also written in other case.
bool isOfAnyCase(std::string_view small) {
    return isOneOf<
        "bpm cm dpi fps ft gb ghz hp hr hrs hz kb kg kgs khz km kph kwh lb lbs mah mb mg mhz min mins ml mm mph oz psi "
        "px rpm sec secs sqft tb tbsp tsp yd yds yr yrs">(small);
}

const UnitName* exactly(std::string_view sign) {
    const auto found = std::ranges::lower_bound(kUnits, sign, {}, &UnitName::sign);
    return found != kUnits.end() && found->sign == sign ? &*found : nullptr;
}

char smallLetter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

const UnitName* unitNamed(std::string_view sign) {
    if (sign.empty() || sign.size() > kLongestSign)
        return nullptr;
    if (const UnitName* const unit = exactly(sign))
        return unit;
    std::string small(sign);
    std::ranges::transform(small, small.begin(), smallLetter);
    const bool sameCase = std::ranges::none_of(sign.substr(1), [](char c) { return c >= 'A' && c <= 'Z'; }) ||
                          std::ranges::none_of(sign, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!sameCase || !isOfAnyCase(small))
        return nullptr;
    const auto folded = std::ranges::find_if(
        kUnits, [&](const UnitName& unit) { return std::ranges::equal(unit.sign, small, {}, smallLetter); });
    return folded == kUnits.end() ? nullptr : &*folded;
}

}  // namespace timbre::frontend::english
