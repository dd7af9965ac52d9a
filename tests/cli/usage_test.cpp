// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/support/cli.h"

namespace timbre {
namespace {

using test::documentOf;
using test::timbreCommand;
using Words = std::vector<std::string>;

constexpr int kUsage = 2;
constexpr int kBadInput = 3;
constexpr int kNotFound = 4;
constexpr int kUnsupported = 5;

struct Row {
    const char* name;
    Words words;  ///< "@" becomes the test's temporary folder.
    int exitCode;
    const char* mentions;
};

class BadCommandLine : public testing::TestWithParam<Row> {
  protected:
    BadCommandLine() {
        std::ofstream(folder_ / "text.txt") << "Hello.\n";
        std::ofstream(folder_ / "empty.txt");
        std::ofstream(folder_ / "latin1.txt") << "Caf\xe9\n";
        std::ofstream(folder_ / "empty.wav");
        std::ofstream(folder_ / "script.srt") << "Hello.\n";
        std::filesystem::create_symlink("script.srt", folder_ / "link.srt");
        std::ofstream(folder_ / "noise.wav", std::ios::binary) << "RIFF????WAVEfmt nonsense";
        std::ofstream(folder_ / "lines.txt") << "a|Hello there\n";
        std::filesystem::create_directory(folder_ / "emptyfolder");
        std::filesystem::create_directory(folder_ / "clips");
        std::ofstream(folder_ / "clips" / "a.wav", std::ios::binary) << "no sound";
    }

    Words words(bool json) const {
        Words all = {"--data-dir", folder_ / "data"};
        for (std::string word : GetParam().words) {
            for (std::size_t at = word.find('@'); at != std::string::npos; at = word.find('@', at)) {
                word.replace(at, 1, folder_.path().string());
            }
            all.push_back(word);
        }
        if (json) {
            all.emplace_back("--json");
        }
        return all;
    }

