// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/language_segments.h"

#include <gtest/gtest.h>

namespace timbre::frontend {

namespace {

using Segments = std::vector<LanguageSegment>;
using enum Language;

}  // namespace

TEST(LanguageSegments, follow_the_script) {
    EXPECT_EQ(languageSegments("我用Python写code。", LanguageMode::Auto),
              (Segments{{Mandarin, "我用"}, {English, "Python"}, {Mandarin, "写"}, {English, "code。"}}));
    EXPECT_EQ(languageSegments("これはペンです。안녕하세요.", LanguageMode::Auto),
              (Segments{{Japanese, "これはペンです。"}, {Korean, "안녕하세요."}}));
}

TEST(LanguageSegments, take_few_kana_in_chinese_for_islands) {
    EXPECT_EQ(languageSegments("今天我学了一个新的日语词の", LanguageMode::Auto),
              (Segments{{Mandarin, "今天我学了一个新的日语词"}, {Japanese, "の"}}));
}

TEST(LanguageSegments, give_digits_to_a_neighbour) {
    EXPECT_EQ(languageSegments("我有3个apple", LanguageMode::Auto), (Segments{{Mandarin, "我有3个"}, {English, "apple"}}));
    EXPECT_EQ(languageSegments("iPhone 15", LanguageMode::Auto), (Segments{{English, "iPhone 15"}}));
    EXPECT_EQ(languageSegments("123", LanguageMode::Auto), (Segments{{Mandarin, "123"}}));
}

TEST(LanguageSegments, join_what_is_not_english_in_a_mode_of_one_language) {
    EXPECT_EQ(languageSegments("こんにちは你好OK吗", LanguageMode::Japanese),
              (Segments{{Japanese, "こんにちは你好"}, {English, "OK"}, {Japanese, "吗"}}));
    EXPECT_EQ(languageSegments("你好こんにちは OK", LanguageMode::AllMandarin),
              (Segments{{Mandarin, "你好こんにちは "}, {English, "OK"}}));
}

TEST(LanguageSegments, are_cantonese_where_the_mode_says_so) {
    EXPECT_EQ(languageSegments("你好 hello", LanguageMode::AutoCantonese), (Segments{{Cantonese, "你好 "}, {English, "hello"}}));
    EXPECT_EQ(languageSegments("你好", LanguageMode::AllCantonese), (Segments{{Cantonese, "你好"}}));
}

TEST(LanguageSegments, leave_english_mode_alone) {
    EXPECT_EQ(languageSegments(" 你好 ", LanguageMode::English), (Segments{{English, " 你好 "}}));
}

TEST(LanguageSegments, of_nothing_are_none) {
    EXPECT_TRUE(languageSegments(" \t\n", LanguageMode::Auto).empty());
    EXPECT_EQ(languageSegments("😀", LanguageMode::Auto), (Segments{{Mandarin, "😀"}}));
}

TEST(LanguageSegments, have_modes_by_name) {
    for (const auto& [mode, name] : kLanguageModeNames)
        EXPECT_EQ(languageModeOf(name), mode);
    EXPECT_FALSE(languageModeOf("fr").has_value());
}

}  // namespace timbre::frontend
