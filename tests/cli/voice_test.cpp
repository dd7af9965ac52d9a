// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/audio/encode.h"
#include "tests/support/cli.h"
#include "tests/support/small_disk.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::documentOf;
using test::timbreCommand;

/// A data folder of its own with the voice `demo`.
class VoiceCommands : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LIBRIVOX();
        test::copyDemoData(folder_ / "data");
    }

    test::ProcessResult voice(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--data-dir", folder_ / "data", "--json", "voice"});
        return timbreCommand(words);
    }

    /// What lies among the voices of a library without any; its lock may be there already or not yet.
    static std::vector<std::string> leftIn(const fs::path& data) {
        std::vector<std::string> names = test::everythingIn(data / "voices");
        std::erase(names, ".lock");
        return names;
    }

    const test::TempDir folder_;
};

TEST_F(VoiceCommands, ListNamesTheVoice) {
    const auto document = documentOf(voice({"list"}));
    ASSERT_EQ(document["voices"].size(), 1U);
    EXPECT_EQ(document["voices"][0]["name"], "demo");
    EXPECT_EQ(document["voices"][0]["engine"], "instant");
    EXPECT_TRUE(document["problems"].empty());
}

TEST_F(VoiceCommands, ShowTellsWhatItWasMadeOf) {
    const auto document = documentOf(voice({"show", "DEMO"}));
    EXPECT_EQ(document["name"], "demo");
    ASSERT_FALSE(document["clips"].empty());
    const auto& clip = document["clips"][0];
    EXPECT_TRUE(fs::exists(clip["file"].get<std::string>())) << clip;
    EXPECT_NE(clip["transcript"].get<std::string>().find("john dashwood"), std::string::npos);
    EXPECT_GT(document["metrics"]["similarity"].get<double>(), 0.6);
    EXPECT_EQ(document["consent"], "");
}

TEST_F(VoiceCommands, RenameIsFoundUnderTheNewNameOnly) {
    const auto renamed = voice({"rename", "demo", "\u6211\u7684 \u58f0\u97f3"});
    ASSERT_EQ(renamed.exitCode, 0) << renamed.output;
    EXPECT_EQ(voice({"show", "\u6211\u7684 \u58f0\u97f3"}).exitCode, 0);
    EXPECT_EQ(voice({"show", "demo"}).exitCode, 4);
}

TEST_F(VoiceCommands, DeleteListsWhatItRemovedAndLeavesNothing) {
    const auto document = documentOf(voice({"delete", "demo"}));
    ASSERT_EQ(document["deleted"].size(), 1U);
    EXPECT_GT(document["deleted"][0]["bytes"].get<std::int64_t>(), 1000);
    const auto files = document["deleted"][0]["files"].get<std::vector<std::string>>();
    EXPECT_NE(std::ranges::find(files, "versions/0001/clips/0001.flac"), files.end());
    EXPECT_EQ(test::everythingIn(folder_ / "data" / "voices"), std::vector<std::string>{".lock"});
}

TEST_F(VoiceCommands, DeleteWithOneWrongNameDeletesNothing) {
    EXPECT_EQ(voice({"delete", "demo", "nobody"}).exitCode, 4);
    EXPECT_EQ(voice({"show", "demo"}).exitCode, 0);
}

TEST_F(VoiceCommands, CreateRefusesATakenNameAtOnce) {
    const auto result = voice({"create", "Demo", "--clips", test::librivoxFolder()});
    EXPECT_EQ(result.exitCode, 8) << result.output;
    EXPECT_EQ(documentOf(result)["error"]["code"], "already-exists");
}

