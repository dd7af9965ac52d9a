// SPDX-License-Identifier: GPL-3.0-or-later
// window-bench: the window with a voice of tones. How soon it can be used, how long its thread ever stalls while a long
// text renders and while a long project opens, how soon Stop is heard, how long a frame takes while 200
// voices scroll, and how much memory all that took. Exit code 1 when a limit is missed.
#include <fmt/format.h>

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/project/project.h"
#include "tests/support/stall_meter.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/voice_library.h"
#include "ui/script/script_list.h"
#include "ui/script/script_room.h"
#include "ui/voices/voices_grid.h"
#include "ui/voices/voices_room.h"
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

class WindowBench : public test::StudioFixture {
  public:
    void TestBody() override {}

    nlohmann::json run() {
        nlohmann::json report;
        tone_.wordSeconds = 0.3;
        makeVoice("Ada");
        const auto start = Clock::now();
        openWindow();
        test::waitFor([&] { return window_->room().chosenVoice() != nullptr && window_->document().isOpen(); });
        report["window_usable_ms"] = millisecondsSince(start);
        report["rendering"] = renderLongText();
        report["stop_ms"] = stopPlaying();
        window_.reset();
        report["opening"] = openLongProject();
        window_.reset();
        report["library"] = scrollLibrary();
        window_.reset();
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

    /// Pastes and renders a long text while its beginning plays.
    nlohmann::json renderLongText() {
        QString text;
        for (int i = 0; i < kLines; ++i) {
            text += QStringLiteral("This is sentence number %1 of a rather long text. ").arg(i);
        }
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
        return {{"lines", kLines},
                {"render_ms", renderMs},
                {"first_sound_ms", *window_->narrator().firstSoundSeconds() * 1e3},
                {"longest_stall_ms", stalls.longestWallMs()},
                {"longest_busy_ms", stalls.longestBusyMs()}};
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
        return {{"rows", kProjectRows}, {"usable_ms", usable}, {"edit_stall_ms", stalls.longestWallMs()}};
    }

    /// Scrolls the cards of a large library from top to bottom, a wheel's notch a frame, twice.
    nlohmann::json scrollLibrary() {
        test::VersionShape shape;
        shape.clips.front().seconds = 3.0;
        for (unsigned i = 1; i < kVoices; ++i) {
            test::addVoice(folder_.path(), fmt::format("Voice {:03}", i), shape, i);
        }
        openWindow();
        window_->goTo(ui::RoomId::Voices);
        auto& room = static_cast<ui::VoicesRoom&>(window_->room(ui::RoomId::Voices));
        test::waitFor([&] {
            return room.voices().rowCount() == static_cast<int>(kVoices) && room.voices().faceless().empty() && !window_->bridge().isBusy();
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

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const bool json = argc > 1 && std::string(argv[1]) == "--json";
    if (argc > (json ? 2 : 1)) {
        fmt::print(stderr, "usage: window-bench [--json]\n");
        return 2;
    }
    const nlohmann::json report = WindowBench().run();
    const auto& rendering = report["rendering"];
    const double stall = rendering["longest_stall_ms"].get<double>();
    const double stop = report["stop_ms"].get<double>();
    if (json) {
        fmt::print("{}\n", report.dump(2));
    } else {
        fmt::print("window usable after {:.0f} ms\n", report["window_usable_ms"].get<double>());
        fmt::print("{} lines rendered in {:.0f} ms; longest stall of the window {:.1f} ms (limit {:.0f})\n", kLines,
                   rendering["render_ms"].get<double>(), stall, kStallLimitMs);
        fmt::print("first sound of a line that is there after {:.0f} ms; last sound {:.0f} ms after Stop (limit {:.0f})\n",
                   rendering["first_sound_ms"].get<double>(), stop, kStopLimitMs);
        fmt::print("project of {} rows usable after {:.0f} ms; longest stall at an edit of it {:.1f} ms\n", kProjectRows,
                   report["opening"]["usable_ms"].get<double>(), report["opening"]["edit_stall_ms"].get<double>());
        fmt::print("{} cards scroll: slowest frame {:.1f} ms when first seen, {:.1f} ms afterwards (limit {:.1f})\n", kVoices,
                   report["library"]["first_frame_busy_ms"].get<double>(), report["library"]["frame_busy_ms"].get<double>(),
                   kFrameLimitMs);
        fmt::print("peak memory {:.0f} MiB\n", report["peak_memory_mib"].get<double>());
    }
    const bool scrolls = report["library"]["first_frame_busy_ms"].get<double>() <= kFrameLimitMs;
    return stall <= kStallLimitMs && stop <= kStopLimitMs && scrolls ? 0 : 1;
}
