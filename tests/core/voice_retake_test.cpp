// SPDX-License-Identifier: GPL-3.0-or-later
// A recording of a voice is opened as a line to read, through the studio's door.
#include "core/studio/voice_retake.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/audio/encode.h"
#include "core/audio/take_writer.h"
#include "tests/support/room_speech.h"
#include "tests/support/studio_harness.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class VoiceRetakeTest : public test::StudioHarness {
  protected:
    VoiceRetakeTest() {
        adjust_ = [this](StudioParts& parts) { parts.books = {.dataFolder = folder_.path()}; };
    }

    /// Speech over so much noise.
    fs::path sound(const std::string& name, double seconds, double noise = 0.0003) {
        AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
        test::addSpeech(clip, seconds, noise);
        const fs::path file = folder_ / (name + ".wav");
        EXPECT_TRUE(writeAudio(file, clip));
        return file;
    }

    /// Three recordings, the second noisy and kept.
    VoiceVersionId makeVoice(const std::string& engine = "tone") {
        CreateVoice wanted{.name = "Anna",
                           .language = "en",
                           .engine = engine,
                           .clips = {{.name = "one", .file = sound("one", 8.0), .transcript = "The first line."},
                                     {.name = "two", .file = sound("two", 9.0, 0.03), .transcript = "The second line.", .keptKnowingly = true},
                                     {.name = "three", .file = sound("three", 10.0), .transcript = "The third line."}},
                           .consent = {.given = true, .sentence = "I may.", .when = "2026-11-22T10:00:00Z"}};
        const auto made = run(wanted);
        EXPECT_TRUE(made) << (made ? "" : made.error().message());
        return all<VoiceMade>().back().voice.id;
    }

    BookOpened open(const VoiceVersionId& voice, int clip) {
        const auto outcome = run(OpenVoiceBook{.voice = voice, .clip = clip});
        if (!outcome) {
            throw std::runtime_error(outcome.error().message());  // nothing that follows means anything
        }
        return all<BookOpened>().back();
    }

    /// Records the line once more and enters the take.
    LineTake record(const BookOpened& opened) {
        EXPECT_TRUE(run(PlanTake{.lineId = opened.retake->lineId}));
        KeepTake keep{.plan = all<TakePlanned>().back().plan, .recorded = {}};
        AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
        test::addSpeech(clip, 9.4);
        auto writer = TakeWriter::create(keep.plan.file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        EXPECT_TRUE(writer.append(clip.samples));
        keep.recorded.file = writer.finish().value();
        keep.recorded.quality.verdict = Verdict::Good;
        keep.recorded.quality.snrDb = 40.0;
        EXPECT_TRUE(run(keep));
        const BookLine* const line = findLine(*all<BookChanged>().back().book, opened.retake->lineId);
        return *chosenTake(*line);
    }
};

TEST_F(VoiceRetakeTest, AVoiceWithoutABookGetsOneOfItsRecordings) {
    studio();
    const VoiceVersionId voice = makeVoice();
    const BookOpened opened = open(voice, 1);
    ASSERT_TRUE(opened.retake);
    EXPECT_EQ(opened.retake->voice.voice, voice.voice);
    EXPECT_EQ(opened.retake->voice.number, 1);
    EXPECT_EQ(opened.retake->voiceName, "Anna");
    EXPECT_EQ(opened.retake->clip, 1);
    ASSERT_EQ(opened.book->lines.size(), 3U);
    EXPECT_EQ(opened.book->voiceId, voice.voice) << "it goes with the voice";
    EXPECT_EQ(opened.book->consent.sentence, "I may.");
    EXPECT_EQ(opened.book->consent.given, "2026-11-22T10:00:00Z");
    const BookLine* const line = findLine(*opened.book, opened.retake->lineId);
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->line.text, "The second line.");
    ASSERT_EQ(line->takes.size(), 1U);
    EXPECT_EQ(line->takes[0].number, opened.retake->take);
    EXPECT_TRUE(line->takes[0].measured);
    EXPECT_LT(line->takes[0].snrDb, 15.0);
    EXPECT_NE(stateOf(*line).kind, LineState::Kind::Again) << "it is part of the voice";
    ASSERT_TRUE(run(LoadBookTake{.lineId = line->line.id, .number = 1}));
    EXPECT_NEAR(all<BookTakeLoaded>().back().clip->seconds(), line->takes[0].seconds, 0.01);

    EXPECT_EQ(open(voice, 2).book->id, opened.book->id) << "not one more";
}

TEST_F(VoiceRetakeTest, WithoutAChoiceItIsTheRecordingThatNeedsItMost) {
    studio();
    EXPECT_EQ(open(makeVoice(), -1).retake->clip, 1);
    VoiceVersion version;
    EXPECT_EQ(clipToMakeAgain(version), -1);
    version.clips = {{.name = "mute", .file = "", .transcript = " ", .snrDb = 3.0, .verdict = "record_again"},
                     {.name = "a", .file = "", .transcript = "a", .snrDb = 20.0, .verdict = "usable"},
                     {.name = "b", .file = "", .transcript = "b", .snrDb = 18.0, .verdict = "usable"},
                     {.name = "c", .file = "", .transcript = "c", .snrDb = 12.0, .verdict = "good"}};
    EXPECT_EQ(clipToMakeAgain(version), 2);
}

