// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/subtitle_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace timbre {
namespace {

std::vector<Cue> srt(const std::string& text) {
    const auto read = parseSrt(text);
    EXPECT_TRUE(read) << read.error().message();
    return read ? read->cues : std::vector<Cue>{};
}

std::vector<Cue> vtt(const std::string& text) {
    const auto read = parseVtt(text);
    EXPECT_TRUE(read) << read.error().message();
    return read ? read->cues : std::vector<Cue>{};
}

const std::vector<Cue> kTwo = {{1.0, 2.5, "One."}, {3661.25, 3662.0, "Two\nlines."}};

TEST(SubtitleReader, ReadsWhatTheWriterWrites) {
    EXPECT_EQ(srt(formatSrt(kTwo)), kTwo);
    EXPECT_EQ(vtt(formatVtt(kTwo)), kTwo);
    const std::vector<Cue> signs = {{0.0, 1.0, "a < b & c --> d"}};
    EXPECT_EQ(vtt(formatVtt(signs)), signs);
}

struct Form {
    const char* name;
    const char* text;
};

class SrtForms : public testing::TestWithParam<Form> {};

TEST_P(SrtForms, AreReadAlike) { EXPECT_EQ(srt(GetParam().text), kTwo); }

INSTANTIATE_TEST_SUITE_P(
    SubtitleReader, SrtForms,
    testing::Values(
        Form{"plain", "1\n00:00:01,000 --> 00:00:02,500\nOne.\n\n2\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n"},
        Form{"line_ends_of_windows",
             "1\r\n00:00:01,000 --> 00:00:02,500\r\nOne.\r\n\r\n2\r\n01:01:01,250 --> 01:01:02,000\r\nTwo\r\nlines.\r\n\r\n"},
        Form{"byte_order_mark", "\xEF\xBB\xBF" "1\n00:00:01,000 --> 00:00:02,500\nOne.\n\n2\n01:01:01,250 --> 01:01:02,000\nTwo\nlines."},
        Form{"points", "1\n00:00:01.000 --> 00:00:02.500\nOne.\n\n2\n01:01:01.250 --> 01:01:02.000\nTwo\nlines.\n"},
        Form{"no_numbers", "00:00:01,000 --> 00:00:02,500\nOne.\n\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n"},
        Form{"one_number_missing", "1\n00:00:01,000 --> 00:00:02,500\nOne.\n\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n"},
        Form{"no_empty_line_between", "1\n00:00:01,000 --> 00:00:02,500\nOne.\n2\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n"},
        Form{"empty_line_inside", "1\n00:00:01,000 --> 00:00:02,500\n\nOne.\n\n2\n01:01:01,250 --> 01:01:02,000\nTwo\n\nlines.\n"},
        Form{"many_empty_lines", "\n\n1\n\n00:00:01,000 --> 00:00:02,500\nOne.\n\n\n\n2\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n\n\n"},
        Form{"coordinates", "1\n00:00:01,000 --> 00:00:02,500 X1:10 X2:20 Y1:1 Y2:2\nOne.\n\n2\n01:01:01,250  -->  01:01:02,000  \n  Two\nlines.  \n"},
        Form{"short_times", "1\n0:01,0 --> 0:02,5\nOne.\n\n2\n1:1:1,25 --> 1:1:2\nTwo\nlines.\n"},
        Form{"formatting", "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>One.</i>\n\n2\n01:01:01,250 --> 01:01:02,000\n"
                           "<font color=\"#fff\">Two</font>\n<B>{\\i1}lines</B>{\\i0}.\n"},
        Form{"disorder", "2\n01:01:01,250 --> 01:01:02,000\nTwo\nlines.\n\n1\n00:00:01,000 --> 00:00:02,500\nOne.\n"}),
    [](const auto& form) { return form.param.name; });

TEST(SubtitleReader, KeepsANumberThatIsSpoken) {
    EXPECT_EQ(srt("1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n"),
              (std::vector<Cue>{{1.0, 2.0, "42"}, {3.0, 4.0, "Yes."}}));
}

TEST(SubtitleReader, KeepsACountdown) {
    EXPECT_EQ(srt("1\n00:00:01,000 --> 00:00:02,000\nReady?\n3\n\n2\n00:00:03,000 --> 00:00:04,000\n2\n"),
              (std::vector<Cue>{{1.0, 2.0, "Ready?\n3"}, {3.0, 4.0, "2"}}));
}

TEST(SubtitleReader, KeepsWhatOnlyLooksLikeFormatting) {
    EXPECT_EQ(srt("1\n00:00:01,000 --> 00:00:02,000\n1 < 2 > 0 {word|reading} <3 <ok>\n").front().text,
              "1 < 2 > 0 {word|reading} <3 <ok>");
}

TEST(SubtitleReader, ReadsCharacterReferences) {
    EXPECT_EQ(srt("1\n00:00:01,000 --> 00:00:02,000\nTom &amp; Jerry &amp;lt;\n").front().text, "Tom & Jerry &lt;");
}

TEST(SubtitleReader, KeepsOverlappingCues) {
    EXPECT_EQ(srt("1\n00:00:01,000 --> 00:00:05,000\nLong.\n\n2\n00:00:02,000 --> 00:00:03,000\nShort.\n"),
              (std::vector<Cue>{{1.0, 5.0, "Long."}, {2.0, 3.0, "Short."}}));
}

TEST(SubtitleReader, CountsWhatItLeavesOut) {
    const auto read = parseSrt(
        "1\n00:00:01,000 --> 00:00:02,000\nGood.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n<i> </i>\n\n"
        "3\n00:00:09,000 --> 00:00:04,000\nBackwards.\n\n"
        "4\n00:aa:05,000 --> 00:00:06,000\nNo time.\n\n"
        "5\n00:00:99,000 --> 00:02:00,000\nNo second.\n");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->cues, (std::vector<Cue>{{1.0, 2.0, "Good."}}));
    EXPECT_EQ(read->empty, 1U);
    EXPECT_EQ(read->unreadable, 3U);
}

