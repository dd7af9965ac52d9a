// SPDX-License-Identifier: GPL-3.0-or-later
// Takes pictures of the window in its usual states, for looking at them: ui-shots FOLDER [light|dark]...
// QT_SCALE_FACTOR=2 gives them at 200 %. Voices are made up here: shaped noise instead of speech.
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QTextStream>
#include <QTimer>
#include <cmath>
#include <random>
#include <sstream>

#include "tests/ui/shots_record.h"
#include "tests/ui/studio_fixture.h"
#include "ui/i18n/languages.h"
#include "ui/script/inspector.h"
#include "ui/script/script_list.h"
#include "ui/script/script_room.h"
#include "ui/script/voice_card.h"
#include "ui/window/export_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace {

using namespace timbre;

/// Syllables of noise with the rise and fall of speech.
class NoiseVoice final : public EngineVoice {
  public:
    Result<Speech> speak(const SpeakRequest& request, std::stop_token) const override {
        if (request.text.find("***") != std::string::npos) {
            return fail(ErrorCode::InvalidInput, "there is no word in \"" + request.text + "\"", "Write a word, or delete it.");
        }
        Speech speech;
        speech.audio.sampleRateHz = kRateHz;
        std::mt19937 random(static_cast<unsigned>(std::hash<std::string>{}(request.text)));
        std::uniform_real_distribution<float> uniform(-1.0F, 1.0F);
        for (const std::string& word : wordsOf(request.text)) {
            const double start = speech.audio.seconds();
            const std::size_t syllables = 1 + word.size() / 4;
            for (std::size_t i = 0; i < syllables; ++i) {
                const float loudness = 0.25F + 0.35F * std::abs(uniform(random));
                const auto frames = static_cast<std::size_t>(kRateHz * (0.11 + 0.05 * std::abs(uniform(random))));
                for (std::size_t k = 0; k < frames; ++k) {
                    const double at = static_cast<double>(k) / static_cast<double>(frames);
                    const double shape = std::pow(std::sin(3.14159 * at), 0.7) * (0.6 + 0.4 * std::sin(at * 170.0));
                    speech.audio.samples.push_back(loudness * static_cast<float>(shape) * uniform(random));
                }
            }
            speech.words.push_back({word, start, speech.audio.seconds()});
            speech.audio.samples.resize(speech.audio.samples.size() + 400, 0.0F);
        }
        return speech;
    }

  private:
    static constexpr int kRateHz = 16'000;

    /// By blanks; Han by character.
    static std::vector<std::string> wordsOf(const std::string& text) {
        std::vector<std::string> words(1);
        for (const QChar c : QString::fromStdString(text)) {
            const bool han = c.script() == QChar::Script_Han;
            if ((c.isSpace() || han || c.isPunct()) && !words.back().empty() && c != QChar(u'\'')) {
                words.emplace_back();
            }
            if (!c.isSpace() && !c.isPunct()) {
                words.back() += QString(c).toStdString();
            }
            if (han) {
                words.emplace_back();
            }
        }
        std::erase(words, std::string());
        return words;
    }
};

class NoiseEngine final : public Engine {
  public:
    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }
    [[nodiscard]] EngineReadiness readiness() const override { return {true, "always works", {}}; }
    Result<VoiceReport> createVoice(const VoiceRecipe&, const std::filesystem::path&, const ProgressSink&,
                                    std::stop_token) override {
        return VoiceReport{};
    }
    Result<std::shared_ptr<const EngineVoice>> loadVoice(const std::filesystem::path&) override {
        return std::shared_ptr<const EngineVoice>(std::make_shared<NoiseVoice>());
    }

  private:
    EngineFacts facts_{.id = "noise", .title = "Noise", .version = "1", .languages = {"en"}};
};

class Photographer : public test::StudioFixture {
  public:
    Photographer(QDir folder, ui::Appearance appearance) : folderOut_(std::move(folder)) {
        theme_.setAppearance(appearance);
        theme_.tokens().dark ? suffix_ = QStringLiteral("dark") : suffix_ = QStringLiteral("light");
    }
    void TestBody() override {}

    void run() {
        open({1440, 900});
        test::waitFor([&] { return !window_->bridge().isBusy(); });
        save("no-voice");
        for (const char* name : {"Ada Lovelace", "Bea", "林夏"}) {
            makeVoice(name);
        }
        open({1440, 900});
        test::waitFor([&] { return window_->room().chosenVoice() != nullptr && !window_->bridge().isBusy(); });
        save("empty");
        english();
        chinese();
        dialog();
        small();
    }

