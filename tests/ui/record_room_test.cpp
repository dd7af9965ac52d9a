// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_room.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <cmath>
#include <numbers>

#include "core/audio/encode.h"
#include "tests/support/stall_meter.h"
#include "tests/ui/readings_fixture.h"
#include "ui/i18n/languages.h"
#include "ui/record/checks_pane.h"
#include "ui/record/consent_bar.h"
#include "ui/record/import_sheet.h"
#include "ui/record/lines_pane.h"
#include "ui/record/made_sheet.h"
#include "ui/record/record_bar.h"
#include "ui/record/refusal_bar.h"
#include "ui/record/takes_list.h"
#include "ui/record/record_words.h"
#include "ui/widgets/empty_room.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/prompter.h"
#include "ui/widgets/record_button.h"
#include "ui/widgets/tall_meter.h"
#include "ui/widgets/verdict_card.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using Kind = timbre::LineState::Kind;

class RecordRoomTest : public ReadingsFixture {
  protected:
    ~RecordRoomTest() override { useLanguage(QStringLiteral("en")); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* const focus = QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : window_.get();
        QTest::keyClick(focus, key, modifiers);
    }
    void record(double seconds = 3.0) {
        test::recordTake(session(), seconds, [this] { press(Qt::Key_R); });
    }
    QUrl soundFile(const std::string& name, const AudioClip& clip) {
        const auto file = folder_ / name;
        EXPECT_TRUE(writeAudio(file, clip));
        return QUrl::fromLocalFile(QString::fromStdString(file.string()));
    }
    static QString metaOf(RecordRoom& room, int row) { return room.lines().model().at(row).meta; }
};

TEST_F(RecordRoomTest, RecordOpenAndDropWaitForTheBox) {
    RecordRoom& shown = room();
    EXPECT_FALSE(shown.consent().box().isChecked());
    EXPECT_FALSE(shown.bar().button().isEnabled());
    const QList<QUrl> files{soundFile("talk.wav", test::syllables(10.0, 0.0008))};
    EXPECT_TRUE(shown.takesFiles(files));
    shown.takeFiles(files);
    EXPECT_FALSE(shown.intake().isRunning());
    EXPECT_EQ(window_->findChild<ImportSheet*>(), nullptr);
    EXPECT_EQ(window_->toasts().toasts().size(), 1);
    press(Qt::Key_R);
    EXPECT_EQ(session().stage(), RecordStage::NeedsConsent);
    consent();
    EXPECT_TRUE(shown.bar().button().isEnabled());
}

TEST_F(RecordRoomTest, ALanguageThatNoEngineLearnsIsToldBeforeTheReading) {
    RecordRoom& shown = room();
    const auto says = [&](const QString& words) {
        const auto labels = shown.lines().findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
    };
    const QString book = QString::fromStdString(session().book()->language);
    ASSERT_EQ(book, QStringLiteral("en"));
    EXPECT_FALSE(says(QStringLiteral("GPT-SoVITS")));
    EngineChoice instant{.id = "instant", .title = "Instant", .languages = {"zh"}, .experimentalLanguages = {}, .ready = true};
    session().setEngines({instant});
    EXPECT_TRUE(says(QStringLiteral("No engine here makes voices of this language.")));
    EXPECT_FALSE(session().canMakeVoice());
    EngineChoice imitating{.id = "gpt-sovits", .title = "GPT-SoVITS", .languages = {"en"}, .experimentalLanguages = {}, .imitates = true, .ready = true};
    session().setEngines({instant, imitating});
    EXPECT_TRUE(says(QStringLiteral("the best line becomes its reference")));
    instant.languages = {"en"};
    session().setEngines({instant, imitating});
    EXPECT_FALSE(says(QStringLiteral("GPT-SoVITS")));
}

TEST_F(RecordRoomTest, RecordsByTheKeysAlone) {
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    record();
    EXPECT_EQ(stateOf(*session().line()).kind, Kind::Good);
    EXPECT_EQ(shown.lines().model().at(0).mark, LineRow::Mark::Good) << "a tick";
    EXPECT_EQ(shown.takes().rows().size(), 1);
    waitFor([&] { return session().sound(session().line()->line.id, 1) != nullptr; });
    press(Qt::Key_Space);
    EXPECT_TRUE(session().player().isPlaying());
    press(Qt::Key_Space);
    EXPECT_FALSE(session().player().isPlaying());
    press(Qt::Key_D, Qt::ShiftModifier);
    EXPECT_TRUE(session().punchSeconds().has_value());
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 1.0; });
    press(Qt::Key_Return);
    waitFor([&] { return session().row() == 1; });
    EXPECT_TRUE(shown.prompter().line().startsWith(QString::fromStdString(session().line()->line.text)));
}

