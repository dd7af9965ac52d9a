// SPDX-License-Identifier: GPL-3.0-or-later
// window-bench: the window with a voice of tones. How soon it can be used, how long its thread ever stalls while a long
// text renders, while a long project opens and while a take is recorded with its meters running, how soon Stop is heard, how
// long a frame takes while 200 voices scroll, and how much memory all that took. Exit code 1 when a limit is missed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QImage>
#include <QScrollBar>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/project/project.h"
#include "core/studio/voice_face.h"
#include "core/voice/voice_store.h"
#include "tests/support/stall_meter.h"
#include "tests/ui/record_fixture.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/voice_library.h"
#include "ui/record/checks_pane.h"
#include "ui/record/consent_bar.h"
#include "ui/record/record_room.h"
#include "ui/script/script_list.h"
#include "ui/script/script_room.h"
#include "ui/voices/voices_grid.h"
#include "ui/voices/voices_room.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/tall_meter.h"
#include "ui/window/main_window.h"

namespace {

using namespace timbre;
using Clock = std::chrono::steady_clock;

constexpr double kStallLimitMs = 50.0;
constexpr double kStopLimitMs = 100.0;
constexpr int kLines = 400;
constexpr int kProjectRows = 10'000;
constexpr unsigned kVoices = 200;
constexpr double kFrameLimitMs = 1000.0 / 60.0;
constexpr double kTakeSeconds = 10.0;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Largest memory this process ever had, in MiB.
double peakMemoryMib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) / 1024.0;
        }
    }
    return 0.0;
}

