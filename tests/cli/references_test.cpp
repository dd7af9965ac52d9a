// SPDX-License-Identifier: GPL-3.0-or-later
// Voices that imitate references, from the command line: small models in the official formats, real recordings.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "tests/support/cli.h"
#include "tests/support/small_models.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::documentOf;
using test::timbreCommand;

class References : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LIBRIVOX();
        models_ = test::writeSmallModels(folder_ / "models", nets::ModelVersion::V2, 4);
        recording_ = test::librivoxFolder() / "sense_and_sensibility_01_austen_64kb-0870.wav";
    }

    test::ProcessResult timbre(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--data-dir", folder_ / "data", "--json", "--compute", "cpu"});
        return timbreCommand(words);
    }

    test::ProcessResult create(std::vector<std::string> more, const std::string& name = "bo") const {
        std::vector<std::string> words{"voice",     "create",   name,           "--engine", "gpt-sovits",  "--gpt",
                                       models_.gpt, "--sovits", models_.sovits, "--hubert", models_.hubert};
        words.insert(words.end(), more.begin(), more.end());
        return timbre(words);
    }

    std::string errorOf(const test::ProcessResult& result) const { return documentOf(result)["error"].dump(); }

    const test::TempDir folder_;
    test::SmallModels models_;
    fs::path recording_;
};