TEST_F(VoiceRetakeTest, TheBookThatAVoiceWasMadeOfIsTakenAgain) {
    studio();
    ASSERT_TRUE(run(OpenBook{.language = "en", .ownText = "The first line.\nThe second line.\nThe third line.\n"}));
    const std::string book = all<BookOpened>().back().book->id;
    ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "I may.", .language = "en"}));
    const VoiceVersionId voice = makeVoice();
    ASSERT_TRUE(run(SetBookVoice{.voice = voice.voice, .version = 1}));
    for (const bool again : {false, true}) {
        if (again) {
            studio_.reset();
            studio();
        }
        const BookOpened opened = open(voice, 1);
        EXPECT_EQ(opened.book->id, book);
        EXPECT_EQ(findLine(*opened.book, opened.retake->lineId)->line.text, "The second line.");
        EXPECT_EQ(findLine(*opened.book, opened.retake->lineId)->takes.size(), 1U) << "the voice's copy, once";
    }
}

TEST_F(VoiceRetakeTest, TheNewRecordingMakesTheNextVersionAndItsOwnTakeIsFoundAgain) {
    studio();
    const VoiceVersionId voice = makeVoice();
    const BookOpened opened = open(voice, 1);
    const LineTake fresh = record(opened);
    EXPECT_EQ(fresh.number, 2);
    EXPECT_EQ(opened.retake->take, 1);
    const fs::path file = opened.book->folder / fresh.file;
    NewVersionFromClips next{.voice = opened.retake->voice};
    next.replace = {{.clip = 1, .with = {.name = file.stem().string(), .file = file}}};
    const auto outcome = run(next);
    ASSERT_TRUE(outcome) << outcome.error().message();
    const VoiceMade made = all<VoiceMade>().back();
    EXPECT_EQ(made.version, 2);
    ASSERT_TRUE(run(DescribeVoice{.voice = made.voice.id}));
    const VoiceVersion version = all<VoiceDescribed>().back().version;
    EXPECT_EQ(version.clips[1].name, file.stem().string());
    EXPECT_EQ(version.clips[1].transcript, "The second line.");
    EXPECT_GT(version.clips[1].snrDb, 15.0);
    EXPECT_EQ(version.clips[0].name, "one");

    EXPECT_EQ(open(made.voice.id, 1).retake->take, 2) << "of v2";
    EXPECT_EQ(open({.voice = made.voice.id.voice, .number = 1}, 1).retake->take, 1) << "of v1";
}

TEST_F(VoiceRetakeTest, ItSaysWhatCannotBeMadeAgain) {
    studio();
    const VoiceVersionId voice = makeVoice();
    EXPECT_EQ(run(OpenVoiceBook{.voice = voice, .clip = 3}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run(OpenVoiceBook{.voice = {.voice = "nobody"}, .clip = 0}).error().code, ErrorCode::NotFound);
    Voice other;
    other.name = "Other";
    other.version.clips = {{.name = "a", .file = "", .transcript = "", .verdict = ""}};
    EXPECT_EQ(checkRetake(other, 0).error().code, ErrorCode::InvalidInput) << "no words";
    other.version.clips[0].transcript = "Words.";
    EXPECT_EQ(checkRetake(other, 0).error().code, ErrorCode::InvalidInput) << "no permission";
    other.version.consent = "2026-11-22T10:00:00Z";
    EXPECT_TRUE(checkRetake(other, 0));
    other.version.engine = "gpt-sovits";
    EXPECT_EQ(checkRetake(other, 0).error().code, ErrorCode::Unsupported);
    EXPECT_TRUE(RecordingBook::list(folder_.path())->books.empty()) << "nothing was begun";
}

TEST_F(VoiceRetakeTest, StoppedWhileItOpensNothingRemains) {
    studio();
    const VoiceVersionId id = makeVoice();
    const auto voice = VoiceStore::open(folder_.path())->find(id.voice);
    ASSERT_TRUE(voice);
    std::stop_source stop;
    const auto book = makeBookOf(*voice, {.dataFolder = folder_.path()}, [&](int done, int) {
        if (done == 2) {
            stop.request_stop();
        }
    }, stop.get_token());
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(RecordingBook::list(folder_.path())->books.empty());
}

TEST_F(VoiceRetakeTest, ADeletedVoiceTakesItsRecordingsAlong) {
    studio();
    const VoiceVersionId voice = makeVoice();
    open(voice, 0);
    ASSERT_TRUE(run(RemoveVoice{.voice = voice.voice}));
    EXPECT_TRUE(RecordingBook::list(folder_.path())->books.empty());
    EXPECT_EQ(run(PlanTake{.lineId = "c1"}).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace timbre
