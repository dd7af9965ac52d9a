// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_session.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <iostream>

#include <QSignalSpy>

#include "core/audio/decode.h"
#include "core/audio/take_writer.h"
#include "tests/ui/record_fixture.h"
#include "ui/record/record_words.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using Kind = timbre::LineState::Kind;

class RecordSessionTest : public test::RecordFixture {
  protected:
    RecordSession& session() {
        if (!session_) {
            bridge_ = std::make_unique<EngineBridge>(recordParts());
            session_ = std::make_unique<RecordSession>(*bridge_, settings_, test::fastOutput());
            session_->setCountInMs(5, 5);
            QObject::connect(session_.get(), &RecordSession::failed, [this](const QString& title, const Error& error) {
                std::cerr << "told: " << title.toStdString() << ": " << error.message() << '\n';
                said_ << title;
            });
            session_->setConsentWords(consentSentence(), QStringLiteral("en"));
            session_->enter();
            waitFor([&] { return session_->book() != nullptr && session_->device().has_value(); });
        }
        return *session_;
    }
    void consent() {
        session().setConsent(true);
        waitFor([&] { return session().stage() == RecordStage::Ready; });
    }
    void record(double seconds = 3.0) {
        const std::size_t before = session().takes().size();
        session().toggleRecord();
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > seconds; });
        session().toggleRecord();
        waitFor([&] { return session().takes().size() > before && session().stage() == RecordStage::Ready; });
    }
    Kind kind() { return stateOf(*session().line()).kind; }
    std::string problem() {
        const auto state = stateOf(*session().line());
        return state.problem ? state.problem->code : std::string();
    }
    void use(const std::string& device) {
        session().chooseInput(QString::fromStdString(device));
        waitFor([&] { return session().device() && session().device()->name == device && session().status().running; });
    }

    /// A take begins now, or has begun to count.
    void readOn(double seconds) {
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > seconds; });
    }
    void stop(std::size_t takes) {
        session().toggleRecord();
        waitFor([&] { return session().takes().size() == takes && session().stage() == RecordStage::Ready; });
    }
    AudioClip soundOf(const LineTake& take) { return readAudio(session().book()->folder / take.file).value(); }
    /// Another program opens what lies there.
    void restart(std::vector<RescuedTake>& offered) {
        session_.reset();
        bridge_ = std::make_unique<EngineBridge>(recordParts());
        session_ = std::make_unique<RecordSession>(*bridge_, settings_, test::fastOutput());
        session_->setCountInMs(5, 5);
        QObject::connect(session_.get(), &RecordSession::rescued, [&](const std::vector<RescuedTake>& takes) { offered = takes; });
        session_->enter();
        waitFor([&] { return session_->book() != nullptr && session_->stage() == RecordStage::Ready; });
    }

    QStringList said_;
    std::unique_ptr<EngineBridge> bridge_;
    std::unique_ptr<RecordSession> session_;
};

TEST_F(RecordSessionTest, NothingIsRecordedBeforeTheBoxIsTicked) {
    EXPECT_EQ(session().stage(), RecordStage::NeedsConsent);
    const QSignalSpy asked(&session(), &RecordSession::consentAsked);
    session().toggleRecord();
    session().checkRoom();
    EXPECT_EQ(asked.count(), 2);
    EXPECT_EQ(session().stage(), RecordStage::NeedsConsent);
    waitFor([&] { return !bridge_->isBusy(); });
    EXPECT_FALSE(session().status().inTake);
    EXPECT_FALSE(std::filesystem::exists(session().book()->folder / "takes" / "L01-1.part.wav"));
}

TEST_F(RecordSessionTest, ThePermissionIsKeptWithItsWords) {
    consent();
    EXPECT_EQ(session().book()->consent.sentence, consentSentence().toStdString());
    EXPECT_FALSE(session().book()->consent.given.empty());
    session().setConsent(false);
    waitFor([&] { return session().stage() == RecordStage::NeedsConsent; });
}

TEST_F(RecordSessionTest, ATakeOfTheLineIsOnDiskAndHeard) {
    consent();
    record();
    ASSERT_EQ(session().takes().size(), 1U);
    const LineTake& take = *session().takes().front();
    EXPECT_GT(take.seconds, 3.0);
    EXPECT_TRUE(std::filesystem::exists(session().book()->folder / take.file));
    EXPECT_EQ(kind(), Kind::Good) << problem();
    waitFor([&] { return session().heard(session().line()->line.id) != nullptr; });
    const int number = session().takes().front()->number;
    waitFor([&] { return session().sound(session().line()->line.id, number) != nullptr; });
}