TEST_F(References, MakeAVoiceThatSpeaksPhones) {
    const auto made =
        create({"--reference", recording_, "--prompt-text", "and so on", "--prompt-phones", "3 4 5 6 7 8"});
    ASSERT_EQ(made.exitCode, 0) << made.output << made.errors;
    EXPECT_EQ(documentOf(made)["engine"], "gpt-sovits");
    const fs::path wave = folder_ / "out.wav";
    const auto spoke = timbre({"speak", "--voice", "bo", "--phones", "9 10 11 12 13 14 15 16; 20,21,22,23,24,25", "-o",
                               wave, "--subtitles", folder_ / "out.srt"});
    ASSERT_EQ(spoke.exitCode, 0) << spoke.output << spoke.errors;
    const auto document = documentOf(spoke);
    ASSERT_EQ(document["sentences"].size(), 2U);
    EXPECT_GE(document["sentences"][0]["attempts"], 1);
    EXPECT_TRUE(document["sentences"][0].contains("remark"));
    const auto clip = readAudio(wave);
    ASSERT_TRUE(clip);
    EXPECT_EQ(clip->sampleRateHz, 32'000);
    EXPECT_NEAR(clip->seconds(), document["seconds"].get<double>(), 0.01);
}

TEST_F(References, OfStylesStandInGroups) {
    const auto made = create({"--reference", recording_, "--style", "eager", "--reference", recording_, "--window",
                              "1-5", "--auxiliary", recording_});
    ASSERT_EQ(made.exitCode, 0) << made.output << made.errors;
    const fs::path calm = folder_ / "calm.wav";
    const fs::path eager = folder_ / "eager.wav";
    EXPECT_EQ(timbre({"speak", "--voice", "bo", "--phones", "9 10 11 12", "-o", calm}).exitCode, 0);
    EXPECT_EQ(timbre({"speak", "--voice", "bo", "--phones", "9 10 11 12", "--style", "eager", "-o", eager}).exitCode,
              0);
    EXPECT_NE(readAudio(calm).value(), readAudio(eager).value());
    const auto unknown = timbre({"speak", "--voice", "bo", "--phones", "9", "--style", "sad", "-o", calm});
    EXPECT_EQ(unknown.exitCode, 3);
    EXPECT_NE(errorOf(unknown).find("eager"), std::string::npos) << unknown.output;
}

TEST_F(References, ChooseTheBestPartOfALongRecording) {
    // All recordings in a row: far longer than ten seconds.
    const fs::path longer = folder_ / "long.wav";
    std::vector<std::string> words{"ffmpeg", "-v", "error"};
    int inputs = 0;
    for (const auto& entry : fs::directory_iterator(test::librivoxFolder())) {
        if (entry.path().extension() == ".wav") {
            words.insert(words.end(), {"-i", entry.path()});
            ++inputs;
        }
    }
    words.insert(words.end(), {"-filter_complex", "concat=n=" + std::to_string(inputs) + ":v=0:a=1", longer});
    ASSERT_EQ(test::runProcess(words).exitCode, 0);
    const auto made = create({"--reference", longer});
    ASSERT_EQ(made.exitCode, 0) << made.output << made.errors;
    const auto document = documentOf(made);
    EXPECT_GE(document["seconds_used"].get<double>(), 3.0);
    EXPECT_LE(document["seconds_used"].get<double>(), 10.0);
    EXPECT_NE(document["warnings"].dump().find("best part"), std::string::npos) << document["warnings"];
    // Which of its words are said just there cannot be known.
    const auto worded = create({"--reference", longer, "--prompt-text", "all", "--prompt-phones", "1 2 3"}, "other");
    EXPECT_EQ(worded.exitCode, 3);
    EXPECT_NE(errorOf(worded).find("--window"), std::string::npos) << worded.output;
}

TEST_F(References, AreRefusedInPlainWords) {
    struct Row {
        std::vector<std::string> words;
        int code;
        std::string says;
    };
    const std::vector<Row> rows{
        {{}, 3, "--reference"},
        {{"--reference", "nowhere.wav"}, 4, "nowhere.wav"},
        {{"--reference", recording_, "--prompt-lang", "en"}, 3, "--prompt-text"},
        {{"--reference", recording_, "--prompt-text", "bonjour", "--prompt-lang", "fr"}, 5, "fr"},
        {{"--reference", recording_, "--prompt-text", "...", "--prompt-lang", "en"}, 3, "no word"},
        {{"--reference", recording_, "--lang", "zh"}, 7, "chinese-roberta-wwm-ext-large"},
        {{"--reference", recording_, "--prompt-phones", "1 two 3"}, 3, "two"},
        {{"--reference", recording_, "--window", "abc"}, 3, "12.5-20"},
        {{"--reference", recording_, "--window", "1-2"}, 3, "3 to 10 s"},
        {{"--reference", recording_, "--window", "5-400"}, 3, "does not lie within"},
        {{"--reference", recording_, "--reference", recording_}, 3, "--style"},
        {{"--style", "empty", "--style", "full", "--reference", recording_}, 3, "empty"},
        {{"--reference", recording_, "--clips", folder_.path()}, 3, "--clips"},
        {{"--reference", recording_, "--lang", "fr"}, 5, "fr"},
    };
    for (const Row& row : rows) {
        const auto refused = create(row.words);
        EXPECT_EQ(refused.exitCode, row.code) << row.says << refused.output;
        EXPECT_NE(errorOf(refused).find(row.says), std::string::npos) << refused.output;
    }
    EXPECT_TRUE(documentOf(timbre({"voice", "list"}))["voices"].empty()) << "nothing half-made";
    const auto instant = timbre({"voice", "create", "x", "--reference", recording_});
    EXPECT_EQ(instant.exitCode, 3);
    EXPECT_NE(errorOf(instant).find("gpt-sovits"), std::string::npos) << instant.output;
}

TEST_F(References, SentencesMayDiffer) {
    ASSERT_EQ(create({"--reference", recording_}).exitCode, 0);
    const fs::path list = folder_ / "list.jsonl";
    std::ofstream(list) << R"({"phones": [9, 10, 11, 12, 13], "seed": 5, "pause_ms": 1500})"
                        << "\n\n"
                        << R"({"phones": [9, 10, 11, 12, 13], "seed": 5, "speed": 0.5, "settings": {"top_k": 3}})"
                        << "\n"
                        << R"({"phones": [9, 10, 11, 12, 13], "seed": 5, "speed": 2.0})"
                        << "\n";
    const auto spoke = timbre({"speak", "--voice", "bo", "--sentences", list, "-o", folder_ / "out.wav"});
    ASSERT_EQ(spoke.exitCode, 0) << spoke.output << spoke.errors;
    const auto sentences = documentOf(spoke)["sentences"];
    ASSERT_EQ(sentences.size(), 3U);
    const auto pause = sentences[1]["start_s"].get<double>() - sentences[0]["end_s"].get<double>();
    EXPECT_NEAR(pause, 1.5, 0.01);
    std::ofstream(list) << R"({"phones": [9], "loud": 3})"
                        << "\n";
    const auto refused = timbre({"speak", "--voice", "bo", "--sentences", list, "-o", folder_ / "out.wav"});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(errorOf(refused).find("line 1"), std::string::npos) << refused.output;
}

std::uint32_t numberAt(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes.at(at + i))) << (8 * i);
    return value;
}

