// SPDX-License-Identifier: GPL-3.0-or-later
// Going on from a point of a take, and the ends of takes that nobody wished for.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <QSignalSpy>
#include <csignal>

#include "tests/ui/session_fixture.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using Kind = timbre::LineState::Kind;

class PunchInTest : public SessionFixture {};

class TakeEndTest : public SessionFixture {};

TEST_F(PunchInTest, PunchInJoinsOldAndNew) {
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

TEST_F(PunchInTest, PunchInOnAShortTakeReadsTheWholeLineAnew) {
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

TEST_F(PunchInTest, APunchInGoesOnFromTheTakeThatJustEnded) {
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

TEST_F(PunchInTest, APunchInNeverGoesOnFromTheOldRecordingOfAVoice) {
    makeAnna();
    session().openRetake({.voice = VoiceStore::open(folder_.path())->list()->voices.front().id, .number = 1}, 1);
    waitFor([&] { return session().stage() == RecordStage::CountIn || session().stage() == RecordStage::Recording; });
    const int old = session().oldTake()->number;
    readOn(4.0);
    session().punchIn();
    waitFor([&] { return session().takes().size() == 2 && session().punchSeconds().has_value(); });
    EXPECT_NEAR(*session().punchSeconds(), session().takes().back()->seconds - 3.0, 0.01);
    readOn(4.0);  // long enough to be gone on from
    stop(3);
    const int last = session().newTake()->number;
    session().playTake(old);
    waitFor([&] { return session().player().number() == old && session().player().seconds() > 0.0; });
    session().player().stop();
    waitFor([&] { return session().sound(session().line()->line.id, last) != nullptr; });
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

TEST_F(PunchInTest, AKilledPunchInIsOfferedAndTheLineGoesOn) {
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

TEST_F(TakeEndTest, LeavingRightAfterRKeepsTheTakeAndSaysNothing) {
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

TEST_F(TakeEndTest, ATakeThatAFullDiskEndedIsToldAtOnce) {
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

TEST_F(TakeEndTest, ATakeThatCouldNotBeEndedIsOfferedAtTheNextStart) {
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

TEST_F(TakeEndTest, ATakeThatIsLostWithItsMicrophoneIsNotCalledKept) {
    consent();
    session().toggleRecord();
    readOn(3.0);
    std::filesystem::create_directories(session().book()->folder / "takes" / "L01-1.wav" / "x");
    pullOut("Clean");
    waitFor([&] { return session().stage() == RecordStage::NoMicrophone; });
    waitFor([&] { return !bridge_->isBusy(); });
    EXPECT_EQ(said_, QStringList{QStringLiteral("The take could not be kept")});
}

}  // namespace
}  // namespace timbre::ui
