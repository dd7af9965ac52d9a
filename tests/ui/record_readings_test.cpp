// SPDX-License-Identifier: GPL-3.0-or-later
// Readings in the record room: which one is open, what happened to the others, and the words of those that were guessed.
#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <algorithm>
#include <memory>

#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "tests/ui/readings_fixture.h"
#include "ui/record/draft_bar.h"
#include "ui/record/record_words.h"
#include "ui/record/words_edit.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class RecordReadingsTest : public ReadingsFixture {};

TEST_F(RecordReadingsTest, AReadingThatIsNotWantedIsDeletedAfterAQuestion) {
    room();
    consent();
    const std::string untouched = session().book()->id;
    EXPECT_FALSE(session().canRemoveReading()) << "there is nothing in it";
    record();
    const auto folder = session().book()->folder;
    for (const bool sure : {false, true}) {
        room().lines().fillMenu();
        QAction* const remove = actionOf(room().lines().menu(), QStringLiteral("Delete this reading…"));
        ASSERT_NE(remove, nullptr);
        ASSERT_TRUE(remove->isEnabled());
        remove->trigger();
        QPointer<Sheet> asked = window_->findChild<Sheet*>();
        ASSERT_NE(asked, nullptr);
        EXPECT_TRUE(std::filesystem::exists(folder));
        sure ? asked->accept() : asked->reject();
        waitFor([&] { return asked.isNull(); });
    }
    waitFor([&] { return session().book() != nullptr && session().book()->id != untouched; });
    EXPECT_FALSE(std::filesystem::exists(folder));
    EXPECT_TRUE(session().takes().empty());
    EXPECT_TRUE(session().earlierReadings().empty());
}

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