TEST_F(RecordSessionTest, CountsThreeTwoOne) {
    consent();
    std::vector<int> counts;
    QObject::connect(&session(), &RecordSession::countChanged, [&] { counts.push_back(session().countIn()); });
    record(0.5);
    EXPECT_EQ(counts, (std::vector<int>{3, 2, 1, 0}));
}

TEST_F(RecordSessionTest, TheCountCanBeStopped) {
    session().setCountInMs(60'000, 60'000);
    consent();
    session().toggleRecord();
    EXPECT_EQ(session().stage(), RecordStage::CountIn);
    session().toggleRecord();
    waitFor([&] { return !bridge_->isBusy(); });
    EXPECT_EQ(session().stage(), RecordStage::Ready);
    EXPECT_TRUE(session().takes().empty());
}

TEST_F(RecordSessionTest, NoiseAsksAgainInOneSentenceAndMayBeKept) {
    plugInNoisy();
    consent();
    waitFor([&] { return session().devices().size() == 2; });
    use("Noisy");
    record();
    ASSERT_EQ(kind(), Kind::Again);
    ASSERT_EQ(problem(), "noise");
    EXPECT_EQ(takeVerdict(*stateOf(*session().line()).problem).advice.toStdString(),
              "Noise found. Please record again in a quiet room.");
    session().keepKnowingly(true);
    waitFor([&] { return kind() == Kind::KeptKnowingly; });
    EXPECT_EQ(session().linesDone(), 1);
}

TEST_F(RecordSessionTest, HalfALineAsksAgainAfterListening) {
    told_->kind = LineFit::Kind::Half;
    consent();
    record();
    waitFor([&] { return kind() == Kind::Again; });
    EXPECT_EQ(problem(), "half_read");
    EXPECT_EQ(lineMeta(*session().line(), 1, true).toStdString(), "Read line 1 again: half read");
}

TEST_F(RecordSessionTest, EnterKeepsAGoodTakeAndGoesOn) {
    consent();
    session().toggleRecord();
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 3.0; });
    session().keepAndNext();
    waitFor([&] { return session().row() == 1; });
    EXPECT_EQ(session().linesDone(), 1);
    EXPECT_EQ(session().linesGoal(), 8);
}

TEST_F(RecordSessionTest, EnterStaysOnALineThatMustBeReadAgain) {
    plugInNoisy();
    consent();
    waitFor([&] { return session().devices().size() == 2; });
    use("Noisy");
    session().toggleRecord();
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 3.0; });
    session().keepAndNext();
    waitFor([&] { return session().takes().size() == 1 && session().stage() == RecordStage::Ready; });
    EXPECT_EQ(session().row(), 0);
}

TEST_F(RecordSessionTest, PunchInJoinsOldAndNew) {
    consent();
    record(4.0);
    const LineTake first = *session().takes().front();
    session().punchIn();
    EXPECT_NEAR(session().punchSeconds().value_or(0.0), first.seconds - 3.0, 0.01);
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 2.0; });
    session().toggleRecord();
    waitFor([&] { return session().takes().size() == 2 && session().stage() == RecordStage::Ready; });
    const LineTake& joined = *session().takes().back();
    EXPECT_GT(joined.seconds, first.seconds - 3.0 + 2.0);
    EXPECT_TRUE(std::filesystem::exists(session().book()->folder / first.file));
    const auto old = readAudio(session().book()->folder / first.file);
    const auto next = readAudio(session().book()->folder / joined.file);
    ASSERT_TRUE(old && next);
    EXPECT_NEAR(old->samples[8000], next->samples[8000], 1e-4) << "the beginning is that of the old take";
}

TEST_F(RecordSessionTest, PunchInOnAShortTakeReadsTheWholeLineAnew) {
    machine_->microphones.front().second->speed = 1.0;  // or a slow machine records too much
    consent();
    record(0.5);
    ASSERT_LT(session().takes().front()->seconds, 3.05);
    session().punchIn();
    EXPECT_EQ(session().stage(), RecordStage::CountIn);
    EXPECT_FALSE(session().punchSeconds()) << "there is nothing to go on from";
    readOn(2.0);
    stop(2);
    EXPECT_GT(session().takes().back()->seconds, 2.0);
    EXPECT_TRUE(said_.isEmpty()) << said_.join(u'\n').toStdString();
}

