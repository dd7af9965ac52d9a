// SPDX-License-Identifier: GPL-3.0-or-later
// The whole instant engine on a reader that every machine has: flite's awb, with its waveform this time. The engine
// itself only listens to slt and rms.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/audio/fft.h"
#include "core/base/safetensors.h"
#include "core/engine/engine.h"
#include "core/engine/engines/instant/voice_file.h"
#include "tests/support/test_support.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include <flite/flite.h>
cst_voice* register_cmu_us_awb(const char* voxdir);
}
#pragma GCC diagnostic pop

namespace timbre {
namespace {

AudioClip awbSays(const std::string& text) {
    static cst_voice* const voice = (flite_init(), register_cmu_us_awb(nullptr));
    cst_wave* wave = flite_text_to_wave(text.c_str(), voice);
    AudioClip clip{.sampleRateHz = wave->sample_rate, .channels = 1, .samples = {}};
    for (int i = 0; i < wave->num_samples; ++i)
        clip.samples.push_back(static_cast<float>(wave->samples[i]) / 32768.0F);
    delete_wave(wave);
    return clip;
}

const std::vector<std::string>& lines() {
    static const std::vector<std::string> texts = {
        "The harbour was quiet when the last fishing boat came in at night.",
        "Nobody expected the old church clock to strike thirteen times again.",
        "She put the yellow letter back into the drawer and said nothing about it.",
        "A cold wind from the mountains shook every window of the little house.",
        "They followed the river until it reached a wide green lake with an island.",
        "My uncle keeps his garden tools in a large wooden box behind the garage.",
        "The judge asked the young man three questions and wrote down each answer.",
        "If you measure twice, you will usually have to cut the board only once."};
    return texts;
}

VoiceRecipe recipe() {
    VoiceRecipe recipe;
    for (std::size_t i = 0; i < lines().size(); ++i) {
        recipe.recordings.push_back(
            {.name = "line" + std::to_string(i), .audio = awbSays(lines()[i]), .transcript = lines()[i]});
    }
    return recipe;
}

std::unique_ptr<Engine> makeEngine() {
    for (const EngineEntry& entry : engineEntries()) {
        if (entry.id == "instant")
            return entry.make({.resourceDirectory = test::resourceDirectory(), .threads = 1});
    }
    return nullptr;
}

/// What createVoice() said about the voice that the tests below speak with, kept beside it.
struct Making {
    VoiceReport report;
    std::vector<Progress> stages;
};

Making makeTestVoice(const std::filesystem::path& directory) {
    VoiceRecipe withMistake = recipe();
    withMistake.recordings[2].transcript = "This is something that nobody has said in any of the recordings.";
    Making making;
    auto report =
        makeEngine()->createVoice(withMistake, directory, [&](const Progress& p) { making.stages.push_back(p); }, {});
    if (!report) {
        throw std::runtime_error(report.error().message());
    }
    making.report = std::move(*report);
    return making;
}

/// The voice most tests speak with. ctest gives every test a process of its own and making a voice takes a while, so
/// the first process of a build leaves it beside the programs for the others.
std::filesystem::path sharedVoice() {
    const auto program = test::program("timbre_engine_tests");
    const auto built = std::filesystem::last_write_time(program).time_since_epoch().count();
    const auto folder = program.parent_path().parent_path() / "test-voices";
    std::filesystem::create_directories(folder);
    const int lock = open((folder / "lock").c_str(), O_CREAT | O_RDWR, 0600);
    flock(lock, LOCK_EX);
    const auto voice = folder / ("instant-" + std::to_string(built));
    if (!std::filesystem::exists(voice)) {
        for (const auto& old : std::filesystem::directory_iterator(folder)) {
            if (old.is_directory()) {
                std::filesystem::remove_all(old.path());
            }
        }
        const auto unfinished = folder / "unfinished";
        std::filesystem::create_directories(unfinished);
        makeTestVoice(unfinished);
        std::filesystem::rename(unfinished, voice);
    }
    close(lock);
    return voice;
}

class InstantEngineTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        directory_ = sharedVoice();
        auto voice = makeEngine()->loadVoice(directory_);
        if (!voice) {
            throw std::runtime_error(voice.error().message());
        }
        voice_ = std::move(*voice);
    }
    static void TearDownTestSuite() { voice_.reset(); }

