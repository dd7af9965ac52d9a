// SPDX-License-Identifier: GPL-3.0-or-later
// Which recordings are open, which there are besides, and to which voices they belong: through the studio's door.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/encode.h"
#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "core/studio/voice_books.h"
#include "core/voice/recording_book.h"
#include "tests/support/room_speech.h"
#include "tests/support/studio_harness.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class BookReadingsTest : public test::StudioHarness {
  protected:
    BookReadingsTest() {
        adjust_ = [this](StudioParts& parts) { parts.books = {.dataFolder = folder_.path(), .longestFileSeconds = 20.0}; };
    }

    static OpenBook twoLines(bool fresh = false) {
        return {.language = "en", .fresh = fresh, .ownText = "The first line.\nThe second line.\n"};
    }
    BookOpened open(OpenBook command) {
        const auto outcome = run(std::move(command));
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message());
        return all<BookOpened>().back();
    }
    BookOpened openWithConsent(bool fresh = false) {
        BookOpened opened = open(twoLines(fresh));
        EXPECT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
        return opened;
    }
    BookState state() { return *all<BookChanged>().back().book; }

    PlannedTake plan(const std::string& lineId) {
        EXPECT_TRUE(run(PlanTake{.lineId = lineId}));
        return all<TakePlanned>().back().plan;
    }
    static TakeWriter begin(const fs::path& file, double seconds) {
        auto writer = TakeWriter::create(file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        EXPECT_TRUE(writer.append(std::vector<float>(static_cast<std::size_t>(seconds * 16'000.0), 0.25F)));
        return writer;
    }
    LineTake record(const std::string& lineId, double seconds = 1.0) {
        KeepTake keep{.plan = plan(lineId), .recorded = {}};
        keep.recorded.file = begin(keep.plan.file, seconds).finish().value();
        keep.recorded.quality.verdict = Verdict::Good;
        EXPECT_TRUE(run(keep));
        return *chosenTake(*findLine(state_ = state(), lineId));
    }
    /// A killed recorder's take, in the book that is open.
    void leaveUnfinished(const std::string& lineId) { begin(plan(lineId).file, 1.5); }

    CreateVoice voiceOf(const std::string& name, const std::string& book) {
        AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
        test::addSpeech(clip, 8.0);
        const fs::path file = folder_ / (name + ".wav");
        EXPECT_TRUE(writeAudio(file, clip));
        CreateVoice wanted{.name = name, .engine = "tone", .clips = {{.file = file, .transcript = "The first line."}}};
        wanted.book = book;
        wanted.consent = {.given = true, .sentence = "I may.", .when = "2026-11-22T10:00:00Z"};
        return wanted;
    }
    std::string makeVoiceOf(const std::string& name, const std::string& book) {
        const auto outcome = run(voiceOf(name, book));
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message());
        return all<VoiceMade>().back().voice.id.voice;
    }

    BookState state_;
};

// ---- Opening -------------------------------------------------------------------------------------------------------

TEST_F(BookReadingsTest, WhatCannotBeOpenedLeavesTheOpenOneOpen) {
    studio();
    const BookOpened first = openWithConsent();
    std::string endless;
    for (int i = 0; i < 600; ++i) {
        endless += "One more line.\n";
    }
    EXPECT_FALSE(run(OpenBook{.language = "en", .fresh = true, .ownText = endless}));
    EXPECT_FALSE(run(OpenBook{.language = "zh"})) << "no script is installed here";
    EXPECT_FALSE(run(OpenBook{.id = "nobody"}));
    EXPECT_FALSE(run(OpenVoiceBook{.voice = {.voice = "nobody"}, .clip = 0}));
    record("1");
    EXPECT_EQ(state().id, first.book->id);
}

TEST_F(BookReadingsTest, EarlierReadingsAreListedAndOpenedByName) {
    studio();
    const std::string first = openWithConsent().book->id;
    record("1");
    const BookOpened second = open(twoLines(true));
    ASSERT_NE(second.book->id, first);
    const auto listed = std::ranges::find(second.books, first, &BookSummary::id);
    ASSERT_NE(listed, second.books.end());
    EXPECT_EQ(listed->read, 1U);
    EXPECT_EQ(listed->done, 1U);

    const BookOpened back = open({.id = first});
    EXPECT_EQ(back.book->id, first);
    EXPECT_EQ(back.book->lines[0].takes.size(), 1U);
    studio_.reset();
    studio();
    EXPECT_EQ(open({.language = "en"}).book->id, first) << "the last used, not the last begun";
}

TEST_F(BookReadingsTest, AReadingThatBecameAVoiceCanBeReadOn) {
    studio();
    const std::string first = openWithConsent().book->id;
    makeVoiceOf("Anna", first);
    EXPECT_NE(open(twoLines()).book->id, first) << "the next voice gets a book of its own";
    EXPECT_EQ(open({.id = first}).book->id, first);
    EXPECT_EQ(open({.id = first}).book->id, first) << "open already";
    record("2");
    EXPECT_EQ(state().id, first);
}

TEST_F(BookReadingsTest, UnfinishedTakesOfOtherBooksAreTold) {
    studio();
    const std::string first = openWithConsent().book->id;
    leaveUnfinished("2");
    openWithConsent(true);
    record("1");
    studio_.reset();
    studio();
    const BookOpened opened = open({.language = "en"});
    ASSERT_NE(opened.book->id, first);
    EXPECT_TRUE(opened.rescued.empty());
    const auto other = std::ranges::find(opened.books, first, &BookSummary::id);
    ASSERT_NE(other, opened.books.end());
    EXPECT_EQ(other->unfinished, 1);
    const BookOpened back = open({.id = first});
    ASSERT_EQ(back.rescued.size(), 1U);
    EXPECT_EQ(back.rescued[0].lineId, "2");
}

TEST_F(BookReadingsTest, ADamagedBookIsToldOnceWithItsFolder) {
    studio();
    const fs::path damaged = open(twoLines()).book->folder;
    studio_.reset();
    ASSERT_TRUE(writeFileAtomically(damaged / "book.json", "{ no record"));
    studio();
    const BookOpened opened = open(twoLines());
    ASSERT_EQ(opened.problems.size(), 1U);
    EXPECT_NE(opened.problems[0].message().find(damaged.string()), std::string::npos) << opened.problems[0].message();
    EXPECT_TRUE(open(twoLines(true)).problems.empty()) << "once";
    EXPECT_TRUE(fs::exists(damaged / "book.json")) << "nothing is thrown away";
}

// ---- Takes and words -----------------------------------------------------------------------------------------------

TEST_F(BookReadingsTest, RemovedTakesAreDeletedWhenTheBookIsClosed) {
    studio();
    const BookOpened first = openWithConsent();
    const fs::path one = first.book->folder / record("1").file;
    const fs::path two = first.book->folder / record("1", 2.0).file;
    ASSERT_TRUE(run(RemoveTake{.lineId = "1", .number = 1}));
    EXPECT_TRUE(fs::exists(one)) << "it can be brought back";
    open(twoLines(true));
    EXPECT_FALSE(fs::exists(one));
    EXPECT_TRUE(fs::exists(two));
}

TEST_F(BookReadingsTest, RemovedTakesOfAKilledProgramAreDeletedWhenTheBookIsOpened) {
    studio();
    const BookOpened first = openWithConsent();
    const fs::path one = first.book->folder / record("1").file;
    studio_.reset();
    ASSERT_TRUE(RecordingBook::open(folder_.path(), first.book->id)->removeTake("1", 1));
    ASSERT_TRUE(fs::exists(one));
    studio();
    EXPECT_TRUE(open({.language = "en"}).book->lines[0].takes.empty());
    EXPECT_FALSE(fs::exists(one));
}

TEST_F(BookReadingsTest, ADraftCountsOnceAPersonHasSeenItsWords) {
    studio();
    openWithConsent();
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    test::addSpeech(clip, 6.0);
    SoundSlice slice;
    slice.clip = std::make_shared<const AudioClip>(clip);
    slice.quality.seconds = clip.seconds();
    slice.quality.spokenSeconds = 5.0;
    slice.transcript = "what was herd";
    slice.source = TranscriptSource::Draft;
    ASSERT_TRUE(run(AdoptSlices{.slices = {slice}}));
    const std::string line = state().lines.back().line.id;
    ASSERT_TRUE(state().lines.back().draft);
    EXPECT_TRUE(linesDone(state()).empty());
    EXPECT_EQ(secondsDone(state()), 0.0);
    EXPECT_TRUE(clipOffers(state()).empty());
    const BookOpened again = open({.language = "en"});
    EXPECT_EQ(std::ranges::find(again.books, state().id, &BookSummary::id)->done, 0U);

    EXPECT_EQ(run(SetLineText{.lineId = line, .text = "  "}).error().code, ErrorCode::InvalidInput);
    EXPECT_FALSE(run(SetLineText{.lineId = "none", .text = "Words."}));
    ASSERT_TRUE(run(SetLineText{.lineId = line, .text = " What was heard. "}));
    EXPECT_EQ(all<BookChanged>().back().lineId, line);
    EXPECT_FALSE(state().lines.back().draft);
    EXPECT_EQ(linesDone(state()), std::set<std::string>{line});
    EXPECT_NEAR(secondsDone(state()), 5.0, 0.01);
    ASSERT_EQ(clipOffers(state()).size(), 1U);
    EXPECT_EQ(clipOffers(state())[0].transcript, "What was heard.");
}

TEST_F(BookReadingsTest, AVoiceOfNoRecordingsSaysSo) {
    studio();
    CreateVoice wanted = voiceOf("Anna", {});
    wanted.clips.clear();
    const auto outcome = run(wanted);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().detail, "there are no recordings to make a voice from") << outcome.error().message();
}

TEST_F(BookReadingsTest, AFileThatIsTooLongIsToldAsCut) {
    studio();
    openWithConsent();
    AudioClip talk{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    test::addSpeech(talk, 26.0);
    ASSERT_TRUE(writeAudio(folder_ / "talk.wav", talk, {}));
    ASSERT_TRUE(run(TakeInFiles{.files = {folder_ / "talk.wav"}}));
    EXPECT_EQ(all<FilesTakenIn>().back().intake->cutFiles, std::vector<fs::path>{folder_ / "talk.wav"});
}

// ---- Voices --------------------------------------------------------------------------------------------------------

TEST_F(BookReadingsTest, ABookRemembersEachVoiceThatWasMadeOfIt) {
    studio();
    const BookOpened opened = openWithConsent();
    record("1");
    const std::string anna = makeVoiceOf("Anna", opened.book->id);
    EXPECT_EQ(state().voices, std::vector<std::string>{anna}) << "told without being asked";
    open(twoLines(true));
    const std::string berta = makeVoiceOf("Berta", opened.book->id);
    const BookOpened back = open({.id = opened.book->id});
    EXPECT_EQ(back.book->voices, (std::vector<std::string>{anna, berta})) << "also while it is closed";
    EXPECT_EQ(back.book->voiceId, berta);
}

TEST_F(BookReadingsTest, ABookGoesWithTheLastVoiceThatWasMadeOfIt) {
    studio();
    const BookOpened opened = openWithConsent();
    const fs::path take = opened.book->folder / record("1").file;
    const std::string anna = makeVoiceOf("Anna", opened.book->id);
    const std::string berta = makeVoiceOf("Berta", opened.book->id);
    ASSERT_TRUE(run(PlanRemoval{.voice = berta}));
    EXPECT_TRUE(std::ranges::none_of(all<RemovalPlanned>().back().files, [](const std::string& file) { return file.starts_with("recordings/"); }));
    ASSERT_TRUE(run(RemoveVoice{.voice = berta}));
    EXPECT_TRUE(fs::exists(take)) << "Anna came from it, too";
    ASSERT_EQ(all<BookClosed>().size(), 1U);
    EXPECT_EQ(all<BookClosed>().back().book, opened.book->id);
    const auto book = RecordingBook::list(folder_.path())->books.at(0);
    EXPECT_EQ(book.voices, std::vector<std::string>{anna});
    EXPECT_EQ(book.voiceId, anna);
    EXPECT_EQ(test::tracesOf(folder_.path(), berta), std::vector<std::string>{}) << "nothing of the other one is left";

    ASSERT_TRUE(run(RemoveVoice{.voice = anna}));
    EXPECT_FALSE(fs::exists(opened.book->folder));
}

TEST_F(BookReadingsTest, ADeletionThatWasKilledIsFinishedAtTheNextStart) {
    studio();
    const BookOpened opened = openWithConsent();
    record("1");
    const std::string anna = makeVoiceOf("Anna", opened.book->id);
    studio_.reset();
    const auto aside = RecordingBook::setAside(folder_.path(), opened.book->id);
    ASSERT_TRUE(aside) << aside.error().message();
    EXPECT_TRUE(RecordingBook::list(folder_.path())->books.empty());
    ASSERT_TRUE(RecordingBook::bringBack(*aside));
    EXPECT_TRUE(fs::exists(opened.book->folder / "book.json")) << "where the voice stays, they do";
    ASSERT_TRUE(RecordingBook::setAside(folder_.path(), opened.book->id));
    ASSERT_TRUE(VoiceStore::open(folder_.path()));
    EXPECT_FALSE(fs::exists(*aside));
}

TEST_F(BookReadingsTest, ABookWhoseVoicesAreAllGoneIsListed) {
    studio();
    const BookOpened opened = openWithConsent();
    record("1");
    makeVoiceOf("Anna", opened.book->id);
    studio_.reset();
    fs::remove_all(folder_ / "voices");
    studio();
    const BookOpened next = open(twoLines());
    EXPECT_NE(std::ranges::find(next.books, opened.book->id, &BookSummary::id), next.books.end());
}

}  // namespace
}  // namespace timbre
