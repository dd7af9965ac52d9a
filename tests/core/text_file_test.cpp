// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_file.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/test_support.h"

namespace timbre {
namespace {

TEST(DecodeText, DropsTheByteOrderMarkAndWindowsLineEnds) {
    EXPECT_EQ(decodeText("\xEF\xBB\xBFOne\r\nTwo\rThree", "a.txt").value(), "One\nTwo\nThree");
}

TEST(DecodeText, ConvertsUtf16OfBothKinds) {
    using namespace std::string_literals;
    EXPECT_EQ(decodeText("\xFF\xFEH\0i\0\x60\x4F"s, "a.txt").value(), "Hi\u4f60");
    EXPECT_EQ(decodeText("\xFE\xFF\0H\0i\xD8\x3D\xDE\0"s, "a.txt").value(), "Hi\U0001F600");
}

TEST(DecodeText, NamesFileAndLineOfABadByte) {
    const auto text = decodeText("One\nCaf\xe9", "script.txt");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(text.error().detail.find("script.txt"), std::string::npos);
    EXPECT_NE(text.error().detail.find("line 2"), std::string::npos);
}

TEST(DecodeText, RefusesFilesWithZeroBytes) {
    const auto text = decodeText(std::string_view("RIFF\0\0WAVE", 10), "song.wav");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(text.error().detail.find("song.wav"), std::string::npos);
}

TEST(ReadTextFile, NamesAMissingFile) {
    const test::TempDir folder;
    const auto text = readTextFile(folder / "none.txt");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::NotFound);
    EXPECT_NE(text.error().detail.find("none.txt"), std::string::npos);
}

}  // namespace
}  // namespace timbre