    static Speech speak(const std::string& text, const SpeakSettings& settings = {}) {
        auto speech = voice_->speak({.text = text, .language = "en", .settings = settings}, {});
        if (!speech)
            throw std::runtime_error(speech.error().message());
        return std::move(*speech);
    }

    static inline std::filesystem::path directory_;
    static inline std::shared_ptr<const EngineVoice> voice_;
};

constexpr const char* kText = "Every letter in the old box was yellow, and nobody asked why.";

TEST(InstantEngine, MakingAVoiceReportsWhatItDidAndNamesAWrongTranscript) {
    const test::TempDir directory;
    const Making making = makeTestVoice(directory.path());
    const VoiceReport& report = making.report;
    ASSERT_EQ(report.rejected.size(), 1U);
    EXPECT_EQ(report.rejected[0].name, "line2");
    EXPECT_FALSE(report.rejected[0].reason.empty());
    EXPECT_EQ(report.recordingsUsed, 7);
    EXPECT_GT(report.secondsUsed, 20.0);
    for (const char* name : {"units", "alignment_log_likelihood", "analysis_s", "alignment_s", "training_s"}) {
        EXPECT_TRUE(report.metrics.contains(name)) << name;
    }
    EXPECT_GT(report.metrics.at("units"), 400.0);

    const std::vector<Progress>& stages = making.stages;
    ASSERT_GT(stages.size(), 10U);
    for (std::size_t i = 1; i < stages.size(); ++i) {
        EXPECT_GE(stages[i].fraction, stages[i - 1].fraction);
    }
    EXPECT_LT(stages.front().fraction, 0.05);
    EXPECT_EQ(stages.back().fraction, 1.0);
    EXPECT_TRUE(std::ranges::none_of(stages, [](const Progress& p) { return p.stage.empty(); }));
}

TEST_F(InstantEngineTest, SpeaksAtAPlausiblePaceAndLevel) {
    const Speech speech = speak(kText);
    EXPECT_EQ(speech.audio.sampleRateHz, 16'000);
    EXPECT_EQ(speech.audio.channels, 1);
    EXPECT_NEAR(speech.audio.seconds(), awbSays(kText).seconds(), 1.0);
    double power = 0.0;
    for (const float v : speech.audio.samples) {
        ASSERT_TRUE(std::isfinite(v));
        ASSERT_LE(std::abs(v), 1.0F);
        power += static_cast<double>(v) * static_cast<double>(v);
    }
    EXPECT_GT(std::sqrt(power / static_cast<double>(speech.audio.samples.size())), 0.01);
}

TEST_F(InstantEngineTest, TellsWhenEachWordIsSpoken) {
    const Speech speech = speak("In 1984, the café was red.");
    std::vector<std::string> words;
    double before = 0.0;
    for (const WordTime& word : speech.words) {
        words.push_back(word.word);
        EXPECT_GE(word.startSeconds, before - 1e-9);
        EXPECT_GT(word.endSeconds, word.startSeconds);
        before = word.endSeconds;
    }
    EXPECT_EQ(words, (std::vector<std::string>{"In", "1984", "the", "café", "was", "red"}));
    EXPECT_LE(before, speech.audio.seconds());
}

TEST_F(InstantEngineTest, SaysTheSameSamplesForTheSameSeed) {
    for (const std::uint64_t seed : {0U, 7U}) {
        EXPECT_EQ(speak(kText, {.seed = seed}).audio, speak(kText, {.seed = seed}).audio);
    }
}

TEST_F(InstantEngineTest, GivesAnotherTakeForAnotherSeed) {
    const AudioClip first = speak(kText, {.seed = 1}).audio;
    const AudioClip second = speak(kText, {.seed = 2}).audio;
    const std::size_t size = std::min(first.samples.size(), second.samples.size());
    double difference = 0.0;
    double power = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        difference += std::pow(static_cast<double>(first.samples[i] - second.samples[i]), 2);
        power += std::pow(static_cast<double>(first.samples[i]), 2);
    }
    EXPECT_GT(difference, 0.5 * power);
    EXPECT_NEAR(first.seconds(), second.seconds(), 0.2 * first.seconds());
}

