// SPDX-License-Identifier: GPL-3.0-or-later
// Readings that nobody has touched, and the permission that was ticked for them: through the studio's door.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "core/voice/recording_book.h"
#include "tests/support/studio_harness.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

constexpr auto kSentence = "It is my own voice.";

class UntouchedBookTest : public test::StudioHarness {
  protected:
    UntouchedBookTest() {
        adjust_ = [this](StudioParts& parts) {
            parts.books = {.dataFolder = folder_.path(), .resourceFolder = test::resourceDirectory()};
        };
        studio();
    }
    void restart() {
        studio_.reset();
        studio();
    }
    BookState open(OpenBook command) {
        const auto outcome = run(std::move(command));
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message());
        return *all<BookOpened>().back().book;
    }
    BookState begin(const std::string& ownText = {}) { return open({.language = "en", .fresh = true, .ownText = ownText}); }
    BookConsent tick() {
        EXPECT_TRUE(run(GiveConsent{.given = true, .sentence = kSentence, .language = "en"}));
        return all<BookChanged>().back().book->consent;
    }
    void record(const std::string& lineId) {
        ASSERT_TRUE(run(PlanTake{.lineId = lineId}));
        const PlannedTake plan = all<TakePlanned>().back().plan;
        auto writer = TakeWriter::create(plan.file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        ASSERT_TRUE(writer.append(std::vector<float>(16'000, 0.25F)));
        KeepTake keep{.plan = plan, .recorded = {}};
        keep.recorded.file = writer.finish().value();
        ASSERT_TRUE(run(keep));
    }
    std::size_t onDisk() const { return RecordingBook::list(folder_.path()).value().books.size(); }
    /// As a program leaves it that is killed.
    std::string leaveEmpty(std::int64_t used) {
        return RecordingBook::create(folder_.path(),
                                     {.name = {}, .script = installedScript(test::resourceDirectory(), "en").value(), .used = used})
            .value()
            .state()
            .id;
    }
};

TEST_F(UntouchedBookTest, OneWithRecordingsIsOpenedBeforeALaterEmptyOne) {
    const std::string read = open({.language = "en"}).id;
    tick();
    record("en01");
    studio_.reset();
    leaveEmpty(99);
    studio();
    EXPECT_EQ(open({.language = "en"}).id, read);
}

TEST_F(UntouchedBookTest, ANewReadingTakesTheEmptyOneThatIsThere) {
    const std::string first = open({.language = "en"}).id;
    EXPECT_EQ(begin().id, first) << "it is open, and new";
    tick();
    record("en01");
    studio_.reset();
    const std::string empty = leaveEmpty(1);
    studio();
    EXPECT_EQ(open({.language = "en"}).id, first);
    EXPECT_EQ(begin().id, empty);
    EXPECT_EQ(onDisk(), 2U);
}

TEST_F(UntouchedBookTest, AnEmptyReadingIsGoneWhenAnotherIsOpened) {
    const std::string empty = open({.language = "en"}).id;
    tick();
    EXPECT_NE(begin("Words of my own.").id, empty);
    EXPECT_EQ(onDisk(), 1U);
    EXPECT_NE(open({.language = "zh"}).id, empty);
    EXPECT_EQ(onDisk(), 2U) << "one's own sentences stay";
    open({.language = "ja"});
    EXPECT_EQ(onDisk(), 2U);
}

TEST_F(UntouchedBookTest, WhatWaitsToBeRescuedIsNoEmptyReading) {
    const std::string first = open({.language = "en"}).id;
    tick();
    ASSERT_TRUE(run(PlanTake{.lineId = "en02"}));
    {
        auto writer = TakeWriter::create(all<TakePlanned>().back().plan.file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        ASSERT_TRUE(writer.append(std::vector<float>(24'000, 0.25F)));
    }
    begin("Words of my own.");
    EXPECT_EQ(open({.id = first}).consent.sentence, kSentence);
    EXPECT_EQ(all<BookOpened>().back().rescued.size(), 1U);
}

TEST_F(UntouchedBookTest, ADamagedRecordingThatCouldNotBeRescuedKeepsItsBook) {
    const std::string first = open({.language = "en"}).id;
    tick();
    ASSERT_TRUE(run(PlanTake{.lineId = "en02"}));
    fs::path part = all<TakePlanned>().back().plan.file;
    part.replace_extension(".part.wav");
    studio_.reset();
    ASSERT_TRUE(writeFileAtomically(part, std::string(4096, 'x')));
    studio();
    EXPECT_EQ(open({.language = "en"}).id, first);
    EXPECT_TRUE(all<BookOpened>().back().rescued.empty());
    ASSERT_TRUE(fs::exists(part));
    open({.language = "zh"});
    EXPECT_TRUE(fs::exists(part)) << "the book was closed, not thrown away";
    EXPECT_EQ(open({.id = first}).id, first);
}

// ---- Permission ----------------------------------------------------------------------------------------------------

TEST_F(UntouchedBookTest, ThePermissionJustGivenComesAlongWithItsDate) {
    open({.language = "en"});
    const BookConsent given = tick();
    ASSERT_FALSE(given.given.empty());
    const BookState own = begin("Words of my own.");
    EXPECT_EQ(own.consent, given);
    EXPECT_EQ(begin("Other words of my own.").consent, given) << "still nothing was recorded";
    EXPECT_EQ(open({.language = "zh"}).consent, given);
    EXPECT_EQ(open({.id = own.id}).consent, given);
    EXPECT_TRUE(run(PlanTake{.lineId = "1"}));
}

TEST_F(UntouchedBookTest, AfterARecordingTheNextReadingIsAskedAgain) {
    open({.language = "en"});
    tick();
    record("en01");
    EXPECT_TRUE(begin("Words of my own.").consent.given.empty());
    EXPECT_FALSE(run(PlanTake{.lineId = "1"})) << "nothing is recorded before";
}

TEST_F(UntouchedBookTest, ATickThatWasTakenBackDoesNotComeAlong) {
    open({.language = "en"});
    tick();
    ASSERT_TRUE(run(GiveConsent{.given = false}));
    EXPECT_TRUE(begin("Words of my own.").consent.given.empty());
}

TEST_F(UntouchedBookTest, AnotherSessionIsAskedAgainWhereNothingWasRecorded) {
    const std::string own = begin("Words of my own.").id;
    tick();
    restart();
    const BookState again = open({.language = "en"});
    EXPECT_EQ(again.id, own);
    EXPECT_TRUE(again.consent.given.empty());
    tick();
    record("1");
    restart();
    EXPECT_EQ(open({.language = "en"}).consent.sentence, kSentence) << "what was recorded keeps its permission";
}

}  // namespace
}  // namespace timbre