    const test::TempDir folder_;
};

TEST_P(BadCommandLine, IsRefusedInPlainWords) {
    const auto result = timbreCommand(words(false));
    EXPECT_EQ(result.exitCode, GetParam().exitCode) << result.errors;
    EXPECT_NE(result.errors.find(GetParam().mentions), std::string::npos) << result.errors;
    EXPECT_NE(result.errors.find("timbre: "), std::string::npos) << result.errors;
    EXPECT_EQ(result.output, "") << "answers belong on stdout, errors do not";
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out.wav"));
}

TEST_P(BadCommandLine, IsRefusedInOneJsonDocument) {
    const auto result = timbreCommand(words(true));
    EXPECT_EQ(result.exitCode, GetParam().exitCode);
    const auto document = documentOf(result);
    ASSERT_TRUE(document.contains("error")) << result.output;
    const auto& error = document["error"];
    EXPECT_FALSE(error["code"].get<std::string>().empty());
    EXPECT_FALSE(error["advice"].get<std::string>().empty()) << error;
    const std::string all = error["message"].get<std::string>() + " " + error["advice"].get<std::string>();
    EXPECT_NE(all.find(GetParam().mentions), std::string::npos) << all;
    EXPECT_EQ(result.errors, "");
}

TEST(CommandLine, SaysWhichOptionLacksItsValue) {
    for (const char* const option : {"--threads", "--data-dir"}) {
        const auto result = timbreCommand({"--json", option});
        EXPECT_EQ(result.exitCode, 2);
        EXPECT_NE(result.output.find(std::string(option) + " needs a value"), std::string::npos) << result.output;
    }
}

INSTANTIATE_TEST_SUITE_P(
    General, BadCommandLine,
    testing::Values(Row{"NoCommand", {}, kUsage, "needs a command"}, Row{"UnknownCommand", {"spek"}, kUsage, "speak"},
                    Row{"UnknownOption", {"engines", "--jsn"}, kUsage, "--json"},
                    Row{"ThreadsTooMany", {"engines", "--threads", "1000"}, kUsage, "0 to 256"},
                    Row{"ThreadsNoNumber", {"engines", "--threads", "two"}, kUsage, "two"},
                    Row{"ThreadsFraction", {"engines", "--threads", "1.5"}, kUsage, "whole number"},
                    Row{"HelpOfAnUnknownCommand", {"voice", "tags", "--help"}, kUsage, "no command “tags”"},
                    Row{"HelpOfAnUnknownFirstCommand", {"spek", "--help"}, kUsage, "speak"},
                    Row{"TooManyWords", {"doctor", "please"}, kUsage, "please"},
                    Row{"DataFolderIsAFile", {"voice", "list", "--data-dir", "@/text.txt"}, kBadInput, "text.txt"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Check, BadCommandLine,
                         testing::Values(Row{"NoFile", {"check"}, kUsage, "FILE"},
                                         Row{"Missing", {"check", "@/none.wav"}, kNotFound, "none.wav"},
                                         Row{"Folder", {"check", "@/emptyfolder"}, kBadInput, "emptyfolder"},
                                         Row{"EmptyFile", {"check", "@/empty.wav"}, kBadInput, "empty.wav"},
                                         Row{"NoSound", {"check", "@/noise.wav"}, kBadInput, "noise.wav"}),
                         [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Models, BadCommandLine,
    testing::Values(Row{"NoCommand", {"models"}, kUsage, "needs a command"},
                    Row{"UnknownCommand", {"models", "scam"}, kUsage, "scan"},
                    Row{"ScanNothing", {"models", "scan"}, kUsage, "timbre models scan needs DIR"},
                    Row{"ScanMissing", {"models", "scan", "@/none"}, kNotFound, "none"},
                    Row{"ScanAFile", {"models", "scan", "@/text.txt"}, kBadInput, "models add"},
                    Row{"AddNoModel", {"models", "add", "@/text.txt"}, kBadInput, "text.txt"},
                    Row{"AddMissing", {"models", "add", "@/none.pth"}, kNotFound, "none.pth"},
                    Row{"AddVersion", {"models", "add", "--version", "v9", "@/text.txt"}, kUsage, "v2ProPlus"},
                    Row{"RemoveUnknown", {"models", "remove", "@/none"}, kNotFound, "none"},
                    Row{"FetchNothing", {"models", "fetch"}, kUsage, "timbre models fetch needs MANIFEST"},
                    Row{"FetchMissing", {"models", "fetch", "@/none.json"}, kNotFound, "none.json"},
                    Row{"FetchNoManifest", {"models", "fetch", "@/text.txt"}, kBadInput, "text.txt"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Voice, BadCommandLine,
    testing::Values(
        Row{"NoCommand", {"voice"}, kUsage, "needs a command"},
        Row{"UnknownCommand", {"voice", "creat"}, kUsage, "create"},
        Row{"CreateNoName", {"voice", "create", "--clips", "@/clips"}, kUsage, "timbre voice create needs NAME"},
        Row{"CreateTwice",
            {"voice", "create", "anna", "--clips", "@/clips", "--clips", "@/clips"},
            kUsage,
            "--clips was given 2 times"},
        Row{"ExportVersionsNoNumber", {"voice", "export", "anna", "--versions", "1,x"}, kUsage, "whole number"},
        Row{"CreateNoClips", {"voice", "create", "anna"}, kUsage, "--clips"},
        Row{"CreateBadName", {"voice", "create", "a/b", "--clips", "@/clips"}, kBadInput, "a/b"},
        Row{"CreateEmptyName", {"voice", "create", "", "--clips", "@/clips"}, kBadInput, "name"},
        Row{"CreateMissingClips", {"voice", "create", "anna", "--clips", "@/none"}, kNotFound, "none"},
        Row{"CreateClipsFile", {"voice", "create", "anna", "--clips", "@/text.txt"}, kBadInput, "not a folder"},
        Row{"CreateEmptyFolder", {"voice", "create", "anna", "--clips", "@/emptyfolder"}, kBadInput, "no sound file"},
        Row{"CreateNoTranscripts", {"voice", "create", "anna", "--clips", "@/clips"}, kBadInput, "--transcripts"},
        Row{"CreateMissingTranscripts",
            {"voice", "create", "anna", "--clips", "@/clips", "--transcripts", "@/none.txt"},
            kNotFound,
            "none.txt"},
        Row{"CreateBadTranscripts",
            {"voice", "create", "anna", "--clips", "@/clips", "--transcripts", "@/text.txt"},
            kBadInput,
            "line 1"},
        Row{"CreateDamagedClips",
            {"voice", "create", "anna", "--clips", "@/clips", "--transcripts", "@/lines.txt"},
            kBadInput,
            "too little"},
        Row{"CreateUnknownEngine",
            {"voice", "create", "anna", "--clips", "@/clips", "--engine", "instnt"},
            kUnsupported,
            "instant"},
        Row{"CreateUnknownLanguage",
            {"voice", "create", "anna", "--clips", "@/clips", "--lang", "fr"},
            kUnsupported,
            "fr"},
        Row{"CreateSeedNegative", {"voice", "create", "anna", "--clips", "@/clips", "--seed", "-1"}, kUsage, "--seed"},
        Row{"ShowNoName", {"voice", "show"}, kUsage, "NAME"},
        Row{"ShowUnknown", {"voice", "show", "anna"}, kNotFound, "anna"},
        Row{"RenameOneName", {"voice", "rename", "anna"}, kUsage, "NEW_NAME"},
        Row{"RenameUnknown", {"voice", "rename", "anna", "bert"}, kNotFound, "anna"},
        Row{"DeleteNoName", {"voice", "delete"}, kUsage, "NAME"},
        Row{"DeleteUnknown", {"voice", "delete", "anna"}, kNotFound, "anna"},
        Row{"VoiceCalledLikeACommand", {"voice", "show", "check"}, kNotFound, "check"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Speak, BadCommandLine,
    testing::Values(
        Row{"NoVoice", {"speak", "--text", "Hi", "-o", "@/out.wav"}, kUsage, "--voice"},
        Row{"NoText", {"speak", "--voice", "anna", "-o", "@/out.wav"}, kUsage, "--text"},
        Row{"TwoTexts",
            {"speak", "--voice", "anna", "--text", "Hi", "--file", "@/text.txt", "-o", "@/out.wav"},
            kUsage,
            "only one"},
        Row{"NoOutput", {"speak", "--voice", "anna", "--text", "Hi"}, kUsage, "--output"},
        Row{"VoiceThrice",
            {"speak", "--voice", "a", "--voice", "b", "--voice", "c", "--text", "Hi", "-o", "@/out.wav"},
            kUsage,
            "--voice was given 3 times"},
        Row{"SameOutputTwice",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "-o", "@/./out.wav"},
            kBadInput,
            "the same file"},
        Row{"OutputInTheLibrary",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/data/voices/x.wav"},
            kBadInput,
            "stored voices"},
        Row{"SubtitlesOntoTheScript",
            {"speak", "--voice", "a", "--file", "@/script.srt", "-o", "@/out.wav", "--subtitles", "@/link.srt"},
            kBadInput,
            "would be overwritten"},
        Row{"UnknownVoice", {"speak", "--voice", "anna", "--text", "Hi", "-o", "@/out.wav"}, kNotFound, "anna"},
        Row{"UnknownKind",
            {"speak", "--voice", "anna", "--text", "Hi", "-o", "@/out.docx"},
            kUnsupported,
            ".wav, .mp3"},
        Row{"NoKind", {"speak", "--voice", "anna", "--text", "Hi", "-o", "@/out"}, kUnsupported, ".wav, .mp3"},
        Row{"OutputIsAFolder",
            {"speak", "--voice", "anna", "--text", "Hi", "-o", "@/clips/a.wav/"},
            kUnsupported,
            ".wav"},
        Row{"OutputFolderMissing",
            {"speak", "--voice", "anna", "--text", "Hi", "-o", "@/none/out.wav"},
            kNotFound,
            "none"},
        Row{"MissingScript",
            {"speak", "--voice", "anna", "--file", "@/none.txt", "-o", "@/out.wav"},
            kNotFound,
            "none.txt"},
        Row{"ScriptIsAFolder",
            {"speak", "--voice", "anna", "--file", "@/clips", "-o", "@/out.wav"},
            kBadInput,
            "clips"},
        Row{"ScriptNotUtf8",
            {"speak", "--voice", "anna", "--file", "@/latin1.txt", "-o", "@/out.wav"},
            kBadInput,
            "UTF-8"},
        Row{"ScriptIsSound", {"speak", "--voice", "anna", "--file", "/bin/true", "-o", "@/out.wav"}, kBadInput, "true"},
        Row{"SpeedNan",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--speed", "nan"},
            kUsage,
            "0.5 to 2"},
        Row{"SpeedTooFast",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--speed", "9"},
            kUsage,
            "0.5 to 2"},
        Row{"SpeedHex", {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--speed", "0x1"}, kUsage, "0x1"},
        Row{"SpeedTail",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--speed", "1.0x"},
            kUsage,
            "1.0x"},
        Row{"PitchInfinite",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--pitch", "-inf"},
            kUsage,
            "-12 to 12"},
        Row{"ClarityTooBig",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--clarity", "7"},
            kUsage,
            "--clarity"},
        Row{"PauseNegative",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--pause-ms", "-5"},
            kUsage,
            "0 to 10000"},
        Row{"PauseFraction",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--pause-ms", "1e3"},
            kUsage,
            "1e3"},
        Row{"SeedTooBig",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--seed", "18446744073709551616"},
            kUsage,
            "18446744073709551615"},
        Row{"LoudnessWord",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--loudness", "loud"},
            kUsage,
            "acx"},
        Row{"LoudnessRange",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--loudness", "-90"},
            kUsage,
            "-40 to -5"},
        Row{"SubtitlesKind",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--subtitles", "@/out.ass"},
            kUnsupported,
            ".srt or .vtt"},
        Row{"SentencesIntoAFile",
            {"speak", "--voice", "a", "--text", "Hi", "-o", "@/out.wav", "--per-sentence", "@/text.txt"},
            kBadInput,
            "text.txt"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Record, BadCommandLine,
                         testing::Values(Row{
                             "Bits", {"record", "@/take.wav", "--bits", "20"}, kUsage, "“20” is not 16 or 24"}),
                         [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Bench, BadCommandLine,
    testing::Values(Row{"NoCommand", {"bench"}, kUsage, "needs a command"},
                    Row{"SpeakNoVoice", {"bench", "speak"}, kUsage, "--voice"},
                    Row{"SpeakUnknownVoice", {"bench", "speak", "--voice", "anna"}, kNotFound, "anna"},
                    Row{"CheckMissing", {"bench", "check", "@/none.wav"}, kNotFound, "none.wav"},
                    Row{"NoRuns", {"bench", "check", "--runs", "0"}, kUsage, "1 to 100"}),
    [](const auto& row) { return row.param.name; });

TEST(Help, EveryCommandHasOne) {
    const std::vector<Words> commands = {{},
                                         {"check"},
                                         {"voice"},
                                         {"voice", "create"},
                                         {"voice", "list"},
                                         {"voice", "show"},
                                         {"voice", "rename"},
                                         {"voice", "tag"},
                                         {"voice", "versions"},
                                         {"voice", "compare"},
                                         {"voice", "export"},
                                         {"voice", "import"},
                                         {"voice", "delete"},
                                         {"speak"},
                                         {"devices"},
                                         {"record"},
                                         {"engines"},
                                         {"languages"},
                                         {"doctor"},
                                         {"bench"},
                                         {"bench", "speak"},
                                         {"bench", "check"}};
    for (Words words : commands) {
        words.emplace_back("--help");
        const auto result = timbreCommand(words);
        EXPECT_EQ(result.exitCode, 0) << words.front();
        EXPECT_GT(result.output.size(), 150U) << words.front();
        EXPECT_EQ(result.errors, "");
        EXPECT_TRUE(words.size() == 1 || words == Words({"voice", "--help"}) ||
                    result.output.find("--json:") != std::string::npos)
            << words[0] << ": the document has no description";
    }
}

TEST(Help, TheVersionIsShown) {
    const auto result = timbreCommand({"--version"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(result.output.starts_with("timbre 0.")) << result.output;
}

TEST(Usage, HelpAndVersionAreDocumentsToo) {
    EXPECT_EQ(documentOf(timbreCommand({"--version", "--json"}))["version"], "0.1.0");
    const auto help = documentOf(timbreCommand({"speak", "--help", "--json"}));
    EXPECT_NE(help["help"].get<std::string>().find("--voice"), std::string::npos);
}

TEST(Usage, AnAnswerThatCannotBeWrittenIsAFailure) {
    const auto result = test::runProcess(
        {"/bin/bash", "-c", "exec " + test::program("timbre").string() + " engines --json > /dev/full"});
    EXPECT_EQ(result.exitCode, 6);
    EXPECT_NE(result.errors.find("could not be written"), std::string::npos) << result.errors;
}

}  // namespace
}  // namespace timbre
