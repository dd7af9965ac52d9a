// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/phones.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_support.h"

namespace timbre::frontend {

namespace {

/// The symbols of a list "number<TAB>symbol".
std::vector<std::string> listedSymbols(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<std::string> found;
    for (std::string line; std::getline(file, line);)
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            found.push_back(line.substr(tab + 1));
    return found;
}

std::vector<std::string> ownSymbols(PhoneSet set) {
    const auto own = symbols(set);
    return {own.begin(), own.end()};
}

}  // namespace

TEST(Phones, have_the_sizes_of_the_models) {
    EXPECT_EQ(symbols(PhoneSet::V1).size(), 322U);
    EXPECT_EQ(symbols(PhoneSet::V2).size(), 732U);
}

TEST(Phones, are_numbered_as_the_reference_numbers_them) {
    TIMBRE_REQUIRE_SHARED(shared);
    EXPECT_EQ(ownSymbols(PhoneSet::V1), listedSymbols(shared / "design/frontend/symbols_v1.txt"));
    EXPECT_EQ(ownSymbols(PhoneSet::V2), listedSymbols(shared / "design/frontend/symbols_v2.txt"));
}

TEST(Phones, keep_their_number_from_v1_to_v2) {
    for (const auto& symbol : symbols(PhoneSet::V1))
        EXPECT_EQ(symbolId(PhoneSet::V1, symbol), symbolId(PhoneSet::V2, symbol)) << symbol;
}

TEST(Phones, outside_a_set_become_unknown) {
    std::vector<std::string> phones{"a1", "[", "Yng", "#"};
    replaceUnknown(PhoneSet::V1, phones);
    EXPECT_EQ(phones, (std::vector<std::string>{"a1", "UNK", "UNK", "UNK"}));
}

TEST(Phones, have_ids_even_where_they_are_unknown) {
    const std::vector<std::string> phones{"!", "no phone", "…"};
    EXPECT_EQ(symbolIds(PhoneSet::V1, phones), (std::vector<int>{0, *symbolId(PhoneSet::V1, "UNK"), 321}));
}

}  // namespace timbre::frontend
