// SPDX-License-Identifier: GPL-3.0-or-later
// From the first-run card into the record room.
#include <gtest/gtest.h>

#include <QCheckBox>
#include <QDateTime>

#include "core/audio/encode.h"
#include "tests/ui/record_fixture.h"
#include "ui/firstrun/choice_card.h"
#include "ui/firstrun/first_run_card.h"
#include "ui/i18n/languages.h"
#include "ui/record/consent_bar.h"
#include "ui/record/import_sheet.h"
#include "ui/record/record_room.h"
#include "ui/record/record_words.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class FirstRunRecordTest : public test::RecordFixture {
  protected:
    ~FirstRunRecordTest() override { useLanguage(QStringLiteral("en")); }

    void open() {
        window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                 .settings = settings_,
                                                                 .studio = recordParts(),
                                                                 .output = test::fastOutput(),
                                                                 .projectFolder = projectFolder(),
                                                                 .mayWelcome = true});
        window_->resize(1440, 900);
        window_->show();
    }
    /// Ticks the box of the card and takes one of its ways.
    void choose(qsizetype way) {
        auto* const card = window_->findChild<FirstRunCard*>();
        ASSERT_NE(card, nullptr);
        card->findChild<QCheckBox*>()->click();
        card->findChildren<ChoiceCard*>()[way]->click();
    }
    RecordRoom& room() { return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record)); }
    RecordSession& session() { return room().session(); }
    void consentIsStored() {
        waitFor([&] { return session().book() != nullptr && session().consented(); });
    }

    std::unique_ptr<MainWindow> window_;
};

TEST_F(FirstRunRecordTest, WhatWasTickedOnTheCardStandsInTheRoomWithSentenceDateAndLanguage) {
    open();
    choose(0);
    consentIsStored();
    EXPECT_TRUE(room().consent().box().isChecked());
    const auto& consent = session().book()->consent;
    EXPECT_EQ(consent.sentence, consentSentence().toStdString());
    EXPECT_EQ(consent.language, "en");
    const QDateTime given = QDateTime::fromString(QString::fromStdString(consent.given), Qt::ISODate);
    EXPECT_LT(std::abs(given.secsTo(QDateTime::currentDateTimeUtc())), 60);
    waitFor([&] { return session().stage() == RecordStage::Ready; });
    ASSERT_NE(session().line(), nullptr) << "there is a script to read";
    EXPECT_FALSE(session().line()->line.text.empty());
    EXPECT_EQ(window_->toasts().toasts().size(), 0);
}

TEST_F(FirstRunRecordTest, TheScriptAndTheSentenceAreInTheLanguageOfTheWindow) {
    useLanguage(QStringLiteral("zh-CN"));
    open();
    choose(0);
    consentIsStored();
    EXPECT_EQ(session().book()->language, "zh");
    EXPECT_EQ(session().book()->consent.language, "zh-CN");
    EXPECT_EQ(session().book()->consent.sentence, consentSentence().toStdString());
}

TEST_F(FirstRunRecordTest, OpenARecordingAsksForTheFileOnceThePermissionIsStored) {
    open();
    const auto file = folder_ / "talk.wav";
    ASSERT_TRUE(writeAudio(file, test::syllables(8.0, 0.0008)));
    int asked = 0;
    bool permitted = false;
    room().setFileQuestion([&](QWidget&, const QString&, const QString&, const QString&) {
        ++asked;
        permitted = session().consented();
        return QStringList{QString::fromStdString(file.string())};
    });
    choose(1);
    waitFor([&] { return window_->findChild<ImportSheet*>() != nullptr; });
    waitFor([&] { return !room().intake().isRunning(); });
    EXPECT_EQ(asked, 1);
    EXPECT_TRUE(permitted);
    EXPECT_GT(room().intake().count(), 0U);
    EXPECT_EQ(window_->toasts().toasts().size(), 0) << "nothing waits for a box that was ticked";
}

TEST_F(FirstRunRecordTest, WithoutTheCardNothingIsTicked) {
    settings_.set(keys::kFirstRunDone, true);
    open();
    window_->goTo(RoomId::Record);
    waitFor([&] { return session().book() != nullptr; });
    EXPECT_FALSE(session().consented());
    EXPECT_FALSE(room().consent().box().isChecked());
}

}  // namespace
}  // namespace timbre::ui
