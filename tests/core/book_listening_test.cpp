// SPDX-License-Identifier: GPL-3.0-or-later
// What listening to a take does to its line: guessed words, words that were corrected meanwhile, and listening that fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "tests/support/book_desk.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class BookListeningTest : public test::BookDeskFixture {
  protected:
    /// A line whose words were guessed from the sound of its first take. @return its id.
    std::string adoptDraft() {
        SoundSlice slice;
        slice.transcript = "the guessed words";
        slice.source = TranscriptSource::Draft;
        slice.clip = std::make_shared<const AudioClip>(
            AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(16'000, 0.25F)});
        EXPECT_TRUE(run(AdoptSlices{.slices = {slice}}));
        return state().lines.back().line.id;
    }
    bool isOffered(const std::string& lineId) {
        const auto offers = clipOffers(state());
        return std::ranges::find(offers, line(lineId).line.text, &ClipOffer::transcript) != offers.end();
    }
    void waitForEars(int asked) const {
        while (ears_->asked < asked) {
            std::this_thread::yield();
        }
    }
};

// ---- Guessed words -------------------------------------------------------------------------------------------------

TEST_F(BookListeningTest, AReadingConfirmsGuessedWordsForItselfAlone) {
    openWithConsent();
    const std::string id = adoptDraft();
    EXPECT_TRUE(isDraft(line(id)));
    ASSERT_TRUE(run(recorded(id)));
    waitForHeard(1);
    EXPECT_EQ(line(id).chosen, 2);
    EXPECT_FALSE(isDraft(line(id)));
    EXPECT_TRUE(isOffered(id));
    ASSERT_TRUE(run(ChooseTake{.lineId = id, .number = 1}));
    EXPECT_TRUE(isDraft(line(id))) << "whether the first take says these words nobody knows";
    EXPECT_FALSE(isOffered(id));

    studio_.reset();
    studio();
    const BookState again = *open({.language = "en"}).book;
    EXPECT_TRUE(isDraft(*findLine(again, id))) << "it is on disk";
    ASSERT_TRUE(run(ChooseTake{.lineId = id, .number = 2}));
    EXPECT_TRUE(isOffered(id));
    ASSERT_TRUE(run(ChooseTake{.lineId = id, .number = 1}));
    ASSERT_TRUE(run(SetLineText{.lineId = id, .text = "the guessed words"}));
    EXPECT_TRUE(isOffered(id)) << "a person has heard it";
}

TEST_F(BookListeningTest, AReadingThatIsNotInUseConfirmsNothingForTheOneThatIs) {
    openWithConsent();
    const std::string id = adoptDraft();
    {
        const std::scoped_lock listening(ears_->gate);
        ASSERT_TRUE(run(recorded(id)));
        ASSERT_TRUE(run(ChooseTake{.lineId = id, .number = 1}));
    }
    waitForHeard(1);
    EXPECT_TRUE(isDraft(line(id)));
    EXPECT_FALSE(isOffered(id));
    ASSERT_TRUE(run(ChooseTake{.lineId = id, .number = 2}));
    EXPECT_TRUE(isOffered(id)) << "this one was read aloud";
}

TEST_F(BookListeningTest, AReadingThatWasRemovedConfirmsNothing) {
    openWithConsent();
    const std::string id = adoptDraft();
    {
        const std::scoped_lock listening(ears_->gate);
        ASSERT_TRUE(run(recorded(id)));
        ASSERT_TRUE(run(RemoveTake{.lineId = id, .number = 2}));
    }
    waitForHeard(1);
    EXPECT_TRUE(line(id).draft);
    EXPECT_FALSE(isOffered(id));
}

TEST_F(BookListeningTest, ADraftOfAnOlderBookBeginsWithTheTakeItWasGuessedFrom) {
    openWithConsent();
    const std::string id = adoptDraft();
    const fs::path record = state().folder / "book.json";
    studio_.reset();
    std::string text = readFile(record, 1 << 20).value();
    for (const char* mark : {"\"guessed\": true", "\"guessed\": false"}) {
        const std::size_t at = text.find(mark);
        if (at != std::string::npos) {
            text.replace(at, 9, "\"unknown\"");
        }
    }
    ASSERT_EQ(text.find("\"guessed\""), std::string::npos);
    ASSERT_TRUE(writeFileAtomically(record, text));
    studio();
    open({.language = "en"});
    ASSERT_TRUE(run(recorded(id)));
    waitForHeard(1);
    EXPECT_TRUE(isOffered(id));
    ASSERT_TRUE(run(ChooseTake{.lineId = id, .number = 1}));
    EXPECT_FALSE(isOffered(id));
}

// ---- Words that change meanwhile -----------------------------------------------------------------------------------

TEST_F(BookListeningTest, WordsThatWereCorrectedMeanwhileAreCompared) {
    openWithConsent();
    const std::string corrected = "Quite another first line than before.";
    {
        const std::scoped_lock listening(ears_->gate);
        ASSERT_TRUE(run(recorded("1")));
        waitForEars(1);
        ASSERT_TRUE(run(SetLineText{.lineId = "1", .text = corrected}));
    }
    const BookChanged heard = waitForHeard(1).front();
    ASSERT_TRUE(heard.heard);
    EXPECT_EQ(heard.heard->score, static_cast<double>(corrected.size())) << "not those of the old words";
    EXPECT_EQ(ears_->asked, 2);
}

// ---- Listening that fails ------------------------------------------------------------------------------------------

TEST_F(BookListeningTest, AListenerThatFailsIsToldAndTheTakeIsHeardNoMore) {
    ears_->error = Error{ErrorCode::Corrupt, "the model is damaged", "Install it again."};
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    const BookChanged told = waitForHeard(1).front();
    ASSERT_TRUE(told.problem);
    EXPECT_EQ(told.problem->detail, "the model is damaged");
    EXPECT_EQ(told.lineId, "1");
    EXPECT_EQ(stateOf(*findLine(*told.book, "1")).kind, LineState::Kind::Good);
}

TEST_F(BookListeningTest, AListenerThatThrowsLeavesNoTakeBeingHeard) {
    ears_->throws = true;
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    const BookChanged told = waitForHeard(1).front();
    EXPECT_TRUE(told.problem);
    EXPECT_EQ(stateOf(*findLine(*told.book, "1")).kind, LineState::Kind::Good);
}

TEST_F(BookListeningTest, WhatWasHeardAndCannotBeStoredIsTold) {
    ears_->fit.kind = LineFit::Kind::Half;
    openWithConsent();
    {
        const std::scoped_lock listening(ears_->gate);
        ASSERT_TRUE(run(recorded("1")));
        const fs::path record = state().folder / "book.json";
        fs::remove(record);
        fs::create_directories(record / "in the way");
    }
    const BookChanged told = waitForHeard(1).front();
    ASSERT_TRUE(told.problem);
    EXPECT_EQ(told.problem->code, ErrorCode::Io);
    ASSERT_TRUE(told.heard);
    EXPECT_EQ(told.heard->kind, LineFit::Kind::Half);
    EXPECT_FALSE(findLine(*told.book, "1")->takes.at(0).beingHeard);
}

TEST_F(BookListeningTest, TakesThatAreTooManyToWaitAreNotBeingHeard) {
    openWithConsent();
    constexpr int kMostWaiting = 64;
    {
        const std::scoped_lock listening(ears_->gate);
        ASSERT_TRUE(run(recorded("1", 0.1)));
        waitForEars(1);
        for (int i = 0; i < kMostWaiting; ++i) {
            ASSERT_TRUE(run(recorded("2", 0.1)));
        }
        EXPECT_EQ(stateOf(line("2")).kind, LineState::Kind::BeingHeard);
        ASSERT_TRUE(run(recorded("3", 0.1)));
        const auto told = waitForHeard(1);
        EXPECT_EQ(told.front().lineId, "3");
        EXPECT_TRUE(told.front().problem);
        EXPECT_EQ(stateOf(*findLine(*told.front().book, "3")).kind, LineState::Kind::Good);
    }
    waitForHeard(kMostWaiting + 2);
    EXPECT_EQ(stateOf(line("2")).kind, LineState::Kind::Good);
}

}  // namespace
}  // namespace timbre
