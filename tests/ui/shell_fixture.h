// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/ui/studio_fixture.h"
#include "ui/window/main_window.h"

namespace timbre::test {

inline MachineFinding finding(std::string subject, MachinePart part, MachineHealth health = MachineHealth::Good,
                              std::string detail = "fine", std::string advice = {}) {
    return {.subject = std::move(subject), .part = part, .health = health, .detail = std::move(detail), .advice = std::move(advice)};
}

/// A computer without a graphics card on which everything works.
inline MachineReport healthyMachine() {
    MachineFinding folder = finding("data-folder", MachinePart::Folder);
    folder.name = "voices";
    folder.number = 42.5;
    MachineFinding sound = finding("sound-devices", MachinePart::Microphone);
    sound.name = "USB microphone";
    sound.number = 1;
    return {.device = {.gpu = false,
                       .name = "Ryzen 5",
                       .reason = DeviceReason::NoGpu,
                       .processor = "Ryzen 5",
                       .cores = 12,
                       .threads = 12,
                       .memoryBytes = 16ULL << 30,
                       .memoryFreeBytes = 10ULL << 30},
            .engines = {{.id = "instant", .title = "Instant", .languages = {"en", "zh"}, .experimentalLanguages = {}, .ready = true}},
            .findings = {finding("processor", MachinePart::Device), finding("libtorch", MachinePart::Device),
                         finding("engine-instant", MachinePart::Engine), finding("language-en", MachinePart::Language),
                         finding("model-vad", MachinePart::Model), finding("model-similarity", MachinePart::Model),
                         std::move(folder), std::move(sound)}};
}

/// The same with a graphics card of 8 GB.
inline MachineReport machineWithGpu() {
    MachineReport report = healthyMachine();
    report.device.gpu = true;
    report.device.name = "GeForce RTX 4060";
    report.device.reason = DeviceReason::GpuWorks;
    report.device.gpuMemoryBytes = 8ULL << 30;
    return report;
}

/// A window whose computer is what the test says it is.
class ShellFixture : public StudioFixture {
  protected:
    ui::MainWindow& window() {
        if (!window_) {
            StudioParts studio = parts();
            studio.examineMachine = [this](const std::function<void(const MachineFinding&)>& found, const std::stop_token&) {
                for (const MachineFinding& one : machine_.findings) {
                    found(one);
                }
                return machine_;
            };
            window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{.theme = theme_,
                                                                             .settings = settings_,
                                                                             .studio = std::move(studio),
                                                                             .output = fastOutput(),
                                                                             .projectFolder = projectFolder(),
                                                                             .chooseOutput = [this](const std::string& name) { output_ = name; },
                                                                             .mayWelcome = welcome_,
                                                                             .demoVoice = demo_});
            window_->openLast();
            window_->show();
        }
        return *window_;
    }

    /// Everything about the computer is known.
    void examined() {
        window();
        waitFor([this] { return window_->machine().report().has_value() && !window_->machine().isExamining(); });
    }

    template <typename W>
    W& child() {
        W* found = window().template findChild<W*>();
        EXPECT_NE(found, nullptr);
        return *found;
    }

    MachineReport machine_ = healthyMachine();
    std::string output_;
    bool welcome_ = false;
    std::filesystem::path demo_;
    std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace timbre::test
