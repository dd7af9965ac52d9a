// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/recording_book.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/punch.h"
#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "core/voice/book_json.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

RecordingScript threeLines() {
    RecordingScript script{.id = "en", .language = "en", .title = "Three", .shortLines = 2, .lines = {}};
    for (const std::string id : {"a", "b", "c"}) {
        script.lines.push_back(scriptLine(id, "Line " + id + ".", {"L", "AY1", "N"}, "en"));
    }
    return script;
}

QualityReport measured(Verdict verdict = Verdict::Good, QualityProblem problem = QualityProblem::Noise) {
    QualityReport report;
    report.seconds = 1.0;
    report.snrDb = verdict == Verdict::RecordAgain ? 9.0 : 30.0;
    report.speechDbfs = -21.0;
    report.noiseFloorDbfs = -51.0;
    report.peakDbfs = -6.5;
    report.loudnessLufs = -22.0;
    report.verdict = verdict;
    if (verdict != Verdict::Good) {
        report.findings.push_back({problem, verdict});
    }
    return report;
}

TakeWriter begin(const fs::path& target, std::size_t frames = 8'000) {
    TakeWriter writer = TakeWriter::create(target, {.sampleRateHz = 8'000, .channels = 1, .bits = 16}).value();
    EXPECT_TRUE(writer.append(std::vector<float>(frames, 0.25F)));
    return writer;
}

RecordedTake recordInto(const PlannedTake& plan, const QualityReport& quality = measured()) {
    RecordedTake recorded;
    recorded.file = begin(plan.file).finish().value();
    recorded.quality = quality;
    return recorded;
}

class RecordingBookTest : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(book_.setConsent("It is my own voice.", "en")); }

    LineTake read(const std::string& line, Verdict verdict = Verdict::Good) {
        const PlannedTake plan = book_.planTake(line).value();
        return book_.addTake(plan, recordInto(plan, measured(verdict))).value();
    }
    [[nodiscard]] const BookLine& line(const std::string& id) const { return *findLine(book_.state(), id); }
    [[nodiscard]] LineState::Kind kindOf(const std::string& id) const { return stateOf(line(id)).kind; }
    void reopen() {
        const std::string id = book_.state().id;
        { const RecordingBook closed = std::move(book_); }
        book_ = RecordingBook::open(folder_.path(), id).value();
    }

    const test::TempDir folder_;
    RecordingBook book_ = RecordingBook::create(folder_.path(), {.name = "Anna", .script = threeLines()}).value();
};