TEST_F(VoiceCommands, VersionsTellsWhichIsPresentAndRollBackNeedsAnotherOne) {
    const auto document = documentOf(voice({"versions", "demo"}));
    ASSERT_EQ(document["versions"].size(), 1U);
    EXPECT_EQ(document["versions"][0]["number"], 1);
    EXPECT_EQ(document["versions"][0]["present"], true);
    EXPECT_TRUE(document["versions"][0]["parent"].is_null());
    EXPECT_GT(document["versions"][0]["metrics"]["similarity"].get<double>(), 0.6);
    EXPECT_EQ(voice({"rollback", "demo"}).exitCode, 4) << "it was made from no other version";
    EXPECT_EQ(voice({"rollback", "demo", "7"}).exitCode, 4);
    EXPECT_EQ(voice({"rollback", "demo", "1"}).exitCode, 0);
    EXPECT_EQ(voice({"rollback", "demo", "one"}).exitCode, 2);
}

TEST_F(VoiceCommands, ComparePutsTwoVersionsSideBySide) {
    const auto document = documentOf(voice({"compare", "demo@1", "demo"}));
    EXPECT_EQ(document["left"], "demo@1");
    EXPECT_TRUE(document["clips"]["differing"].empty());
    EXPECT_FALSE(document["clips"]["alike"].empty());
    EXPECT_EQ(voice({"compare", "demo"}).exitCode, 3) << "there is no parent to compare it with";
}

TEST_F(VoiceCommands, TagsAreListedAndChooseVoices) {
    EXPECT_EQ(documentOf(voice({"tag", "demo", "warm", "draft"}))["tags"], (std::vector<std::string>{"draft", "warm"}));
    EXPECT_EQ(documentOf(voice({"tag", "demo", "--remove", "DRAFT"}))["tags"], std::vector<std::string>{"warm"});
    EXPECT_EQ(documentOf(voice({"list", "--tag", "Warm"}))["voices"].size(), 1U);
    EXPECT_TRUE(documentOf(voice({"list", "--tag", "cold"}))["voices"].empty());
    EXPECT_EQ(voice({"tag", "demo", "--remove", "cold"}).exitCode, 4);
    EXPECT_EQ(voice({"tag", "demo", "a,b"}).exitCode, 3);
}

TEST_F(VoiceCommands, SpeakingTakesAVersionAndIsCounted) {
    const auto speak = [this](const std::string& name) {
        return timbreCommand({"--data-dir", folder_ / "data", "--json", "speak", "--voice", name, "--text", "Hello.",
                              "-o", folder_ / "x.wav"});
    };
    const auto usage = [this] { return documentOf(voice({"show", "demo"}))["usage"]; };
    const auto before = usage();  // the tests' voice has spoken before
    EXPECT_EQ(documentOf(speak("demo@1"))["version"], 1);
    EXPECT_EQ(speak("demo@2").exitCode, 4);
    const auto after = usage();
    EXPECT_EQ(after["times_spoken"].get<int>() - before["times_spoken"].get<int>(), 1)
        << "what was not spoken does not count";
    EXPECT_GT(after["seconds_spoken"].get<double>() - before["seconds_spoken"].get<double>(), 0.2);
}

TEST_F(VoiceCommands, ExportAndImportCarryAVoice) {
    const std::string file = folder_ / "demo.timbrevoice";
    const auto exported = documentOf(voice({"export", "demo", "-o", file}));
    EXPECT_EQ(exported["versions"], std::vector<int>{1});
    EXPECT_EQ(exported["bytes"].get<std::uintmax_t>(), fs::file_size(file));
    EXPECT_EQ(voice({"export", "demo@2", "-o", file}).exitCode, 4);
    EXPECT_EQ(voice({"import", file}).exitCode, 8) << "the name is taken";
    EXPECT_EQ(documentOf(voice({"import", file, "--as", "copy"}))["name"], "copy");
    EXPECT_EQ(documentOf(voice({"show", "copy"}))["metrics"], documentOf(voice({"show", "demo"}))["metrics"]);
    EXPECT_EQ(timbreCommand({"--data-dir", folder_ / "data", "speak", "--voice", "copy", "--text", "Hello.", "-o",
                             folder_ / "x.wav"})
                  .exitCode,
              0);
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_EQ(voice({"import", file, "--as", "third"}).exitCode, 3);
    EXPECT_EQ(voice({"import", folder_ / "absent"}).exitCode, 4);
    EXPECT_EQ(documentOf(voice({"list"}))["voices"].size(), 2U);
}