TEST_F(RecordRoomTest, ALetterInATextFieldStaysALetter) {
    room();
    consent();
    room().askOwnText();
    auto* const text = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
    ASSERT_NE(text, nullptr);
    QTest::keyClicks(text, QStringLiteral("r1 2"));
    EXPECT_EQ(text->toPlainText().toStdString(), "r1 2");
    EXPECT_EQ(session().stage(), RecordStage::Ready);
    EXPECT_FALSE(session().player().isPlaying());
    // Sentences are lines, whether or not each stands on one of its own; how many there are is told.
    text->setPlainText(QStringLiteral("The boat came in late. Nobody was at the quay!\nThe men mended their nets."));
    const auto labels = window_->findChildren<QLabel*>();
    EXPECT_TRUE(std::ranges::any_of(labels, [](const QLabel* one) { return one->text() == QStringLiteral("3 lines to read"); }));
}

TEST_F(RecordRoomTest, WhileTheWordsAreCheckedALineIsNeitherGoodNorCounted) {
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    {
        const std::scoped_lock listening(told_->mutex);
        press(Qt::Key_R);
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > 25.0; });
        press(Qt::Key_R);
        waitFor([&] { return session().takes().size() == 1 && session().stage() == RecordStage::Ready; });
        EXPECT_EQ(stateOf(*session().line()).kind, Kind::BeingHeard);
        EXPECT_EQ(takeTone(*session().takes().front()), Tone::None);
        EXPECT_EQ(takeWord(*session().takes().front()).toStdString(), "Checking…");
        EXPECT_EQ(metaOf(shown, 0).toStdString(), "1 take · checking the words");
        EXPECT_NE(shown.lines().model().at(0).mark, LineRow::Mark::Good);
        EXPECT_EQ(session().secondsDone(), 0.0);
        EXPECT_FALSE(session().canMakeVoice());
        EXPECT_FALSE(shown.lines().makeVoice().isEnabled());
    }
    waitFor([&] { return stateOf(*session().line()).kind == Kind::Good; });
    EXPECT_EQ(shown.lines().model().at(0).mark, LineRow::Mark::Good);
    EXPECT_GT(session().secondsDone(), 20.0);
    EXPECT_TRUE(session().canMakeVoice());
}

TEST_F(RecordRoomTest, ANoisyTakeIsRefusedInOneSentenceAndCanBeKept) {
    plugInNoisy();
    RecordRoom& shown = room();
    consent();
    waitFor([&] { return session().devices().size() == 2; });
    session().chooseInput(QStringLiteral("Noisy"));
    waitFor([&] { return session().device() && session().device()->name == "Noisy"; });
    window_->setFocus();
    EXPECT_FALSE(shown.refusal().isVisible());
    record();
    EXPECT_TRUE(shown.refusal().isVisible());
    EXPECT_EQ(shown.refusal().sentence().toStdString(), "Noise found. Please record again in a quiet room.");
    EXPECT_EQ(metaOf(shown, 0).toStdString(), "Read line 1 again: too noisy");
    EXPECT_EQ(shown.lines().model().at(0).mark, LineRow::Mark::Problem);
    shown.refusal().keep().click();
    waitFor([&] { return stateOf(*session().line()).kind == Kind::KeptKnowingly; });
    EXPECT_FALSE(shown.refusal().isVisible());
}

TEST_F(RecordRoomTest, TheSentenceAboutNoiseIsSaidInChinese) {
    useLanguage(QStringLiteral("zh-CN"));
    const SpokenVerdict verdict = takeVerdict({.code = "noise", .verdict = Verdict::RecordAgain});
    EXPECT_EQ(verdict.advice.toStdString(), "检测到环境噪音，请在安静房间重新录制");
}

TEST_F(RecordRoomTest, ASkippedWordIsPointedAt) {
    told_->missedWord = 1;
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    record();
    waitFor([&] { return session().heard(session().line()->line.id) != nullptr; });
    EXPECT_TRUE(shown.refusal().isVisible());
    EXPECT_FALSE(shown.refusal().keep().isVisible()) << "it is kept unless the reader wants it otherwise";
    EXPECT_EQ(stateOf(*session().line()).kind, Kind::Good);
}

