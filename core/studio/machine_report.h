// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace timbre {

enum class MachineHealth {
    Good,
    Note,     ///< Works without it, but something is missing.
    Trouble,  ///< Making or speaking voices does not work like this.
};

/// "good", "note", "trouble": stable, for JSON and logs.
std::string_view machineHealthName(MachineHealth health) noexcept;

/// What a row of the self-test is about; one value, one kind of picture and wording.
enum class MachinePart { Device, Engine, Language, Microphone, Speaker, Model, Folder, Other };

/// One thing that was looked at.
struct MachineFinding {
    std::string subject;  ///< Stable, for programs and for finding the words: "data-folder", "engine-instant".
    MachinePart part = MachinePart::Other;
    MachineHealth health = MachineHealth::Good;
    std::string detail;  ///< English, for logs and details.
    std::string advice;  ///< What to do, English; empty when nothing is to be done.
    std::string name{};  ///< A name to put into a sentence: of the processor, the graphics card, the microphone.
    double number = 0.0;  ///< Free gigabytes, how many there are, 1 for a version with models to speak with.
    bool operator==(const MachineFinding&) const = default;
};

/// Why the studio computes where it does.
enum class DeviceReason {
    GpuWorks,         ///< A graphics card is there and is used.
    NoGpu,            ///< None that can be computed on.
    BuiltWithoutGpu,  ///< This build has no libtorch, or one without CUDA.
    ChosenByUser,     ///< The settings name the processor.
    GpuFailed,        ///< A card is there, but computing on it failed.
};

/// What it is computed on.
struct ComputeDevice {
    bool gpu = false;
    std::string name;  ///< "AMD Ryzen 5 5600", "NVIDIA H100".
    DeviceReason reason = DeviceReason::NoGpu;
    std::string detail{};            ///< English: what was found, or the failure.
    std::string processor{};         ///< Its name, also where the graphics card is used.
    int cores = 0;
    int threads = 0;                 ///< That the studio uses.
    std::uint64_t memoryBytes = 0;   ///< Of the machine.
    std::uint64_t memoryFreeBytes = 0;
    std::uint64_t gpuMemoryBytes = 0;
    bool operator==(const ComputeDevice&) const = default;
};

/// An engine as a list of choices shows it.
struct EngineChoice {
    std::string id;
    std::string title;
    std::vector<std::string> languages;
    std::vector<std::string> experimentalLanguages;
    double minimumSeconds = 0.0;
    double recommendedSeconds = 0.0;
    double maximumSeconds = 0.0;
    bool needsTranscripts = true;
    bool imitates = false;
    bool ready = false;
    bool operator==(const EngineChoice&) const = default;
};

/// What works on this machine, what does not, and what to do.
struct MachineReport {
    ComputeDevice device;
    std::vector<EngineChoice> engines;
    std::vector<MachineFinding> findings;
    [[nodiscard]] bool healthy() const noexcept;  ///< No finding is Trouble.
};

/// Looks at the machine; `found` is called with each finding as soon as there is one. Takes seconds: libtorch is opened,
/// sound devices are asked. Ends early, with what it has, when it is asked to stop.
using MachineCheck = std::function<MachineReport(const std::function<void(const MachineFinding&)>& found,
                                                 const std::stop_token& stop)>;

}  // namespace timbre
