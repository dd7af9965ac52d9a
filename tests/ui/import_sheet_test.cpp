// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/import_sheet.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <fstream>

#include "core/audio/encode.h"
#include "tests/support/stall_meter.h"
#include "tests/ui/record_fixture.h"
#include "ui/plot/long_wave.h"
#include "ui/record/consent_bar.h"
#include "ui/record/record_room.h"
#include "ui/record/record_words.h"
#include "ui/window/main_window.h"

namespace timbre::ui {
namespace {

using test::waitFor;

/// Two good stretches, one in noise, one good: with a pause behind each.
AudioClip talk() {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    for (const double noise : {0.0008, 0.0008, 0.15, 0.0008}) {
        for (const AudioClip& part : {test::syllables(5.0, noise), test::whiteNoise(16'000, 1.5, 0.0008)}) {
            clip.samples.insert(clip.samples.end(), part.samples.begin(), part.samples.end());
        }
    }
    return clip;
}

class ImportSheetTest : public test::RecordFixture {
  protected:
    void take(const QList<QUrl>& files) {
        window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                 .settings = settings_,
                                                                 .studio = recordParts(),
                                                                 .output = test::fastOutput(),
                                                                 .projectFolder = projectFolder()});
        window_->resize(1280, 720);
        window_->show();
        window_->goTo(RoomId::Record);
        waitFor([&] { return room().session().book() != nullptr; });
        room().consent().box().click();
        waitFor([&] { return room().session().consented(); });
        room().takeFiles(files);
        sheet_ = window_->findChild<ImportSheet*>();
        ASSERT_NE(sheet_, nullptr);
        waitFor([&] { return !intake().isRunning(); });
    }
    QUrl soundFile(const std::string& name, const AudioClip& clip) {
        const auto file = folder_ / name;
        EXPECT_TRUE(writeAudio(file, clip));
        return QUrl::fromLocalFile(QString::fromStdString(file.string()));
    }
    RecordRoom& room() { return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record)); }
    FileIntake& intake() { return room().intake(); }
    SliceRow& row(qsizetype at) { return *sheet_->rows()[at]; }
    /// The first slice that was refused.
    qsizetype refused() {
        for (std::size_t at = 0; at < intake().count(); ++at) {
            if (intake().slice(at).refusal) {
                return static_cast<qsizetype>(at);
            }
        }
        return -1;
    }
    void clickWave(double seconds) {
        LongWave& wave = sheet_->wave();
        QWidget* const canvas = wave.childAt(20, 60);
        const QPoint at = canvas->mapFrom(&wave, QPoint(static_cast<int>(wave.xOf(seconds)), 60));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, at);
    }

    std::unique_ptr<MainWindow> window_;
    ImportSheet* sheet_ = nullptr;
};

TEST_F(ImportSheetTest, TheWholeFileIsShownWithItsSlices) {
    const AudioClip clip = talk();
    take({soundFile("talk.wav", clip)});
    EXPECT_NEAR(sheet_->wave().seconds(), clip.seconds(), 0.01);
    ASSERT_GE(sheet_->rows().size(), 3);
    EXPECT_EQ(sheet_->wave().spokenAmount().highest, static_cast<double>(sheet_->rows().size()));
}

TEST_F(ImportSheetTest, WhatIsChosenInTheListIsChosenInTheWaveAndBack) {
    take({soundFile("talk.wav", talk())});
    QTest::mouseClick(&row(1), Qt::LeftButton, {}, QPoint(4, 4));
    EXPECT_TRUE(row(1).isChosen());
    EXPECT_EQ(sheet_->wave().chosen(), 1);
    const SoundSlice& third = intake().slice(2);
    clickWave((third.fromSeconds + third.toSeconds) / 2);
    EXPECT_EQ(sheet_->chosen(), 2);
    EXPECT_TRUE(row(2).isChosen());
    EXPECT_FALSE(row(1).isChosen());
    row(0).words().setFocus(Qt::TabFocusReason);
    EXPECT_EQ(sheet_->wave().chosen(), 0) << "the words one types are those of the chosen slice";
}

TEST_F(ImportSheetTest, ARefusedSliceSaysWhyAndStaysOut) {
    take({soundFile("talk.wav", talk())});
    const qsizetype at = refused();
    ASSERT_GE(at, 0) << "around the noise";
    const QString why = refusalWords(*intake().slice(static_cast<std::size_t>(at)).refusal);
    EXPECT_FALSE(why.isEmpty());
    EXPECT_TRUE(row(at).note().contains(why)) << row(at).note().toStdString();
    EXPECT_FALSE(row(at).taken().isEnabled());
    EXPECT_FALSE(row(at).words().isVisible());
    sheet_->wave().setFocus();
    sheet_->choose(static_cast<int>(at));
    EXPECT_TRUE(sheet_->wave().spokenAmount().text.contains(QStringLiteral("refused")));
    EXPECT_TRUE(sheet_->summary().contains(QStringLiteral("cannot be used"))) << sheet_->summary().toStdString();
}