TEST_F(InstantEngineTest, SpeedChangesTheLength) {
    const double plain = speak(kText).audio.seconds();
    EXPECT_NEAR(speak(kText, {.speedScale = 1.5}).audio.seconds(), plain / 1.5, 0.12 * plain);
    EXPECT_NEAR(speak(kText, {.speedScale = 0.7}).audio.seconds(), plain / 0.7, 0.15 * plain);
}

TEST_F(InstantEngineTest, ClarityChangesTheSound) {
    EXPECT_NE(speak(kText, {.advanced = {{"clarity", 0.4}}}).audio,
              speak(kText, {.advanced = {{"clarity", 1.0}}}).audio);
    EXPECT_EQ(speak(kText, {.advanced = {{"clarity", 0.75}}}).audio, speak(kText).audio);
}

TEST_F(InstantEngineTest, PitchChangesTheSoundAndNotTheLength) {
    const AudioClip plain = speak(kText).audio;
    const AudioClip high = speak(kText, {.pitchSemitones = 3.0}).audio;
    EXPECT_NE(plain.samples, high.samples);
    EXPECT_NEAR(plain.seconds(), high.seconds(), 0.05);
}

TEST_F(InstantEngineTest, SpeaksALongTextInOneGo) {
    std::string text;
    for (const std::string& line : lines())
        text += line + " ";
    const Speech speech = speak(text);
    EXPECT_GT(speech.audio.seconds(), 20.0);
    EXPECT_GT(speech.words.size(), 90U);
    EXPECT_LE(speech.words.back().endSeconds, speech.audio.seconds());
}

TEST_F(InstantEngineTest, RefusesWhatItCannotSpeak) {
    struct Row {
        SpeakRequest request;
        ErrorCode code;
        const char* mention;
    };
    const std::vector<Row> rows = {
        {{.text = "", .language = "en", .settings = {}}, ErrorCode::InvalidInput, "no word"},
        {{.text = "?!", .language = "en", .settings = {}}, ErrorCode::InvalidInput, "no word"},
        {{.text = "你好", .language = "en", .settings = {}}, ErrorCode::Unsupported, "你"},
        {{.text = "hello", .language = "zh", .settings = {}}, ErrorCode::Unsupported, "zh"},
        {{.text = "hello", .language = "en", .settings = {.speedScale = 9.0}}, ErrorCode::InvalidInput, "speed"},
        {{.text = "hello", .language = "en", .settings = {.pitchSemitones = 90.0}}, ErrorCode::InvalidInput, "pitch"},
        {{.text = "hello", .language = "en", .settings = {.advanced = {{"clarity", 2.0}}}},
         ErrorCode::InvalidInput,
         "clarity"},
        {{.text = "hello", .language = "en", .settings = {.advanced = {{"warmth", 1.0}}}},
         ErrorCode::InvalidInput,
         "warmth"}};
    for (const Row& row : rows) {
        const auto speech = voice_->speak(row.request, {});
        ASSERT_FALSE(speech) << row.mention;
        EXPECT_EQ(speech.error().code, row.code) << speech.error().message();
        EXPECT_NE(speech.error().detail.find(row.mention), std::string::npos) << speech.error().detail;
    }
}