/// Skips where the dictionaries were not made.
#define TIMBRE_REQUIRE_LANGUAGES(...)                                                            \
    for (const char* const language : {__VA_ARGS__}) {                                           \
        if (!fs::exists(test::resourceDirectory() / "frontend" / language))                      \
            GTEST_SKIP() << "needs " << language << ", which `make setup` makes";                \
    }                                                                                            \
    static_assert(true)

TEST_F(References, SpeakTexts) {
    TIMBRE_REQUIRE_LANGUAGES("en.tfd", "zh.tfd");
    const fs::path bert = test::writeSmallTextModel(folder_ / "chinese-roberta-wwm-ext-large", 5);
    const auto made = create({"--reference", recording_, "--prompt-text", "and so on", "--bert", bert});
    ASSERT_EQ(made.exitCode, 0) << made.output << made.errors;
    const auto speak = [&](const std::vector<std::string>& words, const std::string& name) {
        std::vector<std::string> all{"speak", "--voice", "bo", "--rerolls", "0", "-o", folder_ / name};
        all.insert(all.end(), words.begin(), words.end());
        return timbre(all);
    };
    const auto english = speak({"--text", "Good morning. See you in Berlin."}, "en.wav");
    ASSERT_EQ(english.exitCode, 0) << english.output << english.errors;
    EXPECT_EQ(documentOf(english)["sentences"].size(), 2U);

    const auto mixed = speak({"--lang", "auto", "--text", "我在 Berlin 等你。See you there at 10:30!"}, "mixed.wav");
    ASSERT_EQ(mixed.exitCode, 0) << mixed.output << mixed.errors;
    EXPECT_TRUE(documentOf(mixed)["skipped"].empty()) << mixed.output;
    EXPECT_GT(readAudio(folder_ / "mixed.wav").value().seconds(), 0.5);
    const auto again = speak({"--lang", "auto", "--text", "我在 Berlin 等你。See you there at 10:30!"}, "again.wav");
    EXPECT_EQ(readAudio(folder_ / "again.wav").value(), readAudio(folder_ / "mixed.wav").value());

    // A reading by hand is another sound.
    ASSERT_EQ(speak({"--lang", "zh", "--text", "重新说话。"}, "plain.wav").exitCode, 0);
    ASSERT_EQ(speak({"--lang", "zh", "--text", "{重新|从头} 说话。"}, "given.wav").exitCode, 0);
    EXPECT_NE(readAudio(folder_ / "given.wav").value(), readAudio(folder_ / "plain.wav").value());

    const auto unknown = speak({"--lang", "fr", "--text", "Bonjour."}, "fr.wav");
    EXPECT_EQ(unknown.exitCode, 5);
    EXPECT_NE(errorOf(unknown).find("fr"), std::string::npos) << unknown.output;
    EXPECT_FALSE(fs::exists(folder_ / "fr.wav"));
}

