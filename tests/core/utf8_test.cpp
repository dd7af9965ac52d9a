// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace timbre {
namespace {

TEST(Utf8, DecodesAndAppendsEveryLength) {
    const std::string text = "a\u00e9\u4f60\U0001F600";
    std::string again;
    for (std::size_t position = 0; position < text.size();) {
        appendUtf8(again, decodeUtf8(text, position));
    }
    EXPECT_EQ(again, text);
    EXPECT_EQ(countCodePoints(text), 4U);
}

TEST(Utf8, FindsTheFirstBadByte) {
    EXPECT_FALSE(findInvalidUtf8("gr\u00fcn \U0001F600"));
    EXPECT_EQ(findInvalidUtf8("ab\xff"), 2U);
    EXPECT_EQ(findInvalidUtf8("ab\xe4\xbd"), 2U) << "cut short";
    EXPECT_EQ(findInvalidUtf8("\xc0\xaf"), 0U) << "overlong";
    EXPECT_EQ(findInvalidUtf8("\xed\xa0\x80"), 0U) << "surrogate";
    EXPECT_EQ(findInvalidUtf8("\xf5\x80\x80\x80"), 0U) << "beyond Unicode";
}

TEST(Utf8, MovesOnThroughGarbage) {
    const std::string garbage = "\xff\xfe\xc3";
    std::size_t position = 0;
    while (position < garbage.size()) {
        EXPECT_EQ(decodeUtf8(garbage, position), kReplacementCharacter);
    }
    EXPECT_EQ(position, garbage.size());
}

TEST(Utf8, FoldsTheCaseOfSeveralScripts) {
    EXPECT_EQ(foldCase("ANNA \u00c9\u0160\u017d\u0143 \u0394 \u0416\u0401 \uff21 \u4f60"),
              "anna \u00e9\u0161\u017e\u0144 \u03b4 \u0436\u0451 \uff41 \u4f60");
}

TEST(Utf8, FoldingLeavesBadBytesAlone) { EXPECT_EQ(foldCase("A\xff"), "a\xff"); }

TEST(Utf8, TrimsBlanksOfAnyKind) {
    EXPECT_EQ(trimSpace(" \t\u00a0\u3000 a b \r\n"), "a b");
    EXPECT_EQ(trimSpace(" \n"), "");
    EXPECT_EQ(trimSpace(""), "");
}

}  // namespace
}  // namespace timbre
