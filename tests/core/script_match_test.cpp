// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/script_match.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/sounds.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

const std::vector<std::string> kScript{"The rain fell softly on the roof.", "Nobody had asked for the red umbrella, of course.",
                                       "Two boats crossed the quiet harbour before noon.", "Then everything was still."};

std::vector<HeardSlice> drafts(const std::vector<std::string>& texts) {
    std::vector<HeardSlice> heard;
    for (const std::string& text : texts) {
        heard.push_back({text, 0.0});
    }
    return heard;
}

TEST(ScriptMatch, MisheardDraftsGetTheirLines) {
    const ScriptMatch match = matchScript(
        kScript, drafts({"the rain fell softly on a roof", "nobody had asked for a red umbrella of cost", "two votes crossed the quiet harbor before new"}), {});
    ASSERT_EQ(match.slices.size(), 3U);
    EXPECT_EQ(match.slices[0].text, kScript[0]);
    EXPECT_EQ(match.slices[1].text, kScript[1]);
    EXPECT_EQ(match.slices[2].text, kScript[2]);
    EXPECT_FALSE(match.slices[0].guess);
    EXPECT_GT(match.slices[0].similarity, 0.6);
    EXPECT_EQ(match.linesWithoutSlice, std::vector<std::string>{kScript[3]});
}

TEST(ScriptMatch, ALineMayBeCutIntoTwoSlices) {
    const ScriptMatch match = matchScript(kScript, drafts({"nobody had asked for the red umbrella", "of course", "two boats crossed the quiet harbour before noon"}), {});
    EXPECT_EQ(match.slices[0].text, "Nobody had asked for the red umbrella,");
    EXPECT_EQ(match.slices[1].text, "of course.");
    EXPECT_EQ(match.slices[2].text, kScript[2]);
}

TEST(ScriptMatch, ASliceMayHoldTwoLines) {
    const ScriptMatch match = matchScript(kScript, drafts({"the rain fell softly on the roof nobody had asked for the red umbrella of course"}), {});
    EXPECT_EQ(match.slices[0].text, kScript[0] + " " + kScript[1]);
}

TEST(ScriptMatch, WhatIsNotInTheScriptGetsNothing) {
    const ScriptMatch match = matchScript(kScript, drafts({"hello is this thing working", "two boats crossed the quiet harbour before noon"}), {});
    EXPECT_TRUE(match.slices[0].text.empty());
    EXPECT_EQ(match.slices[1].text, kScript[2]);
}

TEST(ScriptMatch, MisheardFirstAndLastWordsBelongToTheLine) {
    const ScriptMatch match = matchScript(kScript, drafts({"a rain fell softly on the wolf"}), {});
    EXPECT_EQ(match.slices[0].text, kScript[0]);
}

TEST(ScriptMatch, ARepeatedLineGoesToOneOfTheTwo) {
    const ScriptMatch match = matchScript(kScript, drafts({"two boats crossed the quiet harbour before noon", "two boats crossed the quiet harbour before noon"}), {});
    EXPECT_NE(match.slices[0].text == kScript[2], match.slices[1].text == kScript[2]);
}

std::optional<double> letters(std::string_view text) { return static_cast<double>(text.size()) / 3.0; }

std::vector<HeardSlice> lengths(const std::vector<double>& syllables) {
    std::vector<HeardSlice> heard;
    for (const double count : syllables) {
        heard.push_back({{}, count});
    }
    return heard;
}

TEST(ScriptMatch, WithoutDraftsLinesGoByTheirLength) {
    const std::vector<std::string> lines{std::string(60, 'a'), std::string(18, 'b'), std::string(45, 'c')};
    const ScriptMatch match = matchScript(lines, lengths({19, 6, 14}), letters);
    EXPECT_EQ(match.slices[0].text, lines[0]);
    EXPECT_EQ(match.slices[1].text, lines[1]);
    EXPECT_EQ(match.slices[2].text, lines[2]);
    EXPECT_TRUE(match.slices[1].guess);
    EXPECT_TRUE(match.linesWithoutSlice.empty());
}

TEST(ScriptMatch, WithoutDraftsALineThatWasNotReadIsLeftOut) {
    const std::vector<std::string> lines{std::string(60, 'a'), std::string(15, 'b'), std::string(60, 'c')};
    const ScriptMatch match = matchScript(lines, lengths({20, 20}), letters);
    EXPECT_EQ(match.slices[0].text, lines[0]);
    EXPECT_EQ(match.slices[1].text, lines[2]);
    EXPECT_EQ(match.linesWithoutSlice, std::vector<std::string>{lines[1]});
}

TEST(ScriptMatch, WithoutAnythingLinesGoInOrder) {
    const ScriptMatch match = matchScript(kScript, lengths({0, 0, 0, 0}), {});
    for (std::size_t i = 0; i < kScript.size(); ++i) {
        EXPECT_EQ(match.slices[i].text, kScript[i]);
        EXPECT_TRUE(match.slices[i].guess);
    }
}

TEST(ScriptMatch, NothingMatchesNothing) {
    EXPECT_TRUE(matchScript(kScript, {}, {}).slices.empty());
    EXPECT_EQ(matchScript(kScript, {}, {}).linesWithoutSlice, kScript);
    EXPECT_TRUE(matchScript({}, drafts({"hello"}), {}).slices[0].text.empty());
}

TEST(ScriptFile, PlainLinesAndListsAreRead) {
    const test::TempDir folder;
    test::writeBytes(folder / "plain.txt", "\xEF\xBB\xBF First line. \r\n\r\n  Second line.\n");
    EXPECT_EQ(readScriptLines(folder / "plain.txt").value(), (std::vector<std::string>{"First line.", "Second line."}));
    test::writeBytes(folder / "list.psv", "a1|First line.\na2|Second line.\n");
    EXPECT_EQ(readScriptLines(folder / "list.psv").value(), (std::vector<std::string>{"First line.", "Second line."}));
    test::writeBytes(folder / "empty.txt", " \n\n");
    EXPECT_EQ(readScriptLines(folder / "empty.txt").error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(readScriptLines(folder / "absent.txt").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace timbre
