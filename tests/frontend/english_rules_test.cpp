// SPDX-License-Identifier: GPL-3.0-or-later
// English rules beside their counterexamples: the same signs with another reading.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/frontend/english/rewriter.h"
#include "tests/frontend/corrected_rows.h"

namespace timbre::frontend {

namespace {

using Readings = std::vector<std::pair<std::string, std::string>>;

void expectReadings(const Readings& readings) {
    for (const auto& [written, expected] : readings) {
        const auto text = test::decoded(written);
        EXPECT_EQ(test::encoded(english::rewritten(text, english::rewritesOf(text))), expected) << written;
    }
}

}  // namespace

TEST(EnglishRules, tell_letters_from_thousands) {
    expectReadings({{"Seat 14K", "Seat fourteen K"},
                    {"at 221B Baker St.", "at two twenty one B Baker Street."},
                    {"14K Maple Street", "fourteen K Maple Street"},
                    {"I ran a 10K.", "I ran a ten K."},
                    {"The 10K starts soon.", "The ten K starts soon."},
                    {"Her 10K time was good.", "Her ten K time was good."},
                    {"It costs $10K.", "It costs ten thousand dollars."},
                    {"a 50K loan", "a fifty thousand loan"},
                    {"about 500K YouTube views", "about five hundred thousand YouTube views"},
                    {"the 50K subscribers", "the fifty thousand subscribers"},
                    {"They sold 50K.", "They sold fifty thousand."}});
}

TEST(EnglishRules, tell_letters_from_roman_numerals) {
    expectReadings({{"Generation X", "Generation X"},
                    {"Planet X", "Planet X"},
                    {"Section C", "Section C"},
                    {"Chapter X", "Chapter ten"},
                    {"Chapter L", "Chapter fifty"},
                    {"Generation V", "Generation five"},
                    {"Super Bowl X", "Super Bowl ten"}});
}

TEST(EnglishRules, hear_powers_and_products) {
    expectReadings({{"10^6 cells", "ten to the sixth cells"},
                    {"2^n", "two to the N"},
                    {"10^-9", "ten to the minus nine"},
                    {"3×10^8 m/s", "three times ten to the eighth meters per second"},
                    {"d = 10 km", "D equals ten kilometers"},
                    {"x = 5 in the end", "X equals five in the end"},
                    {"x^2 + 1", "X squared plus one"},
                    {"6.02e23", "six point zero two times ten to the twenty third"},
                    {"Room 3E2", "Room three E two"},
                    {"10*5", "ten times five"},
                    {"1/2*3/4", "one half times three quarters"},
                    {"*5*", "*five*"},
                    {"a 4* hotel", "a four star hotel"},
                    {"^_^", "^_^"}});
}

TEST(EnglishRules, say_signs_that_belong_to_names) {
    expectReadings({{"C#", "C sharp"},
                    {"F# minor", "F sharp minor"},
                    {"#5", "number five"},
                    {".NET", "dot net"},
                    {"a .csv file", "a dot csv file"},
                    {"The end. Net gain.", "The end. Net gain."},
                    {"so ...AND then", "so ...AND then"},
                    {"802.11ac", "eight oh two point eleven A C"},
                    {"IEEE 802.3", "IEEE eight oh two point three"},
                    {"802.5 km", "eight hundred two point five kilometers"}});
}

TEST(EnglishRules, tell_answers_from_numbers) {
    expectReadings({{"He said no. 5 people came.", "He said no. five people came."},
                    {"He said no. 10 young men came.", "He said no. ten young men came."},
                    {"Far? No. 5 km.", "Far? No. five kilometers."},
                    {"No. 5", "Number five"},
                    {"Which one? No. 5.", "Which one? Number five."},
                    {"No. 2 pencils", "Number two pencils"},
                    {"song no. 5 or no. 6", "song number five or number six"},
                    {"He answered no. 5 correctly.", "He answered number five correctly."}});
}

TEST(EnglishRules, tell_groups_of_three_from_lists) {
    expectReadings({{"1 000 000", "one million"},
                    {"25 000 people", "twenty five thousand people"},
                    {"1 234 567", "one million two hundred thirty four thousand five hundred sixty seven"},
                    {"200 300", "two hundred three hundred"},
                    {"5 100", "five one hundred"},
                    {"1.234,56", "one thousand two hundred thirty four point five six"},
                    {"1.234", "one point two three four"}});
}

TEST(EnglishRules, tell_hours_of_the_clock_from_counted_ones) {
    expectReadings({{"at 1900 hours", "at nineteen hundred hours"},
                    {"until 1430 hrs", "until fourteen thirty hours"},
                    {"0900 to 1700 hours", "oh nine hundred to seventeen hundred hours"},
                    {"worked 1900 hours", "worked one thousand nine hundred hours"},
                    {"after 1000 hours of practice", "after one thousand hours of practice"},
                    {"up to 1200 hours", "up to one thousand two hundred hours"},
                    {"ran 1:03.5", "ran one oh three point five"},
                    {"At 7:30.", "At seven thirty."}});
}

TEST(EnglishRules, tell_seasons_from_dates_and_fractions) {
    expectReadings({{"the 2023/24 season", "the twenty twenty three twenty four season"},
                    {"2/5/7", "two slash five slash seven"},
                    {"2/5", "two fifths"},
                    {"two 2x4s", "two two by fours"},
                    {"5 x 4s", "five by fours"}});
}

}  // namespace timbre::frontend
