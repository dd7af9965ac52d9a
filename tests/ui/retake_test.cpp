// SPDX-License-Identifier: GPL-3.0-or-later
// A voice's recording is made again: from the room of voices into the room of recordings and back, through the real window.
#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <atomic>
#include <memory>

#include "core/audio/encode.h"
#include "core/studio/voice_maker.h"
#include "tests/ui/record_fixture.h"
#include "tests/ui/toast_tools.h"
#include "ui/record/lines_pane.h"
#include "ui/record/made_sheet.h"
#include "ui/record/record_room.h"
#include "ui/record/retake_bar.h"
#include "ui/record/takes_list.h"
#include "ui/voices/making_sheet.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voices_grid.h"
#include "ui/voices/voices_room.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/progress_steps.h"
#include "ui/widgets/prompter.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class RetakeTest : public test::RecordFixture {
  protected:
    MainWindow& window() {
        if (!window_) {
            window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                     .settings = settings_,
                                                                     .studio = recordParts(),
                                                                     .output = test::fastOutput(4),
                                                                     .projectFolder = projectFolder()});
            window_->resize(1440, 900);
            window_->show();
            session().setCountInMs(5, 60);
        }
        return *window_;
    }
    RecordRoom& record() { return dynamic_cast<RecordRoom&>(window().room(RoomId::Record)); }
    VoicesRoom& voices() { return dynamic_cast<VoicesRoom&>(window().room(RoomId::Voices)); }
    RecordSession& session() { return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record)).session(); }

    void toVoices() {
        window().goTo(RoomId::Voices);
        waitFor([&] { return voices().detail().described().has_value(); });
    }
    void again(int clip) { Q_EMIT voices().detail().recordAsked(clip); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* const focus = window_->focusWidget();
        QTest::keyClick(focus != nullptr && focus->isVisible() ? focus : window_.get(), key, modifiers);
    }
    /// The take that began by itself is ended.
    void finishTake() {
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > 3.0; });
        press(Qt::Key_R);
        waitFor([&] { return session().newTake() != nullptr && session().stage() == RecordStage::Ready; });
        waitFor([&] { return !session().newTake()->beingHeard; });
    }
    void useNew() {
        waitFor([&] { return record().retake().useNew().isEnabled(); });
        record().retake().useNew().click();
        waitFor([&] { return window().shownRoom() == RoomId::Voices && voices().detail().voice().id.number == 2; });
        waitFor([&] { return window().findChild<MakingSheet*>() != nullptr && !window().findChild<MakingSheet*>()->isRunning(); });
        waitFor([&] { return says(window(), QStringLiteral("speaks with v2 now")); });
        press(Qt::Key_Return);  // closes the sheet, and nothing beside it hears the key
        waitFor([&] { return window().findChild<MakingSheet*>() == nullptr; });
    }
    static bool says(const QWidget& in, const QString& part) {
        const auto labels = in.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* l) { return l->isVisible() && l->text().contains(part); });
    }

    std::unique_ptr<MainWindow> window_;
};

TEST_F(RetakeTest, TheLineOpensWithItsOldTakeAndTheCountBeginsByItself) {
    makeAnna();
    toVoices();
    again(1);
    waitFor([&] { return session().stage() == RecordStage::CountIn; });
    EXPECT_EQ(window().shownRoom(), RoomId::Record);
    EXPECT_EQ(record().prompter().line(), QStringLiteral("This is line two."));
    EXPECT_EQ(session().countIn(), 3);
    EXPECT_TRUE(session().player().isPlaying()) << "what is to be replaced is heard meanwhile";
    ASSERT_EQ(record().takes().rows().size(), 1);
    EXPECT_TRUE(record().takes().rows()[0]->isOld());
    EXPECT_EQ(record().retake().sentence(), QStringLiteral("You hear the old one."));
    EXPECT_FALSE(record().retake().useNew().isEnabled());
    EXPECT_FALSE(record().lines().makeVoice().isEnabled()) << "no other voice of them";
    waitFor([&] { return session().stage() == RecordStage::Recording; });
    EXPECT_FALSE(session().player().isPlaying()) << "it must not be recorded";
    finishTake();
    ASSERT_EQ(record().takes().rows().size(), 2);
    EXPECT_FALSE(record().takes().rows()[1]->isOld());
    EXPECT_GT(session().newTake()->snrDb, session().oldTake()->snrDb);
    EXPECT_TRUE(record().retake().useNew().isEnabled());

    waitFor([&] { return session().sound(session().line()->line.id, 1) != nullptr && session().sound(session().line()->line.id, 2) != nullptr; });
    press(Qt::Key_1);
    EXPECT_EQ(session().player().number(), 1);
    EXPECT_EQ(record().retake().sentence(), QStringLiteral("You hear the old one."));
    const double first = session().player().gainDb();
    press(Qt::Key_2);
    EXPECT_EQ(session().player().number(), 2);
    EXPECT_EQ(record().retake().sentence(), QStringLiteral("You hear the new one."));
    const double second = session().player().gainDb();
    EXPECT_NEAR(session().oldTake()->loudnessLufs + first, session().newTake()->loudnessLufs + second, 0.01) << "equally loud";
}

