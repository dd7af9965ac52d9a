// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/line_verdict.h"

#include <gtest/gtest.h>

#include <vector>

namespace timbre::listen {
namespace {

using Kind = LineFit::Kind;

/// Ten words of five phones each, 0.4 s a word, of which those from `first` up to `last` were heard.
struct Reading {
    std::vector<LineWord> words;
    LineTrace trace;

    explicit Reading(std::size_t first = 0, std::size_t last = 10) {
        for (std::size_t i = 0; i < 10; ++i) {
            words.push_back({6 * i, 6 * i + 5, {{"B", "AA", "D", "IY", "K"}}});
            const bool heard = i >= first && i < last;
            const double from = 0.4 * static_cast<double>(i - (heard ? first : i));
            trace.words.push_back({heard ? from : 0.0, heard ? from + 0.4 : 0.0, 5, 2});
            trace.wordSeconds += heard ? 0.4 : 0.0;
        }
    }

    void addOther(double from, double to) {
        trace.other.emplace_back(from, to);
        trace.otherSeconds += to - from;
    }

    [[nodiscard]] LineFit judged() const { return judgeLine(words, trace); }
};

TEST(LineVerdict, AllWordsAreTheWholeLine) {
    const LineFit fit = Reading().judged();
    EXPECT_EQ(fit.kind, Kind::Whole);
    EXPECT_EQ(fit.basis, LineFit::Basis::Words);
    EXPECT_DOUBLE_EQ(fit.score, 1.0);
    ASSERT_EQ(fit.words.size(), 10U);
    EXPECT_EQ(fit.words[3], (WordMark{18, 23, 0.4 * 3, 0.4 * 3 + 0.4, true}));
}

TEST(LineVerdict, AMissingEndIsHalf) {
    EXPECT_EQ(Reading(0, 8).judged().kind, Kind::Half);
    EXPECT_EQ(Reading(0, 4).judged().kind, Kind::Half);
}

TEST(LineVerdict, AMissingBeginningIsHalf) { EXPECT_EQ(Reading(4, 10).judged().kind, Kind::Half); }

TEST(LineVerdict, AnEndThatWasSaidButNotUnderstoodIsNotHalf) {
    Reading reading(0, 8);
    reading.addOther(3.2, 4.0);
    EXPECT_EQ(reading.judged().kind, Kind::Whole);
}

TEST(LineVerdict, OneWordMissingInTheMiddleIsMarkedAndTheLineStaysWhole) {
    Reading reading;
    reading.trace.words[5] = {0.0, 0.0, 5, 2};
    const LineFit fit = reading.judged();
    EXPECT_EQ(fit.kind, Kind::Whole);
    EXPECT_FALSE(fit.words[5].heard);
    EXPECT_TRUE(fit.words[4].heard);
}

TEST(LineVerdict, ASwallowedArticleIsNotMarked) {
    Reading reading;
    reading.words[5].readings = {{"DH", "AH"}};
    reading.trace.words[5] = {0.0, 0.0, 2, 1};
    EXPECT_TRUE(reading.judged().words[5].heard);
}

TEST(LineVerdict, AShortWordWithoutItsNeighbourIsMarked) {
    Reading reading;
    reading.words[5].readings = {{"DH", "AH"}};
    reading.trace.words[5] = {0.0, 0.0, 2, 1};
    reading.trace.words[6] = {0.0, 0.0, 5, 2};
    EXPECT_FALSE(reading.judged().words[5].heard);
}

TEST(LineVerdict, OtherSpeechInsteadOfTheLineIsWrong) {
    Reading reading(0, 2);
    reading.addOther(0.8, 4.0);
    EXPECT_EQ(reading.judged().kind, Kind::Wrong);
    Reading nothing(0, 0);
    nothing.addOther(0.0, 3.0);
    EXPECT_EQ(nothing.judged().kind, Kind::Wrong);
}

TEST(LineVerdict, AFewWordsInALongTalkAreNotTheLine) {
    Reading reading;
    for (const std::size_t i : {2U, 5U, 8U}) {
        reading.trace.words[i] = {0.0, 0.0, 5, 2};
        reading.trace.wordSeconds -= 0.4;
    }
    EXPECT_EQ(reading.judged().kind, Kind::Whole);
    reading.addOther(1.0, 11.0);
    EXPECT_EQ(reading.judged().kind, Kind::Unknown);
}

TEST(LineVerdict, NothingAtAllIsUnknown) {
    EXPECT_EQ(Reading(0, 0).judged().kind, Kind::Unknown);
    EXPECT_EQ(judgeLine({}, {}).kind, Kind::Unknown);
    EXPECT_EQ(judgeLine({}, {}).basis, LineFit::Basis::Nothing);
}

TEST(SyllableVerdict, FarTooShortIsHalf) {
    // Twenty syllables at a slow five a second take four seconds.
    EXPECT_EQ(judgeSyllables(20, 8, 1.6, "zh").kind, Kind::Half);
    EXPECT_EQ(judgeSyllables(28, 9, 1.8, "ja").kind, Kind::Half);
}

TEST(SyllableVerdict, WeakEvidenceIsUnknown) {
    EXPECT_EQ(judgeSyllables(20, 8, 4.0, "zh").kind, Kind::Unknown) << "a flat voice: few tops in enough time";
    EXPECT_EQ(judgeSyllables(20, 16, 2.5, "zh").kind, Kind::Unknown) << "quick, but the syllables are there";
    EXPECT_EQ(judgeSyllables(20, 16, 4.0, "zh").kind, Kind::Unknown);
    EXPECT_EQ(judgeSyllables(28, 13, 3.0, "ja").kind, Kind::Unknown);
    EXPECT_EQ(judgeSyllables(3, 0, 0.3, "zh").kind, Kind::Unknown) << "too short a text to tell";
}

TEST(SyllableVerdict, NamesAreStable) {
    EXPECT_EQ(lineFitName(Kind::Whole), "whole");
    EXPECT_EQ(lineFitName(Kind::Half), "half");
    EXPECT_EQ(lineFitName(Kind::Wrong), "wrong");
    EXPECT_EQ(lineFitName(Kind::Unknown), "unknown");
}

TEST(PlainWords, KnowApostrophesAndPlaces) {
    const auto words = plainWords("\u201cDon\u2019t,\u201d said the boys' aunt.");
    ASSERT_EQ(words.size(), 5U);
    EXPECT_EQ(words[0].lower, "don't");
    EXPECT_EQ(words[0].beginByte, 3U);
    EXPECT_EQ(words[3].lower, "boys");
    EXPECT_EQ(words[4].lower, "aunt");
}

TEST(PlainWords, StressIsTakenOffAndOtherSignsAreNoPhones) {
    EXPECT_EQ(withoutStress("AE1"), "AE");
    EXPECT_EQ(withoutStress("NG"), "NG");
    EXPECT_EQ(withoutStress(","), "");
    EXPECT_EQ(withoutStress("ong1"), "");
}

}  // namespace
}  // namespace timbre::listen
