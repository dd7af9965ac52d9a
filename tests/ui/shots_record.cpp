// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shots_record.h"

#include "tests/ui/shots.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <fstream>
#include <span>

#include "core/audio/encode.h"
#include "core/audio/resample.h"
#include "core/audio/take_writer.h"
#include "core/voice/recording_book.h"
#include "tests/support/noisy_speech.h"
#include "tests/ui/record_fixture.h"
#include "ui/i18n/languages.h"
#include "ui/record/import_sheet.h"
#include "ui/record/made_sheet.h"
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

QualityReport goodQuality(double snrDb) {
    QualityReport quality;
    quality.seconds = 4.1;
    quality.spokenSeconds = 3.7;
    quality.snrDb = snrDb;
    quality.speechDbfs = -16.0;
    quality.noiseFloorDbfs = -61.0;
    quality.peakDbfs = -7.2;
    quality.loudnessLufs = -18.0;
    quality.verdict = Verdict::Good;
    return quality;
}

class RecordPhotographer final : public test::RecordFixture {
  public:
    RecordPhotographer(QDir folder, ui::Appearance appearance) : folderOut_(std::move(folder)) {
        theme_.setAppearance(appearance);
        suffix_ = ui::usedLanguage() + (theme_.tokens().dark ? QStringLiteral("-dark") : QStringLiteral("-light"));
        language_ = ui::usedLanguage().left(2).toStdString();
    }
    void TestBody() override {}

    void run() {
        speed_ = 1.0;
        std::filesystem::create_directories(snd_);
        voice_ = speech();
        plugIn("USB microphone", std::make_shared<AudioClip>(longer(voice_, 60.0)));
        open({1440, 900});
        save("record-consent");
        window_.reset();
        fillBook();
        open({1440, 900});
        reading();
        takes();
        smallest();
        window_->resize(1440, 900);
        import();
        ownText();
        rescued();
        made();
    }

  private:
    /// What a reader sees, one after the other.
    void reading() {
        session().goToRow(4);  // line 3 is to be read again, yet the one in the picture is the fifth
        settle();
        session().checkRoom();
        test::waitFor([&] { return session().status().seconds > 2.5; });
        save("record-room-check");
        session().toggleRecord();
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        session().setCountInMs(60'000, 60'000);
        session().toggleRecord();
        save("record-count-in");
        session().discard();
        session().setCountInMs(1, 1);
        session().toggleRecord();
        test::waitFor([&] { return session().status().takeSeconds > 4.6; });
        save("record-recording");
        session().toggleRecord();
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        settle();
    }

    void takes() {
        save("record-ready");
        session().compare(0);
        test::waitFor([&] { return session().player().seconds() > 1.4; });
        session().compare(1);
        QApplication::processEvents();
        save("record-comparing");
        session().player().stop();
        session().goToRow(2);
        settle();
        save("record-door-noise");
        {
            const std::scoped_lock lock(told_->mutex);
            told_->missedWord = 2;
        }
        session().goToRow(5);
        recordFor(3.0);
        test::waitFor([&] { return session().heard(session().line()->line.id) != nullptr; });
        save("record-word-skipped");
        {
            const std::scoped_lock lock(told_->mutex);
            told_->missedWord = -1;
        }
        session().goToRow(4);
        settle();
    }

    void smallest() {
        window_->resize(1280, 720);
        save("record-ready-1280x720");
        pullOut("USB microphone");
        test::waitFor([&] { return session().stage() == ui::RecordStage::NoMicrophone; });
        save("record-no-microphone-1280x720");
        plugIn("Built-in microphone", std::make_shared<AudioClip>(longer(noisy(voice_), 60.0)));
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        session().toggleRecord();
        test::waitFor([&] { return session().status().takeSeconds > 4.6; });
        save("record-too-noisy-1280x720");
        session().toggleRecord();
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        settle();
        save("record-refused-1280x720");
    }

