// SPDX-License-Identifier: GPL-3.0-or-later
// The thread of the work in the record room: after a restart, after files, and in the middle of a line.
#include <gtest/gtest.h>

#include <QFile>
#include <QLabel>
#include <QListView>
#include <algorithm>
#include <vector>

#include "tests/ui/readings_fixture.h"
#include "ui/plot/long_wave.h"
#include "ui/record/record_words.h"
#include "ui/widgets/prompter.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class ReadingFlowTest : public ReadingsFixture {
  protected:
    void restart() {
        window_.reset();
        room();
    }
    /// What is open becomes Anna's.
    std::string makeVoiceOfReading() {
        const auto anna = test::addToneVoice(folder_.path(), "Anna");
        EXPECT_TRUE(anna);
        window_->bridge().ask(SetBookVoice{.voice = anna->id, .version = 1});
        waitFor([&] { return session().book()->voiceId == anna->id; });
        return anna->id;
    }
    void readOwn() {
        const std::string before = session().book()->id;
        session().openBook("en", true, QStringLiteral("Words of my own.\nMore words of my own."));
        waitFor([&] { return session().book()->id != before; });
    }
    QString saidIn(const QString& title) {
        waitFor([&] { return toast(title) != nullptr; });
        QString all;
        for (const QLabel* const one : toast(title)->findChildren<QLabel*>()) {
            all += one->text() + QChar(u'\n');
        }
        return all;
    }
};

// ---- The reading last worked in ------------------------------------------------------------------------------------

TEST_F(ReadingFlowTest, TheReadingLastWorkedInIsOpenAfterARestart) {
    room();
    readOwn();
    consent();
    record();
    beginAnew();
    consent();
    record();
    const std::string last = session().book()->id;
    makeVoiceOfReading();
    restart();
    EXPECT_EQ(session().book()->id, last) << "not an older one, though a voice was made from it";
    EXPECT_EQ(session().linesDone(), 1);
}

TEST_F(ReadingFlowTest, AnEmptyReadingIsNotTheOneLastWorkedIn) {
    room();
    consent();
    record();
    const std::string read = session().book()->id;
    makeVoiceOfReading();
    beginAnew();
    restart();
    EXPECT_EQ(session().book()->id, read);
}

TEST_F(ReadingFlowTest, EachLanguageHasItsReading) {
    room();
    consent();
    record();
    const std::string english = session().book()->id;
    makeVoiceOfReading();
    session().openBook("zh");
    waitFor([&] { return session().book()->language == "zh"; });
    consent();
    record();
    const std::string chinese = session().book()->id;
    session().openBook("en");
    waitFor([&] { return session().book()->language == "en"; });
    EXPECT_EQ(session().book()->id, english);
    session().openBook("zh");
    waitFor([&] { return session().book()->id == chinese; });
    restart();
    EXPECT_EQ(session().book()->id, chinese);
}

TEST_F(ReadingFlowTest, WhichReadingItIsLiesOnTheDiskAsSoonAsSomethingIsRecorded) {
    room();
    consent();
    record();
    QFile file(QString::fromStdString((folder_ / "studio.ini").string()));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains(session().book()->id.c_str())) << "a program that is killed writes nothing more";
}

TEST_F(ReadingFlowTest, AReadingThatIsGoneOrBrokenIsFollowedByTheUsualOne) {
    settings_.set(keys::kReadings, {QStringLiteral("en:0123456789abcdef")});
    room();
    EXPECT_EQ(session().book()->language, "en");
    EXPECT_EQ(toast(QStringLiteral("The recordings could not be opened")), nullptr);
    consent();
    record();
    const std::string broken = session().book()->id;
    const auto folder = session().book()->folder;
    window_.reset();
    ASSERT_TRUE(writeFileAtomically(folder / "book.json", "{ no record"));
    room();
    EXPECT_NE(session().book()->id, broken);
    EXPECT_NE(toast(QStringLiteral("Some recordings cannot be read")), nullptr);
    EXPECT_EQ(toast(QStringLiteral("The recordings could not be opened")), nullptr);
}

TEST_F(ReadingFlowTest, ThePermissionJustTickedHoldsForOnesOwnSentences) {
    room();
    consent();
    const std::string given = session().book()->consent.given;
    readOwn();
    EXPECT_TRUE(session().consented());
    EXPECT_EQ(session().book()->consent.given, given);
    EXPECT_EQ(session().stage(), RecordStage::Ready);
    EXPECT_EQ(toast(QStringLiteral("A new reading has begun")), nullptr) << "there is no former one to go back to";
    record();
    beginAnew();
    EXPECT_FALSE(session().consented());
}

// ---- Files ---------------------------------------------------------------------------------------------------------

TEST_F(ReadingFlowTest, AfterFilesTheFirstDraftIsShownAndTheMessageCountsThem) {
    RecordRoom& shown = room();
    consent();
    const auto before = static_cast<int>(session().book()->lines.size());
    AudioClip clip = test::syllables(6.0, 0.0008);
    const AudioClip one = clip;
    for (const AudioClip& part : {test::whiteNoise(16'000, 1.5, 0.0008), one, test::whiteNoise(16'000, 1.5, 0.0008), one}) {
        clip.samples.insert(clip.samples.end(), part.samples.begin(), part.samples.end());
    }
    takeIn("talk.wav", clip);
    const int taken = shown.intake().countTaken();
    ASSERT_GE(taken, 3);
    shown.intake().setText(0, QStringLiteral("Words that a person typed."));
    sheet().accept();
    const QString said = saidIn(QStringLiteral("The recordings are added"));
    EXPECT_TRUE(said.contains(QStringLiteral("%1 lines came").arg(taken))) << said.toStdString();
    EXPECT_TRUE(said.contains(QStringLiteral("%1 lines wait").arg(taken - 1))) << said.toStdString();
    EXPECT_EQ(session().row(), before + 1) << "the first has its words";
    EXPECT_TRUE(line(session().row()).draft);
    const QListView& list = shown.lines().list();
    EXPECT_TRUE(list.viewport()->rect().intersects(list.visualRect(list.model()->index(session().row(), 0))));
}

