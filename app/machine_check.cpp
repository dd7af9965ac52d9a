// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/machine_check.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/device.h"
#include "core/base/files.h"
#include "core/base/graphics_memory.h"
#include "core/frontend/lexicon_file.h"
#include "core/frontend/zh/polyphone_model.h"
#include "core/models/model_catalogue.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string processorName() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            const std::size_t colon = line.find(": ");
            return colon == std::string::npos ? "processor" : line.substr(colon + 2);
        }
    }
    return "processor";
}

MachineFinding checkProcessor(int threads) {
    return {.subject = "processor",
            .part = MachinePart::Device,
            .health = MachineHealth::Good,
            .detail = fmt::format("{}, {} cores, {} threads in use", processorName(),
                                  std::thread::hardware_concurrency(), threads),
            .advice = {}};
}

MachineFinding checkTorch() {
    const auto facts = torchFacts();
    if (!facts) {
        return {.subject = "libtorch",
                .part = MachinePart::Device,
                .health = MachineHealth::Trouble,
                .detail = facts.error().detail,
                .advice = facts.error().advice};
    }
    return {.subject = "libtorch",
            .part = MachinePart::Device,
            .health = MachineHealth::Good,
            .detail = fmt::format("libtorch {}, {}", facts->version,
                                  facts->cuda ? fmt::format("{} CUDA device(s) usable", facts->cudaDevices)
                                              : "no CUDA device: everything runs on the processor"),
            .advice = {}};
}

