// SPDX-License-Identifier: GPL-3.0-or-later
// J2: a bad recording of a voice is made again.
#include <QRegularExpression>
#include <QScrollArea>
#include <QTest>
#include <algorithm>
#include <random>

#include "core/audio/encode.h"
#include "core/base/files.h"
#include "core/studio/voice_maker.h"
#include "tests/journeys/journey.h"
#include "tests/support/noisy_speech.h"
#include "ui/record/takes_list.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voice_rows.h"
#include "ui/voices/voices_room.h"
#include "ui/widgets/prompter.h"

namespace timbre::test {
namespace {

constexpr std::size_t kBadLine = 2;

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
