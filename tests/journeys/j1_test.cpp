// SPDX-License-Identifier: GPL-3.0-or-later
// J1, steps 2 to 5: a newcomer reads a script and has a voice.
#include <QAbstractItemView>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include "tests/journeys/journey.h"
#include "ui/firstrun/first_run_card.h"
#include "ui/record/lines_pane.h"
#include "ui/record/refusal_bar.h"
#include "ui/settings/page_parts.h"
#include "ui/widgets/prompter.h"
#include "ui/widgets/stars.h"
#include "ui/widgets/stat.h"
#include "ui/widgets/tall_meter.h"

namespace timbre::test {
namespace {

class J1 : public Journey {
  protected:
    /// Step 2: what this computer can do. The machine that runs this has what it has: each row says something, whatever it is.
    void expectSelfTest() {
        auto* const card = seen<ui::FirstRunCard>(window());
        ASSERT_NE(card, nullptr) << screen();
        for (const char* language : {"English", "简体中文", "日本語"}) {
            EXPECT_TRUE(visible(QString::fromUtf8(language))) << screen();
        }
        ASSERT_TRUE(until("the end of the self-test", [&] { return window().machine().report().has_value(); }));
        for (const char* row : {"Device", "Engines", "Models", "Microphone", "Disk"}) {
            auto* const icon = seen<ui::StateIcon>(window(), [&](const ui::StateIcon& one) { return one.accessibleName() == QLatin1StringView(row); });
            ASSERT_NE(icon, nullptr) << row << '\n' << screen();
            EXPECT_FALSE(icon->accessibleDescription().isEmpty()) << row;
            EXPECT_TRUE(visible(icon->accessibleDescription())) << row << '\n' << screen();
        }
        EXPECT_TRUE(visible(QStringLiteral("Using CPU because")) || visible(QStringLiteral("GPU works"))) << screen();
        picture(QStringLiteral("j1-self-test"));
    }

    /// Step 3: three ways; those that need a voice wait for the permission.
    void chooseToRead() {
        const QString statement = QStringLiteral("This is my own voice, or I have the speaker's permission to copy it.");
        EXPECT_TRUE(visible(QStringLiteral("Nothing leaves this computer"))) << screen();
        for (const char* way : {"Read a script", "Open a recording", "Try a demo voice"}) {
            EXPECT_TRUE(visible(QLatin1StringView(way))) << way << '\n' << screen();
        }
        ASSERT_TRUE(visible(statement)) << screen();
        EXPECT_FALSE(click(QStringLiteral("Read a script"))) << "it must wait for the box";
        ASSERT_TRUE(click(statement)) << screen();
        ASSERT_TRUE(click(QStringLiteral("Read a script"))) << screen();
        ASSERT_TRUE(until("the card to be gone", [&] { return seen<ui::FirstRunCard>(window()) == nullptr; }));
    }

    void toRecordRoom() {
        TIMBRE_SEE("Reading script");
        ASSERT_TRUE(until("a book to read", [&] { return recordRoom().session().book() != nullptr; }));
    }

    /// The reader's five sentences are the script.
    void bringOwnSentences() {
        ASSERT_TRUE(choose(QStringLiteral("Choose a script"), QStringLiteral("Read your own sentences…"))) << screen();
        auto* const page = seen<QPlainTextEdit>(window());
        ASSERT_NE(page, nullptr) << screen();
        QStringList sentences;
        for (const SpokenLine& line : lines_) {
            sentences << QString::fromStdString(line.text);
        }
        page->setPlainText(sentences.join(u'\n'));
        ASSERT_TRUE(click(QStringLiteral("Read these"))) << screen();
        ASSERT_TRUE(until("the sentences as lines", [&] {
            const BookState* const book = recordRoom().session().book();
            return book->lines.size() == lines_.size() && book->lines.front().line.text == lines_.front().text;
        }));
    }

    /// What was ticked on the card holds for the sentences that were brought right after it.
    void seePermission() {
        TIMBRE_SEE("This is my own voice, or I have the speaker's permission to copy it.");
        TIMBRE_SEE("Stated on");
        EXPECT_TRUE(recordRoom().session().consented());
        ASSERT_TRUE(until("a microphone", [&] { return recordRoom().session().stage() == ui::RecordStage::Ready; }));
        EXPECT_TRUE(visible(QStringLiteral("Stage microphone"))) << screen();
    }

    [[nodiscard]] ui::Prompter& prompter() { return recordRoom().prompter(); }