TEST_F(RetakeTest, UseNewMakesTheNextVersionAndCtrlZReturnsTheOne) {
    makeAnna();
    toVoices();
    again(1);
    finishTake();
    useNew();
    EXPECT_EQ(session().retake(), nullptr);
    waitFor([&] { return voices().detail().described() && voices().detail().described()->version.number == 2; });
    EXPECT_EQ(voices().detail().described()->versions.size(), 2U);
    EXPECT_EQ(voices().detail().described()->version.clips[1].transcript, "This is line two.");
    waitFor([&] { return says(window(), QStringLiteral("Anna speaks with v2 now")); });
    press(Qt::Key_Z, Qt::ControlModifier);
    waitFor([&] { return voices().detail().voice().id.number == 1; });
}

TEST_F(RetakeTest, NothingTakesTheKeysOfAnOpenSheet) {
    makeAnna();
    toVoices();
    auto* const sheet = new Sheet(theme_, QStringLiteral("Done"), window());
    sheet->setPrimary(QStringLiteral("Close"));
    sheet->open();
    const QPointer<Sheet> watched = sheet;
    voices().enter();  // as when a room is shown behind the sheet
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    EXPECT_TRUE(sheet == QApplication::focusWidget() || sheet->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_Return);
    waitFor([&] { return watched.isNull(); });
    EXPECT_EQ(window().shownRoom(), RoomId::Voices) << "the key was the sheet's, not the card's";
    EXPECT_EQ(QApplication::focusWidget(), &voices().grid());
}

TEST_F(RetakeTest, TheOldOneCanBeKept) {
    makeAnna();
    toVoices();
    again(1);
    finishTake();
    record().retake().keepOld().click();
    EXPECT_EQ(window().shownRoom(), RoomId::Voices);
    EXPECT_EQ(session().retake(), nullptr);
    waitFor([&] { return !window().bridge().isBusy(); });
    EXPECT_EQ(voices().detail().voice().id.number, 1);
    // The next visit is for a new voice.
    window().goTo(RoomId::Record);
    waitFor([&] { return session().book() != nullptr; });
    EXPECT_TRUE(session().book()->voiceId.empty());
    EXPECT_FALSE(record().retake().isVisible());
}

TEST_F(RetakeTest, ABadNewTakeIsNotUsedUnlessItIsKeptKnowingly) {
    makeAnna();
    pullOut("Clean");
    plugInNoisy();
    toVoices();
    again(0);
    finishTake();
    EXPECT_FALSE(record().retake().useNew().isEnabled());
    EXPECT_TRUE(record().retake().sentence().contains(QStringLiteral("not good enough"))) << record().retake().sentence().toStdString();
    session().choose(2);
    waitFor([&] { return session().line()->chosen == 2; });
    session().keepKnowingly(true);
    waitFor([&] { return record().retake().useNew().isEnabled(); });
}

TEST_F(RetakeTest, WhatCannotBeOpenedIsToldAndTheRoomIsReadyForANewVoice) {
    makeAnna();
    toVoices();
    again(7);
    waitFor([&] { return says(window(), QStringLiteral("The recordings could not be opened")); });
    waitFor([&] { return session().book() != nullptr; });
    EXPECT_EQ(session().retake(), nullptr);
    EXPECT_EQ(window().shownRoom(), RoomId::Record);
}

// ---- Making, failed and cancelled -----------------------------------------------------------------------------------

TEST_F(RetakeTest, WhoGoesOnWorkingIsNotPulledAway) {
    tone_.hold = std::make_shared<std::atomic<bool>>(false);
    makeAnna();
    toVoices();
    again(1);
    finishTake();
    *tone_.hold = true;
    waitFor([&] { return record().retake().useNew().isEnabled(); });
    record().retake().useNew().click();
    waitFor([&] { return window().findChild<MakingSheet*>() != nullptr; });
    QPointer<MakingSheet> sheet = window().findChild<MakingSheet*>();
    sheet->accept();
    waitFor([&] { return sheet.isNull(); });
    record().retake().useNew().click();
    waitFor([&] { return !window().toasts().toasts().isEmpty(); });
    EXPECT_EQ(window().findChild<MakingSheet*>(), nullptr) << "one version is on the way already";
    window().goTo(RoomId::Script);
    *tone_.hold = false;
    waitFor([&] { return session().retake() == nullptr; });
    EXPECT_EQ(window().shownRoom(), RoomId::Script);
    waitFor([&] { return voices().detail().voice().id.number == 2; });
}