TEST_F(VoiceCommands, ExportReplacesAFileOnlyWithForce) {
    const fs::path file = folder_ / "demo.timbrevoice";
    std::ofstream(file) << "older";
    const auto refused = voice({"export", "demo", "-o", file});
    EXPECT_EQ(refused.exitCode, 8) << refused.output;
    EXPECT_EQ(readFile(file).value(), "older");
    EXPECT_EQ(voice({"export", "demo", "-o", file, "--force"}).exitCode, 0);
    EXPECT_NE(readFile(file).value(), "older");
    const auto inProc = voice({"export", "demo", "-o", "/proc/demo.timbrevoice"});
    EXPECT_EQ(inProc.exitCode, 6) << inProc.output;
    EXPECT_NE(inProc.output.find("/proc/demo.timbrevoice"), std::string::npos) << inProc.output;
    EXPECT_EQ(inProc.output.find(".part"), std::string::npos) << inProc.output;
    const fs::path own = folder_ / "data" / "voices" / "x.timbrevoice";
    EXPECT_EQ(voice({"export", "demo", "-o", own}).exitCode, 3);
}

TEST_F(VoiceCommands, PeopleReadPlainNames) {
    const auto plain = [this](std::vector<std::string> words) {
        words.insert(words.begin(), {"--data-dir", folder_ / "data", "voice"});
        return timbreCommand(words).output;
    };
    const std::string shown = plain({"show", "demo"});
    EXPECT_NE(shown.find("likeness of the voice to the recordings: 0."), std::string::npos) << shown;
    for (const char* inner : {"units", "alignment", "_s:", "loss"}) {
        EXPECT_EQ(shown.find(inner), std::string::npos) << shown;
    }
    EXPECT_NE(plain({"list", "--tag", "none"}).find("No voice has the tag “none”"), std::string::npos);
    EXPECT_EQ(voice({"rename", "demo", "demo@2"}).exitCode, 3);
}

