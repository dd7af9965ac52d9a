// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journeys/journey.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cmath>
#include <random>
#include <utility>

#include "app/studio_parts.h"
#include "core/audio/decode.h"
#include "tests/ui/studio_fixture.h"
#include "ui/i18n/languages.h"

namespace timbre::test {

namespace fs = std::filesystem;

namespace {

/// The slowest machine makes a voice of 25 s in ten minutes; whoever writes a journey waits less.
qint64 patienceMs() {
    bool given = false;
    const int seconds = qEnvironmentVariableIntValue("TIMBRE_JOURNEY_PATIENCE", &given);
    return (given ? seconds : 600) * qint64{1000};
}

constexpr std::array<std::pair<const char*, const char*>, 5> kLines{{
    {"0870", "And Mister John Dashwood had then leisure to consider how much there might be prudently in his power to do for them."},
    {"0880", "He was not an ill disposed young man."},
    {"0890", "Unless to be rather cold hearted and rather selfish is to be ill disposed."},
    {"0920", "Had he married a more amiable woman, he might have been made still more respectable than he was."},
    {"0930", "He might even have been made amiable himself."},
}};

// As loud as the room of the reader: where a recording begins in a quieter one there would be a noise of its own.
constexpr float kRoomNoise = 0.0012F;  // -58 dBFS
constexpr double kFadeSeconds = 0.08;

void fadeEnds(AudioClip& clip) {
    const auto frames = static_cast<std::size_t>(kFadeSeconds * clip.sampleRateHz);
    for (std::size_t i = 0; i < frames && i < clip.samples.size(); ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(frames);
        clip.samples[i] *= share;
        clip.samples[clip.samples.size() - 1 - i] *= share;
    }
}

bool says(const QString& words, const QString& wanted) { return QString(words).remove(u'&').trimmed() == wanted; }

}  // namespace

std::vector<SpokenLine> spokenLines() {
    const fs::path folder = "/usr/share/pocketsphinx/test/data/librivox";
    std::vector<SpokenLine> lines;
    for (const auto& [number, text] : kLines) {
        auto clip = readAudio(folder / (std::string("sense_and_sensibility_01_austen_64kb-") + number + ".wav"), {.mono = true});
        if (!clip) {
            return {};
        }
        fadeEnds(*clip);
        lines.push_back({text, std::move(*clip)});
    }
    return lines;
}

std::shared_ptr<app::Composition> compositionIn(const fs::path& folder) {
    return std::make_shared<app::Composition>(
        app::Places{.dataFolder = folder, .resourceFolder = resourceDirectory(), .threads = 2});
}

StudioParts studioWith(const std::shared_ptr<app::Composition>& composition, const std::shared_ptr<StageMicrophone>& microphone) {
    StudioParts parts = app::studioParts(composition);
    parts.sound.openInputs = [microphone]() -> Result<std::unique_ptr<SoundInputs>> {
        return std::unique_ptr<SoundInputs>(std::make_unique<StageInputs>(microphone));
    };
    parts.sound.monitor = fastOutput();
    return parts;
}

AudioClip without(const AudioClip& clip, double fromSeconds, double toSeconds) {
    AudioClip cut = clip;
    const auto at = [&](double seconds) {
        return cut.samples.begin() + static_cast<std::ptrdiff_t>(seconds * clip.sampleRateHz);
    };
    cut.samples.erase(at(fromSeconds), at(toSeconds));
    return cut;
}

AudioClip inABetterRoom(const AudioClip& clip) {
    constexpr double kWindowSeconds = 0.02;
    constexpr double kSpeechRms = 0.03;
    constexpr double kLeastGain = 0.1;
    const auto half = static_cast<std::size_t>(kWindowSeconds * clip.sampleRateHz / 2);
    std::vector<double> energy(clip.samples.size() + 1, 0.0);  // of all before
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        energy[i + 1] = energy[i] + static_cast<double>(clip.samples[i]) * clip.samples[i];
    }
    AudioClip better = clip;
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        const std::size_t begin = i < half ? 0 : i - half;
        const std::size_t end = std::min(i + half + 1, clip.samples.size());
        const double rms = std::sqrt((energy[end] - energy[begin]) / static_cast<double>(end - begin));
        better.samples[i] *= static_cast<float>(std::clamp(rms / kSpeechRms, kLeastGain, 1.0));
    }
    return better;
}

AudioClip withKnockBehind(const AudioClip& clip) {
    constexpr double kPauseSeconds = 0.6;
    constexpr double kKnockSeconds = 0.2;
    AudioClip knocked = clip;
    const auto frames = [&](double seconds) { return static_cast<std::size_t>(seconds * clip.sampleRateHz); };
    knocked.samples.resize(knocked.samples.size() + frames(kPauseSeconds));
    std::mt19937 random(3);
    std::normal_distribution<float> burst(0.0F, 0.2F);
    for (std::size_t i = 0; i < frames(kKnockSeconds); ++i) {
        const float fall = 1.0F - static_cast<float>(i) / static_cast<float>(frames(kKnockSeconds));
        knocked.samples.push_back(std::clamp(burst(random) * fall, -0.9F, 0.9F));
    }
    return knocked;
}