TEST_F(InstantEngineTest, AGivenReadingChangesWhatIsSaid) {
    const std::string text = "He read the word lead aloud.";
    const std::size_t at = text.find("lead");
    const auto said = [&](const std::string& reading) {
        SpeakRequest request{.text = text, .language = "en", .settings = {}};
        if (!reading.empty())
            request.readings.push_back({at, at + 4, reading});
        auto speech = voice_->speak(request, {});
        if (!speech)
            throw std::runtime_error(speech.error().message());
        return std::move(*speech);
    };
    const Speech plain = said("");
    const Speech metal = said("L EH1 D");
    const Speech other = said("B AH1 T ER0 F L AY2");
    EXPECT_NE(metal.audio, other.audio);
    EXPECT_EQ(plain.audio, speak(text).audio);
    // The longer word takes longer, and all others keep their place among the words.
    ASSERT_EQ(plain.words.size(), 6U);
    ASSERT_EQ(other.words.size(), 6U);
    EXPECT_EQ(other.words[4].word, "lead");
    const auto length = [](const Speech& speech) { return speech.words[4].endSeconds - speech.words[4].startSeconds; };
    EXPECT_GT(length(other), 1.3 * length(metal));
}

TEST_F(InstantEngineTest, AGivenReadingKeepsItsPlaceInALongText) {
    std::string text;
    for (const std::string& line : lines())
        text += line + " ";
    const std::size_t at = text.rfind("board");
    const auto speech = voice_->speak({.text = text, .language = "en", .settings = {}, .readings = {{at, at + 5, "P L AE1 NG K"}}}, {});
    ASSERT_TRUE(speech) << speech.error().message();
    EXPECT_EQ(speech->words.size(), speak(text).words.size());
}

TEST_F(InstantEngineTest, StopsSpeakingWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto speech = voice_->speak({.text = kText, .language = "en", .settings = {}}, source.get_token());
    ASSERT_FALSE(speech);
    EXPECT_EQ(speech.error().code, ErrorCode::Cancelled);
}

TEST_F(InstantEngineTest, SpeaksFromSeveralThreadsAtOnce) {
    const AudioClip alone = speak(kText).audio;
    std::vector<AudioClip> together(3);
    {
        std::vector<std::jthread> threads;
        for (AudioClip& clip : together)
            threads.emplace_back([&clip] { clip = speak(kText).audio; });
    }
    for (const AudioClip& clip : together)
        EXPECT_EQ(clip, alone);
}

TEST_F(InstantEngineTest, TheVoiceOnDiskIsWhatWasMade) {
    const auto again = makeEngine()->loadVoice(directory_);
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ((*again)->speak({.text = kText, .language = "en", .settings = {}}, {})->audio, speak(kText).audio);
}

std::vector<std::filesystem::path> filesOf(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        files.push_back(entry.path());
    return files;
}

TEST_F(InstantEngineTest, NamesAFileThatIsMissing) {
    for (const auto& file : filesOf(directory_)) {
        const test::TempDir copy;
        std::filesystem::copy(directory_, copy.path(), std::filesystem::copy_options::recursive);
        std::filesystem::remove(copy.path() / file.filename());
        const auto voice = makeEngine()->loadVoice(copy.path());
        ASSERT_FALSE(voice);
        EXPECT_EQ(voice.error().code, ErrorCode::ModelMissing);
        EXPECT_NE(voice.error().detail.find(file.filename().string()), std::string::npos) << voice.error().detail;
        EXPECT_FALSE(voice.error().advice.empty());
    }
}

TEST_F(InstantEngineTest, NamesAFileThatWasCutShort) {
    for (const auto& file : filesOf(directory_)) {
        const auto size = std::filesystem::file_size(file);
        for (const std::uintmax_t kept : {std::uintmax_t{0}, std::uintmax_t{7}, size / 2, size - 1}) {
            const test::TempDir copy;
            std::filesystem::copy(directory_, copy.path(), std::filesystem::copy_options::recursive);
            std::filesystem::resize_file(copy.path() / file.filename(), kept);
            const auto voice = makeEngine()->loadVoice(copy.path());
            ASSERT_FALSE(voice) << file << " cut to " << kept;
            EXPECT_EQ(voice.error().code, ErrorCode::Corrupt) << voice.error().message();
            EXPECT_NE(voice.error().detail.find(file.filename().string()), std::string::npos) << voice.error().detail;
        }
    }
}