TEST_F(RecordSessionTest, APunchInGoesOnFromTheTakeThatJustEnded) {
    consent();
    record(4.0);
    session().punchIn();
    readOn(5.0);
    session().punchIn();  // while it is recorded
    waitFor([&] { return session().takes().size() == 2 && session().punchSeconds().has_value(); });
    const LineTake second = *session().takes().back();
    EXPECT_NEAR(*session().punchSeconds(), second.seconds - 3.0, 0.01);
    readOn(1.0);
    stop(3);
    const LineTake third = *session().takes().back();
    const AudioClip before = soundOf(second);
    const AudioClip after = soundOf(third);
    const auto at = static_cast<std::size_t>((second.seconds - 3.2) * 16'000);
    for (std::size_t i = 0; i < 1'000; i += 100) {
        ASSERT_NEAR(before.samples[at + i], after.samples[at + i], 1e-4) << "all of the second take is in it";
    }
    session().punchIn();  // and afterwards
    EXPECT_NEAR(session().punchSeconds().value_or(0.0), third.seconds - 3.0, 0.01);
    session().discard();
    session().punchIn();
    EXPECT_NEAR(session().punchSeconds().value_or(0.0), third.seconds - 3.0, 0.01) << "the lead-in is no place to go on from";
    session().discard();
}

TEST_F(RecordSessionTest, APunchInNeverGoesOnFromTheOldRecordingOfAVoice) {
    makeAnna();
    session().openRetake({.voice = VoiceStore::open(folder_.path())->list()->voices.front().id, .number = 1}, 1);
    waitFor([&] { return session().stage() == RecordStage::CountIn || session().stage() == RecordStage::Recording; });
    const int old = session().oldTake()->number;
    readOn(4.0);
    session().punchIn();
    waitFor([&] { return session().takes().size() == 2 && session().punchSeconds().has_value(); });
    EXPECT_NEAR(*session().punchSeconds(), session().takes().back()->seconds - 3.0, 0.01);
    readOn(1.0);
    stop(3);
    const int last = session().newTake()->number;
    session().playTake(old);
    waitFor([&] { return session().player().number() == old && session().player().seconds() > 0.0; });
    session().player().stop();
    session().punchIn();
    EXPECT_EQ(session().player().number(), last) << "what is heard before it is what it goes on from";
    session().discard();
    session().removeTake(2);
    session().removeTake(3);
    waitFor([&] { return session().takes().size() == 1 && !bridge_->isBusy(); });
    session().punchIn();
    EXPECT_EQ(session().stage(), RecordStage::CountIn);
    EXPECT_FALSE(session().punchSeconds()) << "the whole line anew";
    session().discard();
}

TEST_F(RecordSessionTest, AKilledPunchInIsOfferedAndTheLineGoesOn) {
    consent();
    record(4.0);
    session().punchIn();
    readOn(2.5);
    // The disk as it is when the program is killed now.
    const std::filesystem::path killed = folder_ / "killed";
    std::filesystem::copy(folder_ / "recordings", killed, std::filesystem::copy_options::recursive);
    stop(2);
    session_.reset();
    bridge_.reset();
    std::filesystem::remove_all(folder_ / "recordings");
    std::filesystem::rename(killed, folder_ / "recordings");
    std::vector<RescuedTake> offered;
    restart(offered);
    ASSERT_EQ(offered.size(), 1U);
    EXPECT_GT(offered.front().seconds, 1.0) << "all but the last second";
    ASSERT_EQ(session_->takes().size(), 2U);
    EXPECT_TRUE(session_->takes().back()->cutShort);
    session_->choose(1);
    session_->playTake(1);
    waitFor([&] { return session_->player().number() == 1; });
    session_->player().stop();
    session_->punchIn();
    readOn(2.0);
    stop(3);
    EXPECT_EQ(session_->takes().back()->number, 3);
}

TEST_F(RecordSessionTest, LeavingRightAfterRKeepsTheTakeAndSaysNothing) {
    consent();
    session().toggleRecord();
    readOn(3.0);
    const QSignalSpy added(&session(), &RecordSession::takeAdded);
    session().toggleRecord();
    session().leave();
    waitFor([&] { return session().takes().size() == 1 && !bridge_->isBusy(); });
    EXPECT_EQ(added.count(), 1);
    EXPECT_TRUE(said_.isEmpty()) << said_.join(u'\n').toStdString();
}

TEST_F(RecordSessionTest, ATakeThatAFullDiskEndedIsToldAtOnce) {
    consent();
    session().toggleRecord();
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{80 + 3 * 3 * 16'000, before.rlim_max};  // three seconds
    setrlimit(RLIMIT_FSIZE, &small);
    waitFor([&] { return session().takes().size() == 1 && session().stage() == RecordStage::Ready; });
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(said_, QStringList{QStringLiteral("The take is not whole. What was recorded is kept.")});
    EXPECT_EQ(kind(), Kind::Again) << "no tick for half a line";
    EXPECT_FALSE(session().status().inTake);
    EXPECT_NEAR(session().takes().front()->seconds, 3.0, 0.01);
}

TEST_F(RecordSessionTest, ATakeThatCouldNotBeEndedIsOfferedAtTheNextStart) {
    consent();
    session().toggleRecord();
    readOn(3.0);
    const std::filesystem::path inTheWay = session().book()->folder / "takes" / "L01-1.wav";
    std::filesystem::create_directories(inTheWay / "x");
    session().toggleRecord();
    waitFor([&] { return session().stage() == RecordStage::Ready; });
    EXPECT_EQ(said_, QStringList{QStringLiteral("The take could not be kept")});
    std::filesystem::remove_all(inTheWay);
    std::vector<RescuedTake> offered;
    restart(offered);
    ASSERT_EQ(offered.size(), 1U);
    EXPECT_GT(offered.front().seconds, 3.0);
}

TEST_F(RecordSessionTest, ATakeThatIsLostWithItsMicrophoneIsNotCalledKept) {
    consent();
    session().toggleRecord();
    readOn(3.0);
    std::filesystem::create_directories(session().book()->folder / "takes" / "L01-1.wav" / "x");
    pullOut("Clean");
    waitFor([&] { return session().stage() == RecordStage::NoMicrophone; });
    waitFor([&] { return !bridge_->isBusy(); });
    EXPECT_EQ(said_, QStringList{QStringLiteral("The take could not be kept")});
}

TEST_F(RecordSessionTest, TwoTakesArePlayedAtOneLoudness) {
    consent();
    record();
    record();
    const auto takes = session().takes();
    waitFor([&] { return session().sound(session().line()->line.id, takes[0]->number) != nullptr; });
    const auto [first, second] = levelMatch(takes[0]->loudnessLufs, takes[1]->loudnessLufs);
    session().compare(0);
    EXPECT_EQ(session().player().number(), takes[0]->number);
    EXPECT_DOUBLE_EQ(session().player().gainDb(), first);
    session().compare(1);
    EXPECT_EQ(session().player().number(), takes[1]->number);
    EXPECT_DOUBLE_EQ(session().player().gainDb(), second);
    EXPECT_NEAR(takes[0]->loudnessLufs + first, takes[1]->loudnessLufs + second, 1e-9);
    waitFor([&] { return !session().player().isPlaying(); });
}

TEST_F(RecordSessionTest, ADeletedTakeComesBack) {
    consent();
    record();
    session().removeTake(session().takes().front()->number);
    waitFor([&] { return session().takes().empty(); });
    EXPECT_EQ(kind(), Kind::New);
    EXPECT_TRUE(session().undo());
    waitFor([&] { return session().takes().size() == 1; });
    EXPECT_EQ(kind(), Kind::Good);
    EXPECT_FALSE(session().undo());
}

TEST_F(RecordSessionTest, EachTakeComesBackByItsOwnUndo) {
    consent();
    record();
    record();
    const std::string book = session().book()->id;
    const std::string line = session().line()->line.id;
    session().removeTake(1);
    session().removeTake(2);
    waitFor([&] { return session().takes().empty(); });
    EXPECT_FALSE(session().restore("another book", line, 1));
    EXPECT_TRUE(session().restore(book, line, 1));
    waitFor([&] { return session().takes().size() == 1; });
    EXPECT_EQ(session().takes().front()->number, 1);
    EXPECT_FALSE(session().restore(book, line, 1));
    EXPECT_TRUE(session().undo());
    waitFor([&] { return session().takes().size() == 2; });
    EXPECT_FALSE(session().undo());
}

TEST_F(RecordSessionTest, WhatCannotBeDoneIsSaid) {
    consent();
    record();
    record();
    const auto settled = [&] { waitFor([&] { return !bridge_->isBusy(); }); };
    const auto folder = session().book()->folder;
    auto away = folder;
    away += ".away";
    settled();
    std::filesystem::rename(folder, away);
    const QString change = QStringLiteral("The change could not be kept");
    const QSignalSpy removed(&session(), &RecordSession::removed);
    session().choose(1);
    session().keepKnowingly(true);
    session().removeTake(1);
    waitFor([&] { return said_.size() == 3; });
    EXPECT_EQ(said_, (QStringList{change, change, change}));
    EXPECT_EQ(removed.count(), 0) << "nothing was deleted";
    EXPECT_FALSE(session().undo());
    std::filesystem::rename(away, folder);
    said_.clear();
    session().setMonitoring(true);
    waitFor([&] { return !said_.isEmpty(); });
    EXPECT_EQ(said_, QStringList{QStringLiteral("The microphone cannot be heard")});
    said_.clear();
    session().checkRoom();
    waitFor([&] { return session().stage() == RecordStage::RoomTone && bridge_->isBusy(); });
    pullOut("Clean");
    waitFor([&] { return !said_.isEmpty(); });
    EXPECT_EQ(said_, QStringList{QStringLiteral("The room could not be listened to")});
}

TEST_F(RecordSessionTest, TheRoomToneIsKept) {
    pullOut("Clean");
    plugIn("Quiet", std::make_shared<AudioClip>(test::whiteNoise(16'000, 60.0, 0.0005)));
    consent();
    session().checkRoom();
    EXPECT_EQ(session().stage(), RecordStage::RoomTone);
    waitFor([&] { return session().book()->roomTone.has_value(); });
    EXPECT_NEAR(session().book()->roomTone->seconds, 5.0, 0.1);
    EXPECT_EQ(roomTone(session().book()->roomTone->noiseDbfs), Tone::Good);
    waitFor([&] { return session().stage() == RecordStage::Ready; });
}

TEST_F(RecordSessionTest, ATakeSurvivesTheLossOfTheMicrophone) {
    consent();
    session().toggleRecord();
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 3.0; });
    pullOut("Clean");
    waitFor([&] { return session().takes().size() == 1; });
    waitFor([&] { return session().stage() == RecordStage::NoMicrophone; });
    plugIn("Other", std::make_shared<AudioClip>(test::syllables(60.0, 0.0008)));
    waitFor([&] { return session().stage() == RecordStage::Ready; });
    EXPECT_EQ(session().device()->name, "Other");
}

TEST_F(RecordSessionTest, ARecordingOfAKilledProgramIsOffered) {
    {
        const auto script = installedScript(test::resourceDirectory(), "en");
        ASSERT_TRUE(script) << script.error().message();
        auto book = RecordingBook::create(folder_.path(), {.name = {}, .script = *script});
        ASSERT_TRUE(book) << book.error().message();
        ASSERT_TRUE(book->setConsent("Mine.", "en"));
        const auto plan = book->planTake(script->lines[2].id);
        ASSERT_TRUE(plan) << plan.error().message();
        auto writer = TakeWriter::create(plan->file, {.sampleRateHz = 16'000, .channels = 1, .bits = 24}, false);
        ASSERT_TRUE(writer) << writer.error().message();
        ASSERT_TRUE(writer->append(test::syllables(3.0, 0.001).samples));
    }
    bridge_ = std::make_unique<EngineBridge>(recordParts());
    session_ = std::make_unique<RecordSession>(*bridge_, settings_, test::fastOutput());
    int offered = 0;
    QObject::connect(session_.get(), &RecordSession::rescued, [&](const std::vector<RescuedTake>& takes) { offered = static_cast<int>(takes.size()); });
    session_->enter();
    waitFor([&] { return session_->book() != nullptr && offered > 0; });
    EXPECT_EQ(offered, 1);
    EXPECT_EQ(session_->row(), 2) << "the line it belongs to";
    ASSERT_EQ(session_->takes().size(), 1U);
    EXPECT_TRUE(session_->takes().front()->cutShort);
}

TEST_F(RecordSessionTest, AnotherLanguageIsAnotherScript) {
    session();
    EXPECT_EQ(session().scriptLanguages(), (std::vector<std::string>{"en", "ja", "zh"}));
    session().openBook("zh");
    waitFor([&] { return session().book()->language == "zh"; });
    EXPECT_EQ(session().book()->lines.size(), 20U);
    session().openBook("zh", true, QStringLiteral("今天天气很好。\n我们去公园吧。"));
    waitFor([&] { return session().book()->lines.size() == 2; });
}

TEST(LevelMatchTest, NeverMakesATakeLouder) {
    EXPECT_EQ(levelMatch(-20.0, -23.5), (std::pair{-3.5, 0.0}));
    EXPECT_EQ(levelMatch(-30.0, -23.5), (std::pair{0.0, -6.5}));
    EXPECT_EQ(levelMatch(kLowestDbfs, -23.5), (std::pair{0.0, 0.0}));
}

}  // namespace
}  // namespace timbre::ui