TEST_F(ImportSheetTest, ASliceIsJoinedWithTheNext) {
    take({soundFile("talk.wav", talk())});
    const qsizetype before = sheet_->rows().size();
    const double from = intake().slice(0).fromSeconds;
    const double to = intake().slice(1).toSeconds;
    ASSERT_TRUE(row(0).join().isEnabled()) << row(0).join().toolTip().toStdString();
    row(0).join().click();
    waitFor([&] { return sheet_->rows().size() == before - 1; });
    EXPECT_EQ(intake().slice(0).fromSeconds, from);
    EXPECT_EQ(intake().slice(0).toSeconds, to);
    EXPECT_EQ(row(0).words().text().toStdString(), "what was said in here what was said in here");
    EXPECT_EQ(sheet_->wave().spokenAmount().highest, static_cast<double>(before - 1));
    EXPECT_EQ(sheet_->wave().chosen(), 0);
    EXPECT_FALSE(row(before - 2).join().isEnabled()) << "there is none behind the last";
}

TEST_F(ImportSheetTest, ASliceCanBeLeftOut) {
    take({soundFile("talk.wav", talk())});
    const int before = intake().countTaken();
    row(0).taken().click();
    EXPECT_EQ(intake().countTaken(), before - 1);
    EXPECT_FALSE(row(0).taken().isChecked());
    const std::size_t lines = room().session().book()->lines.size();
    sheet_->accept();
    waitFor([&] { return room().session().book()->lines.size() == lines + static_cast<std::size_t>(before) - 1; });
}

TEST_F(ImportSheetTest, ADraftStaysOneUntilAPersonHasSeenIt) {
    take({soundFile("talk.wav", talk())});
    EXPECT_TRUE(row(0).note().contains(QStringLiteral("Draft")));
    row(0).words().setFocus(Qt::TabFocusReason);
    QTest::keyClick(&row(0).words(), Qt::Key_Return);
    EXPECT_EQ(intake().slice(0).source, TranscriptSource::Hand) << "Enter says that the words are right";
    EXPECT_FALSE(row(0).note().contains(QStringLiteral("Draft")));
    EXPECT_TRUE(sheet_->isVisible()) << "Enter in a text does not close the sheet";
    EXPECT_EQ(QApplication::focusWidget(), &row(1).words());
    EXPECT_TRUE(row(1).note().contains(QStringLiteral("Draft")));
}

TEST_F(ImportSheetTest, WordsOfAScriptFileAreTakenAndMarkedAsSuch) {
    std::ofstream(folder_ / "talk.txt") << "what was said in here\n";
    take({soundFile("talk.wav", talk()), QUrl::fromLocalFile(QString::fromStdString((folder_ / "talk.txt").string()))});
    std::size_t ofScript = 0;
    for (std::size_t at = 0; at < intake().count(); ++at) {
        if (intake().slice(at).source == TranscriptSource::Script) {
            ++ofScript;
            EXPECT_TRUE(row(static_cast<qsizetype>(at)).note().contains(QStringLiteral("script"))) << at;
        }
    }
    EXPECT_GT(ofScript, 0U);
}

TEST_F(ImportSheetTest, ASliceOfAnotherFileBringsItsWave) {
    AudioClip second = test::syllables(6.0, 0.0008);
    take({soundFile("one.wav", talk()), soundFile("two.wav", second)});
    ASSERT_EQ(sheet_->files().count(), 2);
    sheet_->choose(static_cast<int>(sheet_->rows().size()) - 1);
    EXPECT_NEAR(sheet_->wave().seconds(), second.seconds(), 0.01);
    EXPECT_EQ(sheet_->files().currentIndex(), 1);
    sheet_->choose(0);
    EXPECT_GT(sheet_->wave().seconds(), 20.0);
    std::size_t last = 0;  // of the first file
    while (intake().slice(last + 1).file == intake().slice(0).file) {
        ++last;
    }
    EXPECT_FALSE(row(static_cast<qsizetype>(last)).join().isEnabled()) << "the next slice is of another file";
    EXPECT_EQ(intake().canJoin(last), FileIntake::Joining::OtherFile);
}

TEST_F(ImportSheetTest, ItFitsTheSmallestWindow) {
    take({soundFile("talk.wav", talk())});
    QApplication::processEvents();
    for (const QWidget* part : {static_cast<QWidget*>(&sheet_->wave()), static_cast<QWidget*>(&row(0))}) {
        EXPECT_TRUE(window_->rect().contains(QRect(part->mapTo(window_.get(), QPoint()), part->size())));
    }
    for (const QPushButton* button : sheet_->findChildren<QPushButton*>()) {
        EXPECT_TRUE(window_->rect().contains(QRect(button->mapTo(window_.get(), QPoint()), button->size()))) << button->text().toStdString();
    }
}

}  // namespace
}  // namespace timbre::ui
