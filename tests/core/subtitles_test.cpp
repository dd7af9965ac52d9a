// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/subtitles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

const std::string kLongSentence =
    "When the rain had stopped at last, the children ran out into the garden, the old dog ran after them as fast as it "
    "could, and nobody thought of closing the door that led to the kitchen.";

TEST(Subtitles, ShortSentencesAreOneCueEach) {
    const std::vector<CueSource> sentences = {{"One.", 0.5, 1.0, {}}, {"Two.", 1.5, 2.25, {}}};
    EXPECT_EQ(makeCues(sentences), (std::vector<Cue>{{0.5, 1.0, "One."}, {1.5, 2.25, "Two."}}));
}

TEST(Subtitles, SrtHasNumbersAndCommas) {
    EXPECT_EQ(formatSrt(std::vector<Cue>{{0.0, 1.5, "One."}, {3661.25, 3662.0, "Two\nlines."}}),
              "1\n00:00:00,000 --> 00:00:01,500\nOne.\n\n2\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n\n");
}

TEST(Subtitles, VttHasAHeaderAndEscapes) {
    EXPECT_EQ(formatVtt(std::vector<Cue>{{0.0, 1.0, "a < b & c --> d"}}),
              "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na &lt; b &amp; c --&gt; d\n\n");
}

TEST(Subtitles, LongSentencesBecomeSeveralCuesInOrder) {
    const std::vector<CueSource> sentences = {{kLongSentence, 10.0, 22.0, {}}};
    const auto cues = makeCues(sentences);
    ASSERT_GE(cues.size(), 3U);
    EXPECT_DOUBLE_EQ(cues.front().startSeconds, 10.0);
    EXPECT_DOUBLE_EQ(cues.back().endSeconds, 22.0);
    for (std::size_t i = 1; i < cues.size(); ++i) {
        EXPECT_DOUBLE_EQ(cues[i].startSeconds, cues[i - 1].endSeconds);
        EXPECT_GT(cues[i].endSeconds, cues[i].startSeconds);
    }
}

TEST(Subtitles, CuesKeepEveryWord) {
    std::string joined;
    for (const Cue& cue : makeCues(std::vector<CueSource>{{kLongSentence, 0.0, 12.0, {}}})) {
        joined += (joined.empty() ? "" : " ") + cue.text;
    }
    std::ranges::replace(joined, '\n', ' ');
    EXPECT_EQ(joined, kLongSentence);
}

TEST(Subtitles, CuesHaveAtMostTwoLines) {
    for (const Cue& cue : makeCues(std::vector<CueSource>{{kLongSentence, 0.0, 12.0, {}}})) {
        EXPECT_LE(std::ranges::count(cue.text, '\n'), 1) << cue.text;
        EXPECT_LE(countCodePoints(cue.text), 2 * 42U + 1) << cue.text;
    }
}

TEST(Subtitles, CutsAreTimedAtWordStarts) {
    std::vector<double> starts;
    for (int i = 0; i < 36; ++i) {
        starts.push_back(0.31 * i);
    }
    const auto cues = makeCues(std::vector<CueSource>{{kLongSentence, 0.0, 12.0, starts}});
    ASSERT_GE(cues.size(), 2U);
    for (std::size_t i = 1; i < cues.size(); ++i) {
        EXPECT_NE(std::ranges::find(starts, cues[i].startSeconds), starts.end()) << cues[i].startSeconds;
    }
}

TEST(Subtitles, TextWithoutBlanksIsCutBetweenCjkCharacters) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += i % 10 == 9 ? "\uff0c" : "\u4f60";
    }
    const auto cues = makeCues(std::vector<CueSource>{{text, 0.0, 20.0, {}}});
    ASSERT_GE(cues.size(), 2U);
    std::string joined;
    for (const Cue& cue : cues) {
        EXPECT_FALSE(cue.text.starts_with("\uff0c")) << "a comma may not begin a line";
        joined += cue.text;
    }
    std::erase(joined, '\n');
    EXPECT_EQ(joined, text);
}

TEST(Subtitles, OverlapsAreCutOff) {
    const auto cues = makeCues(std::vector<CueSource>{{"One.", 0.0, 2.0, {}}, {"Two.", 1.5, 3.0, {}}});
    EXPECT_DOUBLE_EQ(cues[0].endSeconds, 1.5);
}

TEST(Subtitles, TheNameDecidesTheKind) {
    const test::TempDir folder;
    const std::vector<Cue> cues = {{0.0, 1.0, "One."}};
    ASSERT_TRUE(writeSubtitles(folder / "a.SRT", cues));
    ASSERT_TRUE(writeSubtitles(folder / "a.vtt", cues));
    EXPECT_EQ(readFile(folder / "a.SRT").value(), formatSrt(cues));
    EXPECT_EQ(readFile(folder / "a.vtt").value(), formatVtt(cues));
}

TEST(Subtitles, UnknownKindsAreRefusedByName) {
    const auto written = writeSubtitles("/tmp/a.ass", {});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Unsupported);
    EXPECT_NE(written.error().message().find("a.ass"), std::string::npos);
    EXPECT_NE(written.error().message().find(".srt or .vtt"), std::string::npos);
}

}  // namespace
}  // namespace timbre