TEST_F(VoiceCommands, AKilledImportLeavesTheWholeVoiceOrNothing) {
    const fs::path file = folder_ / "demo.timbrevoice";
    ASSERT_EQ(voice({"export", "demo", "-o", file}).exitCode, 0);
    const double seconds =
        timbreCommand({"--data-dir", folder_ / "timed", "--json", "voice", "import", file}).seconds;
    constexpr int kMoments = 24;
    int whole = 0;
    int killed = 0;
    for (int moment = 0; moment < kMoments; ++moment) {
        const fs::path data = folder_ / ("import" + std::to_string(moment));
        const auto inData = [&](std::vector<std::string> words, const test::ProcessOptions& options = {}) {
            words.insert(words.begin(), {"--data-dir", data, "--json", "voice"});
            return timbreCommand(words, options);
        };
        // From the program's start until a little after its end.
        const auto when = static_cast<std::int64_t>(1'300.0 * seconds * moment / kMoments);
        const test::ProcessOptions death{.killAfter = std::chrono::milliseconds(when), .killSignal = SIGKILL};
        killed += inData({"import", file}, death).exitCode == 128 + SIGKILL ? 1 : 0;
        const auto list = documentOf(inData({"list"}));
        ASSERT_TRUE(list["problems"].empty()) << list;
        ASSERT_LE(list["voices"].size(), 1U);
        if (!list["voices"].empty()) {
            ++whole;
            EXPECT_EQ(documentOf(inData({"show", "demo"}))["metrics"], documentOf(voice({"show", "demo"}))["metrics"]);
            EXPECT_EQ(inData({"delete", "demo"}).exitCode, 0);
        }
        EXPECT_EQ(leftIn(data), std::vector<std::string>{});
    }
    EXPECT_GT(killed, 0);
    RecordProperty("killed", killed);
    RecordProperty("whole", whole);
}

TEST_F(VoiceCommands, AnImportThatFindsTheDiskFullLeavesNothing) {
    const fs::path file = folder_ / "demo.timbrevoice";
    ASSERT_EQ(voice({"export", "demo", "-o", file}).exitCode, 0);
    const test::SmallDisk disk(folder_ / "disk", fs::file_size(file) / 2);
    if (!disk.mounted()) {
        GTEST_SKIP() << "mounting a small disk needs the superuser";
    }
    const fs::path data = folder_ / "disk" / "data";
    const auto imported = timbreCommand({"--data-dir", data, "--json", "voice", "import", file});
    EXPECT_EQ(imported.exitCode, 6) << imported.output;
    EXPECT_FALSE(documentOf(imported)["error"]["advice"].get<std::string>().empty());
    const auto list = documentOf(timbreCommand({"--data-dir", data, "--json", "voice", "list"}));
    EXPECT_TRUE(list["voices"].empty()) << list;
    EXPECT_EQ(leftIn(data), std::vector<std::string>{});
}

TEST_F(VoiceCommands, AddVersionRefusesAVoiceThatIsNotThere) {
    EXPECT_EQ(voice({"add-version", "nobody", "--clips", test::librivoxFolder()}).exitCode, 4);
}

TEST_F(VoiceCommands, ADamagedVoiceIsReportedAndCanBeDeleted) {
    const auto id = documentOf(voice({"show", "demo"}))["id"].get<std::string>();
    fs::resize_file(folder_ / "data" / "voices" / id / "versions" / "0001" / "version.json", 40);
    const auto document = documentOf(voice({"list"}));
    EXPECT_TRUE(document["voices"].empty());
    ASSERT_EQ(document["problems"].size(), 1U);
    EXPECT_EQ(document["problems"][0]["code"], "corrupt");
    EXPECT_EQ(voice({"delete", id}).exitCode, 0);
    EXPECT_TRUE(documentOf(voice({"list"}))["problems"].empty());
}

TEST(VoiceCreate, LeavesOutAndNamesWhatCannotBeUsed) {
    TIMBRE_REQUIRE_LIBRIVOX();
    const test::TempDir folder;
    const fs::path clips = folder / "clips";
    fs::copy(test::librivoxFolder(), clips);
    test::writeLibrivoxTranscripts(folder / "lines.txt");
    AudioClip hum{.sampleRateHz = 16000, .channels = 1, .samples = std::vector<float>(48000, 0.0F)};
    ASSERT_TRUE(writeAudio(clips / "silent.wav", hum));
    std::ofstream(clips / "broken.wav") << "not a sound";
    std::ofstream(clips / "unwritten.wav") << "has no line";
    std::ofstream(folder / "lines.txt", std::ios::app) << "silent|Hello\nbroken|Hello\nabsent|Hello\n";

    const auto result =
        timbreCommand({"voice", "create", "\u00c9mile 2", "--clips", clips, "--transcripts", folder / "lines.txt",
                       "--data-dir", folder / "data", "--json", "--i-have-permission"});
    ASSERT_EQ(result.exitCode, 0) << result.output;
    const auto document = documentOf(result);
    EXPECT_EQ(document["voice"], "\u00c9mile 2");
    std::vector<std::string> leftOut;
    for (const auto& clip : document["left_out"]) {
        leftOut.push_back(clip["name"]);
        EXPECT_FALSE(clip["reason"].get<std::string>().empty());
    }
    for (const char* name : {"silent", "broken", "unwritten"}) {
        EXPECT_NE(std::ranges::find(leftOut, name), leftOut.end()) << name;
    }
    ASSERT_FALSE(document["warnings"].empty());
    EXPECT_NE(document["warnings"][0].get<std::string>().find("absent"), std::string::npos);
    EXPECT_GT(document["seconds_used"].get<double>(), 15.0);
    EXPECT_GT(document["similarity"].get<double>(), 0.6);
    const auto shown =
        documentOf(timbreCommand({"--data-dir", folder / "data", "voice", "show", "\u00c9mile 2", "--json"}));
    EXPECT_EQ(shown["consent"].get<std::string>().size(), 20U) << "the time of the statement is stored";
}

}  // namespace
}  // namespace timbre
