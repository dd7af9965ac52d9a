// SPDX-License-Identifier: GPL-3.0-or-later
// Chinese by the instant engine on a synthetic speaker: espeak-ng with another voice than the one the engine listens to.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/safetensors.h"
#include "core/engine/engine.h"
#include "core/nets/voice_encoder.h"
#include "tests/support/chinese_speaker.h"

namespace timbre {
namespace {

constexpr const char* kSpeaker = "f4";
constexpr std::size_t kRecordings = 7;  // some 34 s

std::unique_ptr<Engine> makeEngine(bool withText = true) {
    for (const EngineEntry& entry : engineEntries()) {
        if (entry.id == "instant") {
            return entry.make({.resourceDirectory = test::resourceDirectory(),
                               .threads = 1,
                               .text = withText ? test::chineseFrontEnd() : nullptr});
        }
    }
    return nullptr;
}

Result<VoiceReport> makeVoice(const std::filesystem::path& folder) {
    VoiceRecipe recipe{.recordings = {}, .language = "zh"};
    for (std::size_t i = 0; i < kRecordings; ++i) {
        recipe.recordings.push_back({.name = "line" + std::to_string(i),
                                     .audio = test::sayChinese(test::kChineseLines[i], kSpeaker).audio,
                                     .transcript = std::string(test::kChineseLines[i])});
    }
    return makeEngine()->createVoice(recipe, folder, {}, {});
}

/// The voice the tests speak with. ctest gives every test a process of its own and making a voice takes a while, so the
/// first process of a build leaves it beside the programs for the others.
std::filesystem::path sharedVoice() {
    const auto program = test::program("timbre_engine_tests");
    const auto built = std::filesystem::last_write_time(program).time_since_epoch().count();
    const auto folder = program.parent_path().parent_path() / "test-voices-zh";
    std::filesystem::create_directories(folder);
    const int lock = open((folder / "lock").c_str(), O_CREAT | O_RDWR, 0600);
    flock(lock, LOCK_EX);
    auto voice = folder / std::to_string(built);
    if (!std::filesystem::exists(voice)) {
        for (const auto& old : std::filesystem::directory_iterator(folder)) {
            if (old.is_directory())
                std::filesystem::remove_all(old.path());
        }
        const auto unfinished = folder / "unfinished";
        std::filesystem::create_directories(unfinished);
        const auto report = makeVoice(unfinished);
        if (!report)
            throw std::runtime_error(report.error().message());
        if (!report->rejected.empty())
            throw std::runtime_error(report->rejected.front().name + ": " + report->rejected.front().reason);
        std::filesystem::rename(unfinished, voice);
    }
    close(lock);
    return voice;
}

class InstantChinese : public ::testing::Test {
  protected:
    void SetUp() override {
        if (const std::string missing = test::chineseMissing(); !missing.empty())
            GTEST_SKIP() << "needs espeak-ng with its data, and the Chinese dictionary: " << missing;
    }

    static std::filesystem::path directory() {
        static const auto folder = sharedVoice();
        return folder;
    }
    static const std::shared_ptr<const EngineVoice>& voice() {
        static const auto loaded = makeEngine()->loadVoice(directory()).value();
        return loaded;
    }