TEST_F(ReadingFlowTest, AFileShowsItsWaveAndItsProgressWhileItIsListenedTo) {
    RecordRoom& shown = room();
    consent();
    struct Seen {
        double share;
        std::size_t slices;
        double wave;
        QString said;
    };
    std::vector<Seen> seen;
    QObject::connect(&shown.intake(), &FileIntake::progressed, &shown, [&] {
        if (auto* const sheet = window_->findChild<ImportSheet*>(); sheet != nullptr && shown.intake().isRunning()) {
            seen.push_back({shown.intake().share(), shown.intake().count(), sheet->wave().seconds(), sheet->summary()});
        }
    });
    QList<QUrl> files;
    for (const auto* const name : {"one.wav", "two.wav"}) {
        ASSERT_TRUE(writeAudio(folder_ / name, test::syllables(6.0, 0.0008)));
        files << QUrl::fromLocalFile(QString::fromStdString((folder_ / name).string()));
    }
    shown.takeFiles(files);
    waitFor([&] { return !shown.intake().isRunning() && shown.intake().count() > 0; });
    EXPECT_TRUE(std::ranges::any_of(seen, [](const Seen& one) { return one.slices == 0 && one.wave > 5.0; }))
        << "the wave is there before the first slice";
    const auto says = [&](const QString& words) {
        return std::ranges::any_of(seen, [&](const Seen& one) { return one.said.contains(words); });
    };
    EXPECT_TRUE(says(QStringLiteral("file 1 of 2")));
    EXPECT_TRUE(says(QStringLiteral("file 2 of 2")));
    EXPECT_TRUE(std::ranges::any_of(seen, [](const Seen& one) { return one.share > 0.3 && one.share < 0.9; }));
}

// ---- Going on in a line --------------------------------------------------------------------------------------------

TEST_F(ReadingFlowTest, ThePrompterGoesOnWhereThePunchInDoes) {
    RecordRoom& shown = room();
    consent();
    record(6.0);
    session().setCountInMs(5, 200);
    session().punchIn();
    ASSERT_EQ(session().stage(), RecordStage::CountIn);
    const qsizetype from = shown.prompter().spoken();
    EXPECT_GT(from, 0) << "what is before the point is read";
    EXPECT_EQ(shown.prompter().line().at(from - 1), QChar(u' ')) << "a whole word";
    EXPECT_GT(shown.prompter().word(), 0);
    qsizetype least = shown.prompter().line().size();
    QObject::connect(&session(), &RecordSession::statusChanged, &shown, [&] { least = std::min(least, shown.prompter().spoken()); });
    waitFor([&] { return session().status().inTake && session().status().takeSeconds > 1.0; });
    EXPECT_GE(least, from);
    session().toggleRecord();
    waitFor([&] { return session().takes().size() == 2 && session().stage() == RecordStage::Ready; });
    EXPECT_EQ(shown.prompter().spoken(), 0);
    session().toggleRecord();
    EXPECT_EQ(shown.prompter().spoken(), 0) << "a take of the whole line begins at its begin";
    session().discard();
}

TEST_F(ReadingFlowTest, TheWordOfAPunchInIsTheOneThatWasHeardThere) {
    told_->wordSeconds = 0.5;
    RecordRoom& shown = room();
    consent();
    record(6.0);
    const std::string id = session().line()->line.id;
    waitFor([&] { return session().heard(id) != nullptr; });
    session().setCountInMs(5, 200);
    session().punchIn();
    const auto number = static_cast<int>(session().punchSeconds().value() / 0.5);
    const QString& text = shown.prompter().line();
    EXPECT_EQ(text.left(shown.prompter().spoken()).count(QChar(u' ')), number);
    EXPECT_EQ(text.mid(shown.prompter().spoken(), shown.prompter().word()), text.section(QChar(u' '), number, number));
    session().discard();
}

// ---- How many lines ------------------------------------------------------------------------------------------------

TEST_F(ReadingFlowTest, TheRoomSaysHowManyLinesThereAreAndHowManyAreEnough) {
    RecordRoom& shown = room();
    const auto says = [&](const QString& words) {
        return std::ranges::any_of(shown.lines().findChildren<QLabel*>(),
                                   [&](const QLabel* one) { return one->isVisible() && one->text() == words; });
    };
    EXPECT_EQ(session().book()->lines.size(), 20U);
    EXPECT_TRUE(says(QStringLiteral("20 lines; the first 8 are enough, more make it better")));
    EXPECT_TRUE(says(QStringLiteral("0 of 20 lines")));
    for (const std::string& language : session().scriptLanguages()) {
        const auto script = installedScript(test::resourceDirectory(), language).value();
        EXPECT_EQ(readingSize(static_cast<int>(script.lines.size()), static_cast<int>(script.shortLines)), readingSize())
            << "what the first card says, too: " << language;
    }
    readOwn();
    EXPECT_FALSE(says(QStringLiteral("20 lines; the first 8 are enough, more make it better")));
}

}  // namespace
}  // namespace timbre::ui