TEST_F(RecordRoomTest, OneAndTwoPlayOldAndNew) {
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    record();
    record();
    ASSERT_EQ(shown.takes().rows().size(), 2);
    const std::string line = session().line()->line.id;
    waitFor([&] { return session().sound(line, 1) != nullptr && session().sound(line, 2) != nullptr; });
    press(Qt::Key_1);
    EXPECT_TRUE(shown.takes().rows()[0]->isPlaying());
    press(Qt::Key_2);
    EXPECT_FALSE(shown.takes().rows()[0]->isPlaying());
    EXPECT_TRUE(shown.takes().rows()[1]->isPlaying());
}

TEST_F(RecordRoomTest, ADeletedTakeComesBackByUndo) {
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    record();
    Q_EMIT shown.takes().rows().front()->removeAsked(1);
    waitFor([&] { return session().takes().empty(); });
    EXPECT_TRUE(shown.act(ActionId::Undo));
    waitFor([&] { return session().takes().size() == 1; });
}

TEST_F(RecordRoomTest, DroppedFilesBecomeSlicesAndLines) {
    RecordRoom& shown = room();
    consent();
    AudioClip clip = test::syllables(6.0, 0.0008);
    const AudioClip pause = test::whiteNoise(16'000, 1.5, 0.0008);
    clip.samples.insert(clip.samples.end(), pause.samples.begin(), pause.samples.end());
    const AudioClip more = test::syllables(6.0, 0.0008);
    clip.samples.insert(clip.samples.end(), more.samples.begin(), more.samples.end());
    const std::size_t before = session().book()->lines.size();
    shown.takeFiles({soundFile("talk.wav", clip)});
    auto* const sheet = window_->findChild<ImportSheet*>();
    ASSERT_NE(sheet, nullptr);
    waitFor([&] { return !shown.intake().isRunning(); });
    ASSERT_FALSE(sheet->rows().isEmpty());
    EXPECT_EQ(sheet->rows().size(), static_cast<qsizetype>(shown.intake().count()));
    for (std::size_t i = 0; i < shown.intake().count(); ++i) {
        const SoundSlice& slice = shown.intake().slice(i);
        const QString note = sheet->rows()[static_cast<qsizetype>(i)]->note();
        EXPECT_EQ(note.contains(QStringLiteral("Draft")), !slice.refusal && slice.source == TranscriptSource::Draft) << note.toStdString();
        EXPECT_FALSE(note.isEmpty());
    }
    ASSERT_GT(shown.intake().countTaken(), 0);
    shown.intake().setText(0, QStringLiteral("What a person typed."));
    const int taken = shown.intake().countTaken();
    sheet->accept();
    waitFor([&] { return session().book()->lines.size() == before + static_cast<std::size_t>(taken); });
    EXPECT_EQ(session().book()->lines[before].line.text, "What a person typed.");
    EXPECT_FALSE(session().book()->lines[before].draft);
}

TEST_F(RecordRoomTest, MicrophonesComeAndGo) {
    RecordRoom& shown = room();
    consent();
    plugIn("Second", std::make_shared<AudioClip>(test::syllables(60.0, 0.0008)));
    waitFor([&] { return shown.checks().devices().count() == 2; });
    pullOut("Clean");
    waitFor([&] { return session().device() && session().device()->name == "Second"; });
    EXPECT_EQ(shown.checks().devices().count(), 1);
}

/// Card and row come from one report: they may not say two things, at whatever moment one looks.
TEST_F(RecordRoomTest, TheCardAndTheRowsNeverDisagreeAboutTheHum) {
    AudioClip humming = test::syllables(240.0, 0.0008);
    for (std::size_t i = 0; i < humming.samples.size(); ++i) {
        // It comes and goes every twelve seconds.
        const bool on = i / 192'000 % 2 == 0;
        humming.samples[i] += on ? static_cast<float>(0.012 * std::sin(2.0 * std::numbers::pi * 50.0 * static_cast<double>(i) / 16'000.0)) : 0.0F;
    }
    plugIn("Humming", std::make_shared<AudioClip>(std::move(humming)));
    RecordRoom& shown = room();
    consent();
    waitFor([&] { return session().devices().size() == 2; });
    session().chooseInput(QStringLiteral("Humming"));
    waitFor([&] { return session().device() && session().device()->name == "Humming"; });
    int hums = 0;
    waitFor([&] {
        const bool card = shown.checks().verdict().title() == QStringLiteral("The mains hums");
        if (card) {
            EXPECT_EQ(shown.checks().hum().toStdString(), "50 Hz");
        }
        if (shown.checks().verdict().title().startsWith(QStringLiteral("Good"))) {
            EXPECT_EQ(shown.checks().hum().toStdString(), "none");
        }
        hums += card ? 1 : 0;
        return session().status().seconds > 60.0;
    });
    EXPECT_GT(hums, 0) << "the hum was never seen";
}

TEST_F(RecordRoomTest, WithoutAnyMicrophoneTheRoomSaysWhatCanBeDone) {
    RecordRoom& shown = room();
    consent();
    EXPECT_FALSE(shown.noMicrophone().isVisible());
    pullOut("Clean");
    waitFor([&] { return shown.noMicrophone().isVisible(); });
    EXPECT_FALSE(shown.prompter().isVisible());
    EXPECT_TRUE(shown.lines().isVisible()) << "what was read can still be heard and made a voice of";
    int asked = 0;
    shown.setFileQuestion([&](QWidget&, const QString&, const QString&, const QString&) {
        ++asked;
        return QStringList();
    });
    const auto buttons = shown.noMicrophone().findChildren<QPushButton*>();
    ASSERT_EQ(buttons.size(), 2);
    buttons.front()->click();
    EXPECT_EQ(asked, 1);
    plugIn("Clean", std::make_shared<AudioClip>(test::syllables(60.0, 0.0008)));
    waitFor([&] { return session().stage() == RecordStage::Ready; });
    EXPECT_FALSE(shown.noMicrophone().isVisible());
    EXPECT_TRUE(shown.prompter().isVisible());
}

TEST_F(RecordRoomTest, NothingOverlapsInTheSmallestWindow) {
    RecordRoom& shown = room();
    window_->resize(1280, 720);
    consent();
    window_->setFocus();
    record();
    waitFor([&] { return window_->height() == 720; });
    QApplication::processEvents();
    const QList<QWidget*> parts{&shown.lines(), &shown.consent(), &shown.prompter(), &shown.live(), &shown.takes(), &shown.checks()};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QRect one(parts[i]->mapTo(window_.get(), QPoint()), parts[i]->size());
        EXPECT_TRUE(window_->rect().contains(one)) << i;
        for (qsizetype j = i + 1; j < parts.size(); ++j) {
            const QRect other(parts[j]->mapTo(window_.get(), QPoint()), parts[j]->size());
            EXPECT_FALSE(one.intersects(other)) << i << " lies over " << j;
        }
    }
    EXPECT_GE(shown.prompter().height(), 100);
}

TEST_F(RecordRoomTest, NothingIsCutOffInTheSmallestWindowWhenATakeIsRefused) {
    plugInNoisy();
    RecordRoom& shown = room();
    window_->resize(1280, 720);
    consent();
    waitFor([&] { return session().devices().size() == 2; });
    session().chooseInput(QStringLiteral("Noisy"));
    waitFor([&] { return session().device() && session().device()->name == "Noisy"; });
    window_->setFocus();
    for (int i = 0; i < 3; ++i) {
        record();
    }
    ASSERT_TRUE(shown.refusal().isVisible());
    QApplication::processEvents();
    for (const QWidget* part : QList<QWidget*>{&shown.prompter(), &shown.refusal(), &shown.live(), &shown.takes()}) {
        const QRect place(part->mapTo(&shown, QPoint()), part->size());
        EXPECT_TRUE(shown.rect().contains(place)) << part->metaObject()->className();
        EXPECT_TRUE(part->parentWidget()->rect().contains(part->geometry())) << part->metaObject()->className();
    }
}

TEST_F(RecordRoomTest, EveryControlHasAName) {
    room();
    consent();
    record();
    for (const QAbstractButton* button : room().findChildren<QAbstractButton*>()) {
        if (button->isVisible()) {
            EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty()) << button->metaObject()->className();
        }
    }
}

TEST_F(RecordRoomTest, TheWindowNeverStandsStillWhileRecording) {
    room();
    consent();
    window_->setFocus();
    record();  // fonts and pictures are there after the first
    const test::StallMeter stalls;
    record(6.0);
    EXPECT_LT(stalls.longestBusyMs(), 50.0);
}

TEST_F(RecordRoomTest, LeavingTheRoomKeepsTheTakeAndClosesTheMicrophone) {
    room();
    consent();
    window_->setFocus();
    press(Qt::Key_R);
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 3.0; });
    window_->goTo(RoomId::Script);
    waitFor([&] { return session().takes().size() == 1; });
    waitFor([&] { return machine_->open == 0; });
    EXPECT_FALSE(session().device().has_value());
}