void Journey::SetUp() {
    lines_ = spokenLines();
    if (lines_.empty()) {
        GTEST_SKIP() << "needs the package pocketsphinx-testdata";
    }
    ui::useLanguage(QStringLiteral("en"));
    composition_ = compositionIn(folder_.path());
    microphone_ = std::make_shared<StageMicrophone>("Stage microphone", lines_.front().clip.sampleRateHz, kSpeed, kRoomNoise);
    settings_ = std::make_unique<ui::Settings>(QString::fromStdString((folder_ / "studio.ini").string()));
    theme_ = std::make_unique<ui::Theme>(*qobject_cast<QApplication*>(QCoreApplication::instance()), ui::Appearance::Light);
}

void Journey::TearDown() { quit(); }

void Journey::start(Start start) {
    window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{.theme = *theme_,
                                                                     .settings = *settings_,
                                                                     .studio = studioWith(composition_, microphone_),
                                                                     .output = fastOutput(),
                                                                     .projectFolder = folder_ / "projects",
                                                                     .mayWelcome = start == Start::First});
    window_->openLast();
    window_->show();
    window_->activateWindow();
    until("the window to have the keys", [&] { return window_->isActiveWindow(); });  // before that no shortcut reaches it
}

void Journey::quit() {
    if (window_) {
        window_->close();
        window_.reset();
    }
}

bool Journey::until(const std::string& what, const std::function<bool()>& condition) {
    QElapsedTimer waited;
    waited.start();
    while (!condition()) {
        if (waited.elapsed() > patienceMs()) {
            ADD_FAILURE() << "never came: " << what << '\n' << screen();
            return false;
        }
        QTest::qWait(10);  // sleeps in between: two cores make the voice meanwhile
    }
    return true;
}

bool Journey::untilVisible(const QString& text) {
    return until("the words \"" + text.toStdString() + '"', [&] { return visible(text); });
}

std::string Journey::screen() const {
    return window_ ? "on the screen:\n  " + seenWords(*window_).join(QStringLiteral("\n  ")).toStdString() : "no window";
}

void Journey::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QWidget* const focus = window_->focusWidget();
    QTest::keyClick(focus != nullptr && focus->isVisible() ? focus : window_.get(), key, modifiers);
}

void Journey::type(const QString& text) {
    QWidget* const focus = window_->focusWidget();
    QTest::keyClicks(focus != nullptr ? focus : window_.get(), text);
}

bool Journey::click(const QString& words) {
    auto* const button = seen<QAbstractButton>(*window_, [&](const QAbstractButton& one) {
        return one.isEnabled() && (says(one.text(), words) || says(one.accessibleName(), words));
    });
    if (button != nullptr) {
        QTest::mouseClick(button, Qt::LeftButton);
    }
    return button != nullptr;
}

bool Journey::read(const AudioClip& clip, Qt::Key stop) {
    ui::RecordSession& session = recordRoom().session();
    press(Qt::Key_R);
    if (!until("a take that runs", [&] { return session.stage() == ui::RecordStage::Recording && session.status().inTake; })) {
        return false;
    }
    microphone_->say(clip);
    if (!until("the end of the sentence", [&] { return microphone_->isQuietFor(0.5); })) {
        return false;
    }
    press(stop);
    return until("a take that is kept", [&] { return session.stage() == ui::RecordStage::Ready; });
}

ui::RecordRoom& Journey::recordRoom() { return dynamic_cast<ui::RecordRoom&>(window_->room(ui::RoomId::Record)); }

void Journey::picture(const QString& name) {
    if (const QString folder = qEnvironmentVariable("TIMBRE_JOURNEY_PICTURES"); !folder.isEmpty()) {
        window_->grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }
}

bool Journey::choose(const QString& button, const QString& entry) {
    auto* const holder = seen<QToolButton>(*window_, [&](const QToolButton& one) {
        return one.menu() != nullptr && (says(one.text(), button) || says(one.accessibleName(), button));
    });
    if (holder == nullptr) {
        return false;
    }
    // Shown as it would be, without the loop of its own that a popup runs.
    Q_EMIT holder->menu()->aboutToShow();
    const auto actions = holder->menu()->actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction* one) { return says(one->text(), entry); });
    if (found == actions.end() || !(*found)->isEnabled()) {
        return false;
    }
    (*found)->trigger();
    return true;
}

}  // namespace timbre::test
