// SPDX-License-Identifier: GPL-3.0-or-later
// J2: a bad recording of a voice is made again.
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTest>
#include <algorithm>
#include <random>

#include "core/audio/encode.h"
#include "core/base/files.h"
#include "core/project/project.h"
#include "core/studio/voice_maker.h"
#include "tests/journeys/journey.h"
#include "tests/support/noisy_speech.h"
#include "tests/support/project_tools.h"
#include "ui/record/retake_bar.h"
#include "ui/record/takes_list.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voice_rows.h"
#include "ui/voices/voices_room.h"
#include "ui/widgets/prompter.h"

namespace timbre::test {
namespace {

constexpr std::size_t kBadLine = 3;

class J2 : public Journey {
  protected:
    /// A voice of the reader's five lines, one of them noisy; its maker wanted it all the same.
    void makeVoiceWithABadClip(bool newVersion = false) {
        const auto clips = folder_ / (newVersion ? "clips2" : "clips");
        std::filesystem::create_directories(clips);
        std::string transcripts;
        std::mt19937 random(11);
        std::normal_distribution<float> sample(0.0F, 1.0F);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            AudioClip clip = lines_[i].clip;
            if (i == kBadLine && !newVersion) {
                std::vector<float> noise(clip.samples.size());
                std::generate(noise.begin(), noise.end(), [&] { return sample(random); });
                clip = mixAtSnr(clip, noise, 11.0);
            }
            const std::string name = "line" + std::to_string(i + 1);
            ASSERT_TRUE(writeAudio(clips / (name + ".wav"), clip));
            transcripts += name + '|' + lines_[i].text + '\n';
        }
        ASSERT_TRUE(writeFileAtomically(clips / "transcripts.txt", transcripts));
        auto store = composition_->openVoices();
        ASSERT_TRUE(store) << store.error().message();
        const auto engine = composition_->makeEngine("instant");
        ASSERT_TRUE(engine) << engine.error().message();
        const auto made = makeVoice({.store = *store, .engine = **engine, .meter = nullptr, .vad = composition_->loadVad().value_or(nullptr)},
                                    {.name = "Elinor",
                                     .newVersion = newVersion,
                                     .clipsFolder = clips,
                                     .transcripts = clips / "transcripts.txt",
                                     .keepNoisy = true,
                                     .hasPermission = true,
                                     .permissionSentence = "I may."},
                                    {}, {});
        ASSERT_TRUE(made) << made.error().message();
    }

    [[nodiscard]] ui::VoicesRoom& voicesRoom() { return dynamic_cast<ui::VoicesRoom&>(window().room(ui::RoomId::Voices)); }

