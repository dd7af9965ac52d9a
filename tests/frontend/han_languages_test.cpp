// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/han_languages.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/utf8.h"

namespace timbre::frontend {

namespace {

/// "zh 你好，|ja こんにちは": the stretches of a text, in order.
std::string stretches(const std::string& utf8, LanguageMode mode = LanguageMode::Auto) {
    const std::u32string text = toUtf32(utf8);
    const auto found = spokenStretches(text, mode);
    std::string out;
    std::size_t end = found.empty() ? 0 : found.front().begin;
    for (const LanguageStretch& stretch : found) {
        EXPECT_EQ(stretch.begin, end) << utf8;
        EXPECT_LT(stretch.begin, stretch.end) << utf8;
        end = stretch.end;
        out += (out.empty() ? "" : "|") + std::string(languageCode(stretch.language)) + " ";
        out += toUtf8(text.substr(stretch.begin, stretch.end - stretch.begin));
    }
    return out;
}

}  // namespace

TEST(HanLanguages, take_a_sentence_with_kana_for_japanese_as_a_whole) {
    for (const char* const text : {"平成30年に完成した。", "会議は午後3時から、東京駅で行います。", "本日、東京都内で3人が死亡しました。",
                                   "東京2020オリンピックは楽しかった。", "日本政府、追加経済対策を閣議決定", "髙橋さんと頰が赤い。"})
        EXPECT_EQ(stretches(text), std::string("ja ") + text);
}

TEST(HanLanguages, take_sentences_without_kana_for_chinese) {
    for (const char* const text : {"我们今天去东京。", "2026年11月22日，星期天。", "價格是1,280元。"})
        EXPECT_EQ(stretches(text), std::string("zh ") + text);
    EXPECT_EQ(stretches("我哋今日去東京。", LanguageMode::AutoCantonese), "yue 我哋今日去東京。");
}

TEST(HanLanguages, hear_chinese_clauses_beside_japanese_ones) {
    EXPECT_EQ(stretches("你好，こんにちは。"), "zh 你好，|ja こんにちは。");
    EXPECT_EQ(stretches("你们好，谢谢！こんにちは、東京の鷗外です。"), "zh 你们好，谢谢！|ja こんにちは、東京の鷗外です。");
    EXPECT_EQ(stretches("我有3个苹果，りんごが3個あります。"), "zh 我有3个苹果，|ja りんごが3個あります。");
    EXPECT_EQ(stretches("안녕하세요, 你好, こんにちは!"), "ko 안녕하세요, |zh 你好, |ja こんにちは!");
    EXPECT_EQ(stretches("你好，こんにちは。", LanguageMode::AutoCantonese), "yue 你好，|ja こんにちは。");
}

TEST(HanLanguages, judge_quotations_by_themselves) {
    EXPECT_EQ(stretches("我说“ありがとう”，他笑了。"), "zh 我说“|ja ありがとう”|zh ，他笑了。");
    EXPECT_EQ(stretches("先生は「東京」と言った。"), "ja 先生は「東京」と言った。");
    EXPECT_EQ(stretches("「你好」はこんにちはです。"), "ja 「|zh 你好」|ja はこんにちはです。");
    EXPECT_EQ(stretches("老師說「東京」很遠。"), "zh 老師說「東京」很遠。");
}

TEST(HanLanguages, take_single_kana_in_a_chinese_sentence_for_islands) {
    EXPECT_EQ(stretches("今天我学了一个新的日语词の"), "zh 今天我学了一个新的日语词|ja の");
}

TEST(HanLanguages, let_sentences_without_either_follow_the_others) {
    EXPECT_EQ(stretches("日時：11月22日。東京で会いましょう。"), "ja 日時：11月22日。東京で会いましょう。");
    EXPECT_EQ(stretches("我喜欢你。東京。ありがとう。"), "zh 我喜欢你。東京。|ja ありがとう。");
}

TEST(HanLanguages, leave_no_word_to_a_dictionary_that_lacks_it) {
    EXPECT_EQ(stretches("你好はこんにちはです。", LanguageMode::Japanese), "zh 你好|ja はこんにちはです。");
    EXPECT_EQ(stretches("東京は日本の首都です。", LanguageMode::Japanese), "ja 東京は日本の首都です。");
}

TEST(HanLanguages, bear_marks_that_have_no_partner) {
    EXPECT_EQ(stretches("」）』今日は（「"), "ja 」）』今日は（「");
    EXPECT_EQ(stretches("（（（你好\n今日は"), "zh （（（你好\n|ja 今日は");
    EXPECT_EQ(stretches(""), "");
    EXPECT_EQ(stretches("「。」。！"), "zh 「。」。！");
}

}  // namespace timbre::frontend
