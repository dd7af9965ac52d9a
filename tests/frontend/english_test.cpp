// SPDX-License-Identifier: GPL-3.0-or-later
// The English rules one by one, without the vectors.
#include <gtest/gtest.h>

#include "core/frontend/english/english_front_end.h"
#include "core/frontend/english/normalise.h"
#include "core/frontend/english/number_words.h"
#include "core/frontend/english/tokens.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using english::Joint;
using Strings = std::vector<std::string>;

struct Pair {
    const char* written;
    const char* spoken;
};

std::string normalised(std::string_view text) {
    const auto result = english::normalise(text, Reading::Compatible);
    return result ? *result : "error: " + result.error().message();
}

Strings tokensOf(std::string_view text) {
    const auto found = english::tokens(text);
    return {found.begin(), found.end()};
}

}  // namespace

TEST(EnglishNumbers, have_the_names_of_the_inflect_package) {
    constexpr std::array<Pair, 12> rows{{{"0", "zero"},
                                         {"000", "zero"},
                                         {"21", "twenty-one"},
                                         {"100", "one hundred"},
                                         {"112", "one hundred and twelve"},
                                         {"1000", "one thousand"},
                                         {"1005", "one thousand and five"},
                                         {"1100", "one thousand, one hundred"},
                                         {"12345", "twelve thousand, three hundred and forty-five"},
                                         {"1000000", "one million"},
                                         {"1000021", "one million and twenty-one"},
                                         {"2000100", "two million, one hundred"}}};
    for (const auto& [digits, words] : rows)
        EXPECT_EQ(english::cardinal(digits, Joint::And).value(), words);
    EXPECT_EQ(english::cardinal("1005", Joint::None).value(), "one thousand five");
    EXPECT_EQ(english::cardinal("112", Joint::None).value(), "one hundred twelve");
}

TEST(EnglishNumbers, end_where_names_end) {
    EXPECT_TRUE(english::cardinal(std::string(36, '9'), Joint::None));
    EXPECT_TRUE(english::cardinal("000" + std::string(36, '9'), Joint::None));
    const auto refused = english::cardinal("1" + std::string(36, '0'), Joint::None);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_FALSE(refused.error().advice.empty());
}

TEST(EnglishNumbers, have_ordinals) {
    constexpr std::array<Pair, 8> words{{{"one", "first"},
                                         {"twenty-two", "twenty-second"},
                                         {"three", "third"},
                                         {"five", "fifth"},
                                         {"twelve", "twelfth"},
                                         {"twenty", "twentieth"},
                                         {"one hundred and eight", "one hundred and eighth"},
                                         {"one thousand", "one thousandth"}}};
    for (const auto& [cardinal, ordinal] : words)
        EXPECT_EQ(english::ordinalOf(cardinal), ordinal);
    constexpr std::array<Pair, 7> digits{
        {{"1", "1st"}, {"2", "2nd"}, {"3", "3rd"}, {"11", "11th"}, {"112", "112th"}, {"21", "21st"}, {"10", "10th"}}};
    for (const auto& [number, ordinal] : digits)
        EXPECT_EQ(english::withOrdinalEnding(number), ordinal);
}

TEST(EnglishNumbers, read_years_in_pairs) {
    constexpr std::array<std::pair<int, const char*>, 6> years{{{1905, "nineteen oh five"},
                                                                {1984, "nineteen eighty-four"},
                                                                {1800, "eighteen hundred"},
                                                                {2000, "two thousand"},
                                                                {2009, "two thousand nine"},
                                                                {2010, "twenty ten"}}};
    for (const auto& [number, words] : years)
        EXPECT_EQ(english::yearWords(number), words);
}

