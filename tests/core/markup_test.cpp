// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/markup.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>

namespace timbre {
namespace {

using Readings = std::vector<std::pair<std::string, std::string>>;

Readings readingsOf(const PlainText& plain) {
    Readings all;
    for (const GivenReading& one : plain.readings)
        all.emplace_back(plain.text.substr(one.beginByte, one.endByte - one.beginByte), one.reading);
    return all;
}

TEST(Markup, ReadingsBehindHanCharacters) {
    const auto plain = withoutMarkup("请重(chong2)新说，银行（yín háng）里").value();
    EXPECT_EQ(plain.text, "请重新说，银行里");
    EXPECT_EQ(readingsOf(plain), (Readings{{"重", "chong2"}, {"银行", "yín háng"}}));
}

TEST(Markup, BracketsThatHoldNoReadingAreText) {
    for (const std::string text : {"他(她)来了", "重(zhong)新", "版本(v2)", "a(b1)", "重(chong2", "重()", "一(1)", "长(chang2zhang3)",
                                   "重(CHONG)", "(chong2)", "重 (chong2)", "乐(quickly run2)"}) {
        const auto plain = withoutMarkup(text).value();
        EXPECT_EQ(plain.text, text);
        EXPECT_TRUE(plain.readings.empty()) << text;
    }
}

TEST(Markup, BracedReadings) {
    const auto plain = withoutMarkup("A {GIF|JH IH1 F} and {2026|two thousand twenty six}, {橋| ハシ 2 }.").value();
    EXPECT_EQ(plain.text, "A GIF and 2026, 橋.");
    EXPECT_EQ(readingsOf(plain), (Readings{{"GIF", "JH IH1 F"}, {"2026", "two thousand twenty six"}, {"橋", "ハシ 2"}}));
}

TEST(Markup, BracesThatAreNoReadingAreText) {
    for (const std::string text : {"{a}", "{a|}", "{|b}", "a|b}", "{a|b", "{ |b}", "{a\nb|c}"})
        EXPECT_EQ(withoutMarkup(text).value().text, text);
}

TEST(Markup, Pauses) {
    const auto plain =
        withoutMarkup("甲[停顿 0.8s]乙<break time=\"800ms\"/>丙[pause 2]丁[ポーズ 1.5秒]戊<break time='0.25s'>己【停顿 300ms】").value();
    EXPECT_EQ(plain.text, "甲乙丙丁戊己");
    std::vector<std::pair<std::size_t, int>> pauses;
    for (const auto& pause : plain.pauses)
        pauses.emplace_back(pause.atByte, pause.milliseconds);
    EXPECT_EQ(pauses, (std::vector<std::pair<std::size_t, int>>{{3, 800}, {6, 800}, {9, 2000}, {12, 1500}, {15, 250}, {18, 300}}));
}

TEST(Markup, PausesThatCannotBeMeantAreErrors) {
    for (const std::string text : {"[停顿 99s]", "<break time=\"x\"/>", "[pause 3 weeks]", "[pause -1s]"}) {
        const auto plain = withoutMarkup(text);
        ASSERT_FALSE(plain) << text;
        EXPECT_EQ(plain.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(plain.error().detail.find(text), std::string::npos) << plain.error().detail;
    }
}

TEST(Markup, PausesWithoutATimeAreHalfASecondOrAsStrongAsTheySay) {
    const auto lengthOf = [](std::string_view mark) { return withoutMarkup(mark).value().pauses.at(0).milliseconds; };
    EXPECT_EQ(lengthOf("<break/>"), 500);
    EXPECT_EQ(lengthOf("[停顿]"), 500);
    EXPECT_EQ(lengthOf("<break strength=\"x-strong\"/>"), 1000);
}

TEST(Markup, WordsBesideAPauseStayTwoWords) {
    EXPECT_EQ(withoutMarkup("Hello<break time=\"500ms\"/>world[[x]]wide").value().text, "Hello world wide");
}

TEST(Markup, OtherBracketsAreText) {
    for (const std::string text : {"[pause here]", "[1]", "a < b > c", "<b>x</b>", "[停车场 3]", "<breakfast>"})
        EXPECT_EQ(withoutMarkup(text).value().text, text);
}

TEST(Markup, NotesAreNotSpoken) {
    EXPECT_EQ(withoutMarkup("one [[check this. Really?]]two").value().text, "one two");
    EXPECT_EQ(withoutMarkup("one [[open").value().text, "one [[open");
}

TEST(Markup, EveryByteKnowsWhereItStood) {
    const std::string text = "请重(chong2)新{说|shuo1}[[n]]。";
    const auto plain = withoutMarkup(text).value();
    ASSERT_EQ(plain.sourceBytes.size(), plain.text.size() + 1);
    for (std::size_t i = 0; i < plain.text.size(); ++i)
        EXPECT_EQ(plain.text[i], text[plain.sourceBytes[i]]);
    EXPECT_EQ(plain.sourceBytes.back(), text.size());
}

TEST(Markup, AnyBytesAreSafe) {
    std::mt19937 random(7);
    const std::vector<std::string> parts{"[[", "]]", "{", "}", "|", "(", ")", "重", "chong2", "[停顿 1s", "]", "<break", ">", "\xFF", "（", "）", "【"};
    for (int round = 0; round < 2'000; ++round) {
        std::string text;
        for (int i = 0; i < 12; ++i)
            text += parts[random() % parts.size()];
        const auto plain = withoutMarkup(text);
        if (!plain)
            continue;
        std::size_t end = 0;
        for (const GivenReading& one : plain->readings) {
            EXPECT_LE(end, one.beginByte);
            EXPECT_LT(one.beginByte, one.endByte);
            end = one.endByte;
        }
        EXPECT_LE(end, plain->text.size());
    }
    for (const std::string part : {"[[", "{", "(", "重(", "[停顿 ", "<break ", "{a|"}) {
        std::string text;
        while (text.size() < 1'000'000)
            text += part;
        EXPECT_TRUE(withoutMarkup(text)) << part;
    }
}

}  // namespace
}  // namespace timbre