TEST_F(RecordRoomTest, EnoughGoodLinesMakeAVoice) {
    RecordRoom& shown = room();
    EXPECT_FALSE(shown.lines().makeVoice().isEnabled());
    consent();
    window_->setFocus();
    record(22.0);
    waitFor([&] { return shown.lines().makeVoice().isEnabled(); });
    shown.makeVoice();
    auto* const sheet = window_->findChild<MadeSheet*>();
    ASSERT_NE(sheet, nullptr);
    EXPECT_FALSE(sheet->primary().isEnabled()) << "a voice needs a name";
    sheet->name().setText(QStringLiteral("Ada"));
    EXPECT_TRUE(sheet->primary().isEnabled());
    sheet->primary().click();
    waitFor([&] { return !shown.making().isRunning(); });
    ASSERT_FALSE(shown.making().error().has_value()) << shown.making().error()->message();
    EXPECT_TRUE(shown.making().made().has_value());
    QPointer<MadeSheet> done = sheet;
    done->reject();
    waitFor([&] { return done.isNull(); });
    shown.makeVoice();
    auto* const another = window_->findChild<MadeSheet*>();
    ASSERT_NE(another, nullptr);
    EXPECT_TRUE(another->name().isVisible()) << "another voice, with a name of its own";
    another->name().clear();
    EXPECT_FALSE(another->primary().isEnabled());
}

