// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "tests/support/cli.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::documentOf;
using test::timbreCommand;

class Speak : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LIBRIVOX();
        data_ = test::demoData();
    }

    test::ProcessResult speak(std::vector<std::string> words, test::ProcessOptions options = {}) const {
        words.insert(words.begin(), {"speak", "--voice", "demo", "--data-dir", data_.string(), "--json"});
        return timbreCommand(words, std::move(options));
    }

    fs::path data_;
    const test::TempDir folder_;
};

TEST_F(Speak, WritesEveryKindWithSubtitlesAndSentences) {
    std::ofstream(folder_ / "script.txt")
        << "Good evening. This is the second sentence.\n\nAnd here a paragraph begins.\n";
    const auto result = speak({"--file", folder_ / "script.txt", "-o", folder_ / "out.wav", "-o", folder_ / "out.mp3",
                               "-o", folder_ / "out.flac", "-o", folder_ / "out.ogg", "--subtitles",
                               folder_ / "out.srt", "--per-sentence", folder_ / "parts", "--pause-ms", "400"});
    ASSERT_EQ(result.exitCode, 0) << result.output << result.errors;
    const auto document = documentOf(result);
    const double seconds = document["seconds"];
    EXPECT_GT(seconds, 3.0);
    for (const char* name : {"out.wav", "out.mp3", "out.flac", "out.ogg"}) {
        const auto clip = readAudio(folder_ / name);
        ASSERT_TRUE(clip) << name << ": " << clip.error().message();
        EXPECT_NEAR(clip->seconds(), seconds, 0.15) << name;
    }
    ASSERT_EQ(document["sentences"].size(), 3U);
    const auto& second = document["sentences"][1];
    EXPECT_EQ(second["text"], "This is the second sentence.");
    EXPECT_FALSE(second["words"].empty());
    EXPECT_NEAR(second["start_s"].get<double>() - document["sentences"][0]["end_s"].get<double>(), 0.4, 0.001);
    const auto part = readAudio(second["file"].get<std::string>());
    ASSERT_TRUE(part);
    EXPECT_NEAR(part->seconds(), second["end_s"].get<double>() - second["start_s"].get<double>(), 0.001);
    const std::string subtitles = readFile(folder_ / "out.srt").value();
    EXPECT_NE(subtitles.find("2\n00:00:"), std::string::npos) << subtitles;
    EXPECT_NE(subtitles.find("And here a paragraph begins."), std::string::npos);
    EXPECT_EQ(test::everythingIn(folder_.path()).size(), 10U)
        << "script, four sounds, subtitles, folder, three sentences";
}

TEST_F(Speak, MeasuresWhatItDid) {
    const auto document = documentOf(speak({"--text", "One sentence to be measured, long enough to hear who speaks.",
                                            "-o", folder_ / "out.wav", "--loudness", "-16", "--similarity"}));
    EXPECT_GT(document["rtf"].get<double>(), 0.0);
    EXPECT_GT(document["first_audio_s"].get<double>(), 0.0);
    EXPECT_GT(document["similarity"].get<double>(), 0.6);
    EXPECT_NEAR(document["loudness"]["integrated_lufs"].get<double>(), -16.0, 0.6);
    EXPECT_LE(document["loudness"]["true_peak_dbtp"].get<double>(), -1.0);
}

TEST_F(Speak, SameSeedGivesTheSameFileAndAnotherSeedAnother) {
    const auto render = [&](const char* seed) {
        EXPECT_EQ(speak({"--text", "The same words again.", "--seed", seed, "-o", folder_ / "a.wav"}).exitCode, 0);
        return readFile(folder_ / "a.wav").value();
    };
    const std::string first = render("7");
    EXPECT_TRUE(render("7") == first);
    EXPECT_FALSE(render("8") == first);
}

TEST_F(Speak, SpeedChangesTheLength) {
    const auto secondsAt = [&](const char* speed) {
        return documentOf(speak({"--text", "Speed changes the length of this.", "--speed", speed, "--pause-ms", "0",
                                 "-o", folder_ / "a.wav"}))["seconds"]
            .get<double>();
    };
    EXPECT_GT(secondsAt("0.7"), 1.2 * secondsAt("1.4"));
}