class MakingTest : public RetakeTest {
  protected:
    void recordLine() {
        window().goTo(RoomId::Record);
        waitFor([&] { return session().book() != nullptr && session().device().has_value(); });
        session().setConsentWords(QStringLiteral("I may."), QStringLiteral("en"));
        session().setConsent(true);
        waitFor([&] { return session().stage() == RecordStage::Ready; });
        press(Qt::Key_R);
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > 22.0; });
        press(Qt::Key_R);
        waitFor([&] { return record().lines().makeVoice().isEnabled(); });
    }
    MadeSheet& startMaking() {
        record().makeVoice();
        auto& sheet = *window().findChild<MadeSheet*>();
        sheet.name().setText(QStringLiteral("Ada"));
        sheet.primary().click();
        return sheet;
    }
    [[nodiscard]] bool libraryIsEmpty() {
        const auto store = VoiceStore::open(folder_.path());
        std::error_code ignored;
        return store && store->list()->voices.empty() &&
               (!std::filesystem::exists(store->folder()) || std::filesystem::is_empty(store->folder(), ignored));
    }
};

TEST_F(MakingTest, AFailedOneSaysWhichRecordingAndWhy) {
    recordLine();
    const auto take = session().book()->folder / session().takes().front()->file;
    ASSERT_TRUE(writeFileAtomically(take, "no sound any more"));
    MadeSheet& sheet = startMaking();
    waitFor([&] { return !record().making().isRunning(); });
    ASSERT_TRUE(record().making().error().has_value());
    EXPECT_TRUE(says(sheet, QStringLiteral("line 1, take 1"))) << sheet.words().toStdString();
    ASSERT_EQ(record().making().refused().size(), 1U);
    EXPECT_FALSE(record().making().refused().front().reason.empty());
    EXPECT_TRUE(libraryIsEmpty());
    EXPECT_TRUE(session().book()->voiceId.empty());
}

TEST_F(MakingTest, OneGoesOnWorkingAndIsToldWhenItIsReady) {
    tone_.hold = std::make_shared<std::atomic<bool>>(true);
    recordLine();
    const QPointer<MadeSheet> sheet = &startMaking();
    waitFor([&] { return record().making().stage() == "tuning"; });
    EXPECT_TRUE(sheet->primary().hasFocus()) << "a second Enter must not cancel";
    QTest::keyClick(&sheet->primary(), Qt::Key_Return);
    waitFor([&] { return sheet.isNull(); });
    EXPECT_TRUE(record().making().isRunning());
    EXPECT_TRUE(record().status().contains(QStringLiteral("Ada"))) << record().status().toStdString();
    record().makeVoice();  // looks at it again
    const QPointer<MadeSheet> again = window().findChild<MadeSheet*>();
    ASSERT_NE(again, nullptr);
    EXPECT_FALSE(again->name().isVisible()) << "it is the same voice that is being made";
    again->primary().click();
    waitFor([&] { return again.isNull(); });
    *tone_.hold = false;
    waitFor([&] { return !record().making().isRunning(); });
    ASSERT_TRUE(record().making().made().has_value());
    test::pressInToast(window(), QStringLiteral("Ada is ready"), QStringLiteral("Use in script"));
    waitFor([&] { return window().shownRoom() == RoomId::Script; });
}

TEST_F(MakingTest, AFailureBehindTheWorkIsTold) {
    recordLine();
    const auto take = session().book()->folder / session().takes().front()->file;
    ASSERT_TRUE(writeFileAtomically(take, "no sound any more"));
    const QPointer<MadeSheet> sheet = &startMaking();
    sheet->primary().click();
    waitFor([&] { return !record().making().isRunning(); });
    ASSERT_TRUE(record().making().error().has_value());
    waitFor([&] { return sheet.isNull(); });
    EXPECT_NE(test::toastOf(window(), QStringLiteral("Ada could not be made")), nullptr);
    EXPECT_TRUE(libraryIsEmpty());
}

TEST_F(MakingTest, CancelledAtAnyStageItLeavesNothing) {
    tone_.hold = std::make_shared<std::atomic<bool>>(true);  // at "tuning" it waits for the stop
    recordLine();
    for (const std::string stage : {"checking the recordings", "tuning", "comparing with the recordings"}) {
        *tone_.hold = stage != "comparing with the recordings";
        MadeSheet& sheet = startMaking();
        const QPointer<MadeSheet> watched = &sheet;
        bool asked = false;
        QObject::connect(&record().making(), &VoiceMaking::changed, &sheet, [&] {
            if (!asked && record().making().stage() == stage) {
                asked = true;
                QTest::keyClick(&sheet, Qt::Key_Escape);
            }
        });
        waitFor([&] { return !record().making().isRunning(); });
        // A stop that comes after the last look comes too late: then there is the voice, whole, and never half of it.
        if (record().making().made()) {
            EXPECT_TRUE(VoiceStore::open(folder_.path())->find("Ada"));
            EXPECT_EQ(stage, "comparing with the recordings");
            return;
        }
        EXPECT_TRUE(asked) << stage;
        EXPECT_FALSE(record().making().error().has_value()) << stage;
        waitFor([&] { return watched.isNull(); });
        EXPECT_TRUE(libraryIsEmpty()) << stage;
        EXPECT_EQ(session().takes().size(), 1U) << "the recordings are as they were";
    }
}

}  // namespace
}  // namespace timbre::ui