TEST(RecordingBookConsentTest, NothingIsRecordedBeforeThePermissionIsStated) {
    const test::TempDir folder;
    auto book = RecordingBook::create(folder.path(), {.name = "", .script = threeLines()});
    ASSERT_TRUE(book) << book.error().message();
    EXPECT_FALSE(book->consented());
    EXPECT_EQ(book->planTake("a").error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(book->planRoomTone().error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(book->adoptFile("a", folder / "x.wav", measured()).error().code, ErrorCode::InvalidInput);
    EXPECT_FALSE(book->setConsent("", "en"));
    ASSERT_TRUE(book->setConsent("Mine.", "en", "2026-11-22T10:00:00Z"));
    EXPECT_EQ(book->state().consent, (BookConsent{"2026-11-22T10:00:00Z", "Mine.", "en"}));
    EXPECT_TRUE(book->planTake("a"));
    ASSERT_TRUE(book->withdrawConsent());
    EXPECT_FALSE(book->planTake("a"));
}

TEST_F(RecordingBookTest, AllOfItIsThereAgainAfterOpening) {
    read("a");
    read("b", Verdict::RecordAgain);
    const PlannedTake room = book_.planRoomTone().value();
    ASSERT_TRUE(book_.setRoomTone(room, begin(room.file).finish().value(), -61.5));
    const PlannedTake plan = book_.planTake("a").value();
    ASSERT_TRUE(book_.addTake(plan, recordInto(plan), {{"knock", Verdict::RecordAgain, 2.25}}));
    ASSERT_TRUE(book_.addLine(scriptLine({}, "Guessed.", {}, "en"), true));
    ASSERT_TRUE(book_.setVoice("0011", 3));
    ASSERT_TRUE(book_.removeTake("b", 1));
    const BookState before = book_.state();
    reopen();
    EXPECT_EQ(book_.state(), before);
    EXPECT_EQ(book_.state().roomTone->noiseDbfs, -61.5);
}

TEST_F(RecordingBookTest, WhatANewerProgramAddedStays) {
    const fs::path file = book_.state().folder / "book.json";
    std::string text = readFile(file).value();
    text.insert(text.find('{') + 1, "\"from_the_future\": [1, 2],");
    ASSERT_TRUE(writeFileAtomically(file, text));
    reopen();
    ASSERT_TRUE(book_.rename("Berta"));
    EXPECT_NE(readFile(file).value().find("from_the_future"), std::string::npos);
    reopen();
    EXPECT_EQ(book_.state().name, "Berta");
}

TEST_F(RecordingBookTest, ALineIsNewThenAgainThenGood) {
    EXPECT_EQ(kindOf("a"), LineState::Kind::New);
    read("a", Verdict::RecordAgain);
    EXPECT_EQ(kindOf("a"), LineState::Kind::Again);
    EXPECT_EQ(stateOf(line("a")).problem->code, "noise");
    read("a");
    EXPECT_EQ(kindOf("a"), LineState::Kind::Good);
    EXPECT_EQ(line("a").chosen, 2);
}

TEST_F(RecordingBookTest, OfEqualFaultsThatOfTheReadingIsToldFirst) {
    const PlannedTake plan = book_.planTake("a").value();
    ASSERT_TRUE(book_.addTake(plan, recordInto(plan, measured(Verdict::Usable)), {{std::string(finding::kSkippedWord), Verdict::Usable}}));
    ASSERT_EQ(line("a").takes.front().findings.size(), 2U);
    EXPECT_EQ(stateOf(line("a")).problem->code, finding::kSkippedWord);
    const PlannedTake worse = book_.planTake("b").value();
    ASSERT_TRUE(book_.addTake(worse, recordInto(worse, measured(Verdict::RecordAgain)),
                              {{std::string(finding::kSkippedWord), Verdict::Usable}}));
    EXPECT_EQ(stateOf(line("b")).problem->code, "noise") << "the worse one";
}

TEST_F(RecordingBookTest, AWorseTakeDoesNotReplaceAGoodOne) {
    read("a");
    read("a", Verdict::RecordAgain);
    EXPECT_EQ(line("a").chosen, 1);
    ASSERT_TRUE(book_.choose("a", 2));
    EXPECT_EQ(kindOf("a"), LineState::Kind::Again);
}

TEST_F(RecordingBookTest, ABadTakeMayBeKeptKnowingly) {
    read("a", Verdict::RecordAgain);
    EXPECT_TRUE(linesDone(book_.state()).empty());
    ASSERT_TRUE(book_.keepKnowingly("a", 1));
    EXPECT_EQ(kindOf("a"), LineState::Kind::KeptKnowingly);
    EXPECT_EQ(linesDone(book_.state()), std::set<std::string>{"a"});
    ASSERT_TRUE(book_.keepKnowingly("a", 1, false));
    EXPECT_EQ(kindOf("a"), LineState::Kind::Again);
}

TEST_F(RecordingBookTest, WhatTheTextSaysLaterTurnsAGoodTakeDown) {
    read("a");
    read("a");
    ASSERT_TRUE(book_.judge("a", 2, measured(), {{std::string(finding::kHalfRead), Verdict::RecordAgain}}));
    EXPECT_EQ(line("a").chosen, 1) << "the older one can be used";
    ASSERT_TRUE(book_.judge("a", 1, measured(), {{std::string(finding::kWrongLine), Verdict::RecordAgain, 0.5}}));
    EXPECT_EQ(kindOf("a"), LineState::Kind::Again);
    EXPECT_EQ(stateOf(line("a")).problem, (TakeFinding{"wrong_line", Verdict::RecordAgain, 0.5}));
}

TEST_F(RecordingBookTest, ARemovedTakeComesBackUntilItIsPurged) {
    read("a");
    read("a");
    ASSERT_TRUE(book_.removeTake("a", 2));
    EXPECT_EQ(line("a").chosen, 1);
    EXPECT_EQ(book_.choose("a", 2).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(book_.removeTake("a", 2));
    ASSERT_TRUE(book_.restoreTake("a", 2));
    EXPECT_EQ(line("a").chosen, 2);
    ASSERT_TRUE(book_.removeTake("a", 1));
    EXPECT_EQ(line("a").chosen, 2);
    const fs::path file = book_.pathOf(line("a").takes[0]);
    EXPECT_TRUE(fs::exists(file));
    EXPECT_EQ(book_.purgeRemoved().value(), 1);
    EXPECT_FALSE(fs::exists(file));
    EXPECT_FALSE(book_.restoreTake("a", 1));
    EXPECT_EQ(book_.purgeRemoved().value(), 0);
}

TEST_F(RecordingBookTest, ARestoredTakeIsNotChosenOverABetterOneSince) {
    read("a");
    read("a");
    ASSERT_TRUE(book_.removeTake("a", 2));
    read("a");
    ASSERT_TRUE(book_.restoreTake("a", 2));
    EXPECT_EQ(line("a").chosen, 3) << "recorded since";
    ASSERT_TRUE(book_.removeTake("a", 3));
    ASSERT_TRUE(book_.choose("a", 1));
    ASSERT_TRUE(book_.restoreTake("a", 3));
    EXPECT_EQ(line("a").chosen, 1) << "chosen since";
    read("b");
    ASSERT_TRUE(book_.removeTake("b", 1));
    read("b", Verdict::RecordAgain);
    ASSERT_TRUE(book_.restoreTake("b", 1));
    EXPECT_EQ(line("b").chosen, 1) << "the one since cannot be used";
}

TEST_F(RecordingBookTest, OffersTheChosenTakesOfLinesThatAreDone) {
    read("c");
    read("a");
    read("a");
    read("b", Verdict::RecordAgain);
    const std::string draft = book_.addLine(scriptLine({}, "Guessed.", {}, "en"), true).value();
    read(draft);
    auto offers = clipOffers(book_.state());
    ASSERT_EQ(offers.size(), 2U) << "neither what is to be read again nor a draft";
    EXPECT_EQ(offers[0].name, "L01-2");
    EXPECT_EQ(offers[0].transcript, "Line a.");
    EXPECT_TRUE(fs::exists(offers[0].file));
    EXPECT_EQ(offers[1].name, "L03-1");
    ASSERT_TRUE(book_.keepKnowingly("b", 1));
    ASSERT_TRUE(book_.setLineText(draft, scriptLine({}, "Known.", {}, "en")));
    offers = clipOffers(book_.state());
    ASSERT_EQ(offers.size(), 4U);
    EXPECT_TRUE(offers[1].keptKnowingly);
    EXPECT_EQ(offers[1].findings, std::vector<std::string>{"noise"});
    EXPECT_EQ(offers[3].transcript, "Known.");
    EXPECT_EQ(secondsDone(book_.state()), 4.0);
    EXPECT_EQ(offers[0].place, (TakePlace{.line = 1, .take = 2}));
    EXPECT_EQ(offers[3].place, (TakePlace{.line = 4, .take = 1}));
    EXPECT_EQ(calledOf(offers[1].name, offers[1].place), "line 2, take 1");
    EXPECT_EQ(calledOf("own file", {}), "own file");
}

TEST_F(RecordingBookTest, SpeechCountsAndSilenceDoesNot) {
    QualityReport quality = measured();
    quality.spokenSeconds = 0.4;
    const PlannedTake plan = book_.planTake("a").value();
    ASSERT_TRUE(book_.addTake(plan, recordInto(plan, quality)));
    EXPECT_EQ(secondsDone(book_.state()), 0.4) << "of a take of one second";
    EXPECT_EQ(readBookRecord(book_.state().folder).value().state, book_.state());
}

TEST_F(RecordingBookTest, WhereSpeechWasNotMeasuredALineIsNotLongerThanSlowReading) {
    BookLine line{.line = {.id = "a", .text = "Words.", .phones = {}, .expectedSeconds = 4.0}, .takes = {}};
    LineTake take;
    take.seconds = 5.0;
    EXPECT_EQ(spokenSecondsOf(line, take), 5.0);
    take.seconds = 26.0;
    EXPECT_EQ(spokenSecondsOf(line, take), 7.0);
    line.line.expectedSeconds = 0.0;
    EXPECT_EQ(spokenSecondsOf(line, take), 26.0);
}

TEST_F(RecordingBookTest, ATakeThatIsBeingHeardCountsLater) {
    read("a");
    book_.setBeingHeard("a", 1, true);
    EXPECT_EQ(stateOf(*findLine(book_.state(), "a")).kind, LineState::Kind::BeingHeard);
    EXPECT_TRUE(linesDone(book_.state()).empty());
    EXPECT_EQ(secondsDone(book_.state()), 0.0);
    EXPECT_TRUE(clipOffers(book_.state()).empty());
    ASSERT_TRUE(book_.rename("Anna"));
    EXPECT_FALSE(readBookRecord(book_.state().folder).value().state.lines[0].takes[0].beingHeard) << "nobody listens after a start";
    book_.setBeingHeard("a", 1, false);
    EXPECT_EQ(linesDone(book_.state()), std::set<std::string>{"a"});
}

TEST_F(RecordingBookTest, AFileFromElsewhereIsCopied) {
    const fs::path file = folder_ / "slice.wav";
    begin(file).finish().value();
    const auto take = book_.adoptFile("b", file, measured());
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->file, "takes/L02-1.wav");
    fs::remove(file);
    EXPECT_TRUE(fs::exists(book_.pathOf(*take)));
    EXPECT_EQ(book_.adoptFile("b", folder_ / "none.wav", measured()).error().code, ErrorCode::NotFound);
    EXPECT_EQ(line("b").takes.size(), 1U);
}

TEST_F(RecordingBookTest, AKilledRecordingIsOfferedOnce) {
    const PlannedTake plan = book_.planTake("b").value();
    { const TakeWriter killed = begin(plan.file, 12'000); }
    EXPECT_EQ(RecordingBook::list(folder_.path())->books[0].unfinished, 0) << "it is open, so it may still be recording";
    const std::string id = book_.state().id;
    { const RecordingBook closed = std::move(book_); }
    EXPECT_EQ(RecordingBook::list(folder_.path())->books[0].unfinished, 1);
    book_ = RecordingBook::open(folder_.path(), id).value();
    const auto rescued = book_.rescue();
    ASSERT_TRUE(rescued) << rescued.error().message();
    ASSERT_EQ(rescued->size(), 1U);
    EXPECT_EQ(rescued->front().lineId, "b");
    EXPECT_EQ(rescued->front().seconds, 1.5);
    const LineTake& take = line("b").takes.at(0);
    EXPECT_TRUE(take.cutShort);
    EXPECT_FALSE(take.measured);
    EXPECT_EQ(kindOf("b"), LineState::Kind::Again);
    EXPECT_TRUE(fs::exists(book_.pathOf(take)));
    EXPECT_TRUE(book_.rescue()->empty());
    EXPECT_EQ(read("b").number, 2);
    ASSERT_TRUE(book_.keepKnowingly("b", 1));
    EXPECT_EQ(clipOffers(book_.state()).at(0).name, "L02-1");
}

TEST_F(RecordingBookTest, AFinishedRecordingWithoutItsEntryIsEntered) {
    const PlannedTake plan = book_.planTake("b").value();
    recordInto(plan);
    reopen();
    ASSERT_EQ(book_.rescue()->size(), 1U);
    EXPECT_FALSE(line("b").takes.at(0).cutShort);
    EXPECT_EQ(line("b").takes.at(0).file, "takes/L02-1.wav");
}

TEST_F(RecordingBookTest, ARescueThatWasKilledIsFinished) {
    const PlannedTake plan = book_.planTake("b").value();
    { const TakeWriter killed = begin(plan.file); }
    ASSERT_TRUE(rescueUnfinishedTake(plan.file).value());
    reopen();
    ASSERT_EQ(book_.rescue()->size(), 1U);
    EXPECT_TRUE(line("b").takes.at(0).cutShort);
}

TEST_F(RecordingBookTest, AKilledPunchInIsOfferedAndItsNumberIsNoTrap) {
    read("b");
    const PlannedTake plan = book_.planTake("b").value();
    { const TakeWriter killed = begin(punchPathOf(plan.file), 12'000); }
    reopen();
    const auto rescued = book_.rescue();
    ASSERT_TRUE(rescued) << rescued.error().message();
    ASSERT_EQ(rescued->size(), 1U);
    EXPECT_EQ(rescued->front().number, 2);
    EXPECT_EQ(rescued->front().seconds, 1.5);
    EXPECT_TRUE(line("b").takes.at(1).cutShort) << "the new part alone is not the line";
    EXPECT_TRUE(fs::exists(book_.pathOf(line("b").takes.at(1))));
    EXPECT_EQ(line("b").chosen, 1);
    const PlannedTake next = book_.planTake("b").value();
    EXPECT_EQ(next.number, 3);
    begin(punchPathOf(next.file)).discard();
}

TEST_F(RecordingBookTest, APunchInThatWasBeingJoinedIsTheNewPart) {
    const PlannedTake plan = book_.planTake("b").value();
    begin(punchPathOf(plan.file), 12'000).finish().value();
    { const TakeWriter joining = begin(plan.file, 4'000); }
    reopen();
    ASSERT_EQ(book_.rescue()->size(), 1U);
    EXPECT_EQ(line("b").takes.at(0).seconds, 1.5);
    EXPECT_TRUE(line("b").takes.at(0).cutShort);
    std::vector<fs::path> left(fs::directory_iterator(book_.state().folder / "takes"), {});
    EXPECT_EQ(left, std::vector<fs::path>{book_.pathOf(line("b").takes.at(0))});
}

TEST_F(RecordingBookTest, APunchInThatWasJoinedIsWhole) {
    const PlannedTake plan = book_.planTake("b").value();
    begin(punchPathOf(plan.file), 12'000).finish().value();
    recordInto(plan);
    reopen();
    ASSERT_EQ(book_.rescue()->size(), 1U);
    EXPECT_FALSE(line("b").takes.at(0).cutShort);
    EXPECT_EQ(line("b").takes.at(0).file, "takes/L02-1.wav");
    EXPECT_FALSE(fs::exists(punchPathOf(plan.file)));
}

TEST_F(RecordingBookTest, ATakeThatBrokeOffIsToBeReadAgain) {
    const PlannedTake plan = book_.planTake("a").value();
    RecordedTake recorded = recordInto(plan);
    recorded.trouble = Error{ErrorCode::Io, "the disk is full", {}};
    ASSERT_TRUE(book_.addTake(plan, recorded));
    EXPECT_EQ(kindOf("a"), LineState::Kind::Again);
    EXPECT_EQ(stateOf(line("a")).problem->code, finding::kRecordingDied);
}

TEST_F(RecordingBookTest, WhatIsStillBeingRecordedIsLeftAlone) {
    const PlannedTake plan = book_.planTake("b").value();
    TakeWriter running = begin(plan.file);
    EXPECT_TRUE(book_.rescue()->empty());
    RecordedTake recorded;
    recorded.file = running.finish().value();
    recorded.quality = measured();
    EXPECT_TRUE(book_.addTake(plan, recorded));
}

TEST_F(RecordingBookTest, PlansThatCameToNothingLeaveNothing) {
    const PlannedTake plan = book_.planTake("a").value();
    ASSERT_TRUE(book_.dropPlan(plan));
    EXPECT_EQ(book_.addTake(plan, RecordedTake{}).error().code, ErrorCode::NotFound);
    const PlannedTake room = book_.planRoomTone().value();
    { const TakeWriter killed = begin(room.file); }
    EXPECT_TRUE(book_.rescue()->empty());
    EXPECT_TRUE(fs::is_empty(book_.state().folder / "takes")) << "half a room tone is none";
}

TEST_F(RecordingBookTest, IsOpenInOnePlaceAtATime) {
    EXPECT_EQ(RecordingBook::open(folder_.path(), book_.state().id).error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(RecordingBook::remove(folder_.path(), book_.state().id).error().code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(RecordingBook::list(folder_.path())->books.at(0).inUse);
}

TEST_F(RecordingBookTest, IsRemovedWithAllItsSound) {
    read("a");
    const std::string id = book_.state().id;
    { const RecordingBook closed = std::move(book_); }
    ASSERT_EQ(RecordingBook::list(folder_.path())->books.at(0).done, 1U);
    ASSERT_TRUE(RecordingBook::remove(folder_.path(), id));
    EXPECT_TRUE(RecordingBook::list(folder_.path())->books.empty());
    EXPECT_TRUE(fs::is_empty(folder_ / "recordings"));
    EXPECT_EQ(RecordingBook::open(folder_.path(), id).error().code, ErrorCode::NotFound);
    EXPECT_EQ(RecordingBook::open(folder_.path(), "../..").error().code, ErrorCode::NotFound);
}

TEST_F(RecordingBookTest, AFailedChangeLeavesEverythingAsItWas) {
    read("a");
    const BookState before = book_.state();
    fs::rename(before.folder, folder_ / "away");
    EXPECT_FALSE(book_.choose("a", 1));
    EXPECT_FALSE(book_.removeTake("a", 1));
    EXPECT_FALSE(book_.planTake("a"));
    EXPECT_EQ(book_.state(), before);
    fs::rename(folder_ / "away", before.folder);
}

TEST(RecordingBookListTest, DamagedBooksDoNotHideGoodOnes) {
    const test::TempDir folder;
    EXPECT_TRUE(RecordingBook::list(folder.path())->books.empty());
    { const auto good = RecordingBook::create(folder.path(), {.name = "good", .script = threeLines()}); }
    for (const auto& [name, text] : {std::pair("bad", "{"), std::pair("newer", "{\"format\": 99}"),
                                     std::pair("leaves", R"({"format":1,"language":"en","lines":[{"id":"a","text":"b",
                                               "takes":[{"number":1,"file":"../../etc/passwd"}]}]})")}) {
        fs::create_directories(folder / "recordings" / name);
        ASSERT_TRUE(writeFileAtomically(folder / "recordings" / name / "book.json", text));
    }
    const auto list = RecordingBook::list(folder.path());
    ASSERT_TRUE(list);
    EXPECT_EQ(list->books.size(), 1U);
    EXPECT_EQ(list->problems.size(), 3U);
    EXPECT_EQ(RecordingBook::open(folder.path(), "newer").error().code, ErrorCode::Unsupported);
    EXPECT_EQ(RecordingBook::open(folder.path(), "leaves").error().code, ErrorCode::Corrupt);
}

TEST(RecordingBookListTest, IdsOfLinesAreGoodFileNamesAndGivenOnce) {
    const test::TempDir folder;
    for (const std::string id : {"", "../x", "b"}) {
        RecordingScript script = threeLines();
        script.lines[0].id = id;
        EXPECT_EQ(RecordingBook::create(folder.path(), {.name = "", .script = script}).error().code, ErrorCode::InvalidInput) << id;
    }
}

}  // namespace
}  // namespace timbre