TEST_F(Speak, ReadsStandardInput) {
    const auto result =
        speak({"--file", "-", "-o", folder_ / "out.wav"}, {.input = "\xEF\xBB\xBFHello from a pipe.\r\n"});
    ASSERT_EQ(result.exitCode, 0) << result.output;
    EXPECT_EQ(documentOf(result)["sentences"][0]["text"], "Hello from a pipe.");
}

TEST_F(Speak, OneUnspeakableSentenceDoesNotCostTheOthers) {
    const auto document = documentOf(
        speak({"--text", "Hello there. Это по-русски. The \uFB01rst office. Good bye.", "-o", folder_ / "out.wav"}));
    ASSERT_EQ(document["sentences"].size(), 3U) << document;
    EXPECT_EQ(document["sentences"][1]["words"][1]["word"], "\uFB01rst");
    ASSERT_EQ(document["skipped"].size(), 1U);
    EXPECT_EQ(document["skipped"][0]["text"], "Это по-русски.");
}

TEST_F(Speak, ATextWithNothingSpeakableIsRefusedAndWritesNothing) {
    const auto result = speak({"--text", "Это по-русски.", "-o", folder_ / "out.wav"});
    EXPECT_EQ(result.exitCode, 5) << result.output;
    EXPECT_TRUE(test::everythingIn(folder_.path()).empty());
}

TEST_F(Speak, AFailureInTheLastFileLeavesEveryOlderFile) {
    ASSERT_TRUE(writeFileAtomically(folder_ / "out.wav", "old"));
    fs::create_directory(folder_ / "parts");
    fs::create_directory(folder_ / "parts" / "0001.wav");  // nothing can get this name
    const auto result =
        speak({"--text", "One sentence.", "-o", folder_ / "out.wav", "--per-sentence", folder_ / "parts"});
    EXPECT_EQ(result.exitCode, 3) << result.output;
    EXPECT_EQ(readFile(folder_ / "out.wav").value(), "old");
    EXPECT_EQ(test::everythingIn(folder_.path()), (std::vector<std::string>{"out.wav", "parts", "parts/0001.wav"}));
}

TEST_F(Speak, NumberedFilesOfALongerScriptAreNamedAndRemovedOnRequest) {
    const auto with = [this](const char* text, std::vector<std::string> more) {
        more.insert(more.end(), {"--text", text, "-o", folder_ / "out.wav", "--per-sentence", folder_ / "parts"});
        return speak(std::move(more));
    };
    EXPECT_EQ(with("One. Two. Three.", {}).exitCode, 0);
    std::ofstream(folder_ / "parts" / "notes.txt") << "mine\n";
    const auto shorter = with("One.", {});
    EXPECT_EQ(shorter.exitCode, 0) << shorter.output;
    EXPECT_NE(shorter.output.find("0002.wav the first of 2"), std::string::npos) << shorter.output;
    EXPECT_EQ(test::everythingIn(folder_ / "parts").size(), 4U);
    EXPECT_EQ(with("One.", {"--force"}).exitCode, 0);
    EXPECT_EQ(test::everythingIn(folder_ / "parts"), (std::vector<std::string>{"0001.wav", "notes.txt"}));
}

TEST_F(Speak, WhatIsLeftOutIsSaidInSpiteOfQuietAndLeavesItsNumberOut) {
    const std::vector<std::string> words = {
        "--quiet",
        "speak",
        "--voice",
        "demo",
        "--data-dir",
        data_,
        "--text",
        "One. \u042d\u0442\u043e \u043f\u043e-\u0440\u0443\u0441\u0441\u043a\u0438. Three.",
        "-o",
        folder_ / "out.wav",
        "--per-sentence",
        folder_ / "parts"};
    const auto result = timbreCommand(words);
    EXPECT_EQ(result.exitCode, 1) << "done, and the answer is no: not all of the script is in the file";
    EXPECT_NE(result.errors.find("Not spoken: sentence 2"), std::string::npos) << result.errors;
    EXPECT_TRUE(fs::exists(folder_ / "out.wav"));
    EXPECT_EQ(test::everythingIn(folder_ / "parts"), (std::vector<std::string>{"0001.wav", "0003.wav"}));
}

