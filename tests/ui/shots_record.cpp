// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shots_record.h"

#include <QApplication>
#include <QCheckBox>

#include "core/audio/encode.h"
#include "core/audio/resample.h"
#include "core/voice/recording_book.h"
#include "tests/support/noisy_speech.h"
#include "tests/ui/record_fixture.h"
#include "ui/i18n/languages.h"
#include "ui/record/consent_bar.h"
#include "ui/record/record_room.h"
#include "ui/record/record_words.h"
#include "ui/window/main_window.h"

namespace {

using namespace timbre;

/// Speech of the shared material, or syllables where it is not there.
AudioClip speech() {
    if (const auto shared = test::sharedDirectory()) {
        try {
            for (test::SpeechFile& file : test::loadSpeech(*shared)) {
                if (file.clip.seconds() > 5.0) {
                    return std::move(file.clip);
                }
            }
        } catch (const std::exception&) {
        }
    }
    return test::syllables(12.0, 0.001);
}

AudioClip longer(const AudioClip& clip, double seconds) {
    AudioClip all{.sampleRateHz = clip.sampleRateHz, .channels = clip.channels, .samples = {}};
    while (all.seconds() < seconds) {
        all.samples.insert(all.samples.end(), clip.samples.begin(), clip.samples.end());
    }
    return all;
}

AudioClip noisy(AudioClip clip) {
    const AudioClip noise = test::whiteNoise(clip.sampleRateHz, clip.seconds() + 0.1, 0.03);
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        clip.samples[i] = 0.5F * clip.samples[i] + noise.samples[i / static_cast<std::size_t>(clip.channels)];
    }
    return clip;
}

class RecordPhotographer final : public test::RecordFixture {
  public:
    RecordPhotographer(QDir folder, ui::Appearance appearance) : folderOut_(std::move(folder)) {
        theme_.setAppearance(appearance);
        suffix_ = theme_.tokens().dark ? QStringLiteral("dark") : QStringLiteral("light");
        language_ = ui::usedLanguage().left(2).toStdString();
    }
    void TestBody() override {}

    void run() {
        speed_ = 1.0;
        std::filesystem::create_directories(snd_);
        const AudioClip voice = speech();
        plugIn("USB microphone", std::make_shared<AudioClip>(longer(voice, 60.0)));
        open({1440, 900});
        save("record-consent");
        window_.reset();
        fillBook(voice);
        open({1440, 900});
        session().setCountInMs(1, 1);
        session().goToRow(4);  // line 3 is to be read again, yet the one in the picture is the fifth
        settle();
        session().toggleRecord();
        test::waitFor([&] { return session().status().takeSeconds > 4.6; });
        save("record-recording");
        session().toggleRecord();
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        settle();
        save("record-ready");
        window_->resize(1280, 720);
        pullOut("USB microphone");
        test::waitFor([&] { return session().stage() == ui::RecordStage::NoMicrophone; });
        save("record-no-microphone-1280x720");
        plugIn("Built-in microphone", std::make_shared<AudioClip>(longer(noisy(voice), 60.0)));
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        session().toggleRecord();
        test::waitFor([&] { return session().status().takeSeconds > 4.6; });
        save("record-too-noisy-1280x720");
        session().toggleRecord();
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        settle();
        save("record-refused-1280x720");
        window_->resize(1440, 900);
        import(voice);
    }

  private:
    ui::RecordRoom& room() { return dynamic_cast<ui::RecordRoom&>(window_->room(ui::RoomId::Record)); }
    ui::RecordSession& session() { return room().session(); }

    void open(QSize size) {
        settings_.set(ui::Key<QString>{"record/language", {}}, QString::fromStdString(language_));
        window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{.theme = theme_,
                                                                         .settings = settings_,
                                                                         .studio = recordParts(),
                                                                         .output = test::fastOutput(1),
                                                                         .projectFolder = projectFolder()});
        window_->openLast();
        window_->resize(size);
        window_->show();
        window_->goTo(ui::RoomId::Record);
        test::waitFor([&] { return session().book() != nullptr && session().device() && !window_->bridge().isBusy(); });
    }

    /// Four lines are read, the third with a door in it.
    void fillBook(const AudioClip& voice) {
        const auto known = RecordingBook::list(folder_.path());
        auto book = RecordingBook::open(folder_.path(), known->books.front().id);
        if (!book || !book->setConsent(ui::consentSentence().toStdString(), language_)) {
            return;
        }
        AudioClip cut = voice;
        cut.samples.resize(std::min(cut.samples.size(), static_cast<std::size_t>(4.1 * cut.sampleRateHz) * static_cast<std::size_t>(cut.channels)));
        const auto file = folder_ / "take.wav";
        (void)writeAudio(file, cut);
        const auto tone = book->planRoomTone();
        if (tone) {
            (void)writeAudio(tone->file, test::whiteNoise(16'000, 5.0, 0.001));
            (void)book->setRoomTone(*tone, {.path = tone->file, .format = {.sampleRateHz = 16'000, .channels = 1, .bits = 24}, .frames = 80'000}, -64.0);
        }
        const std::vector<double> snr{36.0, 38.0, 35.0, 37.0};
        for (std::size_t i = 0; i < snr.size(); ++i) {
            QualityReport quality{.seconds = cut.seconds(), .snrDb = snr[i], .speechDbfs = -16.0, .noiseFloorDbfs = -61.0, .peakDbfs = -7.2, .loudnessLufs = -18.0};
            quality.verdict = Verdict::Good;
            std::vector<TakeFinding> findings;
            if (i == 2) {
                findings.push_back({.code = std::string(finding::kKnock), .verdict = Verdict::RecordAgain, .atSeconds = 2.0});
            }
            (void)book->adoptFile(book->state().lines[i].line.id, file, quality, findings);
        }
        QualityReport quiet{.seconds = cut.seconds(), .snrDb = 21.0, .speechDbfs = -28.0, .noiseFloorDbfs = -50.0, .peakDbfs = -19.4, .loudnessLufs = -31.0};
        quiet.verdict = Verdict::RecordAgain;
        quiet.findings = {{QualityProblem::TooQuiet, Verdict::RecordAgain}};
        (void)book->adoptFile(book->state().lines[4].line.id, file, quiet);
    }

    void import(const AudioClip& voice) {
        const auto file = folder_ / "interview.wav";
        AudioClip clip = longer(voice, 24.0);
        const AudioClip bad = noisy(voice);
        clip.samples.insert(clip.samples.end(), bad.samples.begin(), bad.samples.end());
        (void)writeAudio(file, clip);
        room().takeFiles({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
        test::waitFor([&] { return !room().intake().isRunning(); });
        save("record-import");
    }

    void settle() {
        test::waitFor([&] { return !window_->bridge().isBusy(); });
    }

    void save(const char* name) {
        QApplication::processEvents();
        const QString file = QStringLiteral("%1-%2-%3.png").arg(QLatin1StringView(name), ui::usedLanguage(), suffix_);
        window_->grab().save(folderOut_.filePath(file));
    }

    QDir folderOut_;
    QString suffix_;
    std::string language_;
    std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace

void takeRecordPictures(const QDir& folder, timbre::ui::Appearance appearance) { RecordPhotographer(folder, appearance).run(); }
