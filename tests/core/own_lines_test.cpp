// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/own_lines.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace timbre {
namespace {

using Lines = std::vector<std::string>;

TEST(OwnLines, EverySentenceIsALine) {
    EXPECT_EQ(ownLines("The boat came in late. Nobody was at the quay.\n\n  Dr. Miller paid 3.50 for it.  ", "en"),
              (Lines{"The boat came in late.", "Nobody was at the quay.", "Dr. Miller paid 3.50 for it."}));
    EXPECT_EQ(ownLines("今天的风从江面上吹过来，天气很好。明天我们一起去江边看一看吧！", "zh"),
              (Lines{"今天的风从江面上吹过来，天气很好。", "明天我们一起去江边看一看吧！"}));
}

TEST(OwnLines, AWordOrTwoStaysWithItsNeighbour) {
    EXPECT_EQ(ownLines("Yes. The last boat has left the harbour.", "en"), (Lines{"Yes. The last boat has left the harbour."}));
    EXPECT_EQ(ownLines("Yes.\nNo.", "en"), (Lines{"Yes.", "No."})) << "lines of the user's stay apart";
}

TEST(OwnLines, JoinedSentencesStandApartAsInTheText) {
    EXPECT_EQ(ownLines("“No.” He went home.", "en"), (Lines{"“No.” He went home."}));
    EXPECT_EQ(ownLines("Wait…  He went home.", "en"), (Lines{"Wait… He went home."}));
    EXPECT_EQ(ownLines("“不。”我走。", "zh"), (Lines{"“不。”我走。"}));
    EXPECT_EQ(ownLines("好。 我们走吧。", "zh"), (Lines{"好。 我们走吧。"}));
    EXPECT_EQ(ownLines("好。我们走吧。", "zh"), (Lines{"好。我们走吧。"}));
}

TEST(OwnLines, LongSentencesAreCutAtClauses) {
    std::string text = "In the morning the boats went out to the sandbanks";
    for (int i = 0; i < 9; ++i) {
        text += ", and the men mended the nets along the wall";
    }
    const Lines lines = ownLines(text + ".", "en");
    ASSERT_GT(lines.size(), 2U);
    EXPECT_TRUE(std::ranges::all_of(lines, [](const std::string& line) { return line.size() <= 200; }));
    EXPECT_EQ(lines[0].back(), ',');
}

TEST(OwnLines, WhatCannotBeCutStays) {
    EXPECT_EQ(ownLines("one. two.", "tlh"), (Lines{"one. two."}));
    EXPECT_TRUE(ownLines(" \n\t\n", "en").empty());
}

}  // namespace
}  // namespace timbre