TEST_F(Speak, WordsOfOtherLanguagesAreNamed) {
    const char* text = "The M\u00e4dchen said ma\u00f1ana.";
    const auto document = documentOf(speak({"--text", text, "-o", folder_ / "a.wav"}));
    ASSERT_EQ(document["warnings"].size(), 1U) << document;
    EXPECT_NE(document["warnings"][0].get<std::string>().find("M\u00e4dchen, ma\u00f1ana"), std::string::npos);
    EXPECT_TRUE(documentOf(speak({"--text", "Plain.", "-o", folder_ / "a.wav"}))["warnings"].empty());
}

TEST_F(Speak, ALinkStaysALinkAndTheScriptIsNeverOverwritten) {
    fs::create_symlink("real.wav", folder_ / "link.wav");
    EXPECT_EQ(speak({"--text", "Hi.", "-o", folder_ / "link.wav"}).exitCode, 0);
    EXPECT_TRUE(fs::is_symlink(folder_ / "link.wav"));
    EXPECT_TRUE(readAudio(folder_ / "real.wav"));
    std::ofstream(folder_ / "script.srt") << "Hello.\n";
    EXPECT_EQ(speak({"--file", folder_ / "script.srt", "-o", folder_ / "a.wav", "--subtitles", folder_ / "script.srt"})
                  .exitCode,
              3);
    EXPECT_EQ(readFile(folder_ / "script.srt").value(), "Hello.\n");
}

TEST_F(Speak, ReportsAllItsTimesAndNoNoiseFloorWithoutAPause) {
    const auto document = documentOf(speak({"--text", "One sentence.", "-o", folder_ / "a.wav", "--loudness", "acx"}));
    for (const char* field : {"load_s", "render_s", "level_s", "write_s"}) {
        EXPECT_GT(document[field].get<double>(), 0.0) << field;
        EXPECT_LE(document[field].get<double>(), document["total_s"].get<double>()) << field;
    }
    EXPECT_TRUE(document["loudness"]["noise_floor_dbfs"].is_null()) << document["loudness"];
    EXPECT_EQ(document["loudness"]["note"], "") << document["loudness"];
}

TEST_F(Speak, ANameThatIsTooLongIsRefusedBeforeTheWork) {
    const auto longest = speak({"--text", "Hi.", "-o", folder_ / (std::string(251, 'a') + ".wav")});
    EXPECT_EQ(longest.exitCode, 0) << longest.output << "255 bytes are a legal name";
    const auto result = speak({"--text", "Hi.", "-o", folder_ / (std::string(252, 'a') + ".wav")});
    EXPECT_EQ(result.exitCode, 3) << result.output;
    EXPECT_NE(documentOf(result)["error"]["message"].get<std::string>().find("longer than"), std::string::npos);
}