TEST_F(RecordRoomTest, TheButtonOfARoomThatWasLeftHearsNoKey) {
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    record(22.0);
    waitFor([&] { return shown.lines().makeVoice().isEnabled(); });
    shown.lines().makeVoice().setFocus();
    shown.makeVoice();
    QPointer<MadeSheet> sheet = window_->findChild<MadeSheet*>();
    sheet->name().setText(QStringLiteral("Ada"));
    sheet->primary().click();
    waitFor([&] { return !shown.making().isRunning(); });
    ASSERT_TRUE(shown.making().made().has_value());
    sheet->primary().click();  // "Use in script"
    waitFor([&] { return sheet.isNull(); });
    EXPECT_EQ(window_->shownRoom(), RoomId::Script);
    EXPECT_FALSE(shown.lines().makeVoice().hasFocus());
    press(Qt::Key_Space);
    EXPECT_EQ(window_->findChild<MadeSheet*>(), nullptr);
}

TEST_F(RecordRoomTest, TheTabOfTheRoomThatIsShownEndsNoTake) {
    room();
    consent();
    window_->setFocus();
    press(Qt::Key_R);
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 1.0; });
    window_->goTo(RoomId::Record);
    waitFor([&] { return session().status().takeSeconds > 4.0; });
    EXPECT_EQ(session().stage(), RecordStage::Recording);
    press(Qt::Key_R);
    waitFor([&] { return session().takes().size() == 1 && session().stage() == RecordStage::Ready; });
    EXPECT_GT(session().takes().front()->seconds, 4.0);
}

TEST_F(RecordRoomTest, EachTakeOfManyIsInTheList) {
    RecordRoom& shown = room();
    consent();
    window_->setFocus();
    for (int i = 0; i < 5; ++i) {
        record(3.0);
    }
    ASSERT_EQ(shown.takes().rows().size(), 5);
    const auto* const scroll = shown.takes().findChild<QScrollArea*>();
    const auto seenRow = [&](qsizetype row) {
        return scroll->viewport()->rect().contains(shown.takes().rows()[row]->mapTo(scroll->viewport(), QPoint(8, 20)));
    };
    waitFor([&] { return seenRow(4); });  // the newest
    EXPECT_FALSE(seenRow(0));
    shown.takes().rows().back()->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 4; ++i) {
        press(Qt::Key_Backtab);
    }
    EXPECT_TRUE(shown.takes().rows().front()->hasFocus());
    EXPECT_TRUE(seenRow(0)) << "it follows the focus";
}

}  // namespace
}  // namespace timbre::ui