/// A loudspeaker that notes when it last got a sound.
OutputOpener listening(std::atomic<Clock::time_point::rep>& lastSound) {
    class Stream final : public OutputStream {
      public:
        Stream(AudioFiller& filler, std::atomic<Clock::time_point::rep>& lastSound)
            : thread_([&filler, &lastSound](const std::stop_token& stop) {
                  std::vector<float> block(480);
                  while (!stop.stop_requested()) {
                      filler.fill(block);
                      for (const float sample : block) {
                          if (std::abs(sample) > 1e-4F) {
                              lastSound = Clock::now().time_since_epoch().count();
                              break;
                          }
                      }
                      std::this_thread::sleep_for(std::chrono::milliseconds(10));
                  }
              }) {}
        [[nodiscard]] int sampleRateHz() const noexcept override { return 48'000; }
        [[nodiscard]] double latencySeconds() const noexcept override { return 0.0; }

      private:
        std::jthread thread_;
    };
    return [&lastSound](AudioFiller& filler) -> Result<std::unique_ptr<OutputStream>> {
        return std::unique_ptr<OutputStream>(std::make_unique<Stream>(filler, lastSound));
    };
}

/// Counts the paintings of the widgets it watches, and measures how long one of them takes.
class PaintCounter final : public QObject {
  public:
    explicit PaintCounter(QWidget& watched) : watched_(watched) { watched.installEventFilter(this); }
    [[nodiscard]] int paintings() const noexcept { return paintings_; }
    /// Of `times` paintings into memory, one after the other.
    [[nodiscard]] double millisecondsEach(int times) {
        QImage image(watched_.size(), QImage::Format_ARGB32_Premultiplied);
        const auto start = Clock::now();
        for (int i = 0; i < times; ++i) {
            watched_.render(&image);
        }
        return millisecondsSince(start) / times;
    }

  protected:
    bool eventFilter(QObject*, QEvent* event) override {
        paintings_ += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

  private:
    QWidget& watched_;
    int paintings_ = 0;
};

class WindowBench : public test::RecordFixture {
  public:
    void TestBody() override {}

    /// `part`: rendering, opening, library or recording; empty for all.
    nlohmann::json run(const std::string& part) {
        nlohmann::json report;
        tone_.wordSeconds = 0.3;
        makeVoice("Ada");
        const auto measure = [&](const char* name, nlohmann::json (WindowBench::*bench)()) {
            if (part.empty() || part == name) {
                report[name] = (this->*bench)();
                window_.reset();
            }
        };
        measure("rendering", &WindowBench::renderLongText);
        measure("opening", &WindowBench::openLongProject);
        measure("library", &WindowBench::scrollLibrary);
        measure("recording", &WindowBench::recordOneTake);
        report["peak_memory_mib"] = peakMemoryMib();
        return report;
    }

  private:
    void openWindow() {
        window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{.theme = theme_,
                                                                         .settings = settings_,
                                                                         .studio = parts(),
                                                                         .output = listening(lastSound_),
                                                                         .projectFolder = projectFolder()});
        window_->openLast();
        window_->show();
    }

    /// A take from a microphone that runs at the speed of life, with meter, waveform and spectrogram drawing.
    nlohmann::json recordOneTake() {
        settings_.set(ui::keys::kProject, QString());
        speed_ = 1.0;
        std::filesystem::create_directories(snd_);
        plugIn("USB microphone", std::make_shared<AudioClip>(test::syllables(60.0, 0.0008, 48'000)));
        window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{.theme = theme_,
                                                                         .settings = settings_,
                                                                         .studio = recordParts(),
                                                                         .output = listening(lastSound_),
                                                                         .projectFolder = projectFolder()});
        window_->resize(1440, 900);
        window_->show();
        window_->goTo(ui::RoomId::Record);
        auto& room = dynamic_cast<ui::RecordRoom&>(window_->room(ui::RoomId::Record));
        ui::RecordSession& session = room.session();
        session.setCountInMs(1, 1);
        test::waitFor([&] { return session.book() != nullptr && session.device().has_value(); });
        room.consent().box().click();
        test::waitFor([&] { return session.stage() == ui::RecordStage::Ready; });
        const auto listening = Clock::now();
        test::waitFor([&] { return millisecondsSince(listening) > 2'000; });
        PaintCounter live(room.live());
        PaintCounter meter(room.checks().meter());
        test::StallMeter stalls;
        const auto start = Clock::now();
        session.toggleRecord();
        test::waitFor([&] { return session.status().inTake && session.status().takeSeconds > kTakeSeconds; });
        session.toggleRecord();
        test::waitFor([&] { return session.stage() == ui::RecordStage::Ready; });
        const double seconds = millisecondsSince(start) / 1e3;
        const double stall = stalls.longestWallMs();
        const double busy = stalls.longestBusyMs();
        return {{"seconds", seconds},
                {"longest_stall_ms", stall},
                {"longest_busy_ms", busy},
                {"live_view_frames_per_second", live.paintings() / seconds},
                {"meter_frames_per_second", meter.paintings() / seconds},
                {"live_view_frame_ms", live.millisecondsEach(50)},
                {"meter_frame_ms", meter.millisecondsEach(50)}};
    }

    /// Pastes and renders a long text while its beginning plays.
    nlohmann::json renderLongText() {
        QString text;
        for (int i = 0; i < kLines; ++i) {
            text += QStringLiteral("This is sentence number %1 of a rather long text. ").arg(i);
        }
        const auto opened = Clock::now();
        openWindow();
        test::waitFor([&] { return window_->room().chosenVoice() != nullptr && window_->document().isOpen(); });
        const double usable = millisecondsSince(opened);
        QApplication::clipboard()->setText(text);
        test::StallMeter stalls;
        window_->actions()[ui::ActionId::Paste].trigger();
        auto& renderChanged = window_->actions()[ui::ActionId::RenderChanged];
        test::waitFor([&] { return window_->model().rowCount() == kLines && renderChanged.isEnabled(); });
        const auto start = Clock::now();
        renderChanged.trigger();
        test::waitFor([&] { return !window_->narrator().isRendering(); });
        const double renderMs = millisecondsSince(start);
        window_->findChild<ui::ScriptList*>()->setCurrentRow(0);
        window_->actions()[ui::ActionId::Speak].trigger();
        test::waitFor([&] { return window_->narrator().firstSoundSeconds().has_value(); });
        const auto playing = Clock::now();
        test::waitFor([&] { return millisecondsSince(playing) > 3'000; });
        const double stall = stalls.longestWallMs();
        const double busy = stalls.longestBusyMs();
        return {{"lines", kLines},
                {"usable_ms", usable},
                {"render_ms", renderMs},
                {"first_sound_ms", *window_->narrator().firstSoundSeconds() * 1e3},
                {"longest_stall_ms", stall},
                {"longest_busy_ms", busy},
                {"stop_ms", stopPlaying()}};
    }

    /// From the key to the last sound.
    double stopPlaying() {
        const auto pressed = Clock::now();
        window_->actions()[ui::ActionId::Stop].trigger();
        test::waitFor([&] { return millisecondsSince(pressed) > 500; });
        const Clock::time_point last{Clock::duration(lastSound_.load())};
        return std::max(0.0, std::chrono::duration<double, std::milli>(last - pressed).count());
    }

    nlohmann::json openLongProject() {
        const auto file = folder_ / "long.timbre";
        {
            Project project = Project::create(file).value();
            std::vector<ScriptRow> rows(kProjectRows);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                rows[i].text = fmt::format("Sentence {} of a narration of three hours, as long as most are.", i);
            }
            static_cast<void>(project.insert(rows, {}).value());
        }
        settings_.set(ui::keys::kProject, QString::fromStdString(file.string()));
        const auto start = Clock::now();
        test::StallMeter stalls;
        openWindow();
        test::waitFor([&] { return window_->model().rowCount() == kProjectRows && window_->room().chosenVoice() != nullptr; });
        const double usable = millisecondsSince(start);
        stalls.restart();
        const int middle = kProjectRows / 2;
        window_->document().setText(middle, QStringLiteral("Changed."));
        test::waitFor([&] { return window_->model().lines()[middle].text == QStringLiteral("Changed."); });
        test::waitFor([&] { return !window_->bridge().isBusy(); });
        return {{"rows", kProjectRows},
                {"usable_ms", usable},
                {"edit_stall_ms", stalls.longestWallMs()},
                {"edit_busy_ms", stalls.longestBusyMs()}};
    }

    /// The faces of a library that was looked at before: the bench is of its scrolling.
    void rememberFaces() {
        const VoiceStore store = VoiceStore::open(folder_.path()).value();
        const VoiceList all = store.list().value();
        for (const VoiceEntry& one : all.voices) {
            static_cast<void>(faceOf(folder_.path(), store.find(one.id).value(), nullptr, {}));  // none without recordings
        }
    }

    /// Scrolls the cards of a large library from top to bottom, a wheel's notch a frame, twice.
    nlohmann::json scrollLibrary() {
        test::VersionShape shape;
        shape.clips.front().seconds = 3.0;
        for (unsigned i = 1; i < kVoices; ++i) {
            test::addVoice(folder_.path(), fmt::format("Voice {:03}", i), shape, i);
        }
        rememberFaces();
        openWindow();
        window_->goTo(ui::RoomId::Voices);
        auto& room = static_cast<ui::VoicesRoom&>(window_->room(ui::RoomId::Voices));
        test::waitFor([&] {
            // The voice of tones has no recordings and so no face.
            return room.voices().rowCount() == static_cast<int>(kVoices) && room.voices().faceless().size() <= 1 && !window_->bridge().isBusy();
        });
        const double first = worstFrameMs(room.grid());
        return {{"cards", kVoices}, {"first_frame_busy_ms", first}, {"frame_busy_ms", worstFrameMs(room.grid())}};
    }

    /// Time of the processor that the slowest frame took.
    static double worstFrameMs(ui::VoicesGrid& grid) {
        const auto busyMs = [] {
            timespec now{};
            ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
            return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
        };
        QScrollBar& bar = *grid.verticalScrollBar();
        double worst = 0.0;
        for (int at = 0; at <= bar.maximum(); at += bar.singleStep()) {
            const double before = busyMs();
            bar.setValue(at);
            grid.viewport()->repaint();
            worst = std::max(worst, busyMs() - before);
        }
        return worst;
    }

    std::atomic<Clock::time_point::rep> lastSound_{0};
    std::unique_ptr<ui::MainWindow> window_;
};

void printRendering(const nlohmann::json& rendering) {
    fmt::print("window usable after {:.0f} ms\n", rendering["usable_ms"].get<double>());
    fmt::print("{} lines rendered in {:.0f} ms; longest stall of the window {:.1f} ms by the clock, {:.1f} ms busy (limit {:.0f})\n",
               kLines, rendering["render_ms"].get<double>(), rendering["longest_stall_ms"].get<double>(),
               rendering["longest_busy_ms"].get<double>(), kStallLimitMs);
    fmt::print("first sound of a line that is there after {:.0f} ms; last sound {:.0f} ms after Stop (limit {:.0f})\n",
               rendering["first_sound_ms"].get<double>(), rendering["stop_ms"].get<double>(), kStopLimitMs);
}

void printOpening(const nlohmann::json& opening) {
    fmt::print("project of {} rows usable after {:.0f} ms; longest stall at an edit of it {:.1f} ms by the clock, {:.1f} ms busy (limit {:.0f})\n",
               kProjectRows, opening["usable_ms"].get<double>(), opening["edit_stall_ms"].get<double>(),
               opening["edit_busy_ms"].get<double>(), kStallLimitMs);
}

void printLibrary(const nlohmann::json& library) {
    fmt::print("{} cards scroll: slowest frame {:.1f} ms when first seen, {:.1f} ms afterwards (limit {:.1f})\n", kVoices,
               library["first_frame_busy_ms"].get<double>(), library["frame_busy_ms"].get<double>(), kFrameLimitMs);
}

void printRecording(const nlohmann::json& take) {
    fmt::print("a take of {:.0f} s: longest stall {:.1f} ms by the clock, {:.1f} ms busy (limit {:.0f}); waveform and spectrogram "
               "{:.0f} times a second, {:.2f} ms each; meter {:.0f} times, {:.2f} ms each\n",
               kTakeSeconds, take["longest_stall_ms"].get<double>(), take["longest_busy_ms"].get<double>(), kStallLimitMs,
               take["live_view_frames_per_second"].get<double>(), take["live_view_frame_ms"].get<double>(),
               take["meter_frames_per_second"].get<double>(), take["meter_frame_ms"].get<double>());
}

/// A part of the report: how it is told, and whether it keeps its limits.
struct Part {
    const char* name;
    void (*print)(const nlohmann::json&);
    bool (*kept)(const nlohmann::json&);
};

constexpr std::array<Part, 4> kParts{{
    {"rendering", printRendering,
     [](const nlohmann::json& one) { return one["longest_stall_ms"] <= kStallLimitMs && one["stop_ms"] <= kStopLimitMs; }},
    {"opening", printOpening, [](const nlohmann::json& one) { return one["edit_stall_ms"] <= kStallLimitMs; }},
    {"library", printLibrary, [](const nlohmann::json& one) { return one["first_frame_busy_ms"] <= kFrameLimitMs; }},
    {"recording", printRecording, [](const nlohmann::json& one) { return one["longest_stall_ms"] <= kStallLimitMs; }},
}};

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    CLI::App command("How soon the window can be used, and how long it ever stalls", "window-bench");
    bool json = false;
    std::string only;
    command.add_flag("--json", json, "the report as JSON");
    command.add_option("part", only, "only this part")->check(CLI::IsMember({"rendering", "opening", "library", "recording"}));
    CLI11_PARSE(command, argc, argv);
    const nlohmann::json report = WindowBench().run(only);
    if (json) {
        fmt::print("{}\n", report.dump(2));
    }
    bool kept = true;
    for (const Part& part : kParts) {
        if (report.contains(part.name)) {
            if (!json) {
                part.print(report[part.name]);
            }
            kept = part.kept(report[part.name]) && kept;
        }
    }
    if (!json) {
        fmt::print("peak memory {:.0f} MiB\n", report["peak_memory_mib"].get<double>());
    }
    return kept ? 0 : 1;
}
