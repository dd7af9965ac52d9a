// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/text_plain.h"

#include <gtest/gtest.h>

#include <string>

namespace timbre::instant {
namespace {

struct PlainCase {
    const char* name;
    const char* written;
    const char* plain;
};

class PlainTextOf : public ::testing::TestWithParam<PlainCase> {};

TEST_P(PlainTextOf, IsWhatFliteCanRead) {
    const auto plain = plainText(GetParam().written);
    ASSERT_TRUE(plain) << plain.error().message();
    EXPECT_EQ(plain->text, GetParam().plain);
    EXPECT_EQ(plain->origin.size(), plain->text.size());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, PlainTextOf,
    ::testing::Values(PlainCase{"ascii_stays", "Plain words, 42.", "Plain words, 42."},
                      PlainCase{"accents_go", "naïve café, Škoda, Łódź", "naive cafe, Skoda, Lodz"},
                      PlainCase{"vietnamese_accents_go", "Nguyễn Ế", "Nguyen E"},
                      PlainCase{"ligatures_open", "Œuvre, straße, æon", "OEuvre, strasse, aeon"},
                      PlainCase{"combining_marks_go", "cafe\xCC\x81", "cafe"},
                      PlainCase{"quotes_straighten", "“It’s ‘so’”", "\"It's 'so'\""},
                      PlainCase{"dash_becomes_comma_of_its_word", "well — then", "well,  then"},
                      PlainCase{"range_is_read_as_to", "1914–1918", "1914 to 1918"},
                      PlainCase{"euro_goes_behind_its_number", "It cost €5.50.", "It cost 5.50 euros ."},
                      PlainCase{"pound_goes_behind_its_number", "£ 3, please", " 3 pounds, please"},
                      PlainCase{"picture_is_left_out", "ok 🎉 go", "ok   go"},
                      PlainCase{"control_characters_are_spaces", "a\tb\nc", "a b c"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(PlainText, KnowsWhereEachLetterCameFrom) {
    const auto plain = plainText("é€5");
    ASSERT_TRUE(plain);
    ASSERT_EQ(plain->text, "e5 euros ");
    EXPECT_EQ(plain->origin[0], 0U);
    EXPECT_EQ(plain->origin[1], 5U);  // the digit behind é (2 bytes) and € (3 bytes)
    EXPECT_EQ(plain->origin[3], 2U);  // "euros" stands for the sign
}

TEST(PlainText, BreaksARunOfLettersThatIsNoWord) {
    const auto plain = plainText(std::string(200, 'a'));
    ASSERT_TRUE(plain);
    EXPECT_NE(plain->text.find(' '), std::string::npos);
    EXPECT_EQ(plain->text.find(std::string(61, 'a')), std::string::npos);
}

struct RefusedCase {
    const char* name;
    std::string written;
    ErrorCode code;
    const char* mention;
};

class PlainTextRefuses : public ::testing::TestWithParam<RefusedCase> {};

TEST_P(PlainTextRefuses, WithTheReason) {
    const auto plain = plainText(GetParam().written);
    ASSERT_FALSE(plain);
    EXPECT_EQ(plain.error().code, GetParam().code);
    EXPECT_NE(plain.error().detail.find(GetParam().mention), std::string::npos) << plain.error().detail;
    EXPECT_FALSE(plain.error().advice.empty());
}

INSTANTIATE_TEST_SUITE_P(Texts, PlainTextRefuses,
                         ::testing::Values(RefusedCase{"nothing", "", ErrorCode::InvalidInput, "no word"},
                                           RefusedCase{"marks_only", "… — ?!", ErrorCode::InvalidInput, "no word"},
                                           RefusedCase{"pictures_only", "🎉🎉", ErrorCode::InvalidInput, "no word"},
                                           RefusedCase{"chinese", "hello 你好", ErrorCode::Unsupported, "你"},
                                           RefusedCase{"cyrillic", "Привет", ErrorCode::Unsupported, "П"},
                                           RefusedCase{"japanese_kana", "テスト", ErrorCode::Unsupported, "テ"},
                                           RefusedCase{"arabic", "مرحبا", ErrorCode::Unsupported, "م"},
                                           RefusedCase{"latin1_bytes", "caf\xE9", ErrorCode::InvalidInput, "byte 4"},
                                           RefusedCase{"overlong_utf8", "a\xC0\xAF", ErrorCode::InvalidInput, "UTF-8"},
                                           RefusedCase{"surrogate", "\xED\xA0\x80", ErrorCode::InvalidInput, "UTF-8"},
                                           RefusedCase{"cut_letter", "a\xE4\xBD", ErrorCode::InvalidInput, "UTF-8"},
                                           RefusedCase{"too_long", std::string(kMaximumTextBytes + 1, 'a'),
                                                       ErrorCode::InvalidInput, "20001"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SplitForReading, KeepsAShortTextWhole) {
    const auto pieces = splitForReading("One. Two.", 300);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0], (std::pair<std::size_t, std::size_t>{0, 9}));
}

TEST(SplitForReading, PrefersTheEndOfASentence) {
    const std::string text = "A first sentence, with a comma. And then another one, with a comma too.";
    const auto pieces = splitForReading(text, 60);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(text.substr(0, pieces[0].second), "A first sentence, with a comma.");
}

TEST(SplitForReading, CutsAtACommaWhereNoSentenceEnds) {
    const std::string text = "one two three four five, six seven eight nine ten eleven twelve";
    const auto pieces = splitForReading(text, 40);
    EXPECT_EQ(text.substr(0, pieces[0].second), "one two three four five,");
}

TEST(SplitForReading, CoversTheTextAndNeverCutsALetter) {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += i % 17 == 0 ? "é " : "é";
    std::size_t next = 0;
    for (const auto& [begin, end] : splitForReading(text, 51)) {
        EXPECT_EQ(begin, next);
        EXPECT_LE(end - begin, 51U);
        EXPECT_GT(end, begin);
        EXPECT_NE(static_cast<unsigned char>(text[begin]) & 0xC0U, 0x80U);
        next = end;
    }
    EXPECT_EQ(next, text.size());
}

}  // namespace
}  // namespace timbre::instant
