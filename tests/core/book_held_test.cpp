// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings that a voice waits to be made from: nothing of them is deleted before that job has ended.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/take_writer.h"
#include "core/voice/recording_book.h"
#include "tests/support/room_speech.h"
#include "tests/support/studio_harness.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

/// A reading with one good take, and an inference thread that is busy until the test lets go of it.
class BookHeldTest : public test::StudioHarness {
  protected:
    BookHeldTest() {
        adjust_ = [this](StudioParts& parts) { parts.books = {.dataFolder = folder_.path()}; };
    }
    ~BookHeldTest() override { *busy_ = false; }

    void SetUp() override {
        makeVoice("Render");
        studio({.hold = busy_});
        ASSERT_TRUE(run(OpenBook{.language = "en", .ownText = "The first line.\nThe second line.\n"}));
        ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
        record();
    }

    void record() {
        ASSERT_TRUE(run(PlanTake{.lineId = "1"}));
        KeepTake keep{.plan = all<TakePlanned>().back().plan, .recorded = {}};
        auto writer = TakeWriter::create(keep.plan.file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        ASSERT_TRUE(writer.append(test::roomSpeech({8.0}).samples));
        keep.recorded.file = writer.finish().value();
        keep.recorded.quality.verdict = Verdict::Good;
        ASSERT_TRUE(run(keep));
    }

    BookState book() { return *all<BookChanged>().back().book; }
    fs::path firstTake() { return book().folder / book().lines[0].takes.at(0).file; }

    template <typename C>
    JobHandle start(C command) {
        command.job = studio_->newJobId();
        return studio_->post(std::move(command));
    }
    Result<void> outcomeOf(const JobHandle& job) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return finished(job.id()) != nullptr; });
        return finished(job.id())->outcome;
    }

    CreateVoice voiceOfIt(const std::string& name) {
        const BookState state = book();
        return {.name = name,
                .engine = "tone",
                .clips = clipOffers(state),
                .book = state.id,
                .consent = {.given = true, .sentence = "I may.", .when = "2026-11-22T10:00:00Z"}};
    }
    /// Everything that needs an engine waits from now on.
    void keepBusy() {
        *busy_ = true;
        render_ = start(RenderSentences{.sentences = lines({"A long text."}), .recipe = recipe()});
        waitForAny<SentenceStarted>();
    }
    void goOn() {
        *busy_ = false;
        EXPECT_TRUE(outcomeOf(render_));
    }
    void beginAnew() { ASSERT_TRUE(run(OpenBook{.language = "en", .fresh = true, .ownText = "Another line.\n"})); }

    std::shared_ptr<std::atomic<bool>> busy_ = std::make_shared<std::atomic<bool>>(false);
    JobHandle render_;
};

TEST_F(BookHeldTest, AReadingIsNotDeletedWhileAVoiceWaitsToBeMadeOfIt) {
    const fs::path take = firstTake();
    const std::string id = book().id;
    keepBusy();
    const JobHandle making = start(voiceOfIt("Anna"));
    const auto refused = run(RemoveBook{.id = id});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(refused.error().detail, "a voice is being made from these recordings");
    EXPECT_TRUE(fs::exists(take));
    beginAnew();
    EXPECT_FALSE(run(RemoveBook{.id = id})) << "nor is one that is not open";
    goOn();
    const auto made = outcomeOf(making);
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_EQ(all<VoiceMade>().back().voice.recordings, 1);
}

TEST_F(BookHeldTest, OnceTheMakingWasStoppedTheReadingCanBeDeleted) {
    const fs::path folder = book().folder;
    keepBusy();
    const JobHandle stopped = start(voiceOfIt("Anna"));
    { const JobHandle dropped = start(voiceOfIt("Berta")); }
    EXPECT_FALSE(run(RemoveBook{.id = book().id})) << "one of them waits still";
    ASSERT_FALSE(studio_->post(CancelJob{.job = stopped.id()}));
    EXPECT_EQ(outcomeOf(stopped).error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(run(RemoveBook{.id = book().id}));
    EXPECT_FALSE(fs::exists(folder));
    goOn();
}

TEST_F(BookHeldTest, AMakingThatFailsLetsGoOfTheReading) {
    CreateVoice impossible = voiceOfIt("Anna");
    impossible.engine = "none";
    EXPECT_FALSE(run(impossible));
    EXPECT_TRUE(run(RemoveBook{.id = book().id}));
}

TEST_F(BookHeldTest, ARemovedTakeThatAWaitingJobNamesIsDeletedOnlyAfterIt) {
    const fs::path take = firstTake();
    keepBusy();
    const JobHandle making = start(voiceOfIt("Anna"));
    ASSERT_TRUE(run(RemoveTake{.lineId = "1", .number = 1}));
    beginAnew();
    EXPECT_TRUE(fs::exists(take)) << "the book is closed, and the job has not read it yet";
    goOn();
    const auto made = outcomeOf(making);
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_TRUE(all<VoiceMade>().back().leftOut.empty());
    EXPECT_TRUE(fs::exists(take));
    ASSERT_TRUE(run(OpenBook{.language = "en", .fresh = true, .ownText = "And another line.\n"}));
    EXPECT_FALSE(fs::exists(take)) << "what was put off is done";
}

TEST_F(BookHeldTest, WhatWasPutOffIsDoneWhenTheStudioGoesAtTheLatest) {
    const fs::path take = firstTake();
    keepBusy();
    JobHandle making = start(voiceOfIt("Anna"));
    ASSERT_TRUE(run(RemoveTake{.lineId = "1", .number = 1}));
    beginAnew();
    ASSERT_TRUE(fs::exists(take));
    making = {};
    goOn();
    render_ = {};
    studio_.reset();
    EXPECT_FALSE(fs::exists(take));
}

TEST_F(BookHeldTest, AVoiceStaysWhileTheNextVersionWaitsForItsRecordings) {
    const auto made = run(voiceOfIt("Anna"));
    ASSERT_TRUE(made) << made.error().message();
    const VoiceVersionId anna = all<VoiceMade>().back().voice.id;
    const fs::path take = firstTake();
    keepBusy();
    NewVersionFromClips next{.voice = anna};
    next.replace.push_back({.clip = 0, .with = clipOffers(book()).at(0)});
    next.book = book().id;
    const JobHandle making = start(std::move(next));
    const auto refused = run(RemoveVoice{.voice = anna.voice});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_TRUE(fs::exists(take));
    goOn();
    const auto version = outcomeOf(making);
    ASSERT_TRUE(version) << version.error().message();
    EXPECT_TRUE(run(RemoveVoice{.voice = anna.voice}));
    EXPECT_FALSE(fs::exists(take)) << "with the voice";
}

}  // namespace
}  // namespace timbre