    /// The green tick before a line.
    [[nodiscard]] bool hasTick(int row) {
        QListView& list = recordRoom().lines().list();
        const QRect box = list.visualRect(list.model()->index(row, 0));
        return isSeen(list) && pixelsOf(*list.viewport(), QRect(box.topLeft(), QSize(44, box.height())), QColor(theme_->tokens().good)) > 8;
    }
    [[nodiscard]] bool hasRedWords() { return pixelsOf(prompter(), QColor(theme_->tokens().bad)) > 40; }

    void expectMeterWithTarget() {
        auto* const meter = seen<ui::TallMeter>(window());
        ASSERT_NE(meter, nullptr) << screen();
        const QImage image = meter->grab().toImage();
        const auto colourAt = [&](double dbfs) {
            return image.pixelColor(image.width() - 4, static_cast<int>(meter->yOf(dbfs) * image.devicePixelRatio()));
        };
        EXPECT_EQ(colourAt(-17.0), colourAt(-13.0));
        EXPECT_NE(colourAt(-17.0), colourAt(-21.0));
        EXPECT_NE(colourAt(-13.0), colourAt(-8.0));
        EXPECT_GT(meter->shownDbfs(), -60.0);
    }

    void expectSnr() {
        auto* const snr = seen<ui::Stat>(window(), [](const ui::Stat& stat) { return stat.accessibleName() == QStringLiteral("SNR"); });
        ASSERT_NE(snr, nullptr) << screen();
        static const QRegularExpression number(QStringLiteral("\\d+ dB"));
        EXPECT_TRUE(until("a number for the SNR", [&] { return snr->spokenAmount().text.contains(number); }));
    }

    /// The time at which a word of the first line begins and ends in its recording.
    [[nodiscard]] AudioClip withoutWord(const SpokenLine& line, const std::string& word) const {
        const auto listener = composition_->makeListener();
        if (!listener) {
            return {};
        }
        const auto heard = (*listener)->check(line.clip, line.text, "en", {});
        if (!heard) {
            return {};
        }
        for (const WordMark& mark : heard->words) {
            if (mark.heard && line.text.substr(mark.beginByte, mark.endByte - mark.beginByte) == word) {
                return without(line.clip, mark.fromSeconds, mark.toSeconds);
            }
        }
        return {};
    }

    /// While the first line is read: meter and figures are alive.
    void readFirstLine() {
        const SpokenLine& line = lines_.front();
        EXPECT_EQ(prompter().line().toStdString(), line.text);
        EXPECT_TRUE(isSeen(prompter()));
        press(Qt::Key_R);
        ui::RecordSession& session = recordRoom().session();
        ASSERT_TRUE(until("a take that runs", [&] { return session.status().inTake; }));
        TIMBRE_SEE("Recording, on disk");
        TIMBRE_SEE("Reading now");
        microphone_->say(line.clip);
        ASSERT_TRUE(until("a voice in the meter", [&] {
            const auto* const meter = seen<ui::TallMeter>(window());
            return meter != nullptr && meter->shownDbfs() > -40.0;
        }));
        expectMeterWithTarget();
        expectSnr();
        picture(QStringLiteral("j1-reading"));
        ASSERT_TRUE(until("the end of the sentence", [&] { return microphone_->isQuietFor(0.5); }));
        press(Qt::Key_R);
        ASSERT_TRUE(until("a tick at line 1", [&] { return hasTick(0); }));
        EXPECT_FALSE(hasTick(1));
        EXPECT_TRUE(visible(QStringLiteral("1 of 5 lines"))) << screen();
    }

    void knockAndReadAgain(int row) {
        ASSERT_TRUE(read(withKnockBehind(lines_[static_cast<std::size_t>(row)].clip)));
        const QString again = QStringLiteral("Read line %1 again: door noise at 0:0").arg(row + 1);
        ASSERT_TRUE(untilVisible(again)) << screen();
        TIMBRE_SEE("There is a noise such as a door in a pause: read the line again.");
        EXPECT_FALSE(hasTick(row));
        picture(QStringLiteral("j1-door-noise"));
        ASSERT_TRUE(click(QStringLiteral("Record again"))) << screen();
        ui::RecordSession& session = recordRoom().session();
        ASSERT_TRUE(until("a take that runs", [&] { return session.status().inTake; }));
        microphone_->say(lines_[static_cast<std::size_t>(row)].clip);
        ASSERT_TRUE(until("the end of the sentence", [&] { return microphone_->isQuietFor(0.5); }));
        press(Qt::Key_R);
        ASSERT_TRUE(until("a tick", [&] { return hasTick(row); }));
        ASSERT_TRUE(until("no more warning", [&] { return !visible(again); }));
        EXPECT_EQ(session.takes().size(), 2U);
    }