    static Speech speak(const std::string& text, const SpeakSettings& settings = {}) {
        auto speech = voice()->speak({.text = text, .language = "zh", .settings = settings}, {});
        if (!speech)
            throw std::runtime_error(speech.error().message());
        return std::move(*speech);
    }
};

TEST_F(InstantChinese, SaysEverySyllableAtASaneLengthInTheSpeakersVoice) {
    AudioClip spoken{.sampleRateHz = 22'050, .channels = 1, .samples = {}};
    AudioClip own = spoken;
    AudioClip guide = spoken;
    const auto append = [](AudioClip& whole, const AudioClip& clip) {
        whole.samples.insert(whole.samples.end(), clip.samples.begin(), clip.samples.end());
    };
    std::size_t syllables = 0;
    std::size_t identified = 0;
    std::vector<double> melody;
    std::vector<double> ownMelody;
    for (const std::size_t i : {0, 5, 7, 9, 16, 19}) {
        const std::string text(test::kChineseSentences[i]);
        const Speech speech = speak(text);
        const auto real = test::sayChinese(text, kSpeaker);
        ASSERT_EQ(speech.words.size(), real.syllables.size()) << text;
        const test::SpokenCheck check = test::checkSpoken(speech, real);
        EXPECT_EQ(check.quiet, 0U) << text;
        EXPECT_GT(check.shortest, 0.6) << text;
        EXPECT_LT(check.longest, 1.6) << text;
        melody.insert(melody.end(), check.melody.begin(), check.melody.end());
        ownMelody.insert(ownMelody.end(), check.ownMelody.begin(), check.ownMelody.end());
        syllables += check.syllables;
        identified += check.identified;
        append(spoken, speech.audio);
        append(own, real.audio);
        append(guide, test::sayChinese(text, "").audio);
    }
    // Each is nearer to the speaker's own than to any other one of its sentence; 0.99 of 306 in the bench.
    EXPECT_GE(static_cast<double>(identified), 0.95 * static_cast<double>(syllables));
    EXPECT_GT(test::correlation(melody, ownMelody), 0.6);  // the tones
    const auto encoder = VoiceEncoder::load(test::resourceDirectory() / "models" / "ge2e.safetensors");
    if (!encoder)
        GTEST_SKIP() << "the voice is not compared: " << encoder.error().detail;
    const auto voice = encoder->embed(spoken).value();
    const float toSpeaker = similarity(voice, encoder->embed(own).value());
    const float toGuide = similarity(voice, encoder->embed(guide).value());
    EXPECT_GT(toSpeaker, 0.9F);
    EXPECT_GT(toSpeaker, toGuide + 0.1F);
}

TEST_F(InstantChinese, TellsWhenEachCharacterIsSpokenNumbersIncluded) {
    const Speech speech = speak("他买了3本书，重新读。");
    std::vector<std::string> words;
    double before = 0.0;
    for (const WordTime& word : speech.words) {
        words.push_back(word.word);
        EXPECT_GE(word.startSeconds, before - 1e-9);
        EXPECT_GT(word.endSeconds, word.startSeconds);
        before = word.endSeconds;
    }
    ASSERT_GE(words.size(), 8U);
    EXPECT_EQ(words.front(), "他");
    EXPECT_EQ(words.back(), "读");
    EXPECT_LE(before, speech.audio.seconds());
}

TEST_F(InstantChinese, SaysTheSameSamplesForTheSameSeedWhateverWasSaidBefore) {
    const std::string text(test::kChineseSentences[7]);
    const AudioClip first = speak(text).audio;
    EXPECT_EQ(first, speak(text).audio);
    speak("完全不同的一句话。");
    EXPECT_EQ(first, speak(text).audio);
    EXPECT_NE(first, speak(text, {.seed = 5}).audio);
}

TEST_F(InstantChinese, EnglishIsSaidAndTold) {
    const Speech speech = speak("我用Python写代码。");
    EXPECT_NE(speech.remark.find("Python"), std::string::npos) << speech.remark;
    const auto heard = std::ranges::find(speech.words, "Python", &WordTime::word);
    ASSERT_NE(heard, speech.words.end());
    EXPECT_GT(heard->endSeconds - heard->startSeconds, 0.25);
    EXPECT_TRUE(speak("我写代码。").remark.empty());
}

TEST_F(InstantChinese, AGivenReadingChangesWhatIsSaid) {
    const std::string text = "他长得很快。";
    const std::size_t at = text.find("长");
    const auto said = [&](const std::string& reading) {
        auto speech = voice()->speak({.text = text, .language = "zh", .settings = {}, .readings = {{at, at + 3, reading}}}, {});
        if (!speech)
            throw std::runtime_error(speech.error().message());
        return std::move(*speech);
    };
    EXPECT_NE(said("chang2").audio, said("zhang3").audio);
    EXPECT_EQ(said("chang2").words.size(), said("zhang3").words.size());
}

TEST_F(InstantChinese, SpeaksALongTextInOneGo) {
    std::string text;
    for (std::size_t i = 0; i < 12; ++i)
        text += test::kChineseSentences[i];
    const Speech speech = speak(text);
    EXPECT_GT(speech.audio.seconds(), 30.0);
    EXPECT_GT(speech.words.size(), 150U);
    EXPECT_LE(speech.words.back().endSeconds, speech.audio.seconds());
}

TEST_F(InstantChinese, RefusesWhatItCannotSpeak) {
    struct Row {
        std::string text;
        std::string language;
        ErrorCode code;
        std::string mention;
    };
    const std::vector<Row> rows = {{"", "zh", ErrorCode::InvalidInput, "no word"},
                                   {"？！", "zh", ErrorCode::InvalidInput, "no word"},
                                   {"こんにちは", "zh", ErrorCode::Unsupported, "こ"},
                                   {"안녕", "zh", ErrorCode::Unsupported, "안"},
                                   {"Hello.", "en", ErrorCode::Unsupported, "en"},
                                   {"\xE4\xBD", "zh", ErrorCode::InvalidInput, "UTF-8"}};
    for (const Row& row : rows) {
        const auto speech = voice()->speak({.text = row.text, .language = row.language, .settings = {}}, {});
        ASSERT_FALSE(speech) << row.mention;
        EXPECT_EQ(speech.error().code, row.code) << speech.error().message();
        EXPECT_NE(speech.error().detail.find(row.mention), std::string::npos) << speech.error().detail;
        EXPECT_FALSE(speech.error().advice.empty());
    }
}

TEST_F(InstantChinese, StopsSpeakingWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto speech =
        voice()->speak({.text = std::string(test::kChineseSentences[0]), .language = "zh", .settings = {}}, source.get_token());
    ASSERT_FALSE(speech);
    EXPECT_EQ(speech.error().code, ErrorCode::Cancelled);
}

TEST_F(InstantChinese, TheVoiceFileNamesItsLanguage) {
    const auto file = readSafetensors(directory() / "units.safetensors");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->metadata.at("timbre_instant_format"), "2");
    EXPECT_EQ(file->metadata.at("timbre_instant_language"), "zh");
    const auto bare = makeEngine(false)->loadVoice(directory());
    ASSERT_TRUE(bare) << bare.error().message();
    const auto speech = (*bare)->speak({.text = "你好。", .language = "zh", .settings = {}}, {});
    ASSERT_FALSE(speech);
    EXPECT_EQ(speech.error().code, ErrorCode::ModelMissing);
}

TEST_F(InstantChinese, AWrongTranscriptIsNamed) {
    VoiceRecipe recipe{.recordings = {}, .language = "zh"};
    for (std::size_t i = 0; i < kRecordings; ++i) {
        const std::size_t text = i == 3 ? 18 : i;
        recipe.recordings.push_back({.name = "line" + std::to_string(i),
                                     .audio = test::sayChinese(test::kChineseLines[i], kSpeaker).audio,
                                     .transcript = std::string(test::kChineseLines[text])});
    }
    const test::TempDir folder;
    const auto report = makeEngine()->createVoice(recipe, folder.path(), {}, {});
    ASSERT_TRUE(report) << report.error().message();
    ASSERT_EQ(report->rejected.size(), 1U);
    EXPECT_EQ(report->rejected.front().name, "line3");
}

}  // namespace
}  // namespace timbre