TEST_F(References, RememberTheLanguageTheySpeak) {
    TIMBRE_REQUIRE_LANGUAGES("en.tfd", "zh.tfd");
    const fs::path bert = test::writeSmallTextModel(folder_ / "chinese-roberta-wwm-ext-large", 5);
    // What was scanned needs not be named.
    ASSERT_EQ(timbre({"models", "add", bert}).exitCode, 0);
    for (const char* const language : {"zh", "auto", "all_zh"}) {
        const std::string name = std::string("voice-") + language;
        const auto made = create({"--reference", recording_, "--lang", language}, name);
        ASSERT_EQ(made.exitCode, 0) << made.output << made.errors;
        EXPECT_EQ(documentOf(made)["language"], language);
        const auto spoke = timbre({"speak", "--voice", name, "--text", "今天好。", "--rerolls", "0", "-o", folder_ / "out.wav"});
        EXPECT_EQ(spoke.exitCode, 0) << spoke.output << spoke.errors;
    }
}

TEST_F(References, WithoutATextModelSayWhatChineseNeeds) {
    TIMBRE_REQUIRE_LANGUAGES("zh.tfd");
    ASSERT_EQ(create({"--reference", recording_}).exitCode, 0);
    const auto refused = timbre({"speak", "--voice", "bo", "--lang", "zh", "--text", "今天好。", "-o", folder_ / "out.wav"});
    EXPECT_EQ(refused.exitCode, 7) << refused.output;
    EXPECT_NE(errorOf(refused).find("--bert"), std::string::npos) << refused.output;
}

/// To standard output, while it is made.
TEST_F(References, SpeakToAPipe) {
    ASSERT_EQ(create({"--reference", recording_}).exitCode, 0);
    const auto stream = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"--data-dir", folder_ / "data", "--compute", "cpu", "stream", "--voice",
                                       "bo",         "--rerolls",      "0"};
        words.insert(words.end(), more.begin(), more.end());
        return timbreCommand(words);
    };
    const auto one = stream({"--phones", "9 10 11 12 13 14 15 16"});
    ASSERT_EQ(one.exitCode, 0) << one.errors;
    constexpr std::size_t kHeader = 44;
    ASSERT_GT(one.output.size(), kHeader + 32'000);
    EXPECT_EQ(one.output.substr(0, 4), "RIFF");
    EXPECT_EQ(one.output.substr(8, 8), "WAVEfmt ");
    EXPECT_EQ(numberAt(one.output, 24), 32'000U);
    EXPECT_EQ(numberAt(one.output, 40), 0xFFFFFFFFU);  // to the end, whatever that is
    EXPECT_NE(one.errors.find("first sound after"), std::string::npos) << one.errors;
    // Players and FFmpeg take such a file.
    const fs::path file = folder_ / "piped.wav";
    std::ofstream(file, std::ios::binary) << one.output;
    const auto clip = readAudio(file);
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->samples.size(), (one.output.size() - kHeader) / 2);

    EXPECT_EQ(stream({"--phones", "9 10 11 12 13 14 15 16"}).output, one.output);
    const auto two = stream({"--phones", "9 10 11 12 13 14 15 16; 9 10 11 12", "--pause-ms", "500"});
    ASSERT_EQ(two.exitCode, 0) << two.errors;
    EXPECT_EQ(two.output.substr(0, one.output.size()), one.output);
    const std::string pause = two.output.substr(one.output.size(), 32'000);  // half a second
    EXPECT_EQ(pause, std::string(32'000, '\0'));
    EXPECT_GT(two.output.size(), one.output.size() + 32'000);

    EXPECT_EQ(stream({"--phones", "9 10", "--json"}).exitCode, 3);
    EXPECT_EQ(stream({"--phones", "9 10", "--text", "a"}).exitCode, 2);
    EXPECT_EQ(stream({"--text", "Bonjour.", "--lang", "fr"}).exitCode, 5);
    TIMBRE_REQUIRE_LANGUAGES("en.tfd");
    const auto words = stream({"--text", "Good morning.", "--lang", "auto"});
    EXPECT_EQ(words.exitCode, 0) << words.errors;
    EXPECT_GT(words.output.size(), kHeader);
}

}  // namespace
}  // namespace timbre