TEST(EnglishNormalise, follows_the_reference) {
    constexpr std::array<Pair, 30> rows{{
        {"2. Then", "second, Then"},
        {"x + y = z", "x plus y Equals z"},
        {"5 - -3", "five minusnegative three"},
        {"is -5", "isnegative five"},
        {"1,234,567", "one million, two hundred thirty-four thousand, five hundred sixty-seven"},
        {"12:05", "twelve five p.m."},
        {"0:00", "zero o'clock a.m."},
        {"24:00", "twenty-fourzero"},
        {"1m 2m 1ft", "one meter two meters one feet"},
        {"1.0m", "one point zero meters"},
        {"20\u00B0C", "twenty degrees celsius"},
        {"100km/h", "one hundred kilometersh"},
        {"2 L, 2L", "two L, two liters"},
        {"$1", "one dollar"},
        {"$1.01", "one dollar and one cent"},
        {"1.5$", "one dollar and fifty cents"},
        {"\u00A30.5", "fifty pence"},
        {"$3.456", "three dollars and four hundred fifty-six cents"},
        {"1999.5", "nineteen ninety-nine point five"},
        {"1/3 2/3 1/2 3/2 7/1", "one third two thirds one half three halves seven"},
        {"101st", "one hundred and first"},
        {"2026", "twenty twenty-six"},
        {"3000", "three thousand"},
        {"50%", "fifty percent"},
        {"caf\u00E9 \u212Aelvin", "cafe Kelvin"},
        {"i.e. this, E.G. that", "that is this, for example that"},
        {"NASA", "N A S A"},
        {"wait... what?!", "wait. what?"},
        {"a\tb", "ab"},
        {"\u4F60\u597D\u3002", "."},
    }};
    for (const auto& [written, spoken] : rows)
        EXPECT_EQ(normalised(written), spoken) << written;
}

TEST(EnglishNormalise, refuses_what_the_reference_refuses_and_reads_it_when_corrected) {
    const std::string tooLong(40, '7');
    for (const std::string& text : {std::string("$,5"), std::string("(5$)"), tooLong, "1/" + tooLong, tooLong + "th"}) {
        const auto refused = english::normalise(text, Reading::Compatible);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(english::normalise(text, Reading::Corrected)) << text;
    }
}

TEST(EnglishTokens, are_words_and_marks) {
    EXPECT_EQ(tokensOf("It's a well-known tool."), (Strings{"It's", "a", "well-known", "tool", "."}));
    EXPECT_EQ(tokensOf("The end.Next one"), (Strings{"The", "end.Next", "one"}));
    EXPECT_EQ(tokensOf("U. S. A. a.m. o.k."), (Strings{"U", ".", "S", ".", "A", ".", "a", ".", "m", ".", "o", ".", "k", "."}));
    EXPECT_EQ(tokensOf("'quoted' n' -x-"), (Strings{"'", "quoted", "'", "n", "'", "-", "x", "-"}));
    EXPECT_EQ(tokensOf("a. . .b"), (Strings{"a", ". . .", "b"}));
    EXPECT_EQ(tokensOf("a-b.com.x c"), (Strings{"a-b.com", ".", "x", "c"}));
    EXPECT_EQ(tokensOf(""), Strings{});
}

TEST(EnglishTokens, shorten_runs_of_marks) {
    EXPECT_EQ(english::shortenRuns("a''''''b    c aaaaa"), "a'''b   c aaaaa");
}

class EnglishPhones : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LANGUAGE_DATA("en");
        english_ = EnglishFrontEnd::open(test::dataFile("en")).value();
    }

    [[nodiscard]] Strings phones(std::string_view text) const {
        return english_->phones(text, {.set = PhoneSet::V2, .reading = Reading::Compatible}).value().phones;
    }

  private:
    std::shared_ptr<const EnglishFrontEnd> english_;
};

TEST_F(EnglishPhones, of_short_texts_begin_with_a_comma) {
    EXPECT_EQ(phones(""), Strings{","});
    EXPECT_EQ(phones("Hi"), (Strings{",", "HH", "AY1"}));
}

TEST_F(EnglishPhones, tell_the_letter_from_the_article) {
    EXPECT_EQ(phones("A a a a"), (Strings{"EY1", "AH0", "AH0", "AH0"}));
}

TEST_F(EnglishPhones, depend_on_the_part_of_speech) {
    EXPECT_EQ(phones("They permit it with a permit."),
              (Strings{"DH", "EY1", "P", "ER0", "M", "IH1", "T", "IH1", "T", "W", "IH1", "DH", "AH0", "P", "ER1", "M", "IH2", "T", "."}));
}

TEST_F(EnglishPhones, of_possessives_follow_the_stems_last_sound) {
    EXPECT_EQ(phones("Quaff's Grizz's").back(), "Z");
    EXPECT_EQ(phones("gnomeish's").size(), phones("gnomeish").size() + 2);
}

TEST_F(EnglishPhones, come_even_for_damaged_data_or_not_at_all) {
    const auto absent = EnglishFrontEnd::open("/nonexistent/en.tfd");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, ErrorCode::ModelMissing);
}

}  // namespace timbre::frontend