    void skipAWordAndReadAgain(int row, const std::string& word) {
        const SpokenLine& line = lines_[static_cast<std::size_t>(row)];
        const AudioClip cut = withoutWord(line, word);
        ASSERT_FALSE(cut.samples.empty()) << "the listener does not find \"" << word << '"';
        EXPECT_FALSE(hasRedWords());
        ASSERT_TRUE(read(cut));
        ASSERT_TRUE(until("a red word", [&] { return hasRedWords(); }));
        picture(QStringLiteral("j1-skipped"));
        TIMBRE_SEE("The words in red were not heard: read the line again if you skipped them.");
        ASSERT_TRUE(read(line.clip));
        ASSERT_TRUE(until("no red word", [&] { return !hasRedWords(); }));
        ASSERT_TRUE(until("a tick", [&] { return hasTick(row); }));
    }

    void makeVoice() {
        ASSERT_TRUE(click(QStringLiteral("Make my voice"))) << screen();
        TIMBRE_SEE("What is the voice called?");
        auto* const name = seen<QLineEdit>(window(), [](const QLineEdit& one) { return one.accessibleName() == QStringLiteral("Name of the voice"); });
        ASSERT_NE(name, nullptr) << screen();
        name->setFocus();
        name->clear();
        type(QStringLiteral("Elinor"));
        press(Qt::Key_Return);
        TIMBRE_SEE("Checking the recordings");
    }

    void expectVoiceReady() {
        TIMBRE_SEE("The voice is ready");
        picture(QStringLiteral("j1-ready"));
        EXPECT_TRUE(visible(QStringLiteral("Elinor"))) << screen();
        expectWindow();
        EXPECT_TRUE(std::any_of(lines_.begin(), lines_.end(), [&](const SpokenLine& line) {
            return visible(QString::fromStdString(line.text));
        })) << screen();
        auto* const stars = seen<ui::Stars>(window());
        ASSERT_NE(stars, nullptr) << screen();
        EXPECT_GE(stars->stars(), 1);
        EXPECT_LE(stars->stars(), 5);
        EXPECT_TRUE(stars->stars() == 5 ? visible(QStringLiteral("Clear recordings, enough of them, and a good likeness."))
                                        : visible(QStringLiteral("It was learnt from")) || visible(QStringLiteral("dB over the noise")))
            << screen();
        static const QRegularExpression alike(QStringLiteral("\\d+ % alike"));
        EXPECT_TRUE(seenWords(window()).join(u'\n').contains(alike)) << screen();
    }

    /// The picture of the 3 to 10 s that stand for the voice.
    void expectWindow() {
        static const QRegularExpression stretch(QStringLiteral("Chosen stretch: ([0-9.]+) s to ([0-9.]+) s"));
        const auto found = stretch.match(seenWords(window()).join(u'\n'));
        ASSERT_TRUE(found.hasMatch()) << screen();
        const double seconds = found.captured(2).toDouble() - found.captured(1).toDouble();
        EXPECT_GE(seconds, 2.9);
        EXPECT_LE(seconds, 10.1);
        auto* const wave = seen<QWidget>(window(), [](const QWidget& one) { return one.accessibleName().startsWith(QStringLiteral("Chosen stretch")); });
        ASSERT_NE(wave, nullptr);
        EXPECT_GT(pixelsOf(*wave, QColor(theme_->tokens().voice(0)), 30), 100) << "no wave in the voice's colour";
    }
};

TEST_F(J1, ANewcomerReadsAScriptAndHasAVoice) {
    start(Start::First);
    ASSERT_NO_FATAL_FAILURE(expectSelfTest());
    ASSERT_NO_FATAL_FAILURE(chooseToRead());
    ASSERT_NO_FATAL_FAILURE(toRecordRoom());
    TIMBRE_SEE("Stated on");
    ASSERT_NO_FATAL_FAILURE(bringOwnSentences());
    ASSERT_NO_FATAL_FAILURE(seePermission());
    recordRoom().session().setCountInMs(20, 20);
    ASSERT_NO_FATAL_FAILURE(readFirstLine());
    press(Qt::Key_Return);
    ASSERT_NO_FATAL_FAILURE(knockAndReadAgain(1));
    press(Qt::Key_Return);
    ASSERT_NO_FATAL_FAILURE(skipAWordAndReadAgain(2, "selfish"));
    press(Qt::Key_Return);
    ASSERT_TRUE(read(lines_[3].clip, Qt::Key_Return));
    ASSERT_TRUE(read(lines_[4].clip));
    ASSERT_TRUE(until("a tick at each line", [&] { return hasTick(0) && hasTick(1) && hasTick(2) && hasTick(3) && hasTick(4); }));
    ASSERT_NO_FATAL_FAILURE(makeVoice());
    ASSERT_NO_FATAL_FAILURE(expectVoiceReady());
}

}  // namespace
}  // namespace timbre::test