// Files are opened by number: without these three a sound file would take the place of a terminal.
TEST_F(Speak, WorksWithoutStandardStreams) {
    const std::string command = "exec " + test::program("timbre").string() + " speak --voice demo --data-dir " +
                                data_.string() + " --text 'Hello there.' -o " + (folder_ / "out.wav").string() +
                                " <&- >&- 2>&-";
    EXPECT_EQ(test::runProcess({"/bin/bash", "-c", command}).exitCode, 0);
    const auto clip = readAudio(folder_ / "out.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_GT(clip->seconds(), 0.3);
}

TEST_F(Speak, AnEmptyTextIsRefused) {
    for (const char* text : {"", "  ", "...", "\U0001F600"}) {
        const auto result = speak({"--text", text, "-o", folder_ / "out.wav"});
        EXPECT_EQ(result.exitCode, 3) << text;
        EXPECT_NE(documentOf(result)["error"]["message"].get<std::string>().find("nothing to speak"),
                  std::string::npos);
    }
    EXPECT_FALSE(fs::exists(folder_ / "out.wav"));
}

TEST_F(Speak, AWrongEngineForTheVoiceIsExplained) {
    const auto result = speak({"--text", "Hi", "-o", folder_ / "out.wav", "--engine", "gpt"});
    EXPECT_EQ(result.exitCode, 5);
    EXPECT_NE(documentOf(result)["error"]["advice"].get<std::string>().find("instant"), std::string::npos);
}

TEST_F(Speak, NearNamesAreOffered) {
    const auto result =
        timbreCommand({"speak", "--voice", "dmo", "--text", "Hi", "-o", folder_ / "out.wav", "--data-dir", data_});
    EXPECT_EQ(result.exitCode, 4);
    EXPECT_NE(result.errors.find("Did you mean “demo”?"), std::string::npos) << result.errors;
}

TEST_F(Speak, AnUnwritableFolderIsRefusedBeforeTheWork) {
    const auto result = speak({"--text", "Hi", "-o", "/proc/out.wav"});
    EXPECT_EQ(result.exitCode, 6) << result.output;
    EXPECT_NE(documentOf(result)["error"]["message"].get<std::string>().find("/proc/out.wav"), std::string::npos);
}

TEST_F(Speak, MissingEngineFilesAreNamed) {
    test::copyDemoData(folder_ / "data");
    for (const auto& voice : fs::directory_iterator(folder_ / "data" / "voices")) {
        if (voice.is_directory()) {
            fs::remove_all(voice.path() / "versions" / "0001" / "engine");
            fs::create_directory(voice.path() / "versions" / "0001" / "engine");
        }
    }
    const auto result = speak({"--text", "Hi", "-o", folder_ / "out.wav", "--data-dir", folder_ / "data"});
    EXPECT_EQ(result.exitCode, 7) << result.output;
    EXPECT_EQ(documentOf(result)["error"]["code"], "model-missing");
}

// Loading libtorch is most of what a short sentence would wait for, so speaking with a finished voice must not need it.
TEST_F(Speak, NeedsNoTorchAndDoctorSaysWhenItIsGone) {
    fs::create_directory(folder_ / "bin");
    fs::copy_file(test::program("timbre"), folder_ / "bin" / "timbre");
    const test::ProcessOptions options{.environment = {"TIMBRE_RESOURCE_DIR=" + test::resourceDirectory().string()}};
    const std::string copy = folder_ / "bin" / "timbre";
    const auto spoken = test::runProcess({copy, "speak", "--voice", "demo", "--data-dir", data_, "--json", "--text",
                                          "Nothing but the voice is needed.", "-o", folder_ / "out.wav"},
                                         options);
    ASSERT_EQ(spoken.exitCode, 0) << spoken.output;
    EXPECT_GT(documentOf(spoken)["seconds"].get<double>(), 1.0);

    const auto doctor = test::runProcess({copy, "doctor", "--data-dir", data_}, options);
    EXPECT_EQ(doctor.exitCode, 1) << doctor.output;
    EXPECT_NE(doctor.output.find("libtorch could not be loaded"), std::string::npos) << doctor.output;
    EXPECT_NE(doctor.output.find("make build"), std::string::npos) << doctor.output;
}

TEST_F(Speak, ProgressIsPlainLinesAndQuietIsQuiet) {
    const std::vector<std::string> words = {"speak",  "--voice", "demo", "--data-dir",       data_,
                                            "--text", "Hello.",  "-o",   folder_ / "out.wav"};
    const auto loud = timbreCommand(words);
    EXPECT_NE(loud.errors.find("sentence 1 of 1"), std::string::npos) << loud.errors;
    EXPECT_EQ(loud.errors.find('\r'), std::string::npos);
    EXPECT_NE(loud.output.find("real-time factor"), std::string::npos) << loud.output;
    auto quiet = words;
    quiet.emplace_back("--quiet");
    EXPECT_EQ(timbreCommand(quiet).errors, "");
}

TEST_F(Speak, BenchGivesMediansOfSeveralRuns) {
    const auto document = documentOf(timbreCommand(
        {"bench", "speak", "--voice", "demo", "--runs", "3", "--threads", "1", "--json", "--data-dir", data_}));
    EXPECT_EQ(document["runs"].size(), 3U);
    EXPECT_GT(document["rtf_median"].get<double>(), 0.0);
    EXPECT_EQ(document["threads"], 1);
}

}  // namespace
}  // namespace timbre