    void recordFor(double seconds) {
        session().toggleRecord();
        test::waitFor([&] { return session().status().inTake && session().status().takeSeconds > seconds; });
        session().toggleRecord();
        test::waitFor([&] { return session().stage() == ui::RecordStage::Ready; });
        settle();
    }

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
    void fillBook() {
        auto script = installedScript(test::resourceDirectory(), language_);
        if (!script) {
            return;
        }
        auto book = RecordingBook::create(folder_.path(), {.name = {}, .script = std::move(*script), .used = 1});
        if (!book || !book->setConsent(ui::consentSentence().toStdString(), language_)) {
            return;
        }
        AudioClip cut = voice_;
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
            const QualityReport quality = goodQuality(snr[i]);
            std::vector<TakeFinding> findings;
            if (i == 2) {
                findings.push_back({.code = std::string(finding::kKnock), .verdict = Verdict::RecordAgain, .atSeconds = 2.0});
            }
            (void)book->adoptFile(book->state().lines[i].line.id, file, quality, findings);
        }
        QualityReport quiet = goodQuality(21.0);
        quiet.peakDbfs = -19.4;
        quiet.loudnessLufs = -31.0;
        quiet.verdict = Verdict::RecordAgain;
        quiet.findings = {{QualityProblem::TooQuiet, Verdict::RecordAgain}};
        (void)book->adoptFile(book->state().lines[4].line.id, file, quiet);
    }

    void import() {
        const auto file = folder_ / "interview.wav";
        AudioClip clip = longer(voice_, 24.0);
        for (const AudioClip& part : {noisy(voice_), test::whiteNoise(clip.sampleRateHz, 1.0, 0.0005), voice_}) {
            clip.samples.insert(clip.samples.end(), part.samples.begin(), part.samples.end());
        }
        (void)writeAudio(file, clip);
        const auto second = folder_ / "phone-call.wav";
        (void)writeAudio(second, voice_);
        std::ofstream(folder_ / "notes.mp3") << "no sound at all";
        QList<QUrl> files;
        for (const auto& one : {file, second, folder_ / "notes.mp3"}) {
            files << QUrl::fromLocalFile(QString::fromStdString(one.string()));
        }
        room().takeFiles(files);
        auto* const sheet = window_->findChild<ui::ImportSheet*>();
        test::waitFor([&] { return !room().intake().isRunning(); });
        if (room().intake().count() > 1) {
            room().intake().confirmText(0, QString::fromStdString(session().book()->lines[7].line.text));
            room().intake().setTaken(1, false);
        }
        sheet->choose(2);
        save("record-import");
        window_->resize(1280, 720);
        save("record-import-1280x720");
        window_->resize(1440, 900);
        sheet->reject();
        settle();
    }

    void ownText() {
        room().askOwnText();
        save("record-own-text");
        closeSheet();
    }

    /// The name, the stages, and what came of it.
    void made() {
        for (int row = 6; row < 9; ++row) {
            addTake(row);
        }
        tone_.languages = {language_};
        reopen();
        room().makeVoice();
        auto* sheet = window_->findChild<ui::MadeSheet*>();
        sheet->name().setText(language_ == "zh" ? QStringLiteral("林夏") : language_ == "ja" ? QStringLiteral("はるか") : QStringLiteral("Ada"));
        save("record-make-name");
        sheet->primary().click();
        test::waitFor([&] { return !room().making().stage().empty() || !room().making().isRunning(); });
        save("record-making");
        test::waitFor([&] { return !room().making().isRunning(); });
        settle();
        save("record-made");
        closeSheet();
    }

    /// As after a program that was killed while it recorded.
    void rescued() {
        window_.reset();
        {
            const auto known = RecordingBook::list(folder_.path());
            auto book = RecordingBook::open(folder_.path(), known->books.front().id);
            const auto plan = book->planTake(book->state().lines[9].line.id);
            auto writer = TakeWriter::create(plan->file, {.sampleRateHz = voice_.sampleRateHz, .channels = 1, .bits = 24}, false);
            (void)writer->append(std::span(voice_.samples).first(static_cast<std::size_t>(3 * voice_.sampleRateHz)));
        }
        open({1440, 900});
        settle();
        save("record-rescued");
    }

    void addTake(int row) {
        window_.reset();
        const auto known = RecordingBook::list(folder_.path());
        auto book = RecordingBook::open(folder_.path(), known->books.front().id);
        (void)book->adoptFile(book->state().lines[static_cast<std::size_t>(row)].line.id, folder_ / "take.wav", goodQuality(37.0));
    }

    void reopen() {
        window_.reset();
        open({1440, 900});
        settle();
    }

    void closeSheet() {
        for (auto* sheet : window_->findChildren<ui::Sheet*>()) {
            sheet->reject();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void settle() {
        test::waitFor([&] { return !window_->bridge().isBusy() && !session().beingHeard(); });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void save(const char* name) {
        for (int i = 0; i < 3; ++i) {  // what one layout asks of the next
            QApplication::processEvents();
        }
        const QString file = QStringLiteral("%1-%2.png").arg(QLatin1StringView(name), suffix_);
        window_->grab().save(folderOut_.filePath(file));
    }

    AudioClip voice_;
    QDir folderOut_;
    QString suffix_;
    std::string language_;
    std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace

void takeRecordPictures(const QDir& folder, timbre::ui::Appearance appearance) { RecordPhotographer(folder, appearance).run(); }

namespace {

const timbre::shots::Shots kRecord{"record", [](const timbre::shots::Camera& camera) {
                                       takeRecordPictures(camera.folder(), camera.appearance());
                                   }};

}  // namespace