/// Changes the equaliser of a copy of the voice.
Result<std::shared_ptr<const EngineVoice>> voiceWithTone(const std::filesystem::path& directory,
                                                         const std::function<void(TensorFile&)>& change) {
    const test::TempDir copy;
    std::filesystem::copy(directory, copy.path(), std::filesystem::copy_options::recursive);
    auto file = readSafetensors(copy.path() / "units.safetensors").value();
    change(file);
    EXPECT_TRUE(writeSafetensors(copy.path() / "units.safetensors", file));
    return makeEngine()->loadVoice(copy.path());
}

TEST_F(InstantEngineTest, AVoiceWithoutAnEqualiserStillSpeaks) {
    const auto older = voiceWithTone(directory_, [](TensorFile& file) { file.tensors.erase("tone.log_gain"); });
    ASSERT_TRUE(older) << older.error().message();
    const auto speech = (*older)->speak({.text = kText, .language = "en", .settings = {}}, {});
    ASSERT_TRUE(speech) << speech.error().message();
    EXPECT_FALSE(speech->audio == speak(kText).audio);
}

TEST_F(InstantEngineTest, RefusesADamagedEqualiser) {
    for (const float value : {std::nanf(""), 5.0F}) {
        const auto voice =
            voiceWithTone(directory_, [&](TensorFile& file) { file.tensors.at("tone.log_gain").values[7] = value; });
        ASSERT_FALSE(voice);
        EXPECT_EQ(voice.error().code, ErrorCode::Corrupt);
        EXPECT_NE(voice.error().detail.find("tone.log_gain"), std::string::npos) << voice.error().detail;
    }
    const auto shorter = voiceWithTone(directory_, [](TensorFile& file) {
        FloatTensor& tone = file.tensors.at("tone.log_gain");
        tone.values.resize(10);
        tone.shape = {10};
    });
    ASSERT_FALSE(shorter);
    EXPECT_EQ(shorter.error().code, ErrorCode::Corrupt);
}

/// Share of a sound's power in each of nine bands, dB.
std::vector<double> bandLevels(const AudioClip& clip) {
    constexpr std::array<double, 10> kEdges{0, 150, 300, 600, 1000, 1600, 2500, 3500, 5000, 7500};
    const std::size_t size = clip.samples.size() / 2 * 2;
    RealFft fft(size);
    std::vector<std::complex<float>> bins(fft.bins());
    fft.forward(std::span(clip.samples).first(size), bins);
    std::vector<double> powers(kEdges.size() - 1);
    double whole = 0.0;
    for (std::size_t bin = 0; bin < bins.size(); ++bin) {
        const double hertz = static_cast<double>(bin) * clip.sampleRateHz / static_cast<double>(size);
        const auto band = std::ranges::upper_bound(kEdges, hertz) - kEdges.begin() - 1;
        const double power = std::norm(std::complex<double>(bins[bin]));
        whole += power;
        if (band < std::ssize(powers))
            powers[static_cast<std::size_t>(band)] += power;
    }
    for (double& power : powers)
        power = 10.0 * std::log10(power / whole);
    return powers;
}

TEST_F(InstantEngineTest, TheEqualiserBringsTheVoiceNearerToTheUser) {
    // Texts nobody recorded, read by the very reader: mean distance of the band levels with and without the equaliser.
    const std::vector<std::string> texts = {"The captain told his sailors to wait for the evening tide.",
                                            "Children were playing in the street while their mothers watched them.",
                                            "We bought fresh bread and some apples at the market this morning.",
                                            "A long road leads from here over the hills to the northern coast."};
    const auto plain = voiceWithTone(directory_, [](TensorFile& file) { file.tensors.erase("tone.log_gain"); });
    ASSERT_TRUE(plain);
    std::vector<double> with(9);
    std::vector<double> without(9);
    for (const std::string& text : texts) {
        const auto user = bandLevels(awbSays(text));
        const auto equalised = bandLevels(speak(text).audio);
        const auto flat = bandLevels((*plain)->speak({.text = text, .language = "en", .settings = {}}, {})->audio);
        for (std::size_t band = 0; band < user.size(); ++band) {
            with[band] += (equalised[band] - user[band]) / static_cast<double>(texts.size());
            without[band] += (flat[band] - user[band]) / static_cast<double>(texts.size());
        }
    }
    const auto distance = [](const std::vector<double>& bands) {
        double sum = 0.0;
        for (const double band : bands)
            sum += std::abs(band);
        return sum / static_cast<double>(bands.size());
    };
    EXPECT_LT(distance(with), 0.85 * distance(without)) << testing::PrintToString(with) << testing::PrintToString(without);
}

