// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/support/cli.h"
#include "tests/support/small_disk.h"

namespace timbre {
namespace {

using test::documentOf;
using test::timbreCommand;

TEST(Machine, EnginesTellWhatTheyNeedAndWhetherTheyWork) {
    const auto result = timbreCommand({"engines", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const auto document = documentOf(result);
    ASSERT_FALSE(document["engines"].empty());
    const auto& instant = document["engines"][0];
    EXPECT_EQ(instant["id"], "instant");
    EXPECT_TRUE(instant["ready"].get<bool>()) << instant;
    EXPECT_GT(instant["minimum_s"].get<double>(), 0.0);
    EXPECT_LT(instant["minimum_s"].get<double>(), instant["maximum_s"].get<double>());
}

TEST(Machine, LanguagesNameTheEnginesThatSpeakThem) {
    const auto document = documentOf(timbreCommand({"languages", "--json"}));
    const auto& english = document["languages"][0];
    EXPECT_EQ(english["tag"], "en");
    EXPECT_EQ(english["engines"][0], "instant");
}

TEST(Machine, DoctorLooksAtEverything) {
    const test::TempDir folder;
    const auto result = timbreCommand({"doctor", "--json", "--data-dir", folder / "data"});
    ASSERT_EQ(result.exitCode, 0) << result.output;
    const auto document = documentOf(result);
    EXPECT_TRUE(document["healthy"].get<bool>());
    std::set<std::string> subjects;
    for (const auto& finding : document["findings"]) {
        subjects.insert(finding["subject"]);
        EXPECT_FALSE(finding["detail"].get<std::string>().empty()) << finding;
        EXPECT_EQ(finding["health"] == "good", finding["advice"].get<std::string>().empty()) << finding;
    }
    EXPECT_EQ(subjects, (std::set<std::string>{"processor", "libtorch", "engine-instant", "engine-gpt-sovits", "language-zh", "language-ja", "language-en", "language-ko", "language-yue", "polyphone-network", "lexicon", "model-vad", "model-similarity", "models",
                                               "gpt-sovits-v1", "gpt-sovits-v2", "gpt-sovits-v2Pro", "gpt-sovits-v2ProPlus",
                                               "gpt-sovits-v3", "gpt-sovits-v4", "data-folder", "sound-devices"}));
    EXPECT_FALSE(std::filesystem::exists(folder / "data")) << "looking makes no folder";
}

TEST(Machine, DoctorNamesMissingModelsAndWhatToDo) {
    const test::TempDir folder;
    const auto result = timbreCommand({"doctor", "--json", "--data-dir", folder / "data"},
                                      {.environment = {"TIMBRE_RESOURCE_DIR=" + folder.path().string()}});
    const auto document = documentOf(result);
    for (const char* subject : {"model-vad", "model-similarity"}) {
        const auto& findings = document["findings"];
        const auto found = std::ranges::find_if(findings, [&](const auto& finding) { return finding["subject"] == subject; });
        ASSERT_NE(found, findings.end());
        EXPECT_EQ((*found)["health"], "note");
        EXPECT_NE((*found)["detail"].get<std::string>().find(".safetensors"), std::string::npos) << *found;
    }
}

TEST(Machine, DoctorSaysNoWhenTheDataFolderCannotBeUsed) {
    const auto result = timbreCommand({"doctor", "--json", "--data-dir", "/proc/version/data"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_FALSE(documentOf(result)["healthy"].get<bool>());
}

TEST(Machine, DoctorTriesTheDataFolderAndTheSpaceInIt) {
    const test::TempDir folder;
    const auto inProc = timbreCommand({"doctor", "--json", "--data-dir", "/proc/timbre"});
    EXPECT_EQ(inProc.exitCode, 1) << inProc.output;
    const test::SmallDisk disk(folder / "disk", 8U << 20U);
    if (!disk.mounted()) {
        GTEST_SKIP() << "mounting a small disk needs the superuser";
    }
    const auto little = timbreCommand({"doctor", "--json", "--data-dir", folder / "disk" / "data"});
    EXPECT_EQ(little.exitCode, 1) << little.output;
    EXPECT_FALSE(std::filesystem::exists(folder / "disk" / "data"));
}

TEST(Machine, TheDataFolderFollowsXdg) {
    const test::TempDir folder;
    const auto result =
        timbreCommand({"doctor", "--json"}, {.environment = {"XDG_DATA_HOME=" + folder.path().string()}});
    EXPECT_NE(result.output.find((folder / "timbre-studio").string()), std::string::npos) << result.output;
}

TEST(Machine, BenchCheckMeasuresSeveralRuns) {
    const auto document = documentOf(timbreCommand({"--json", "bench", "check", "--runs", "3"}));
    EXPECT_EQ(document["runs"].size(), 3U);
    EXPECT_GT(document["rtf_median"].get<double>(), 0.0);
    EXPECT_GT(document["times_real_time"].get<double>(), 1.0);
}

}  // namespace
}  // namespace timbre