std::vector<MachineFinding> checkEngines(const Composition& composition) {
    std::vector<MachineFinding> findings;
    for (const EngineEntry& entry : engineEntries()) {
        MachineFinding finding{
            .subject = fmt::format("engine-{}", entry.id), .part = MachinePart::Engine, .health = MachineHealth::Good, .detail = {}, .advice = {}};
        const auto engine = composition.makeEngine(entry.id);
        const EngineReadiness readiness =
            engine ? (*engine)->readiness() : EngineReadiness{false, engine.error().detail, engine.error().advice};
        finding.health = readiness.ready ? MachineHealth::Good : MachineHealth::Trouble;
        finding.detail = readiness.detail;
        finding.advice = readiness.advice;
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// Which languages can be read, and why the others cannot.
std::vector<MachineFinding> checkLanguages(const Composition& composition) {
    std::vector<MachineFinding> findings;
    const auto text = composition.textFrontEnd();
    for (const frontend::Language language : frontend::kLanguages) {
        const auto& reader = text->reader(language);
        findings.push_back({.subject = fmt::format("language-{}", frontend::languageCode(language)),
                            .part = MachinePart::Language,
                            .health = reader ? MachineHealth::Good : MachineHealth::Note,
                            .detail = reader ? "texts can be read" : reader.error().detail,
                            .advice = reader ? "" : reader.error().advice});
    }
    return findings;
}

/// The reference's network for Chinese characters with several readings, in the folders that were scanned.
MachineFinding checkPolyphoneModel(const Composition& composition) {
    using Status = frontend::zh::PolyphoneModelStatus;
    Status status;
    if (const auto catalogue = composition.openModels()) {
        for (const fs::path& folder : catalogue->folders()) {
            if (status.state == Status::State::Absent)
                status = frontend::zh::findPolyphoneModel(folder);
        }
    }
    return {.subject = "polyphone-network", .part = MachinePart::Model, .health = MachineHealth::Good, .detail = status.sentence(), .advice = {}};
}

MachineFinding checkLexicon(const Composition& composition) {
    const auto table = frontend::LexiconFile::in(composition.places().dataFolder).load();
    if (table && table->faults.empty())
        return {.subject = "lexicon",
                .part = MachinePart::Other,
                .health = MachineHealth::Good,
                .detail = fmt::format("{} words have readings of their own", table->words.size()),
                .advice = {}};
    const Error& fault = table ? table->faults.front() : table.error();
    return {.subject = "lexicon", .part = MachinePart::Other, .health = MachineHealth::Note, .detail = fault.detail, .advice = fault.advice};
}

template <typename Loaded>
MachineFinding checkModel(std::string subject, const Loaded& loaded, std::string_view works, std::string_view without) {
    if (loaded) {
        return {.subject = std::move(subject), .part = MachinePart::Model, .health = MachineHealth::Good, .detail = std::string(works), .advice = {}};
    }
    return {.subject = std::move(subject),
            .part = MachinePart::Model,
            .health = MachineHealth::Note,
            .detail = fmt::format("{}; {}", without, loaded.error().detail),
            .advice = loaded.error().advice.empty() ? "Run `make setup` in the source folder to fetch it."
                                                    : loaded.error().advice};
}

/// Makes a folder and all above it that are missing, and takes away again what it made.
class TriedFolder {
  public:
    explicit TriedFolder(const fs::path& folder) {
        std::error_code error;
        for (fs::path missing = fs::absolute(folder, error); !missing.empty() && !fs::exists(missing, error);
             missing = missing.parent_path()) {
            made_.insert(made_.begin(), missing);
        }
        for (std::size_t i = 0; i < made_.size(); ++i) {
            if (::mkdir(made_[i].c_str(), 0777) != 0) {
                code_ = errno;
                made_.resize(i);
            }
        }
    }
    TriedFolder(const TriedFolder&) = delete;
    TriedFolder& operator=(const TriedFolder&) = delete;
    ~TriedFolder() {
        std::error_code ignored;
        for (auto made = made_.rbegin(); made != made_.rend(); ++made) {
            fs::remove(*made, ignored);  // only where it is empty
        }
    }
    /// Why it could not be made, or 0.
    [[nodiscard]] int code() const noexcept { return code_; }

  private:
    std::vector<fs::path> made_;
    int code_ = 0;
};

/// Whether a file can be made in the data folder, by making one; the free space in GB.
Result<double> tryDataFolder(const fs::path& folder) {
    const TriedFolder tried(folder);
    if (tried.code() != 0) {
        return tl::unexpected(ioError("cannot make the data folder", folder, tried.code()));
    }
    if (auto writable = PendingFile(folder / "trial").probe(); !writable) {
        return fail(ErrorCode::Io, fmt::format("{} cannot be written", displayPath(folder)),
                    "Choose a folder you may write to with --data-dir.");
    }
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (error) {
        return tl::unexpected(ioError("cannot look at", folder, error.value()));
    }
    return static_cast<double>(space.available) / 1e9;
}

MachineFinding dataTrouble(const Error& error) {
    return {.subject = "data-folder",
            .part = MachinePart::Folder,
            .health = MachineHealth::Trouble,
            .detail = error.detail,
            .advice = error.advice.empty() ? "Choose another folder with --data-dir." : error.advice};
}

MachineFinding checkDataFolder(const Composition& composition) {
    const fs::path& folder = composition.places().dataFolder;
    const auto store = composition.openVoices();
    const auto list = store ? store->list() : Result<VoiceList>(tl::unexpected(store.error()));
    if (!list) {
        return dataTrouble(list.error());
    }
    const auto freeGb = tryDataFolder(folder);
    if (!freeGb) {
        return dataTrouble(freeGb.error());
    }
    MachineFinding finding{.subject = "data-folder", .part = MachinePart::Folder, .health = MachineHealth::Good, .detail = {}, .advice = {}};
    finding.detail =
        fmt::format("{}: {}, {:.1f} GB free", displayPath(folder), counted(list->voices.size(), "voice"), *freeGb);
    finding.name = displayPath(folder);
    finding.number = *freeGb;
    if (!list->problems.empty()) {
        finding.health = MachineHealth::Note;
        finding.detail += fmt::format(", {} that cannot be read", list->problems.size());
        finding.advice = list->problems.front().message();
    }
    constexpr double kLittleGb = 0.2;
    if (*freeGb < kLittleGb) {
        finding.health = MachineHealth::Trouble;
        finding.advice = "Free some disk space: a voice takes some tens of megabytes.";
    }
    return finding;
}

/// One line for what is known, one for each version of GPT-SoVITS.
std::vector<MachineFinding> checkModels(const Composition& composition) {
    const auto catalogue = composition.openModels();
    if (!catalogue) {
        return {{.subject = "models",
                 .part = MachinePart::Model,
                 .health = MachineHealth::Note,
                 .detail = catalogue.error().detail,
                 .advice = catalogue.error().advice}};
    }
    const ModelsDescription description = describeModels(*catalogue);
    MachineFinding known{.subject = "models", .part = MachinePart::Model, .health = MachineHealth::Good, .detail = description.known, .advice = {}};
    if (!description.problems.empty()) {
        known.health = MachineHealth::Note;
        known.detail += fmt::format("; {}", counted(description.problems.size(), "problem"));
        known.advice = description.problems.front().message();
    } else if (catalogue->models().empty()) {
        known.health = MachineHealth::Note;
        known.advice = "If you have GPT-SoVITS, point `timbre models scan` at its folder; the instant engine needs none.";
    }
    std::vector<MachineFinding> findings{std::move(known)};
    for (const VersionReadiness& version : description.versions) {
        findings.push_back({.subject = fmt::format("gpt-sovits-{}", modelVersionName(version.version)),
                            .part = MachinePart::Model,
                            .health = version.advice().empty() ? MachineHealth::Good : MachineHealth::Note,
                            .detail = version.line(),
                            .advice = version.advice(),
                            .number = version.ready() || version.ownModels ? 1.0 : 0.0});
    }
    return findings;
}

MachineFinding checkSound() {
    MachineFinding finding{.subject = "sound-devices", .part = MachinePart::Microphone, .health = MachineHealth::Note, .detail = {}, .advice = {}};
    const auto system = AudioSystem::open();
    if (!system) {
        finding.detail = system.error().detail;
        finding.advice = "Recording does not work here; making voices from files does.";
        return finding;
    }
    const auto devices = system->devices();
    const auto inputs =
        std::ranges::count_if(devices, [](const AudioDevice& device) { return device.inputChannels > 0; });
    const auto outputs =
        std::ranges::count_if(devices, [](const AudioDevice& device) { return device.outputChannels > 0; });
    finding.detail = fmt::format("{} to record from, {} to play on", inputs, outputs);
    finding.number = static_cast<double>(inputs);
    const auto usual = chooseInput(devices, {});
    finding.name = usual ? usual->name : std::string{};
    if (inputs > 0) {
        finding.health = MachineHealth::Good;
    } else {
        finding.advice = "Plug in a microphone to record; making voices from files works without.";
    }
    return finding;
}

std::uint64_t memoryOf(int name) {
    const long pages = ::sysconf(name);
    const long page = ::sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page) : 0;
}

/// As its driver calls it; empty where there is none.
std::string graphicsCardName() {
    std::error_code ignored;
    for (fs::directory_iterator entry("/proc/driver/nvidia/gpus", ignored), end; entry != end; entry.increment(ignored)) {
        std::ifstream facts(entry->path() / "information");
        constexpr std::string_view kModel = "Model:";
        for (std::string line; std::getline(facts, line);) {
            if (line.starts_with(kModel)) {
                const std::size_t begin = line.find_first_not_of(" \t", kModel.size());
                return begin == std::string::npos ? std::string{} : line.substr(begin);
            }
        }
    }
    return {};
}

ComputeDevice deviceFacts(const Places& places) {
    const auto torch = torchFacts();
    ComputeDevice device{.gpu = torch && torch->cuda && places.device != Device::Cpu,
                         .name = {},
                         .reason = DeviceReason::NoGpu,
                         .detail = torch ? "libtorch " + torch->version : torch.error().message(),
                         .processor = processorName(),
                         .cores = static_cast<int>(std::thread::hardware_concurrency()),
                         .threads = places.threads,
                         .memoryBytes = memoryOf(_SC_PHYS_PAGES),
                         .memoryFreeBytes = memoryOf(_SC_AVPHYS_PAGES)};
    const std::string card = graphicsCardName();
    device.name = device.gpu ? card.empty() ? "CUDA" : card : device.processor;
    if (device.gpu) {
        device.reason = DeviceReason::GpuWorks;
        device.gpuMemoryBytes = graphicsMemoryBytes();
    } else if (places.device == Device::Cpu) {
        device.reason = DeviceReason::ChosenByUser;
    } else if (!torch) {
        device.reason = DeviceReason::BuiltWithoutGpu;
    } else if (!card.empty()) {
        // The driver sees a card, libtorch does not: a build for the processor, or a driver that is too old.
        device.reason = torch->version.find("+cpu") != std::string::npos ? DeviceReason::BuiltWithoutGpu
                                                                         : DeviceReason::GpuFailed;
        device.detail += ", which cannot use the " + card;
    }
    return device;
}

std::vector<EngineChoice> engineChoices(const Composition& composition) {
    std::vector<EngineChoice> choices;
    for (const EngineEntry& entry : engineEntries()) {
        const auto engine = composition.makeEngine(entry.id);
        if (!engine) {
            continue;
        }
        const EngineFacts& facts = (*engine)->facts();
        choices.push_back({.id = facts.id,
                           .title = facts.title,
                           .languages = facts.languages,
                           .experimentalLanguages = facts.experimentalLanguages,
                           .minimumSeconds = facts.minimumSeconds,
                           .recommendedSeconds = facts.recommendedSeconds,
                           .maximumSeconds = facts.maximumSeconds,
                           .needsTranscripts = facts.needsTranscripts,
                           .imitates = facts.imitates,
                           .ready = (*engine)->readiness().ready});
    }
    return choices;
}

}  // namespace

