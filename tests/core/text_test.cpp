// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/utf8.h"

namespace timbre {
namespace {

using Texts = std::vector<std::string>;

Texts split(std::string_view script) {
    const auto spans = splitSentences(script, "en");
    Texts texts;
    if (!spans) {
        ADD_FAILURE() << spans.error().message();
        return texts;
    }
    for (const TextSpan& span : *spans) {
        texts.push_back(span.text);
    }
    return texts;
}

struct SplitRow {
    const char* name;
    const char* script;
    Texts expected;
};

class SplitTest : public testing::TestWithParam<SplitRow> {};

TEST_P(SplitTest, GivesTheSentences) { EXPECT_EQ(split(GetParam().script), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    English, SplitTest,
    testing::Values(
        SplitRow{"Titles", "Dr. Chen came. She sat.", {"Dr. Chen came.", "She sat."}},
        SplitRow{"TitleBeforeSmallLetter", "Dr. van Helsing knew.", {"Dr. van Helsing knew."}},
        SplitRow{"Decimals", "It cost $3.50 or 4.25 in all. Cheap.", {"It cost $3.50 or 4.25 in all.", "Cheap."}},
        SplitRow{"YearAtTheEnd", "It was 1990. Then came 1991.", {"It was 1990.", "Then came 1991."}},
        SplitRow{"Initials", "J. R. R. Tolkien met C. S. Lewis. They talked.",
                 {"J. R. R. Tolkien met C. S. Lewis.", "They talked."}},
        SplitRow{"JoinedInitials", "We read J.R.R. Tolkien aloud.", {"We read J.R.R. Tolkien aloud."}},
        SplitRow{"LabelThatIsNoInitial", "We chose plan B. It worked.", {"We chose plan B.", "It worked."}},
        SplitRow{"PronounThatIsNoInitial", "So do I. Then we agree.", {"So do I.", "Then we agree."}},
        SplitRow{"CountryInside", "The U.S. Army came in 1944. It stayed.", {"The U.S. Army came in 1944.", "It stayed."}},
        SplitRow{"CountryAtTheEnd", "He left the U.S. He was glad.", {"He left the U.S.", "He was glad."}},
        SplitRow{"ClockTimes", "Come at 5 p.m. Bring it. Not at 8 a.m. Monday.",
                 {"Come at 5 p.m.", "Bring it.", "Not at 8 a.m. Monday."}},
        SplitRow{"NumberSign", "No. 5 is here. No. I want six.", {"No. 5 is here.", "No.", "I want six."}},
        SplitRow{"ForExample", "Fruit, e.g. Apples, i.e. Pomes, is good.", {"Fruit, e.g. Apples, i.e. Pomes, is good."}},
        SplitRow{"EtceteraAtTheEnd", "Apples, pears, etc. Then bread.", {"Apples, pears, etc.", "Then bread."}},
        SplitRow{"CompanyInside", "Acme Inc. Chairman Lee spoke.", {"Acme Inc. Chairman Lee spoke."}},
        SplitRow{"Ellipses", "Wait... and see\u2026 maybe. Well... No.", {"Wait... and see\u2026 maybe.", "Well...", "No."}},
        SplitRow{"SpacedEllipsis", "Hello . . . world. Good.", {"Hello . . . world.", "Good."}},
        SplitRow{"MarksInARow", "What?! Really!!! Yes.", {"What?!", "Really!!!", "Yes."}},
        SplitRow{"QuoteThenSpeaker", "\"Is it late?\" he asked. \"No.\" Anne left.",
                 {"\"Is it late?\" he asked.", "\"No.\"", "Anne left."}},
        SplitRow{"CurlyQuotes", "\u201cStop!\u201d cried Anne. \u2018Go.\u2019 Then \u201cWait.\u201d",
                 {"\u201cStop!\u201d cried Anne.", "\u2018Go.\u2019", "Then \u201cWait.\u201d"}},
        SplitRow{"Brackets", "It rained (see p. 5). (Really.) Yes.", {"It rained (see p. 5).", "(Really.)", "Yes."}},
        SplitRow{"Addresses", "See www.example.com/a.b?c=d. Mail to a.b@example.co.uk today!",
                 {"See www.example.com/a.b?c=d.", "Mail to a.b@example.co.uk today!"}},
        SplitRow{"SmallLettersOnly", "hello there. this works too", {"hello there.", "this works too"}},
        SplitRow{"ListItems", "1. First thing\n2. Second thing\n- third thing",
                 {"1. First thing", "2. Second thing", "- third thing"}},
        SplitRow{"ShortLinesAreTheirOwn", "Chapter One\nIt began.", {"Chapter One", "It began."}},
        SplitRow{"WrappedLinesAreJoined",
                 "This line was wrapped by an editor at some seventy columns, as Mr.\nBennet saw.\nIt ended.",
                 {"This line was wrapped by an editor at some seventy columns, as Mr. Bennet saw.", "It ended."}},
        SplitRow{"SmallLetterGoesOn", "A short line\nthat goes on.", {"A short line that goes on."}},
        SplitRow{"WindowsLineEnds", "One.\r\nTwo.\r\n\r\nThree.", {"One.", "Two.", "Three."}},
        SplitRow{"OldMacLineEnds", "One\rTwo", {"One", "Two"}},
        SplitRow{"ChinesePunctuation", "\u4f60\u597d\u3002\u4f60\u597d\u5417\uff1f\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d\u597d\uff01",
                 {"\u4f60\u597d\u3002", "\u4f60\u597d\u5417\uff1f", "\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d", "\u597d\uff01"}},
        SplitRow{"ChineseLinesJoinWithoutBlank", "\u4f60\u597d\uff0c\n\u5417", {"\u4f60\u597d\uff0c\u5417"}},
        SplitRow{"RowsOfSignsAreLeftOut", "One.\n\n* * *\n\n\u2014\n\nTwo. \U0001F600 ...", {"One.", "Two."}},
        SplitRow{"BlanksCollapse", "  One \t\u00a0 two\u200b.  ", {"One two."}},
        SplitRow{"NothingToSpeak", " ... !? \n \u3002", {}}, SplitRow{"Empty", "", {}}),
    [](const testing::TestParamInfo<SplitRow>& row) { return row.param.name; });

TEST(Text, NamesWordsWithLettersThatEnglishDoesNotHave) {
    EXPECT_EQ(wordsWithForeignLetters("Das M\u00e4dchen, d\u2019\u00e9t\u00e9; the ma\u00f1ana. M\u00e4dchen!", "en"),
              (std::vector<std::string>{"M\u00e4dchen", "d\u2019\u00e9t\u00e9", "ma\u00f1ana"}));
    EXPECT_EQ(wordsWithForeignLetters("cafe\u0301 and cafe", "en"), std::vector<std::string>{"cafe\u0301"});
    EXPECT_TRUE(wordsWithForeignLetters("Plain words, 3 \u00d7 4, the \uFB01rst \u201coffice\u201d.", "en").empty());
}

TEST(Text, MarksParagraphsAndSentences) {
    const auto spans = splitSentences("One. Two.\n \nThree.", "en");
    ASSERT_TRUE(spans);
    ASSERT_EQ(spans->size(), 3U);
    EXPECT_EQ((*spans)[0].breakAfter, TextBreak::Sentence);
    EXPECT_EQ((*spans)[1].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ((*spans)[2].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ((*spans)[1].paragraph, 0U);
    EXPECT_EQ((*spans)[2].paragraph, 1U);
}

TEST(Text, SpansPointIntoTheScript) {
    const std::string script = "\u00c9t\u00e9.  Two\r\nlines here.\r\n\r\nThree!";
    const auto spans = splitSentences(script, "en");
    ASSERT_TRUE(spans);
    ASSERT_EQ(spans->size(), 3U);
    EXPECT_EQ(script.substr((*spans)[0].beginByte, (*spans)[0].endByte - (*spans)[0].beginByte), "\u00c9t\u00e9.");
    EXPECT_EQ(script.substr((*spans)[2].beginByte, (*spans)[2].endByte - (*spans)[2].beginByte), "Three!");
}

TEST(Text, CutsLongSentencesAtCommasWithinTheLimit) {
    const auto spans = splitSentences(
        "When the rain had stopped at last, the children ran out into the garden, the dog ran after them, and nobody "
        "thought of closing the door behind the dog.",
        "en", {.maximumCharacters = 90});
    ASSERT_TRUE(spans);
    ASSERT_EQ(spans->size(), 2U);
    EXPECT_EQ((*spans)[0].breakAfter, TextBreak::Clause);
    EXPECT_EQ((*spans)[0].text.back(), ',');
    EXPECT_EQ((*spans)[1].breakAfter, TextBreak::Paragraph);
    for (const TextSpan& span : *spans) {
        EXPECT_LE(countCodePoints(span.text), 90U) << span.text;
    }
}

TEST(Text, CutsTextWithoutAnyBlankAtTheLimit) {
    const auto spans = splitSentences(std::string(1000, 'x'), "en", {.maximumCharacters = 300});
    ASSERT_TRUE(spans);
    std::string joined;
    for (const TextSpan& span : *spans) {
        EXPECT_LE(span.text.size(), 300U);
        joined += span.text;
    }
    EXPECT_EQ(joined, std::string(1000, 'x'));
}

TEST(Text, CountsWideCharactersAsThree) {
    std::string script;
    for (int i = 0; i < 150; ++i) {
        script += "\u4f60";
    }
    const auto spans = splitSentences(script, "en", {.maximumCharacters = 300});
    ASSERT_TRUE(spans);
    EXPECT_EQ(spans->size(), 2U);
}

TEST(Text, KeepsEveryWordOfALongScript) {
    std::string script;
    for (int i = 0; i < 20000; ++i) {
        script += "Sentence number " + std::to_string(i) + ", spoken by Mr. Smith, goes on. ";
    }
    const auto texts = split(script);
    ASSERT_EQ(texts.size(), 20000U);
    EXPECT_EQ(texts.back(), "Sentence number 19999, spoken by Mr. Smith, goes on.");
}

TEST(Text, RefusesBytesThatAreNotUtf8) {
    const auto spans = splitSentences("Good.\nBad \xff here.", "en");
    ASSERT_FALSE(spans);
    EXPECT_EQ(spans.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(spans.error().detail.find("line 2"), std::string::npos) << spans.error().detail;
}

TEST(Text, NamesTheLanguagesWhenOneIsMissing) {
    const auto spans = splitSentences("Bonjour.", "fr");
    ASSERT_FALSE(spans);
    EXPECT_EQ(spans.error().code, ErrorCode::Unsupported);
    EXPECT_NE(spans.error().message().find("fr"), std::string::npos);
    EXPECT_NE(spans.error().message().find("en (English)"), std::string::npos);
}

TEST(Text, RefusesALimitNoSentenceFits) {
    const auto spans = splitSentences("Hello.", "en", {.maximumCharacters = 3});
    ASSERT_FALSE(spans);
    EXPECT_EQ(spans.error().code, ErrorCode::InvalidInput);
}

TEST(Language, IsFoundWithRegionAndInAnyCase) {
    for (const char* tag : {"en", "EN", "en-GB", "en_US"}) {
        const auto language = findLanguage(tag);
        ASSERT_TRUE(language) << tag;
        EXPECT_EQ((*language)->tag, "en");
    }
}

}  // namespace
}  // namespace timbre