TEST(SubtitleReader, RightToLeftMarksDoNotHideTimes) {
    EXPECT_EQ(srt("1\n\u200F00:00:01,000 --> 00:00:02,000\n\u202Bשלום.\u202C\n").front().startSeconds, 1.0);
}

TEST(SubtitleReader, RefusesOtherFiles) {
    for (const std::string& text : {std::string(), std::string("Hello.\n"), std::string("1\n2\n3\n"), std::string(" --> \n")}) {
        const auto read = parseSrt(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::InvalidInput);
        EXPECT_FALSE(read.error().advice.empty());
    }
    EXPECT_FALSE(parseSrt("1\n00:00:01,000 --> 00:00:02,000\n\xFF\n"));
    EXPECT_FALSE(parseVtt("00:00:01.000 --> 00:00:02.000\nHello.\n"));
    EXPECT_FALSE(parseVtt("WEBVTT\n\nNOTE nothing\n"));
    EXPECT_FALSE(parseVtt("WEBVTTX\n\n00:00:01.000 --> 00:00:02.000\nHello.\n"));
}

TEST(SubtitleReader, VttPassesOverWhatIsNotSpoken) {
    EXPECT_EQ(vtt("\xEF\xBB\xBFWEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\n00:09.000 to 00:10.000\n\n"
                  "REGION\nid:fred\n\nintro\n00:01.000 --> 00:02.000 align:start position:10%\n<c.yellow>Hello</c> <00:01.500>there."
                  "\n\n00:00:03.000 --> 00:00:04.000\n&lt;b&gt; &amp; &nbsp;you"),
              (std::vector<Cue>{{1.0, 2.0, "Hello there."}, {3.0, 4.0, "<b> & \u00A0you"}}));
}

TEST(SubtitleReader, VttTellsWhoSpeaks) {
    const auto cues = vtt(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Anna Smith>Hello.</v>\n\n00:03.000 --> 00:04.000\n<v Bob>Hi.\n\n"
        "00:05.000 --> 00:06.000\n<v Anna>Who?\n<v Bob>Me.</v>\n");
    EXPECT_EQ(cues, (std::vector<Cue>{{1.0, 2.0, "Hello.", "Anna Smith"},
                                      {3.0, 4.0, "Hi.", "Bob"},
                                      {5.0, 6.0, "Who?", "Anna"},
                                      {5.0, 6.0, "Me.", "Bob"}}));
}

TEST(SubtitleReader, VttLeavesReadingsOut) {
    EXPECT_EQ(vtt("WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>漢字<rt>かんじ</rt></ruby>です\n").front().text, "漢字です");
}

TEST(SubtitleReader, HostileTextsTakeLinearTime) {
    std::string signs = "1\n00:00:01,000 --> 00:00:02,000\n";
    for (int i = 0; i < 200'000; ++i) {
        signs += "<{&";
    }
    EXPECT_EQ(srt(signs).front().text.size(), 600'000U);
    std::string arrows;
    for (int i = 0; i < 100'000; ++i) {
        arrows += "1 --> 2\n";
    }
    EXPECT_FALSE(parseSrt(arrows));
}

}  // namespace
}  // namespace timbre