TEST_F(InstantEngineTest, RefusesAForeignFile) {
    const test::TempDir copy;
    std::filesystem::copy(directory_, copy.path(), std::filesystem::copy_options::recursive);
    for (const auto& file : filesOf(copy.path()))
        std::ofstream(file, std::ios::binary) << "this is a letter, not a voice";
    const auto voice = makeEngine()->loadVoice(copy.path());
    ASSERT_FALSE(voice);
    EXPECT_EQ(voice.error().code, ErrorCode::Corrupt);
}

TEST(InstantEngine, TellsWhatItCanDo) {
    const auto engine = makeEngine();
    ASSERT_NE(engine, nullptr);
    EXPECT_EQ(engine->facts().id, "instant");
    EXPECT_EQ(engine->facts().languages, (std::vector<std::string>{"en", "zh"}));
    EXPECT_EQ(engine->facts().experimentalLanguages, std::vector<std::string>{"zh"});
    EXPECT_TRUE(engine->facts().needsTranscripts);
    EXPECT_TRUE(engine->readiness().ready);
}

TEST(InstantEngine, RefusesAnotherLanguageWithAdvice) {
    VoiceRecipe korean = recipe();
    korean.language = "ko";
    const test::TempDir directory;
    const auto report = makeEngine()->createVoice(korean, directory.path(), {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Unsupported);
    EXPECT_NE(report.error().detail.find("ko"), std::string::npos);
    EXPECT_FALSE(report.error().advice.empty());
}

TEST(InstantEngine, SaysWhatChineseNeedsWhereItsDictionaryIsAbsent) {
    VoiceRecipe chinese = recipe();
    chinese.language = "zh";
    const test::TempDir directory;
    const auto report = makeEngine()->createVoice(chinese, directory.path(), {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(report.error().detail.find("zh"), std::string::npos);
    EXPECT_FALSE(report.error().advice.empty());
}

TEST(InstantEngine, AsksForMoreWhenThereIsTooLittle) {
    VoiceRecipe little = recipe();
    little.recordings.resize(3);
    const test::TempDir directory;
    const auto report = makeEngine()->createVoice(little, directory.path(), {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(report.error().detail.find("20 s"), std::string::npos) << report.error().detail;
    EXPECT_FALSE(report.error().advice.empty());
}

TEST(InstantEngine, SaysWhyNothingIsLeftWhenNoTranscriptMatches) {
    VoiceRecipe wrong = recipe();
    for (std::size_t i = 0; i < wrong.recordings.size(); ++i)
        wrong.recordings[i].transcript = lines()[(i + 3) % lines().size()];
    const test::TempDir directory;
    const auto report = makeEngine()->createVoice(wrong, directory.path(), {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(report.error().detail.find("line0"), std::string::npos) << report.error().detail;
    EXPECT_NE(report.error().detail.find("transcript"), std::string::npos) << report.error().detail;
}

/// Stops at the first report of a stage and gives the time until createVoice came back.
class CancelAt : public ::testing::TestWithParam<const char*> {};

TEST_P(CancelAt, EndsWithCancelledAndNothingWritten) {
    std::stop_source source;
    bool seen = false;
    const test::TempDir directory;
    const auto report = makeEngine()->createVoice(
        recipe(), directory.path(),
        [&](const Progress& p) {
            if (p.stage.find(GetParam()) != std::string::npos) {
                seen = true;
                source.request_stop();
            }
        },
        source.get_token());
    EXPECT_TRUE(seen);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Cancelled) << report.error().message();
    EXPECT_TRUE(filesOf(directory.path()).empty());
}

INSTANTIATE_TEST_SUITE_P(Stages, CancelAt, ::testing::Values("analysing", "aligning", "learning"));

}  // namespace
}  // namespace timbre