  private:
    void open(QSize size) {
        window_.reset();
        auto parts = this->parts();
        parts.makeEngine = [](std::string_view) -> Result<std::unique_ptr<Engine>> {
            return std::unique_ptr<Engine>(std::make_unique<NoiseEngine>());
        };
        window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{
            .theme = theme_, .settings = settings_, .studio = std::move(parts), .output = test::fastOutput(1), .projectFolder = projectFolder()});
        window_->openLast();
        window_->resize(size);
        window_->show();
        test::waitFor([&] { return !window_->bridge().isBusy(); });
    }

    void paste(const char* text) {
        QApplication::clipboard()->setText(QString::fromUtf8(text));
        window_->actions()[ui::ActionId::Paste].trigger();
        test::waitFor([&] { return window_->model().rowCount() > 0 && !window_->bridge().isBusy(); });
    }

    void render() {
        window_->actions()[ui::ActionId::RenderChanged].trigger();
        test::waitFor([&] { return !window_->narrator().isRendering(); });
    }

    void english() {
        paste("The harbour was quiet before the first boats came in. Nobody spoke. A lamp burned at the end of the pier, and "
              "beyond it the water lay flat and grey as slate under a sky that had not yet made up its mind.\n\n"
              "“Is it always like this?” she asked. *** 7. He shrugged. The gulls answered for him, first one, then a dozen.\n\n"
              "By six the nets were on deck and the engine coughed. They cast off without a word. Behind them the town woke, "
              "window by window. It would be a long day.");
        render();
        window_->document().setText(5, QStringLiteral("He shrugged and looked away."));
        TextSpan added;
        added.text = "Nobody had counted the boats.";
        window_->document().insert(window_->model().rowCount(), {added});
        test::waitFor([&] { return !window_->bridge().isBusy(); });
        window_->findChild<ui::ScriptList*>()->setCurrentRow(2);
        window_->narrator().speakFrom(2, 1.3);
        test::waitFor([&] { return window_->narrator().playingSeconds() > 1.9; });
        window_->narrator().pause();
        save("script-playing");
        window_->narrator().stop();
        window_->findChild<ui::ScriptList*>()->setCurrentRow(4);
        Q_EMIT window_->narrator().failed(
            QStringLiteral("The sound could not be played"),
            {ErrorCode::DeviceUnavailable, "no loudspeaker or other playing device was found",
             "Plug in headphones or loudspeakers and switch them on in the sound settings of the system."});
        window_->toasts().show(ui::ToastKind::Good, QStringLiteral("Exported narration.mp3"),
                               QStringLiteral("1:12.4 of sound at −16.0 LUFS"),
                               {{.text = QStringLiteral("Show in folder"), .icon = QLatin1StringView("folder"), .pressed = {}}});
        window_->toasts().show(ui::ToastKind::Working, QStringLiteral("Exporting narration.mp3"),
                               QStringLiteral("You can go on working."),
                               {{.text = QStringLiteral("Stop"), .icon = QLatin1StringView("stop"), .pressed = {}}})
            ->setProgress(0.42);
        settle();
        save("script-toasts");
    }

    void chinese() {
        settings_.set(ui::keys::kVoice, QStringLiteral("none"));
        settings_.set(ui::keys::kProject, QString());
        open({1440, 900});
        paste("清晨六点，码头上的雾还没有散。没有人说话。“每天都是这样吗？”她轻声问，声音几乎被海鸥的叫声盖住，"
              "远处的灯塔在灰白的天光里一明一灭，像是在等一艘永远不会回来的船。他耸了耸肩。Mixed text 也可以混在一起。");
        render();
        window_->findChild<ui::ScriptList*>()->setCurrentRow(2);
        save("script-chinese");
    }

    void dialog() {
        ui::ExportDialog dialog(theme_, settings_, window_->room().summary(), window_.get());
        dialog.show();
        settle();
        dialog.grab().save(folderOut_.filePath(QStringLiteral("export-%1.png").arg(suffix_)));
    }

    void small() {
        settings_.set(ui::keys::kProject, QString());
        open({1280, 720});
        paste("One line, not rendered yet. And one more, a little longer than the first of the two. "
              "Averyveryverylongwordwithoutanyplaceatwhichitcouldbebrokenintotwopieces.");
        window_->findChild<ui::Inspector*>()->setShape({.speedScale = 1.15, .pitchSemitones = -1.5, .pauseMs = 500});
        QTimer::singleShot(0, [] {});
        settle();
        save("small");
        window_->findChild<ui::Inspector*>()->setShape({});
    }

    void settle() {
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::processEvents();
        }
    }

    void save(const char* name) {
        settle();
        window_->grab().save(folderOut_.filePath(QStringLiteral("%1-%2.png").arg(QLatin1StringView(name), suffix_ + language_)));
    }

    QDir folderOut_;
    QString suffix_;
    QString language_ = ui::usedLanguage() == QStringLiteral("en") ? QString() : QChar(u'-') + ui::usedLanguage();
    std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    if (argc < 2) {
        QTextStream(stderr) << "usage: ui-shots FOLDER [en|zh-CN|ja|light|dark]...\n";
        return 2;
    }
    ui::useLanguage(QStringLiteral("en"));
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(QStringLiteral("."));
    for (int i = 2; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        if (word == QStringLiteral("record-dark") || word == QStringLiteral("record-light")) {
            takeRecordPictures(folder, word.endsWith(QStringLiteral("dark")) ? ui::Appearance::Dark : ui::Appearance::Light);
            continue;
        }
        if (word != QStringLiteral("dark") && word != QStringLiteral("light")) {
            ui::useLanguage(word);  // for the pictures behind it
            continue;
        }
        const bool dark = word == QStringLiteral("dark");
        Photographer(folder, dark ? ui::Appearance::Dark : ui::Appearance::Light).run();
    }
    return 0;
}
