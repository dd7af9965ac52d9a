// SPDX-License-Identifier: GPL-3.0-or-later
// From a reading to its voice in the record room: which lines become part of it, and what may not happen to them meanwhile.
#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "tests/ui/readings_fixture.h"
#include "ui/record/made_sheet.h"
#include "ui/record/record_words.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class ReadingVoiceTest : public ReadingsFixture {
  protected:
    ~ReadingVoiceTest() override { *held_ = false; }

    /// Long enough for a voice.
    void recordLine(int row) {
        session().goToRow(row);
        record(22.0);
    }
    MadeSheet& ask(const QString& name) {
        room().makeVoice();
        auto* const sheet = window_->findChild<MadeSheet*>();
        if (sheet == nullptr) {
            throw std::runtime_error("no sheet has opened");
        }
        sheet->name().setText(name);
        return *sheet;
    }
    QString question() {
        for (const QLabel* const one : window_->findChild<MadeSheet*>()->findChildren<QLabel*>()) {
            if (one->text().contains(QStringLiteral("will be used"))) {
                return one->text();
            }
        }
        return {};
    }
    QAction* removal() {
        room().lines().fillMenu();
        return actionOf(room().lines().menu(), QStringLiteral("Delete this reading…"));
    }
    template <typename C>
    Result<void> outcomeOf(C command) {
        std::optional<Result<void>> outcome;
        const JobId job = window_->bridge().ask(std::move(command));
        const auto watched = QObject::connect(&window_->bridge(), &EngineBridge::jobFinished, [&](const JobFinished& event) {
            if (event.job == job) {
                outcome = event.outcome;
            }
        });
        waitFor([&] { return outcome.has_value(); });
        QObject::disconnect(watched);
        return *outcome;
    }

    std::shared_ptr<std::atomic<bool>> held_ = std::make_shared<std::atomic<bool>>(false);
};

TEST_F(ReadingVoiceTest, ThereIsNoVoiceBeforeTheWordsOfEveryLineAreChecked) {
    room();
    consent();
    recordLine(0);
    EXPECT_TRUE(session().canMakeVoice());
    session().goToRow(1);
    {
        const std::scoped_lock listening(told_->mutex);
        session().toggleRecord();
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > 3.0; });
        session().toggleRecord();
        waitFor([&] { return session().takes().size() == 1 && session().stage() == RecordStage::Ready; });
        EXPECT_EQ(session().linesBeingHeard(), 1);
        EXPECT_FALSE(session().canMakeVoice()) << "the second line would be left out without a word";
        EXPECT_FALSE(room().lines().makeVoice().isEnabled());
        EXPECT_TRUE(room().lines().makeVoice().toolTip().contains(QStringLiteral("still being checked")));
    }
    waitFor([&] { return session().linesBeingHeard() == 0; });
    EXPECT_TRUE(session().canMakeVoice());
    EXPECT_TRUE(room().lines().makeVoice().toolTip().isEmpty());
}

TEST_F(ReadingVoiceTest, AVoiceIsMadeOfTheLinesAsTheyAreWhenItBegins) {
    room();
    consent();
    recordLine(0);
    recordLine(1);
    const std::string second = session().line()->line.id;
    MadeSheet& sheet = ask(QStringLiteral("Ada"));
    const QString before = question();
    ASSERT_TRUE(outcomeOf(RemoveTake{.lineId = second, .number = 1}));
    waitFor([&] { return session().linesDone() == 1; });
    EXPECT_NE(question(), before) << before.toStdString();
    sheet.primary().click();
    waitFor([&] { return room().making().made().has_value(); });
    EXPECT_EQ(room().making().made()->voice.recordings, 1);
}

TEST_F(ReadingVoiceTest, TheSheetWaitsWhereTheReadingIsNotEnoughAnyMore) {
    room();
    consent();
    recordLine(0);
    const std::string first = session().line()->line.id;
    MadeSheet& sheet = ask(QStringLiteral("Ada"));
    EXPECT_TRUE(sheet.primary().isEnabled());
    ASSERT_TRUE(outcomeOf(RemoveTake{.lineId = first, .number = 1}));
    waitFor([&] { return session().linesDone() == 0; });
    EXPECT_FALSE(sheet.primary().isEnabled());
    EXPECT_FALSE(sheet.primary().toolTip().isEmpty());
    ASSERT_TRUE(outcomeOf(RemoveTake{.lineId = first, .number = 1, .restore = true}));
    waitFor([&] { return session().linesDone() == 1; });
    EXPECT_TRUE(sheet.primary().isEnabled());
}

TEST_F(ReadingVoiceTest, AReadingIsNotDeletedWhileAVoiceIsMadeOfIt) {
    tone_.hold = held_;
    room();
    consent();
    recordLine(0);
    ASSERT_TRUE(removal()->isEnabled());
    *held_ = true;
    QPointer<MadeSheet> sheet = &ask(QStringLiteral("Ada"));
    sheet->primary().click();
    ASSERT_TRUE(room().making().isRunning());
    sheet->primary().click();  // "Go on working"
    waitFor([&] { return sheet.isNull(); });
    EXPECT_FALSE(session().canRemoveReading());
    EXPECT_FALSE(removal()->isEnabled());
    EXPECT_FALSE(removal()->toolTip().isEmpty());
    const auto refused = outcomeOf(RemoveBook{.id = session().book()->id});
    ASSERT_FALSE(refused) << "whatever the window does";
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);

    room().making().cancel();
    waitFor([&] { return !room().making().isRunning(); });
    EXPECT_TRUE(removal()->isEnabled());
    EXPECT_NE(removal()->toolTip(), QStringLiteral("A voice is being made from it; wait until it is ready."));
}

TEST_F(ReadingVoiceTest, WordsThatCannotBeCheckedAreToldOnce) {
    told_->error = Error{ErrorCode::Corrupt, "the model is damaged", "Install it again."};
    room();
    consent();
    int told = 0;
    QObject::connect(&session(), &RecordSession::failed, [&](const QString& title, const Error& error) {
        told += title == QStringLiteral("The words could not be checked") && error.code == ErrorCode::Corrupt ? 1 : 0;
    });
    record();
    waitFor([&] { return told > 0; });
    EXPECT_FALSE(session().beingHeard());
    record();
    EXPECT_EQ(told, 1) << "not for every line";
}

TEST_F(ReadingVoiceTest, WhatWasHeardOfOtherWordsIsNotShown) {
    told_->missedWord = 3;
    room();
    consent();
    record();
    const std::string id = session().line()->line.id;
    waitFor([&] { return session().heard(id) != nullptr; });
    const LineFit heard = *session().heard(id);
    EXPECT_EQ(missedWords(session().line()->line.text, heard).size(), 1U);
    ASSERT_TRUE(outcomeOf(SetLineText{.lineId = id, .text = "Short."}));
    waitFor([&] { return session().line()->line.text == "Short."; });
    EXPECT_EQ(session().heard(id), nullptr);
    EXPECT_TRUE(missedWords("Short.", heard).empty()) << "it stands behind the end";
}

}  // namespace
}  // namespace timbre::ui
