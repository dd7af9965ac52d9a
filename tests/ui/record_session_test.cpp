// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_session.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "core/audio/take_writer.h"
#include "tests/ui/session_fixture.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using Kind = timbre::LineState::Kind;

class RecordSessionTest : public SessionFixture {};

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
    waitFor([&] { return session().linesDone() == 1; });  // its words are checked while the next line is read
    EXPECT_EQ(session().linesGoal(), 20);
    EXPECT_EQ(session().linesEnough(), 8);
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
