// SPDX-License-Identifier: GPL-3.0-or-later
// Readings in the record room: which one is open, what happened to the others, and the words of those that were guessed.
#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <algorithm>
#include <memory>

#include "core/audio/encode.h"
#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "tests/ui/record_fixture.h"
#include "tests/ui/toast_tools.h"
#include "ui/record/consent_bar.h"
#include "ui/record/draft_bar.h"
#include "ui/record/import_sheet.h"
#include "ui/record/lines_pane.h"
#include "ui/record/record_room.h"
#include "ui/record/record_words.h"
#include "ui/record/words_edit.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class RecordReadingsTest : public test::RecordFixture {
  protected:
    RecordRoom& room() {
        if (!window_) {
            StudioParts parts = recordParts();
            parts.books.longestFileSeconds = 20.0;
            window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                     .settings = settings_,
                                                                     .studio = std::move(parts),
                                                                     .output = test::fastOutput(),
                                                                     .projectFolder = projectFolder()});
            window_->resize(1440, 900);
            window_->show();
            window_->goTo(RoomId::Record);
            session().setCountInMs(5, 5);
            waitFor([&] { return session().book() != nullptr && session().device().has_value(); });
        }
        return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record));
    }
    RecordSession& session() { return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record)).session(); }
    void consent() {
        room().consent().box().click();
        waitFor([&] { return session().stage() == RecordStage::Ready; });
    }
    void record(double seconds = 3.0) {
        const std::size_t before = session().takes().size();
        session().toggleRecord();
        waitFor([&] { return session().status().inTake && session().status().takeSeconds > seconds; });
        session().toggleRecord();
        waitFor([&] { return session().takes().size() > before && session().stage() == RecordStage::Ready; });
    }
    /// Puts two drafts at the end of the lines and goes to the first. @return its row.
    int addDrafts() {
        AudioClip clip = test::syllables(6.0, 0.0008);
        const AudioClip pause = test::whiteNoise(16'000, 1.5, 0.0008);
        const AudioClip one = clip;
        clip.samples.insert(clip.samples.end(), pause.samples.begin(), pause.samples.end());
        clip.samples.insert(clip.samples.end(), one.samples.begin(), one.samples.end());
        takeIn("talk.wav", clip);
        const auto before = static_cast<int>(session().book()->lines.size());
        const auto taken = room().intake().countTaken();
        sheet().accept();
        waitFor([&] { return static_cast<int>(session().book()->lines.size()) == before + taken; });
        session().goToRow(before);
        return before;
    }
    void takeIn(const std::string& name, const AudioClip& clip) {
        const auto file = folder_ / name;
        ASSERT_TRUE(writeAudio(file, clip));
        room().takeFiles({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
        ASSERT_NE(window_->findChild<ImportSheet*>(), nullptr);
        waitFor([&] { return !room().intake().isRunning() && room().intake().count() > 0; });
    }
    ImportSheet& sheet() { return *window_->findChild<ImportSheet*>(); }
    const BookLine& line(int row) { return session().book()->lines.at(static_cast<std::size_t>(row)); }

    Toast* toast(const QString& title) { return test::toastOf(*window_, title); }
    void pressIn(const QString& title, const QString& button) { test::pressInToast(*window_, title, button); }
    static QAction* actionOf(const QMenu& menu, const QString& text) {
        const auto all = menu.actions();
        const auto found = std::ranges::find_if(all, [&](const QAction* one) { return one->text() == text; });
        return found == all.end() ? nullptr : *found;
    }
    void beginAnew() {
        const std::string before = session().book()->id;
        room().lines().fillMenu();
        QAction* const fresh = actionOf(room().lines().menu(), QStringLiteral("Begin a new reading"));
        ASSERT_NE(fresh, nullptr);
        fresh->trigger();
        waitFor([&] { return session().book()->id != before; });
    }

    std::unique_ptr<MainWindow> window_;
};

TEST_F(RecordReadingsTest, ANewReadingIsTakenBackByUndo) {
    room();
    consent();
    record();
    const std::string first = session().book()->id;
    beginAnew();
    EXPECT_EQ(session().linesDone(), 0);
    pressIn(QStringLiteral("A new reading has begun"), QStringLiteral("Undo"));
    waitFor([&] { return session().book()->id == first; });
    EXPECT_EQ(session().linesDone(), 1);
    EXPECT_EQ(toast(QStringLiteral("A new reading has begun")), nullptr) << "the undo itself is no new reading";
}

TEST_F(RecordReadingsTest, EarlierReadingsAreInTheMenu) {
    room();
    consent();
    record();
    const std::string first = session().book()->id;
    beginAnew();
    room().lines().fillMenu();
    const auto earlier = room().lines().earlier().actions();
    ASSERT_EQ(earlier.size(), 1);
    EXPECT_TRUE(earlier.front()->text().startsWith(QStringLiteral("Reading of "))) << earlier.front()->text().toStdString();
    EXPECT_TRUE(earlier.front()->text().contains(QStringLiteral("1 line"))) << earlier.front()->text().toStdString();
    earlier.front()->trigger();
    waitFor([&] { return session().book()->id == first; });
    room().lines().fillMenu();
    EXPECT_TRUE(room().lines().earlier().isEmpty()) << "nothing was read in the other one";
}

TEST_F(RecordReadingsTest, AnUnfinishedTakeOfAnotherBookIsOffered) {
    std::string killed;
    {
        const auto script = installedScript(test::resourceDirectory(), "en");
        ASSERT_TRUE(script);
        auto book = RecordingBook::create(folder_.path(), {.name = {}, .script = *script});
        ASSERT_TRUE(book);
        killed = book->state().id;
        ASSERT_TRUE(book->setConsent("Mine.", "en"));
        ASSERT_TRUE(book->setVoice("0123456789abcdef", 1));  // it is not the one that is opened
        auto writer = TakeWriter::create(book->planTake(script->lines[2].id)->file, {.sampleRateHz = 16'000, .channels = 1, .bits = 24});
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writer->append(test::syllables(3.0, 0.001).samples));
    }
    room();
    ASSERT_NE(session().book()->id, killed);
    pressIn(QStringLiteral("A recording was rescued"), QStringLiteral("Open"));
    waitFor([&] { return session().book()->id == killed; });
    EXPECT_EQ(session().row(), 2) << "the line it belongs to";
    EXPECT_EQ(session().takes().size(), 1U);
}

TEST_F(RecordReadingsTest, AfterAFailedOpeningTheOpenReadingGoesOn) {
    room();
    consent();
    const std::string first = session().book()->id;
    session().openBook("en", true, QStringLiteral("One more line.\n").repeated(600));
    waitFor([&] { return toast(QStringLiteral("The recordings could not be opened")) != nullptr; });
    EXPECT_EQ(session().book()->id, first);
    session().openBook("xx");
    waitFor([&] { return session().stage() == RecordStage::Ready; });
    record();
    EXPECT_EQ(session().linesDone(), 1);
    EXPECT_EQ(settings_.get(Key<QString>{"record/language", {}}), QString()) << "a language that has no script is not kept";
}

TEST_F(RecordReadingsTest, TheReadingOfADeletedVoiceIsFollowedByAnother) {
    const auto anna = test::addToneVoice(folder_.path(), "Anna");
    ASSERT_TRUE(anna);
    room();
    consent();
    record();
    const std::string first = session().book()->id;
    EngineBridge& bridge = window_->bridge();
    bridge.ask(SetBookVoice{.voice = anna->id, .version = 1});
    waitFor([&] { return session().book()->voiceId == anna->id; });
    bridge.removeVoice(anna->id);
    waitFor([&] { return session().book() != nullptr && session().book()->id != first; });
    EXPECT_EQ(session().stage(), RecordStage::NeedsConsent);
    EXPECT_EQ(session().linesDone(), 0);
}

TEST_F(RecordReadingsTest, ADamagedReadingIsToldWithItsFolder) {
    const auto folder = folder_.path() / "recordings" / "0123456789abcdef";
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(writeFileAtomically(folder / "book.json", "{ no record"));
    room();
    waitFor([&] { return toast(QStringLiteral("Some recordings cannot be read")) != nullptr; });
    const auto labels = toast(QStringLiteral("Some recordings cannot be read"))->findChildren<QLabel*>();
    EXPECT_TRUE(std::ranges::any_of(labels, [](const QLabel* one) { return one->text().contains(QStringLiteral("recordings/0123456789abcdef")); }));
}

// ---- Drafts --------------------------------------------------------------------------------------------------------

TEST_F(RecordReadingsTest, ADraftCountsWhenItsWordsAreConfirmed) {
    RecordRoom& shown = room();
    consent();
    const int row = addDrafts();
    ASSERT_TRUE(line(row).draft);
    EXPECT_EQ(session().linesDone(), 0);
    EXPECT_EQ(session().secondsDone(), 0.0);
    EXPECT_EQ(shown.lines().model().at(row).mark, LineRow::Mark::Problem);
    EXPECT_TRUE(shown.draft().isVisible());
    shown.draft().right().click();
    waitFor([&] { return !line(row).draft; });
    EXPECT_EQ(line(row).line.text, "what was said in here");
    EXPECT_EQ(session().linesDone(), 1);
    EXPECT_FALSE(shown.draft().isVisible());
    EXPECT_EQ(shown.lines().model().at(row).mark, LineRow::Mark::Good);
}

TEST_F(RecordReadingsTest, ADraftIsCorrectedInItsPlaceByEnter) {
    RecordRoom& shown = room();
    consent();
    const int row = addDrafts();
    window_->activateWindow();
    shown.lines().list().setFocus();
    QTest::keyClick(&shown.lines().list(), Qt::Key_Return);
    WordsEdit& words = shown.lines().words();
    ASSERT_TRUE(words.isVisible());
    EXPECT_EQ(words.text(), QStringLiteral("what was said in here"));
    QTest::keyClick(&words, Qt::Key_Escape);
    EXPECT_FALSE(words.isVisible());
    EXPECT_TRUE(line(row).draft) << "Escape leaves it as it was";

    shown.lines().editWords(row);
    words.setText(QStringLiteral("What was really said."));
    QTest::keyClick(&words, Qt::Key_Return);
    waitFor([&] { return !line(row).draft; });
    EXPECT_EQ(line(row).line.text, "What was really said.");
    EXPECT_EQ(session().stage(), RecordStage::Ready) << "Enter was for the words alone";
    EXPECT_EQ(session().row(), row);
}

// ---- Files ---------------------------------------------------------------------------------------------------------

TEST_F(RecordReadingsTest, ImportedSoundIsLetGo) {
    RecordRoom& shown = room();
    consent();
    takeIn("talk.wav", test::syllables(6.0, 0.0008));
    std::weak_ptr<const AudioClip> clip = shown.intake().slice(0).clip;
    QTest::keyClick(&sheet(), Qt::Key_Escape);
    EXPECT_EQ(shown.intake().count(), 0U);
    EXPECT_TRUE(shown.intake().files().empty());
    waitFor([&] { return window_->findChild<ImportSheet*>() == nullptr; });
    waitFor([&] { return clip.expired(); });

    takeIn("more.wav", test::syllables(6.0, 0.0008));
    clip = shown.intake().slice(0).clip;
    const std::size_t before = session().book()->lines.size();
    sheet().accept();
    waitFor([&] { return session().book()->lines.size() > before; });
    waitFor([&] { return shown.intake().count() == 0; });
    waitFor([&] { return clip.expired(); });
}

TEST_F(RecordReadingsTest, AFileThatWasCutIsTold) {
    room();
    consent();
    takeIn("long.wav", test::syllables(26.0, 0.0008));
    const auto labels = sheet().findChildren<QLabel*>();
    EXPECT_TRUE(std::ranges::any_of(labels, [](const QLabel* one) {
        return one->isVisible() && one->text() == QStringLiteral("long.wav is too long: only its first 0:20 are taken in.");
    }));
}

}  // namespace
}  // namespace timbre::ui
