// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/lexicon.h"

#include <gtest/gtest.h>

namespace timbre::frontend {
namespace {

std::vector<std::string> found(const Lexicon& lexicon, std::string_view text, LanguageMode mode = LanguageMode::Auto,
                               std::span<const GivenReading> given = {}) {
    std::vector<std::string> all;
    for (const GivenReading& one : lexicon.readings(text, mode, given))
        all.push_back(std::string(text.substr(one.beginByte, one.endByte - one.beginByte)) + "=" + one.reading);
    return all;
}

using Strings = std::vector<std::string>;

TEST(Lexicon, FindsWholeLatinWordsInAnyCase) {
    const Lexicon lexicon(std::vector<LexiconWord>{{.word = "gif", .reading = "JH IH1 F"}}, {});
    EXPECT_EQ(found(lexicon, "A GIF, gifs, Gif."), (Strings{"GIF=JH IH1 F", "Gif=JH IH1 F"}));
    EXPECT_EQ(found(lexicon, "这个gif很好"), (Strings{"gif=JH IH1 F"}));
}

TEST(Lexicon, CapitalsInAnEntryCount) {
    const Lexicon lexicon(std::vector<LexiconWord>{{.word = "US", .reading = "Y UW1 EH1 S"}}, {});
    EXPECT_EQ(found(lexicon, "the US and us"), (Strings{"US=Y UW1 EH1 S"}));
}

TEST(Lexicon, TheLongerWordWins) {
    const Lexicon lexicon(std::vector<LexiconWord>{{.word = "长", .reading = "chang2"}, {.word = "行长", .reading = "hang2 zhang3"}}, {});
    EXPECT_EQ(found(lexicon, "行长很长"), (Strings{"行长=hang2 zhang3", "长=chang2"}));
}

TEST(Lexicon, PriorityBeatsLengthAndTheProjectBeatsTheRest) {
    const std::vector<LexiconWord> global{{.word = "行长", .reading = "a1 a1"}, {.word = "乐", .reading = "le4"}};
    const std::vector<LexiconWord> project{{.word = "长", .reading = "zhang3", .priority = 9}, {.word = "乐", .reading = "yue4"}};
    EXPECT_EQ(found(Lexicon(global, project), "行长乐"), (Strings{"长=zhang3", "乐=yue4"}));
}

TEST(Lexicon, OnlyWhereItsLanguageStands) {
    const Lexicon lexicon(std::vector<LexiconWord>{{.word = "橋", .reading = "ハシ 2", .language = "ja"}}, {});
    EXPECT_TRUE(found(lexicon, "橋", LanguageMode::Mandarin).empty());
    EXPECT_EQ(found(lexicon, "橋を渡る", LanguageMode::Japanese), (Strings{"橋=ハシ 2"}));
}

TEST(Lexicon, WhatIsGivenByHandStays) {
    const Lexicon lexicon(std::vector<LexiconWord>{{.word = "重新", .reading = "zhong4 xin1"}, {.word = "做", .reading = "zuo4"}}, {});
    const std::vector<GivenReading> given{{0, 3, "chong2"}};
    EXPECT_EQ(found(lexicon, "重新做", LanguageMode::Mandarin, given), (Strings{"重=chong2", "做=zuo4"}));
}

TEST(Lexicon, ManyEntriesAndALongTextTakeTimeInProportion) {
    std::vector<LexiconWord> words;
    for (int i = 1; i <= 64; ++i)
        words.push_back({.word = std::string(static_cast<std::size_t>(i), '-'), .reading = "x"});
    const std::string text(20'000, '-');
    const auto all = Lexicon(words, {}).readings(text, LanguageMode::Auto, {});
    EXPECT_EQ(all.size(), (text.size() + 63) / 64);
}

TEST(LexiconCsv, ComesBackAsItWas) {
    const std::vector<LexiconWord> words{
        {.word = "重新", .reading = "chong2 xin1", .language = "zh", .priority = 7, .note = "again, \"anew\""},
        {.word = "a;b", .reading = " c", .language = "", .priority = 5, .note = "two\nlines"},
        {.word = "GIF", .reading = "JH IH1 F", .language = "en", .priority = 1}};
    auto back = lexiconFromCsv(lexiconToCsv(words), "l.csv").value();
    ASSERT_EQ(back.size(), 3U);
    EXPECT_EQ(back[1].reading, "c");  // Blanks around a field are nobody's wish.
    back[1].reading = " c";
    EXPECT_EQ(back, words);
}

TEST(LexiconCsv, TakesWhatSpreadsheetsWrite) {
    const auto words = lexiconFromCsv("\xEF\xBB\xBFreading;word\r\nchong2;重\r\n;;\r\n", "l.csv").value();
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words[0].word, "重");
    EXPECT_EQ(words[0].reading, "chong2");
    EXPECT_EQ(lexiconFromCsv("GIF\tJH IH1 F\ten\t9\n", "l.csv").value().at(0).priority, 9);
    EXPECT_TRUE(lexiconFromCsv("", "l.csv").value().empty());
}

TEST(LexiconCsv, SaysWhichLineIsWrong) {
    const auto lineOf = [](std::string_view table) {
        const auto words = lexiconFromCsv(table, "l.csv");
        return words ? std::string("no error") : words.error().detail.substr(0, 13);
    };
    EXPECT_EQ(lineOf("word,reading\n重,chong2\n重,\n"), "l.csv, line 3");
    EXPECT_EQ(lineOf("a,b\na,b,xx\n"), "l.csv, line 2");
    EXPECT_EQ(lineOf("a,b,en,10\n"), "l.csv, line 1");
    EXPECT_EQ(lineOf("a,b\nc,\"d\n"), "l.csv, line 2");
}

}  // namespace
}  // namespace timbre::frontend
