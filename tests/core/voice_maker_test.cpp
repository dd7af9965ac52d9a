// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_maker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "tests/support/test_support.h"
#include "tests/support/tone_engine.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::ToneEngine;
using test::ToneSettings;

/// About 25 s of a public-domain audiobook reader, from the package pocketsphinx-testdata.
const fs::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

/// Hears a voice by its level: enough to see who is asked what.
class LevelMeter final : public SpeakerMeter {
  public:
    [[nodiscard]] std::string name() const override { return "level"; }
    [[nodiscard]] Result<std::vector<float>> embed(const AudioClip& clip) const override {
        float sum = 0.0F;
        for (const float sample : clip.samples) {
            sum += std::abs(sample);
        }
        return std::vector<float>{1.0F, sum / static_cast<float>(clip.samples.size())};
    }
};

class VoiceMakerTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!fs::exists(kSpeech)) {
            GTEST_SKIP() << "needs the package pocketsphinx-testdata";
        }
        fs::create_directory(clips_);
        for (const auto& entry : fs::directory_iterator(kSpeech)) {
            if (entry.path().extension() == ".wav") {
                fs::copy(entry.path(), clips_);
                std::ofstream(folder_ / "lines.txt", std::ios::app) << entry.path().stem().string() << "|some words\n";
            }
        }
        settings_.name = "anna";
        settings_.clipsFolder = clips_;
        settings_.transcripts = folder_ / "lines.txt";
    }

    Result<MadeVoice> make(const ToneSettings& tones = {}, std::stop_token stop = {}, const ProgressSink& progress = {}) {
        ToneEngine engine(tones);
        const LevelMeter meter;
        return makeVoice({.store = store_, .engine = engine, .meter = &meter}, settings_, progress, stop);
    }

    [[nodiscard]] bool storeIsClean() const {
        std::error_code ignored;
        return !fs::exists(store_.folder(), ignored) || fs::is_empty(store_.folder(), ignored);
    }

    const test::TempDir folder_;
    const fs::path clips_ = folder_ / "clips";
    VoiceStore store_ = VoiceStore::open(folder_ / "data").value();
    VoiceMakerSettings settings_;
};

TEST_F(VoiceMakerTest, StoresClipsEngineFilesAndMetrics) {
    settings_.hasPermission = true;
    const auto made = make();
    ASSERT_TRUE(made) << made.error().message();
    const auto found = store_.find("anna");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->version, made->voice.version);
    EXPECT_EQ(readFile(found->engineFolder / "tone.txt").value(), "tone\n");
    ASSERT_EQ(found->version.clips.size(), 5U);
    for (const VoiceClip& clip : found->version.clips) {
        EXPECT_EQ(clip.transcript, "some words");
        EXPECT_NEAR(readAudio(found->folder / clip.file).value().seconds(), clip.seconds, 1e-9);
    }
    EXPECT_EQ(found->version.metrics.at("alignment_cost"), 0.5) << "the engine's own";
    EXPECT_GT(found->version.metrics.at("seconds_used"), 15.0);
    EXPECT_GT(found->version.metrics.at("median_snr_db"), 15.0);
    EXPECT_EQ(found->version.speakerModel, "level");
    EXPECT_EQ(found->version.consent.size(), 20U);
    ASSERT_TRUE(made->similarity);
    ASSERT_TRUE(made->consistency);
    EXPECT_NEAR(*similarityTo(*found, readAudio(found->folder / found->version.clips[0].file).value(), LevelMeter{}, {}).value(),
                1.0, 0.01);
}

TEST_F(VoiceMakerTest, KeepsLevelsAndTheWindowThatStandsForTheVoice) {
    const auto made = make();
    ASSERT_TRUE(made) << made.error().message();
    const VoiceVersion& version = made->voice.version;
    for (const VoiceClip& clip : version.clips) {
        EXPECT_LT(clip.speechDbfs.value(), clip.peakDbfs.value());
        EXPECT_GT(clip.speechDbfs.value(), -60.0);
    }
    ASSERT_TRUE(version.reference);
    const auto clip = std::ranges::find(version.clips, version.reference->clip, &VoiceClip::file);
    ASSERT_NE(clip, version.clips.end());
    EXPECT_GE(version.reference->toSeconds - version.reference->fromSeconds, 3.0 - 0.01);
    EXPECT_LE(version.reference->toSeconds, clip->seconds + 0.01);
}

