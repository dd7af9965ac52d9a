// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/recording_script.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/voice/coverage.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

RecordingScript ours(const std::string& language) { return installedScript(test::resourceDirectory(), language).value(); }

std::set<std::string> firstLines(const RecordingScript& script, std::size_t count) {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) {
        ids.insert(script.lines[i].id);
    }
    return ids;
}

class InstalledScriptTest : public testing::TestWithParam<std::string> {};

TEST_P(InstalledScriptTest, HasTwentyDifferentLinesOfAtMostTwentyWordsOrThirtyCharacters) {
    const RecordingScript script = ours(GetParam());
    EXPECT_EQ(script.language, GetParam());
    EXPECT_FALSE(script.title.empty());
    ASSERT_EQ(script.lines.size(), 20U);
    EXPECT_EQ(script.shortLines, 8U);
    std::set<std::string> texts;
    for (const ScriptLine& line : script.lines) {
        texts.insert(line.text);
        const std::size_t size = GetParam() == "en" ? static_cast<std::size_t>(std::ranges::count(line.text, ' ')) + 1
                                                    : countCodePoints(line.text);
        EXPECT_LE(size, GetParam() == "en" ? 20U : 30U) << line.text;
        EXPECT_GT(line.syllables, 10) << line.text;
    }
    EXPECT_EQ(texts.size(), 20U);
}

TEST_P(InstalledScriptTest, TheFirstEightLinesAreHalfAMinuteAndFourFifthsOfTheSounds) {
    const RecordingScript script = ours(GetParam());
    double seconds = 0.0;
    for (std::size_t i = 0; i < 8; ++i) {
        seconds += script.lines[i].expectedSeconds;
    }
    EXPECT_GE(seconds, 30.0);
    EXPECT_GE(coverageOf(script, firstLines(script, 8)).share, 0.8);
}

TEST_P(InstalledScriptTest, AllLinesHoldEverySoundOfTheLanguage) {
    const RecordingScript script = ours(GetParam());
    const Coverage all = coverageOf(script, firstLines(script, 20));
    EXPECT_EQ(all.missing, std::vector<std::string>{});
    EXPECT_EQ(all.share, 1.0);
    EXPECT_FALSE(all.nextBestLine);
}

INSTANTIATE_TEST_SUITE_P(Languages, InstalledScriptTest, testing::Values("en", "zh", "ja"),
                         [](const auto& language) { return language.param; });

TEST(RecordingScriptTest, TheInstalledLanguagesAreKnown) {
    EXPECT_EQ(installedScriptLanguages(test::resourceDirectory()), (std::vector<std::string>{"en", "ja", "zh"}));
    EXPECT_EQ(installedScript(test::resourceDirectory(), "zh-CN").value().language, "zh");
    EXPECT_EQ(installedScript(test::resourceDirectory(), "xx").error().code, ErrorCode::NotFound);
    EXPECT_EQ(installedScript(test::resourceDirectory(), "../scripts/en").error().code, ErrorCode::NotFound);
}

class ScriptFileTest : public testing::TestWithParam<const char*> {};

TEST_P(ScriptFileTest, WhatIsNoScriptIsRefusedWithItsName) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "bad.tsv", GetParam()));
    const auto script = loadScript(folder / "bad.tsv");
    ASSERT_FALSE(script);
    EXPECT_EQ(script.error().code, ErrorCode::Corrupt);
    EXPECT_NE(script.error().detail.find("bad.tsv"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Texts, ScriptFileTest,
                         testing::Values("", "# language: en\n", "a\tb\tc\n", "# language: en\nonly text\n",
                                         "# language: en\n1\tone\tW AH1 N\n1\ttwo\tT UW1\n",
                                         "# language: en\n../x\tone\tW AH1 N\n", "# language: en\n1\t\xff\tW AH1 N\n",
                                         "# language: en\n1\t \tW AH1 N\n"));

TEST(RecordingScriptTest, OwnSentencesGetPhonesWhereSomebodyKnowsThem) {
    const auto phones = [](std::string_view text, std::string_view) -> Result<std::vector<std::string>> {
        if (text == "Yes.") {
            return std::vector<std::string>{"Y", "EH1", "S", "."};
        }
        return fail(ErrorCode::ModelMissing, "no dictionary");
    };
    const auto script = ownScript("Yes.\n\n  A longer line of words  \r\n", "en", phones);
    ASSERT_TRUE(script);
    ASSERT_EQ(script->lines.size(), 2U);
    EXPECT_EQ(script->lines[0].phones, (std::vector<std::string>{"Y", "EH1", "S"}));
    EXPECT_EQ(script->lines[0].syllables, 1);
    EXPECT_EQ(script->lines[1].text, "A longer line of words");
    EXPECT_TRUE(script->lines[1].phones.empty());
    EXPECT_GT(script->lines[1].expectedSeconds, 1.0);
    EXPECT_EQ(ownScript(" \n", "en", phones).error().code, ErrorCode::InvalidInput);
}

TEST(CoverageTest, NamesWhatIsMissingAndTheLineThatBringsMost) {
    RecordingScript script{.id = "t", .language = "en", .title = {}, .shortLines = 0, .lines = {}};
    script.lines.push_back(scriptLine("a", "A", {"AH0", "B"}, "en"));
    script.lines.push_back(scriptLine("b", "B", {"AH1", "B", "ZH"}, "en"));
    script.lines.push_back(scriptLine("c", "C", {"ZH", "OY1", "D", "B"}, "en"));
    const Coverage nothing = coverageOf(script, {});
    EXPECT_EQ(nothing.total, 39U);
    EXPECT_EQ(nothing.heard, 0U);
    EXPECT_EQ(nothing.nextBestLine, 2U);
    const Coverage some = coverageOf(script, {"c", "nobody"});
    EXPECT_EQ(some.heard, 4U);
    EXPECT_EQ(some.nextBestLine, 0U) << "the earlier of equals";
    EXPECT_EQ(some.missing.size(), 35U);
    EXPECT_EQ(coverageOf(script, {"a", "b", "c"}).nextBestLine, std::nullopt);
}

TEST(CoverageTest, TonesAndWhisperedVowelsAreTold) {
    EXPECT_EQ(soundsIn(std::vector<std::string>{"z", "i05", "y", "En2", "y", "E4"}, "zh"),
              (std::vector<std::string>{"z", "i0", "tone5", "ian", "tone2", "ie", "tone4"}));
    EXPECT_EQ(soundsIn(std::vector<std::string>{"d", "e", "s", "U", "N"}, "ja"),
              (std::vector<std::string>{"d", "e", "s", "u", "N"}));
    EXPECT_TRUE(soundsIn(std::vector<std::string>{"a"}, "xx").empty());
}

}  // namespace
}  // namespace timbre
