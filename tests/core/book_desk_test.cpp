// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings for voices through the studio's door: each command with the events it answers with.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/encode.h"
#include "core/audio/take_writer.h"
#include "core/voice/recording_book.h"
#include "tests/support/book_desk.h"
#include "tests/support/room_speech.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class BookDeskTest : public test::BookDeskFixture {};

TEST_F(BookDeskTest, RecordingsAreOpenedAgainUntilAVoiceIsMadeOfThem) {
    studio();
    const BookOpened first = open();
    ASSERT_EQ(first.book->lines.size(), 3U);
    EXPECT_EQ(first.book->lines[1].line.text, "The second line is longer.");
    EXPECT_EQ(first.book->language, "en");
    EXPECT_EQ(open({.language = "en"}).book->id, first.book->id) << "open already";

    studio_.reset();
    studio();
    EXPECT_EQ(open({.language = "en"}).book->id, first.book->id) << "after another start";
    ASSERT_TRUE(run(SetBookVoice{.voice = "0123456789abcdef", .version = 1}));
    EXPECT_EQ(state().voiceId, "0123456789abcdef");
    EXPECT_NE(open().book->id, first.book->id) << "the next voice gets a book of its own";
}

TEST_F(BookDeskTest, WithoutABookThereIsAnErrorAndNotMore) {
    studio();
    EXPECT_EQ(run(PlanTake{.lineId = "1"}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run(GiveConsent{.given = true, .sentence = "Yes.", .language = "en"}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run(OpenBook{.language = "en"}).error().code, ErrorCode::NotFound) << "no script is installed here";
}

TEST_F(BookDeskTest, NothingIsRecordedWithoutConsent) {
    studio();
    open();
    EXPECT_EQ(run(PlanTake{.lineId = "1"}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(run(TakeInFiles{.files = {folder_ / "talk.wav"}}).error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
    EXPECT_EQ(state().consent.sentence, "It is my own voice.");
    EXPECT_FALSE(state().consent.given.empty());
    EXPECT_EQ(plan("1").number, 1);
    ASSERT_TRUE(run(GiveConsent{.given = false}));
    EXPECT_TRUE(state().consent.given.empty());
    EXPECT_FALSE(run(PlanTake{.lineId = "1"}));
}

TEST_F(BookDeskTest, ATakeCountsWhenItsWordsWereChecked) {
    openWithConsent();
    {
        const std::scoped_lock listening(ears_->gate);
        ASSERT_TRUE(run(recorded("1", 3.0)));
        EXPECT_EQ(stateOf(line("1")).kind, LineState::Kind::BeingHeard);
        EXPECT_EQ(secondsDone(state()), 0.0);
        EXPECT_TRUE(clipOffers(state()).empty());
    }
    const BookState heard = *waitForHeard(1).back().book;
    EXPECT_EQ(stateOf(*findLine(heard, "1")).kind, LineState::Kind::Good);
    EXPECT_EQ(clipOffers(heard).size(), 1U);
}

TEST_F(BookDeskTest, WithoutAnybodyToCheckATakeCountsAtOnce) {
    studio();
    open({.language = "ko", .ownText = "안녕하세요.\n"});
    ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
    ASSERT_TRUE(run(recorded("1")));
    EXPECT_EQ(stateOf(line("1")).kind, LineState::Kind::Good);
    EXPECT_EQ(ears_->asked, 0);
}

TEST_F(BookDeskTest, OwnTextIsReadSentenceBySentence) {
    studio();
    const BookOpened opened = open({.language = "en", .ownText = "It rains today. Nobody goes out to the harbour! Does Mr. Smith?"});
    ASSERT_EQ(opened.book->lines.size(), 3U);
    EXPECT_EQ(opened.book->lines[1].line.text, "Nobody goes out to the harbour!");
    EXPECT_EQ(opened.book->lines[2].line.text, "Does Mr. Smith?");
}

TEST_F(BookDeskTest, AHalfReadLineIsFoundLaterAndToBeReadAgain) {
    ears_->fit.kind = LineFit::Kind::Half;
    ears_->gate.lock();
    openWithConsent();
    const KeepTake keep = recorded("2");
    ASSERT_TRUE(run(keep));
    const BookChanged entered = all<BookChanged>().back();
    EXPECT_EQ(entered.lineId, "2");
    EXPECT_EQ(entered.number, 1);
    EXPECT_EQ(stateOf(*findLine(*entered.book, "2")).kind, LineState::Kind::BeingHeard) << "nobody has listened yet";
    EXPECT_NE(entered.job, JobId{});
    // Meanwhile other lines are worked on.
    ASSERT_TRUE(run(ChooseTake{.lineId = "2", .number = 1}));

    ears_->gate.unlock();
    const BookChanged heard = waitForHeard(1).front();
    EXPECT_EQ(heard.lineId, "2");
    EXPECT_EQ(heard.number, 1);
    ASSERT_TRUE(heard.heard);
    EXPECT_EQ(heard.heard->kind, LineFit::Kind::Half);
    EXPECT_EQ(heard.heard->score, static_cast<double>(std::string("The second line is longer.").size()));
    const LineState now = stateOf(*findLine(*heard.book, "2"));
    EXPECT_EQ(now.kind, LineState::Kind::Again);
    ASSERT_TRUE(now.problem);
    EXPECT_EQ(now.problem->code, finding::kHalfRead);
    EXPECT_EQ(now.problem->verdict, Verdict::RecordAgain);

    studio_.reset();
    studio();
    EXPECT_EQ(stateOf(*findLine(*open({.language = "en"}).book, "2")).kind, LineState::Kind::Again) << "it is on disk";
}

TEST_F(BookDeskTest, ListeningKeepsWhatWasKnownBefore) {
    ears_->fit.words = {{.beginByte = 0, .endByte = 3, .heard = false}};
    openWithConsent();
    KeepTake keep = recorded("1");
    keep.noises = {{.fromSeconds = 0.5, .toSeconds = 0.6, .kind = LocalNoiseKind::Knock}};
    keep.recorded.overruns = 1;
    ASSERT_TRUE(run(keep));
    const BookChanged heard = waitForHeard(1).front();
    const std::vector<TakeFinding>& findings = findLine(*heard.book, "1")->takes.at(0).findings;
    std::vector<std::string> codes;
    std::ranges::transform(findings, std::back_inserter(codes), &TakeFinding::code);
    std::ranges::sort(codes);
    EXPECT_EQ(codes, (std::vector<std::string>{"knock", "skipped_word", "sound_lost"})) << "each once";
    const auto knock = std::ranges::find(findings, "knock", &TakeFinding::code);
    EXPECT_EQ(knock->atSeconds, 0.5);
    EXPECT_EQ(knock->verdict, Verdict::RecordAgain);
}

TEST_F(BookDeskTest, WhatIsHeardBelongsToTheBookOfTheTake) {
    ears_->fit.kind = LineFit::Kind::Wrong;
    ears_->gate.lock();
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    OpenBook next = threeLines();
    next.fresh = true;
    open(next);
    ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
    KeepTake silent = recorded("1");
    silent.clip = nullptr;
    ASSERT_TRUE(run(silent));
    ASSERT_TRUE(run(recorded("2")));
    while (ears_->asked == 0) {
        std::this_thread::yield();
    }
    ears_->gate.unlock();
    const auto heard = waitForHeard(1);
    EXPECT_EQ(heard.front().lineId, "2") << "the other book's take is nobody's any more";
    EXPECT_EQ(stateOf(*findLine(*heard.front().book, "1")).kind, LineState::Kind::Good);
    EXPECT_EQ(stateOf(*findLine(*heard.front().book, "2")).kind, LineState::Kind::Again);
}

TEST_F(BookDeskTest, TakesAreChosenKeptRemovedAndBroughtBack) {
    openWithConsent();
    ASSERT_TRUE(run(recorded("1", 1.0)));
    ASSERT_TRUE(run(recorded("1", 2.0)));
    EXPECT_EQ(line("1").chosen, 2);
    ASSERT_TRUE(run(ChooseTake{.lineId = "1", .number = 1}));
    EXPECT_EQ(line("1").chosen, 1);
    ASSERT_TRUE(run(RemoveTake{.lineId = "1", .number = 1}));
    EXPECT_EQ(line("1").chosen, 2);
    EXPECT_EQ(run(LoadBookTake{.lineId = "1", .number = 1}).error().code, ErrorCode::NotFound) << "it was removed";
    ASSERT_TRUE(run(RemoveTake{.lineId = "1", .number = 1, .restore = true}));
    EXPECT_EQ(line("1").chosen, 1);

    ASSERT_TRUE(run(LoadBookTake{.lineId = "1", .number = 2}));
    const BookTakeLoaded loaded = all<BookTakeLoaded>().back();
    EXPECT_EQ(loaded.number, 2);
    EXPECT_EQ(loaded.clip->seconds(), 2.0);
    ASSERT_NE(loaded.peaks, nullptr);

    KeepTake bad = recorded("3");
    bad.recorded.quality.findings = {{.problem = QualityProblem::Noise, .verdict = Verdict::RecordAgain}};
    bad.recorded.quality.verdict = Verdict::RecordAgain;
    ASSERT_TRUE(run(bad));
    EXPECT_EQ(stateOf(line("3")).kind, LineState::Kind::Again);
    ASSERT_TRUE(run(KeepTakeKnowingly{.lineId = "3", .number = 1}));
    EXPECT_EQ(stateOf(line("3")).kind, LineState::Kind::KeptKnowingly);
    EXPECT_FALSE(run(ChooseTake{.lineId = "3", .number = 9}));
}

TEST_F(BookDeskTest, APlanThatCameToNothingAndTheRoomTone) {
    openWithConsent();
    const PlannedTake dropped = plan("1");
    ASSERT_TRUE(run(DropPlan{.plan = dropped}));
    EXPECT_FALSE(run(KeepTake{.plan = dropped, .recorded = {}})) << "it is planned no more";

    const PlannedTake room = plan("");
    ASSERT_TRUE(run(KeepRoomTone{.plan = room, .file = record(room.file, 2.0), .noiseDbfs = -61.5}));
    ASSERT_TRUE(state().roomTone);
    EXPECT_EQ(state().roomTone->seconds, 2.0);
    EXPECT_EQ(state().roomTone->noiseDbfs, -61.5);
}

TEST_F(BookDeskTest, ARecordingWhoseProgramDiedIsFoundAgain) {
    openWithConsent();
    const PlannedTake cut = plan("2");
    {
        auto writer = TakeWriter::create(cut.file, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        ASSERT_TRUE(writer.append(std::vector<float>(24'000, 0.25F)));
    }
    studio_.reset();
    studio();
    const BookOpened opened = open({.language = "en"});
    ASSERT_EQ(opened.rescued.size(), 1U);
    EXPECT_EQ(opened.rescued[0].lineId, "2");
    EXPECT_EQ(opened.rescued[0].seconds, 1.5);
    const BookLine& line = *findLine(*opened.book, "2");
    ASSERT_EQ(line.takes.size(), 1U);
    EXPECT_TRUE(line.takes[0].cutShort);
    EXPECT_EQ(stateOf(line).kind, LineState::Kind::Again);
    ASSERT_TRUE(run(LoadBookTake{.lineId = "2", .number = 1}));
    EXPECT_EQ(all<BookTakeLoaded>().back().clip->seconds(), 1.5);
    EXPECT_TRUE(open({.language = "en"}).rescued.empty()) << "once";
}

TEST_F(BookDeskTest, FilesBecomeSlicesAndSlicesLines) {
    openWithConsent();
    ASSERT_TRUE(writeAudio(folder_ / "talk.wav", test::roomSpeech({5.0, 6.0}), {}));
    ASSERT_TRUE(run(TakeInFiles{.files = {folder_ / "talk.wav", folder_ / "none.wav"}}));
    const auto slices = all<SliceFound>();
    ASSERT_EQ(slices.size(), 2U);
    EXPECT_EQ(slices[0].slice.transcript, "the shorter one");
    ASSERT_EQ(all<FileRefused>().size(), 1U);
    EXPECT_EQ(all<FileRefused>()[0].file.file, folder_ / "none.wav");
    ASSERT_EQ(all<FilesTakenIn>().size(), 1U);

    std::vector<SoundSlice> wanted = all<FilesTakenIn>()[0].intake->slices;
    ASSERT_EQ(wanted.size(), 2U);
    ASSERT_EQ(all<FileHeard>().size(), 1U) << "not the one that was refused";
    EXPECT_NEAR(all<FileHeard>()[0].file.seconds, 13.0, 0.001) << "all of it, not only the slices";
    EXPECT_EQ(all<FileHeard>()[0].file.peaks->frames(), 13U * 16'000U);
    ASSERT_TRUE(run(JoinSlices{.first = wanted[0], .second = wanted[1]}));
    ASSERT_EQ(all<SlicesJoined>().size(), 1U);
    EXPECT_EQ(all<SlicesJoined>()[0].slice.toSeconds, wanted[1].toSeconds);
    EXPECT_FALSE(run(JoinSlices{.first = wanted[1], .second = wanted[0]}));
    setTranscript(wanted[1], "Words that a person typed.");
    wanted.push_back(wanted[0]);
    setTranscript(wanted[2], "");
    ASSERT_TRUE(run(AdoptSlices{.slices = wanted}));
    const BookState book = state();
    ASSERT_EQ(book.lines.size(), 5U) << "the three of the script, and not the one without words";
    const BookLine& draft = book.lines[3];
    EXPECT_TRUE(draft.draft);
    EXPECT_EQ(draft.line.text, "the shorter one");
    const BookLine& typed = book.lines[4];
    EXPECT_FALSE(typed.draft);
    EXPECT_EQ(typed.line.text, "Words that a person typed.");
    ASSERT_EQ(typed.takes.size(), 1U);
    EXPECT_EQ(typed.chosen, 1);
    EXPECT_EQ(typed.takes[0].snrDb, wanted[1].quality.snrDb);
    ASSERT_TRUE(run(LoadBookTake{.lineId = typed.line.id, .number = 1}));
    EXPECT_NEAR(all<BookTakeLoaded>().back().clip->seconds(), wanted[1].clip->seconds(), 0.001);
    EXPECT_FALSE(fs::exists(book.folder / "intake")) << "nothing is left of the way there";
    std::vector<std::string> offered;
    for (const ClipOffer& clip : clipOffers(book)) {
        offered.push_back(clip.transcript);
    }
    EXPECT_EQ(offered, (std::vector<std::string>{"Words that a person typed."})) << "nobody has confirmed the draft";

    ears_->fit.kind = LineFit::Kind::Half;
    ASSERT_TRUE(run(recorded(draft.line.id)));
    EXPECT_TRUE(findLine(*waitForHeard(1).back().book, draft.line.id)->draft);
    ears_->fit.kind = LineFit::Kind::Whole;
    ASSERT_TRUE(run(recorded(draft.line.id)));
    const BookState read = *waitForHeard(2).back().book;
    EXPECT_FALSE(findLine(read, draft.line.id)->draft) << "a person has read these words aloud";
    EXPECT_EQ(clipOffers(read).size(), 2U);
}

TEST_F(BookDeskTest, AReadingIsDeletedUnlessAVoiceWasMadeFromIt) {
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    waitForHeard(1);
    const BookState first = state();
    const BookState second = *open({.language = "en", .fresh = true, .ownText = "Another one.\n"}).book;
    ASSERT_NE(first.id, second.id);
    ASSERT_TRUE(run(RemoveBook{.id = first.id}));
    EXPECT_FALSE(fs::exists(first.folder));
    EXPECT_EQ(all<BookClosed>().back().book, first.id);
    EXPECT_EQ(run(RemoveBook{.id = first.id}).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
    ASSERT_TRUE(run(SetBookVoice{.voice = "0123456789abcdef", .version = 1}));
    EXPECT_EQ(run(RemoveBook{.id = second.id}).error().code, ErrorCode::InvalidInput);
    EXPECT_TRUE(fs::exists(second.folder));
    EXPECT_TRUE(run(PlanTake{.lineId = second.lines[0].line.id})) << "it stays open: " << second.id;
}

TEST_F(BookDeskTest, TheOpenReadingIsDeletedAndClosed) {
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    waitForHeard(1);
    const BookState book = state();
    ASSERT_TRUE(run(RemoveBook{.id = book.id}));
    EXPECT_FALSE(fs::exists(book.folder));
    EXPECT_EQ(run(PlanTake{.lineId = "1"}).error().code, ErrorCode::NotFound) << "none is open";
}

TEST_F(BookDeskTest, WithAVoiceGoItsRecordings) {
    makeVoice("Anna");
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    const BookState other = state();
    studio_.reset();
    studio();
    OpenBook next = threeLines();
    next.fresh = true;
    open(next);
    ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
    ASSERT_TRUE(run(recorded("1")));
    ASSERT_TRUE(run(SetBookVoice{.voice = voice_.voice, .version = 1}));
    const BookState book = state();
    ASSERT_NE(book.id, other.id);

    ASSERT_TRUE(run(PlanRemoval{.voice = voice_.voice}));
    const RemovalPlanned planned = all<RemovalPlanned>().back();
    const std::string take = "recordings/" + book.id + "/" + book.lines[0].takes.at(0).file;
    EXPECT_EQ(std::ranges::count(planned.files, take), 1);
    EXPECT_TRUE(std::ranges::none_of(planned.files, [&](const std::string& file) { return file.find(other.id) != std::string::npos; }));
    EXPECT_GT(planned.bytes, fs::file_size(folder_ / take));
    EXPECT_TRUE(fs::exists(folder_ / take)) << "planned is not done";

    ASSERT_TRUE(run(RemoveVoice{.voice = voice_.voice})) << "also while the book is open here";
    const VoiceRemoved removed = all<VoiceRemoved>().back();
    EXPECT_EQ(removed.files, planned.files);
    EXPECT_EQ(removed.bytes, planned.bytes);
    EXPECT_FALSE(fs::exists(book.folder));
    EXPECT_TRUE(fs::exists(other.folder / other.lines[0].takes.at(0).file)) << "recordings of no voice stay";
    EXPECT_EQ(run(PlanTake{.lineId = "1"}).error().code, ErrorCode::NotFound) << "that book is closed";
}

TEST_F(BookDeskTest, AVoiceStaysWhileItsRecordingsAreOpenElsewhere) {
    makeVoice("Anna");
    openWithConsent();
    ASSERT_TRUE(run(recorded("1")));
    ASSERT_TRUE(run(SetBookVoice{.voice = voice_.voice, .version = 1}));
    const BookState book = state();
    studio_.reset();
    const auto elsewhere = RecordingBook::open(folder_.path(), book.id);
    ASSERT_TRUE(elsewhere);
    studio();
    EXPECT_EQ(run(RemoveVoice{.voice = voice_.voice}).error().code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(all<VoiceRemoved>().empty());
    EXPECT_TRUE(fs::exists(folder_ / "voices" / voice_.voice));
    EXPECT_TRUE(fs::exists(book.folder / book.lines[0].takes.at(0).file));
}

}  // namespace
}  // namespace timbre