    void toVoice() {
        start();
        press(Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
        TIMBRE_SEE("Elinor");
        ASSERT_TRUE(until("its recordings", [&] { return badClip() != nullptr; }));
    }

    /// The row of the noisy recording, scrolled to where it can be seen.
    ui::ClipRow* badClip() {
        for (auto* const row : window().findChildren<ui::ClipRow*>()) {
            if (row->facts().transcript == lines_[kBadLine].text) {
                for (QWidget* at = row->parentWidget(); at != nullptr; at = at->parentWidget()) {
                    if (auto* const scroll = qobject_cast<QScrollArea*>(at)) {
                        scroll->ensureWidgetVisible(row);
                    }
                }
                return isSeen(*row) ? row : nullptr;
            }
        }
        return nullptr;
    }

    /// A script of three sentences that were spoken with the voice.
    void speakAScript() {
        const auto store = composition_->openVoices();
        ASSERT_TRUE(store);
        const auto voice = store->find("Elinor");
        ASSERT_TRUE(voice) << voice.error().message();
        const VoiceVersionId id{.voice = voice->id, .number = voice->version.number};
        std::filesystem::create_directories(folder_ / "projects");
        auto project = Project::create(folder_ / "projects" / "letter.timbre");
        ASSERT_TRUE(project) << project.error().message();
        ASSERT_TRUE(project->setSettings({.voice = {.voice = voice->id}}));
        const std::vector<ScriptRow> script{{.text = "One."}, {.text = "Two."}, {.text = "Three."}};
        const auto rows = project->insert(script, std::nullopt);
        ASSERT_TRUE(rows) << rows.error().message();
        for (const SentenceId row : *rows) {
            const auto take = project->addTake({.sentence = row, .text = "One.", .voice = id}, packedSoundOf(static_cast<std::uint64_t>(row)), true);
            ASSERT_TRUE(take) << take.error().message();
        }
        ASSERT_TRUE(project->close());
    }

    [[nodiscard]] ui::RetakeBar* retakeBar() { return seen<ui::RetakeBar>(window()); }
    /// The rows of the line's takes, the old one first.
    [[nodiscard]] QList<ui::TakeRow*> takeRows() {
        QList<ui::TakeRow*> rows = window().findChildren<ui::TakeRow*>();
        rows.removeIf([](const ui::TakeRow* row) { return !isSeen(*row); });
        std::ranges::sort(rows, {}, [](const ui::TakeRow* row) { return row->y(); });
        return rows;
    }
    [[nodiscard]] bool isGrey(ui::TakeRow& row) {
        return pixelsOf(row, QColor(theme_->tokens().ink3), 40) > 100 && pixelsOf(row, QColor(theme_->tokens().voice(0)), 20) == 0;
    }

    // Step 2.
    void recordTheBadOneAgain() {
        QTest::mouseClick(badClip(), Qt::LeftButton);
        press(Qt::Key_R);
        ASSERT_TRUE(until("the count", [&] { return recordRoom().session().stage() == ui::RecordStage::CountIn; }));
        EXPECT_TRUE(visible(QStringLiteral("Pre-roll 3 s"))) << screen();
        EXPECT_TRUE(isSeen(recordRoom().prompter()));
        EXPECT_EQ(recordRoom().prompter().line().toStdString(), lines_[kBadLine].text);
        const int count = recordRoom().session().countIn();
        EXPECT_GE(count, 1);
        EXPECT_LE(count, 3);
        EXPECT_TRUE(recordRoom().session().player().isPlaying()) << "the pre-roll is heard";
        const auto rows = takeRows();
        ASSERT_EQ(rows.size(), 1) << screen();
        EXPECT_TRUE(isGrey(*rows[0]));
        picture(QStringLiteral("j2-count"));
    }

    // Step 3.
    void readItWell() {
        ui::RecordSession& session = recordRoom().session();
        ASSERT_TRUE(until("a take that runs", [&] { return session.stage() == ui::RecordStage::Recording && session.status().inTake; }));
        microphone_->say(inABetterRoom(lines_[kBadLine].clip));
        ASSERT_TRUE(until("the end of the sentence", [&] { return microphone_->isQuietFor(0.5); }));
        press(Qt::Key_R);
        ASSERT_TRUE(until("the new take under the old", [&] { return takeRows().size() == 2 && session.stage() == ui::RecordStage::Ready; }));
        const auto rows = takeRows();
        static const QRegularExpression numbers(QStringLiteral("signal to noise (\\d+) dB, peak \u2212?[0-9.]+ dBFS"));
        const auto old = numbers.match(rows[0]->accessibleName());
        const auto fresh = numbers.match(rows[1]->accessibleName());
        ASSERT_TRUE(old.hasMatch() && fresh.hasMatch()) << screen();
        EXPECT_LT(old.captured(1).toInt(), fresh.captured(1).toInt());
        ASSERT_TRUE(until("green for the new one", [&] { return pixelsOf(*rows[1], QColor(theme_->tokens().good)) > 8; }));
        EXPECT_EQ(pixelsOf(*rows[0], QColor(theme_->tokens().good)), 0);
        EXPECT_TRUE(isGrey(*rows[0]));
        picture(QStringLiteral("j2-both"));
    }

    // Step 4.
    void hearBoth() {
        ui::RecordSession& session = recordRoom().session();
        ASSERT_TRUE(until("the sound of both", [&] {
            return session.sound(session.line()->line.id, session.oldTake()->number) != nullptr &&
                   session.sound(session.line()->line.id, session.newTake()->number) != nullptr;
        }));
        press(Qt::Key_1);
        TIMBRE_SEE("You hear the old one.");
        const double old = session.oldTake()->loudnessLufs + session.player().gainDb();
        press(Qt::Key_2);
        TIMBRE_SEE("You hear the new one.");
        EXPECT_NEAR(session.newTake()->loudnessLufs + session.player().gainDb(), old, 0.1) << "level-matched";
        EXPECT_GT(pixelsOf(*takeRows()[1], QColor(theme_->tokens().here)), 40) << "a frame around what is heard";
        picture(QStringLiteral("j2-compare"));
    }

    ui::VersionRow* versionRow(int number) {
        for (auto* const row : window().findChildren<ui::VersionRow*>()) {
            if (row->number() == number) {
                for (QWidget* at = row->parentWidget(); at != nullptr; at = at->parentWidget()) {
                    if (auto* const scroll = qobject_cast<QScrollArea*>(at)) {
                        scroll->ensureWidgetVisible(row);
                    }
                }
                return isSeen(*row) ? row : nullptr;
            }
        }
        return nullptr;
    }
    [[nodiscard]] bool isInUse(int number) {
        const ui::VersionRow* const row = versionRow(number);
        return row != nullptr && row->isPresent() && row->accessibleName().contains(QStringLiteral("In use."));
    }
};

TEST_F(J2, TheRecordingsOfAVoiceTellLevelNoiseAndWhatIsWrong) {
    ASSERT_NO_FATAL_FAILURE(makeVoiceWithABadClip());
    ASSERT_NO_FATAL_FAILURE(toVoice());
    static const QRegularExpression figures(QStringLiteral("\\d s · SNR \\d+ dB · \u2212\\d+ dBFS"));
    ASSERT_TRUE(until("the level of the noisy one", [&] {
        const ui::ClipRow* const row = badClip();
        return row != nullptr && row->accessibleName().contains(figures);
    }));
    EXPECT_TRUE(visible(QStringLiteral("Please record again in a quiet room."))) << screen();
    int told = 0;
    for (const auto* const row : window().findChildren<ui::ClipRow*>()) {
        EXPECT_TRUE(until("its level", [&] { return row->accessibleName().contains(figures); })) << row->accessibleName().toStdString();
        told += row->accessibleDescription().contains(QStringLiteral("Please record again in a quiet room.")) ? 1 : 0;
    }
    EXPECT_EQ(told, 1);
    picture(QStringLiteral("j2-clips"));
}

TEST_F(J2, ABadRecordingIsMadeAgainAndMayBeTakenBack) {
    ASSERT_NO_FATAL_FAILURE(makeVoiceWithABadClip());
    ASSERT_NO_FATAL_FAILURE(speakAScript());
    ASSERT_NO_FATAL_FAILURE(toVoice());
    ASSERT_NO_FATAL_FAILURE(recordTheBadOneAgain());
    ASSERT_NO_FATAL_FAILURE(readItWell());
    ASSERT_NO_FATAL_FAILURE(hearBoth());
    // Step 5.
    ASSERT_TRUE(until("a take that may be used", [&] { return retakeBar() != nullptr && retakeBar()->useNew().isEnabled(); }));
    ASSERT_TRUE(click(QStringLiteral("Use new"))) << screen();
    TIMBRE_SEE("Checking the recordings");
    TIMBRE_SEE("Elinor is ready");
    TIMBRE_SEE("Close");
    press(Qt::Key_Return);
    ASSERT_TRUE(until("the next version in use", [&] { return isInUse(2) && versionRow(1) != nullptr; }));
    TIMBRE_SEE("Elinor speaks with v2 now");
    TIMBRE_SEE("3 sentences made with v1; they stay. Re-render?");
    picture(QStringLiteral("j2-used"));
    // Step 6.
    press(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(until("v1 in use again, v2 in the history", [&] { return isInUse(1) && versionRow(2) != nullptr && !isInUse(2); }));
    picture(QStringLiteral("j2-history"));
}

TEST_F(J2, CtrlZBringsTheVersionBackThatWasLeft) {
    ASSERT_NO_FATAL_FAILURE(makeVoiceWithABadClip());
    ASSERT_NO_FATAL_FAILURE(makeVoiceWithABadClip(true));
    start();
    press(Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    TIMBRE_SEE("Elinor");
    ASSERT_TRUE(until("two versions, the newer in use", [&] { return isInUse(2) && versionRow(1) != nullptr; }));
    QTest::mouseClick(versionRow(1), Qt::LeftButton);
    ASSERT_TRUE(click(QStringLiteral("Use v1"))) << screen();
    ASSERT_TRUE(until("v1 in use", [&] { return isInUse(1) && !isInUse(2); }));
    TIMBRE_SEE("Elinor speaks with v1 now");
    press(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(until("v2 in use again", [&] { return isInUse(2) && !isInUse(1); }));
    picture(QStringLiteral("j2-history"));
}

}  // namespace
}  // namespace timbre::test
