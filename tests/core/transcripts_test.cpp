// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/transcripts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

TEST(Transcripts, LjSpeechLinesPreferTheNormalisedText) {
    const auto file = parseTranscripts("# made by hand\nLJ-1|Dr. No|Doctor No\n\nLJ-2|Plain text\nLJ-3|Kept|\n", "a.csv");
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->format, TranscriptFormat::LjSpeech);
    ASSERT_EQ(file->lines.size(), 3U);
    EXPECT_EQ(file->lines[0].stem, "LJ-1");
    EXPECT_EQ(file->lines[0].text, "Doctor No");
    EXPECT_EQ(file->lines[0].line, 2U);
    EXPECT_EQ(file->lines[1].text, "Plain text");
    EXPECT_EQ(file->lines[2].text, "Kept");
}

TEST(Transcripts, GptSovitsLinesGiveStemLanguageAndText) {
    const auto file = parseTranscripts("D:\\clips\\take 1.wav|ann|EN|Hello | there\n/x/take.2.flac|ann|zh|Ni hao\n", "a.list");
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->format, TranscriptFormat::GptSoVits);
    EXPECT_EQ(file->lines[0].stem, "take 1");
    EXPECT_EQ(file->lines[0].language, "en");
    EXPECT_EQ(file->lines[0].text, "Hello | there");
    EXPECT_EQ(file->lines[1].stem, "take.2");
    EXPECT_EQ(file->lines[1].language, "zh");
}

TEST(Transcripts, TheListFormatIsSeenWithoutItsExtension) {
    const auto file = parseTranscripts("a.wav|ann|en|Hello", "transcripts.txt");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->format, TranscriptFormat::GptSoVits);
}

TEST(Transcripts, StemsMayCarryASoundExtension) {
    const auto file = parseTranscripts("clips/take.1.WAV|Hello", "a.txt");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->lines[0].stem, "take.1");
}

TEST(Transcripts, ReadsMarksAndWindowsLineEnds) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "t.txt", "\xEF\xBB\xBF" "a|One  two\t three\r\nb|Four\r\n"));
    const auto file = readTranscripts(folder / "t.txt");
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->lines[0].stem, "a");
    EXPECT_EQ(file->lines[0].text, "One two three");
    EXPECT_EQ(file->lines[1].text, "Four");
}

struct BadRow {
    const char* name;
    const char* file;
    const char* text;
    const char* mentions;
};

class BadTranscripts : public testing::TestWithParam<BadRow> {};

TEST_P(BadTranscripts, AreRefusedWithFileAndLine) {
    const auto file = parseTranscripts(GetParam().text, GetParam().file);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(file.error().detail.find(GetParam().file), std::string::npos) << file.error().detail;
    EXPECT_NE(file.error().detail.find(GetParam().mentions), std::string::npos) << file.error().detail;
    EXPECT_FALSE(file.error().advice.empty());
}

INSTANTIATE_TEST_SUITE_P(Rows, BadTranscripts,
                         testing::Values(BadRow{"NoBar", "t.txt", "a|One\nb Two", "line 2"},
                                         BadRow{"NoStem", "t.txt", "|One", "line 1"},
                                         BadRow{"NoText", "t.txt", "a|One\nb| ", "“b”"},
                                         BadRow{"Twice", "t.txt", "a|One\nb|Two\na.wav|Three", "line 3"},
                                         BadRow{"ShortListLine", "t.list", "a.wav|ann|en", "four fields"},
                                         BadRow{"Empty", "t.txt", "\n# nothing\n", "no transcript"}),
                         [](const auto& row) { return row.param.name; });

TEST(Transcripts, MissingFilesAreNamed) {
    const auto file = readTranscripts("/nowhere/t.txt");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::NotFound);
    EXPECT_NE(file.error().detail.find("/nowhere/t.txt"), std::string::npos);
}

TEST(Transcripts, BytesThatAreNotUtf8AreRefusedWithTheLine) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "t.txt", "a|One\nb|Caf\xe9\n"));
    const auto file = readTranscripts(folder / "t.txt");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(file.error().detail.find("line 2"), std::string::npos);
}

TEST(Transcripts, MatchingTellsWhatIsAlone) {
    const auto file = parseTranscripts("b|Two\nc|Three\na|One\n", "t.txt");
    const std::vector<fs::path> clips = {"x/a.wav", "x/b.flac", "x/d.mp3"};
    const auto matched = matchTranscripts(clips, file.value());
    ASSERT_EQ(matched.pairs.size(), 2U);
    EXPECT_EQ(matched.pairs[0].line.text, "One");
    EXPECT_EQ(matched.pairs[1].line.text, "Two");
    ASSERT_EQ(matched.clipsWithoutLine.size(), 1U);
    EXPECT_EQ(matched.clipsWithoutLine[0], "x/d.mp3");
    ASSERT_EQ(matched.linesWithoutClip.size(), 1U);
    EXPECT_EQ(matched.linesWithoutClip[0].stem, "c");
}

TEST(Transcripts, SidecarsAreReadByStem) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "a.txt", "Hello\n there \n"));
    ASSERT_TRUE(writeFileAtomically(folder / "b.lab", "Label"));
    ASSERT_TRUE(writeFileAtomically(folder / "c.txt", " \n"));
    EXPECT_EQ(readSidecarTranscript(folder / "a.wav").value(), "Hello there");
    EXPECT_EQ(readSidecarTranscript(folder / "b.wav").value(), "Label");
    EXPECT_FALSE(readSidecarTranscript(folder / "none.wav").value());
    const auto empty = readSidecarTranscript(folder / "c.wav");
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().detail.find("c.txt"), std::string::npos);
}

TEST(ListClips, SortsNumbersAsNumbersAndSkipsTheRest) {
    const test::TempDir folder;
    for (const char* name : {"take10.wav", "take2.WAV", "take1.flac", "notes.txt", ".hidden.wav"}) {
        ASSERT_TRUE(writeFileAtomically(folder / name, "x"));
    }
    fs::create_directory(folder / "folder.wav");
    const auto clips = listClips(folder.path());
    ASSERT_TRUE(clips);
    ASSERT_EQ(clips->size(), 3U);
    EXPECT_EQ((*clips)[0].filename(), "take1.flac");
    EXPECT_EQ((*clips)[1].filename(), "take2.WAV");
    EXPECT_EQ((*clips)[2].filename(), "take10.wav");
}

TEST(ListClips, TellsMissingEmptyAndWrongFoldersApart) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "file", "x"));
    EXPECT_EQ(listClips(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_NE(listClips(folder / "file").error().detail.find("not a folder"), std::string::npos);
    EXPECT_NE(listClips(folder.path()).error().detail.find("no sound file"), std::string::npos);
}

}  // namespace
}  // namespace timbre