MachineReport examineMachine(const Composition& composition, const std::function<void(const MachineFinding&)>& found,
                             const std::stop_token& stop) {
    MachineReport report;
    const auto add = [&](std::vector<MachineFinding> findings) {
        for (MachineFinding& finding : findings) {
            if (found) {
                found(finding);
            }
            report.findings.push_back(std::move(finding));
        }
    };
    const Places& places = composition.places();
    const std::vector<std::function<void()>> checks{
        [&] { add({checkProcessor(places.threads)}); },
        [&] { add({checkTorch()}); },
        [&] { add(checkEngines(composition)); },
        [&] { add(checkLanguages(composition)); },
        [&] { add({checkPolyphoneModel(composition)}); },
        [&] { add({checkLexicon(composition)}); },
        [&] {
            add({checkModel("model-vad", composition.loadVad(), "speech is found by the Silero network",
                            "speech is found by energy alone")});
        },
        [&] {
            add({checkModel("model-similarity", composition.makeSpeakerMeter(),
                            "the similarity of voices can be measured", "the similarity of voices is not measured")});
        },
        [&] { add(checkModels(composition)); },
        [&] { add({checkDataFolder(composition)}); },
        [&] { add({checkSound()}); },
        [&] { report.device = deviceFacts(places); },
        [&] { report.engines = engineChoices(composition); }};
    for (const auto& check : checks) {
        if (stop.stop_requested()) {
            break;
        }
        check();
    }
    return report;
}

}  // namespace timbre::app