/// A recording book with the five recordings, each as the only take of its line.
RecordingBook bookOf(const fs::path& data, const fs::path& clips) {
    RecordingScript script{.id = "en", .language = "en", .title = {}, .shortLines = 0, .lines = {}};
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(clips)) {
        files.push_back(entry.path());
        const std::string id = std::to_string(files.size());
        script.lines.push_back(scriptLine(id, "Words of line " + id + ".", {}, "en"));
    }
    RecordingBook book = RecordingBook::create(data, {.name = "anna", .script = script}).value();
    EXPECT_TRUE(book.setConsent("It is my own voice.", "en", "2026-11-22T10:00:00Z"));
    for (std::size_t i = 0; i < files.size(); ++i) {
        QualityReport quality;
        quality.verdict = Verdict::Good;
        EXPECT_TRUE(book.adoptFile(std::to_string(i + 1), files[i], quality, {{"knock", Verdict::Usable, 1.0}}));
    }
    const PlannedTake room = book.planRoomTone().value();
    auto writer = TakeWriter::create(room.file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
    EXPECT_TRUE(writer.append(std::vector<float>(16'000, 0.001F)));
    EXPECT_TRUE(book.setRoomTone(room, writer.finish().value(), -60.5));
    return book;
}

TEST_F(VoiceMakerTest, ABookGivesRecordingsPermissionAndRoomTone) {
    const RecordingBook book = bookOf(folder_ / "data", clips_);
    settings_.clipsFolder = folder_ / "not there";
    settings_.transcripts.reset();
    offerBook(book.state(), settings_);
    const auto made = make();
    ASSERT_TRUE(made) << made.error().message();
    const VoiceVersion& version = made->voice.version;
    ASSERT_EQ(version.clips.size(), 5U);
    EXPECT_EQ(version.clips[0].name, "L01-1");
    EXPECT_EQ(version.clips[4].transcript, "Words of line 5.");
    EXPECT_EQ(version.clips[0].problems.back(), "knock");
    EXPECT_EQ(version.consent, "2026-11-22T10:00:00Z") << "when it was stated, not when the voice was made";
    EXPECT_EQ(version.consentSentence, "It is my own voice.");
    ASSERT_TRUE(version.roomTone);
    EXPECT_EQ(version.roomTone->noiseDbfs, -60.5);
    EXPECT_EQ(readAudio(made->voice.folder / version.roomTone->file).value().seconds(), 1.0);
}

TEST_F(VoiceMakerTest, WhatIsKeptKnowinglyIsUsedUnlessThereIsNoSpeech) {
    RecordingBook book = bookOf(folder_ / "data", clips_);
    offerBook(book.state(), settings_);
    // One recording drowned in clipping, one of silence: the maker's check refuses both.
    AudioClip loud = readAudio(settings_.clips[0].file).value();
    std::ranges::for_each(loud.samples, [](float& sample) { sample = std::clamp(sample * 60.0F, -1.0F, 1.0F); });
    AudioClip silence{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(48'000)};
    for (const auto& [name, clip] : {std::pair<std::string, AudioClip*>("loud.wav", &loud), {"silence.wav", &silence}}) {
        ASSERT_TRUE(writeAudio(folder_ / name, *clip, {.format = AudioFormat::Wav, .sampleKind = SampleKind::Int16}));
        settings_.clips.push_back({.name = name, .file = folder_ / name, .transcript = "words", .keptKnowingly = false, .findings = {}});
    }
    auto made = make();
    ASSERT_TRUE(made) << made.error().message();
    ASSERT_EQ(made->leftOut.size(), 2U);
    EXPECT_NE(made->leftOut[0].code, "");
    EXPECT_TRUE(made->leftOut[0].numbers.contains("snr_db"));
    for (ClipOffer& clip : settings_.clips) {
        clip.keptKnowingly = true;
    }
    settings_.name = "berta";
    made = make();
    ASSERT_TRUE(made) << made.error().message();
    ASSERT_EQ(made->leftOut.size(), 1U);
    EXPECT_EQ(made->leftOut[0].name, "silence.wav");
    ASSERT_EQ(made->voice.version.clips.size(), 6U);
    EXPECT_TRUE(made->voice.version.clips[5].keptKnowingly);
    EXPECT_FALSE(made->voice.version.clips[0].keptKnowingly) << "nothing was wrong with it";
}

TEST_F(VoiceMakerTest, ClipsAreStoredWithoutLoss) {
    const auto made = make();
    ASSERT_TRUE(made);
    const VoiceClip& clip = made->voice.version.clips.front();
    EXPECT_EQ(readAudio(made->voice.folder / clip.file).value().samples, readAudio(clips_ / (clip.name + ".wav")).value().samples);
}

TEST_F(VoiceMakerTest, WhatTheEngineRejectsIsListed) {
    const std::string rejected = "sense_and_sensibility_01_austen_64kb-0880";
    std::vector<std::string> told;
    settings_.leftOut = [&](const LeftOutClip& clip) { told.push_back(clip.name); };
    const auto made = make({.rejectedRecording = rejected});
    ASSERT_TRUE(made);
    ASSERT_EQ(made->leftOut.size(), 1U);
    EXPECT_EQ(made->leftOut[0].name, rejected);
    EXPECT_EQ(made->voice.version.leftOut, made->leftOut);
    EXPECT_EQ(told, std::vector<std::string>{rejected});
}

TEST_F(VoiceMakerTest, ARecordingOfABookIsNamedByItsLineAndLeftOutOfTheCounts) {
    const RecordingBook book = bookOf(folder_ / "data", clips_);
    offerBook(book.state(), settings_);
    std::vector<LeftOutClip> told;
    settings_.leftOut = [&](const LeftOutClip& clip) { told.push_back(clip); };
    const auto made = make({.rejectedRecording = "line 2, take 1"});
    ASSERT_TRUE(made) << made.error().message();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].place, (TakePlace{.line = 2, .take = 1}));
    EXPECT_EQ(told[0].name, "L02-1");
    const VoiceVersion version = store_.find("anna")->version;
    ASSERT_EQ(version.clips.size(), 5U);
    EXPECT_EQ(*leftOutOf(version, version.clips[1]), told[0]);
    EXPECT_EQ(leftOutOf(version, version.clips[0]), nullptr);
    EXPECT_EQ(version.clips[4].place, (TakePlace{.line = 5, .take = 1}));
    const VersionSummary summary = summaryOf(version);
    EXPECT_EQ(summary.recordings, 4);
    double spoken = 0.0;
    for (const VoiceClip& clip : version.clips) {
        EXPECT_LT(clip.spokenSeconds, clip.seconds) << "there is a little silence around each";
        spoken += clip.spokenSeconds;
    }
    EXPECT_NEAR(summary.seconds, spoken - version.clips[1].spokenSeconds, 1e-6);
    EXPECT_NEAR(version.metrics.at("seconds_used"), summary.seconds, 1e-6);
}

TEST_F(VoiceMakerTest, SidecarsServeAsTranscripts) {
    settings_.transcripts.reset();
    for (const auto& entry : fs::directory_iterator(clips_)) {
        fs::path text = entry.path();
        std::ofstream(text.replace_extension(".txt")) << "beside\n";
    }
    const auto made = make();
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_EQ(made->voice.version.clips[0].transcript, "beside");
}

TEST_F(VoiceMakerTest, NoisyClipsAreLeftOutUnlessKept) {
    const fs::path noisy = clips_ / "sense_and_sensibility_01_austen_64kb-0930.wav";
    AudioClip clip = readAudio(noisy).value();
    double power = 0.0;
    for (const float sample : clip.samples) {
        power += static_cast<double>(sample) * static_cast<double>(sample);
    }
    // White noise 9 dB under the speech: plainly heard, and the speech still plain.
    const double rms = std::sqrt(power / static_cast<double>(clip.samples.size())) * std::pow(10.0, -9.0 / 20.0);
    std::uint32_t state = 1;
    for (float& sample : clip.samples) {
        state = state * 1664525U + 1013904223U;
        const double uniform = static_cast<double>(state >> 8U) / (1U << 24U) - 0.5;
        sample += static_cast<float>(uniform * std::sqrt(12.0) * rms);
    }
    ASSERT_TRUE(writeAudio(noisy, clip));
    const auto strict = make();
    ASSERT_TRUE(strict) << strict.error().message();
    ASSERT_EQ(strict->leftOut.size(), 1U);
    EXPECT_NE(strict->leftOut[0].reason.find("15 dB are needed"), std::string::npos) << strict->leftOut[0].reason;
    settings_.name = "noisy";
    settings_.keepNoisy = true;
    const auto kept = make();
    ASSERT_TRUE(kept) << kept.error().message();
    EXPECT_TRUE(kept->leftOut.empty());
    ASSERT_FALSE(kept->warnings.empty());
    EXPECT_NE(kept->warnings[0].find("noisy"), std::string::npos);
}

TEST_F(VoiceMakerTest, TooLittleSpeechNamesWhatWasLeftOut) {
    for (const auto& entry : fs::directory_iterator(clips_)) {
        std::ofstream(entry.path()) << "damaged";
    }
    const auto made = make();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(made.error().detail.find("5 left out"), std::string::npos) << made.error().detail;
    EXPECT_NE(made.error().advice.find("10 s"), std::string::npos) << made.error().advice;
    EXPECT_TRUE(storeIsClean());
}

TEST_F(VoiceMakerTest, LinesOfAnotherLanguageAreLeftOut) {
    std::ofstream list(folder_ / "lines.list");
    bool first = true;
    for (const auto& entry : fs::directory_iterator(clips_)) {
        list << entry.path().string() << "|anna|" << (first ? "zh" : "en") << "|words\n";
        first = false;
    }
    list.close();
    settings_.transcripts = folder_ / "lines.list";
    const auto made = make();
    ASSERT_TRUE(made) << made.error().message();
    ASSERT_EQ(made->leftOut.size(), 1U);
    EXPECT_NE(made->leftOut[0].reason.find("zh"), std::string::npos);
}

TEST_F(VoiceMakerTest, ALanguageTheEngineCannotSpeakIsRefusedAtOnce) {
    settings_.language = "zh";
    const auto made = make();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Unsupported);
    EXPECT_NE(made.error().message().find("zh"), std::string::npos);
}

TEST_F(VoiceMakerTest, StoppedInTheEngineNothingRemains) {
    std::stop_source stop;
    std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop.request_stop();
    });
    const auto made = make({.waitForStop = true}, stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(storeIsClean());
}

TEST_F(VoiceMakerTest, StoppedAtAnyStageNothingRemains) {
    for (const char* stage : {"checking the recordings", "tuning", "comparing with the recordings"}) {
        std::stop_source stop;
        const auto made = make({}, stop.get_token(), [&](const Progress& progress) {
            if (progress.stage == stage) {
                stop.request_stop();
            }
        });
        ASSERT_FALSE(made) << stage;
        EXPECT_EQ(made.error().code, ErrorCode::Cancelled) << stage;
        EXPECT_TRUE(storeIsClean()) << stage;
    }
}

TEST_F(VoiceMakerTest, ProgressNeverFalls) {
    std::vector<double> fractions;
    ASSERT_TRUE(make({}, {}, [&](const Progress& progress) { fractions.push_back(progress.fraction); }));
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    EXPECT_DOUBLE_EQ(fractions.back(), 1.0);
}

}  // namespace
}  // namespace timbre
