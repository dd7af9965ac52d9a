// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/abbreviations.h"

#include <algorithm>
#include <array>

namespace timbre::frontend::english {

namespace {

using enum AbbreviationUse;

/// Sorted by sign.
constexpr std::array kAbbreviations = [] {
    std::array all{
        Abbreviation{"acct", "account", WithStop},
        Abbreviation{"adm", "Admiral", BeforeName},
        Abbreviation{"aka", "A K A", Anywhere, "also known as"},
        Abbreviation{"app", "appendix", BeforeNumber},
        Abbreviation{"approx", "approximately", Anywhere},
        Abbreviation{"appt", "appointment", WithStop},
        Abbreviation{"apt", "apartment", BeforeNumber},
        Abbreviation{"art", "article", BeforeNumber},
        Abbreviation{"assoc", "associate", WithStop},
        Abbreviation{"asst", "assistant", WithStop},
        Abbreviation{"attn", "attention", Anywhere},
        Abbreviation{"ave", "Avenue", BehindName},
        Abbreviation{"avg", "average", Anywhere},
        Abbreviation{"bk", "book", BeforeNumber},
        Abbreviation{"bldg", "Building", Anywhere},
        Abbreviation{"blvd", "Boulevard", BehindName},
        Abbreviation{"bros", "Brothers", BehindName},
        Abbreviation{"ca", "circa", BeforeNumber},
        Abbreviation{"capt", "Captain", BeforeName},
        Abbreviation{"cf", "compare", WithStop},
        Abbreviation{"ch", "chapter", BeforeNumber},
        Abbreviation{"chap", "chapter", BeforeNumber},
        Abbreviation{"cmdr", "Commander", BeforeName},
        Abbreviation{"co", "Company", BehindName},
        Abbreviation{"col", "Colonel", BeforeName},
        Abbreviation{"col", "column", BeforeNumber},
        Abbreviation{"cont", "continued", WithStop},
        Abbreviation{"corp", "Corporation", BehindName},
        Abbreviation{"cpl", "Corporal", BeforeName},
        Abbreviation{"ct", "Court", BehindName},
        Abbreviation{"dept", "department", Anywhere},
        Abbreviation{"det", "Detective", BeforeName},
        Abbreviation{"dist", "district", WithStop},
        Abbreviation{"dr", "Doctor", BeforeName},
        Abbreviation{"dr", "Drive", BehindName},
        Abbreviation{"eg", "for example", WithStop, "E G"},
        Abbreviation{"ep", "episode", BeforeNumber},
        Abbreviation{"eq", "equation", BeforeNumber},
        Abbreviation{"esp", "especially", WithStop},
        Abbreviation{"esq", "Esquire", BehindName},
        Abbreviation{"est", "established", BeforeNumber},
        Abbreviation{"est", "estimated", WithStop},
        Abbreviation{"etc", "et cetera", Anywhere, "and so on"},
        Abbreviation{"ex", "example", BeforeNumber},
        Abbreviation{"excl", "excluding", WithStop},
        Abbreviation{"fig", "figure", BeforeNumber},
        Abbreviation{"figs", "figures", BeforeNumber},
        Abbreviation{"fl", "floor", BeforeNumber},
        Abbreviation{"fr", "Father", BeforeName},
        Abbreviation{"freq", "frequency", WithStop},
        Abbreviation{"ft", "Fort", BeforeName},
        Abbreviation{"ft", "featuring", BehindName},
        Abbreviation{"feat", "featuring", WithStop},
        Abbreviation{"gen", "General", BeforeName},
        Abbreviation{"gov", "Governor", BeforeName},
        Abbreviation{"govt", "government", Anywhere},
        Abbreviation{"hon", "Honorable", BeforeName},
        Abbreviation{"hosp", "hospital", WithStop},
        Abbreviation{"hr", "hour", WithStop},
        Abbreviation{"hrs", "hours", Anywhere},
        Abbreviation{"hwy", "Highway", Anywhere},
        Abbreviation{"ie", "that is", WithStop, "I E"},
        Abbreviation{"inc", "Incorporated", BehindName, "Inc"},
        Abbreviation{"incl", "including", Anywhere},
        Abbreviation{"insp", "Inspector", BeforeName},
        Abbreviation{"intl", "international", Anywhere},
        Abbreviation{"jr", "Junior", BehindName},
        Abbreviation{"lbs", "pounds", Anywhere},
        Abbreviation{"ln", "Lane", BehindName},
        Abbreviation{"ln", "line", BeforeNumber},
        Abbreviation{"lt", "Lieutenant", BeforeName},
        Abbreviation{"ltd", "Limited", Anywhere},
        Abbreviation{"maj", "Major", BeforeName},
        Abbreviation{"max", "maximum", WithStop},
        Abbreviation{"mfg", "manufacturing", WithStop},
        Abbreviation{"mgmt", "management", Anywhere},
        Abbreviation{"mgr", "manager", Anywhere},
        Abbreviation{"min", "minimum", WithStop},
        Abbreviation{"mins", "minutes", Anywhere},
        Abbreviation{"misc", "miscellaneous", Anywhere},
        Abbreviation{"mr", "Mister", BeforeName},
        Abbreviation{"mr", "Mister", WithStop},
        Abbreviation{"mrs", "Missus", BeforeName},
        Abbreviation{"mrs", "Missus", WithStop},
        Abbreviation{"ms", "Ms", WithStop},
        Abbreviation{"ms", "Ms", BeforeName},
        Abbreviation{"mt", "Mount", BeforeName},
        Abbreviation{"mtg", "meeting", WithStop},
        Abbreviation{"mtn", "Mountain", BehindName},
        Abbreviation{"natl", "national", WithStop},
        Abbreviation{"no", "number", BeforeNumber},
        Abbreviation{"nos", "numbers", BeforeNumber},
        Abbreviation{"op", "opus", BeforeNumber},
        Abbreviation{"orig", "original", WithStop},
        Abbreviation{"p", "page", BeforeNumber},
        Abbreviation{"par", "paragraph", BeforeNumber},
        Abbreviation{"pg", "page", BeforeNumber},
        Abbreviation{"pgs", "pages", BeforeNumber},
        Abbreviation{"phd", "P H D", Anywhere},
        Abbreviation{"pkg", "package", WithStop},
        Abbreviation{"pkwy", "Parkway", BehindName},
        Abbreviation{"pl", "Place", BehindName},
        Abbreviation{"pp", "pages", BeforeNumber},
        Abbreviation{"pres", "President", BeforeName},
        Abbreviation{"prof", "Professor", BeforeName},
        Abbreviation{"pt", "part", BeforeNumber},
        Abbreviation{"pvt", "Private", BeforeName},
        Abbreviation{"qty", "quantity", Anywhere},
        Abbreviation{"rd", "Road", BehindName},
        Abbreviation{"ref", "reference", BeforeNumber},
        Abbreviation{"rep", "Representative", BeforeName},
        Abbreviation{"rev", "Reverend", BeforeName},
        Abbreviation{"rm", "room", BeforeNumber},
        Abbreviation{"rte", "Route", BeforeNumber},
        Abbreviation{"sec", "section", BeforeNumber},
        Abbreviation{"sen", "Senator", BeforeName},
        Abbreviation{"sgt", "Sergeant", BeforeName},
        Abbreviation{"sq", "Square", BehindName},
        Abbreviation{"sr", "Senior", BehindName},
        Abbreviation{"st", "Saint", BeforeName},
        Abbreviation{"st", "Street", BehindName},
        Abbreviation{"ste", "Suite", BeforeNumber},
        Abbreviation{"supt", "Superintendent", BeforeName},
        Abbreviation{"tbsp", "tablespoon", Anywhere},
        Abbreviation{"tel", "telephone", WithStop},
        Abbreviation{"temp", "temperature", WithStop},
        Abbreviation{"tsp", "teaspoon", Anywhere},
        Abbreviation{"univ", "University", WithStop},
        Abbreviation{"ver", "version", BeforeNumber},
        Abbreviation{"viz", "namely", Anywhere},
        Abbreviation{"vol", "volume", BeforeNumber},
        Abbreviation{"vols", "volumes", BeforeNumber},
        Abbreviation{"vs", "versus", Anywhere},
        Abbreviation{"yr", "year", WithStop},
        Abbreviation{"yrs", "years", Anywhere},
    };
    std::ranges::sort(all, {}, &Abbreviation::sign);
    return all;
}();

}  // namespace

const Abbreviation* abbreviation(std::string_view small, AbbreviationUse use) {
    const auto found = std::ranges::equal_range(kAbbreviations, small, {}, &Abbreviation::sign);
    const auto fitting = std::ranges::find(found, use, &Abbreviation::use);
    return fitting == found.end() ? nullptr : &*fitting;
}

bool isAbbreviation(std::string_view small) {
    return std::ranges::binary_search(kAbbreviations, small, {}, &Abbreviation::sign);
}

}  // namespace timbre::frontend::english
