// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "app/commands/commands.h"
#include "app/words.h"
#include "core/audio/device.h"
#include "core/base/files.h"
#include "core/frontend/lexicon_file.h"
#include "core/frontend/zh/polyphone_model.h"
#include "core/models/model_catalogue.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;

enum class Health {
    Good,
    Note,     ///< Works without it, but something is missing.
    Trouble,  ///< Making or speaking voices does not work like this.
};

struct Finding {
    std::string subject;  ///< Stable, for programs: "data-folder".
    Health health = Health::Good;
    std::string detail;
    std::string advice;  ///< What to do; empty when good.
};

std::string_view healthName(Health health) {
    switch (health) {
        case Health::Good:
            return "good";
        case Health::Note:
            return "note";
        case Health::Trouble:
            return "trouble";
    }
    return "";
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

Finding checkProcessor(int threads) {
    return {.subject = "processor",
            .health = Health::Good,
            .detail = fmt::format("{}, {} cores, {} threads in use", processorName(),
                                  std::thread::hardware_concurrency(), threads),
            .advice = {}};
}

Finding checkTorch() {
    const auto facts = torchFacts();
    if (!facts) {
        return {.subject = "libtorch",
                .health = Health::Trouble,
                .detail = facts.error().detail,
                .advice = facts.error().advice};
    }
    return {.subject = "libtorch",
            .health = Health::Good,
            .detail = fmt::format("libtorch {}, {}", facts->version,
                                  facts->cuda ? fmt::format("{} CUDA device(s) usable", facts->cudaDevices)
                                              : "no CUDA device: everything runs on the processor"),
            .advice = {}};
}

std::vector<Finding> checkEngines(const Composition& composition) {
    std::vector<Finding> findings;
    for (const EngineEntry& entry : engineEntries()) {
        Finding finding{
            .subject = fmt::format("engine-{}", entry.id), .health = Health::Good, .detail = {}, .advice = {}};
        const auto engine = composition.makeEngine(entry.id);
        const EngineReadiness readiness =
            engine ? (*engine)->readiness() : EngineReadiness{false, engine.error().detail, engine.error().advice};
        finding.health = readiness.ready ? Health::Good : Health::Trouble;
        finding.detail = readiness.detail;
        finding.advice = readiness.advice;
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// Which languages can be read, and why the others cannot.
std::vector<Finding> checkLanguages(const Composition& composition) {
    std::vector<Finding> findings;
    const auto text = composition.textFrontEnd();
    for (const frontend::Language language : frontend::kLanguages) {
        const auto& reader = text->reader(language);
        findings.push_back({.subject = fmt::format("language-{}", frontend::languageCode(language)),
                            .health = reader ? Health::Good : Health::Note,
                            .detail = reader ? "texts can be read" : reader.error().detail,
                            .advice = reader ? "" : reader.error().advice});
    }
    return findings;
}

/// The reference's network for Chinese characters with several readings, in the folders that were scanned.
Finding checkPolyphoneModel(const Composition& composition) {
    using Status = frontend::zh::PolyphoneModelStatus;
    Status status;
    if (const auto catalogue = composition.openModels()) {
        for (const fs::path& folder : catalogue->folders()) {
            if (status.state == Status::State::Absent)
                status = frontend::zh::findPolyphoneModel(folder);
        }
    }
    return {.subject = "polyphone-network", .health = Health::Good, .detail = status.sentence(), .advice = {}};
}

Finding checkLexicon(const Composition& composition) {
    const auto table = frontend::LexiconFile::in(composition.places().dataFolder).load();
    if (table && table->faults.empty())
        return {.subject = "lexicon",
                .health = Health::Good,
                .detail = fmt::format("{} words have readings of their own", table->words.size()),
                .advice = {}};
    const Error& fault = table ? table->faults.front() : table.error();
    return {.subject = "lexicon", .health = Health::Note, .detail = fault.detail, .advice = fault.advice};
}

template <typename Loaded>
Finding checkModel(std::string subject, const Loaded& loaded, std::string_view works, std::string_view without) {
    if (loaded) {
        return {.subject = std::move(subject), .health = Health::Good, .detail = std::string(works), .advice = {}};
    }
    return {.subject = std::move(subject),
            .health = Health::Note,
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

Finding dataTrouble(const Error& error) {
    return {.subject = "data-folder",
            .health = Health::Trouble,
            .detail = error.detail,
            .advice = error.advice.empty() ? "Choose another folder with --data-dir." : error.advice};
}

Finding checkDataFolder(const Composition& composition) {
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
    Finding finding{.subject = "data-folder", .health = Health::Good, .detail = {}, .advice = {}};
    finding.detail =
        fmt::format("{}: {}, {:.1f} GB free", displayPath(folder), counted(list->voices.size(), "voice"), *freeGb);
    if (!list->problems.empty()) {
        finding.health = Health::Note;
        finding.detail += fmt::format(", {} that cannot be read", list->problems.size());
        finding.advice = list->problems.front().message();
    }
    constexpr double kLittleGb = 0.2;
    if (*freeGb < kLittleGb) {
        finding.health = Health::Trouble;
        finding.advice = "Free some disk space: a voice takes some tens of megabytes.";
    }
    return finding;
}

/// One line for what is known, one for each version of GPT-SoVITS.
std::vector<Finding> checkModels(const Composition& composition) {
    const auto catalogue = composition.openModels();
    if (!catalogue) {
        return {{.subject = "models",
                 .health = Health::Note,
                 .detail = catalogue.error().detail,
                 .advice = catalogue.error().advice}};
    }
    const ModelsDescription description = describeModels(*catalogue);
    Finding known{.subject = "models", .health = Health::Good, .detail = description.known, .advice = {}};
    if (!description.problems.empty()) {
        known.health = Health::Note;
        known.detail += fmt::format("; {}", counted(description.problems.size(), "problem"));
        known.advice = description.problems.front().message();
    } else if (catalogue->models().empty()) {
        known.health = Health::Note;
        known.advice = "If you have GPT-SoVITS, point `timbre models scan` at its folder; the instant engine needs none.";
    }
    std::vector<Finding> findings{std::move(known)};
    for (const VersionReadiness& version : description.versions) {
        findings.push_back({.subject = fmt::format("gpt-sovits-{}", modelVersionName(version.version)),
                            .health = version.advice().empty() ? Health::Good : Health::Note,
                            .detail = version.line(),
                            .advice = version.advice()});
    }
    return findings;
}

Finding checkSound() {
    Finding finding{.subject = "sound-devices", .health = Health::Note, .detail = {}, .advice = {}};
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
    if (inputs > 0) {
        finding.health = Health::Good;
    } else {
        finding.advice = "Plug in a microphone to record; making voices from files works without.";
    }
    return finding;
}

Result<ExitCode> examine(Program& program) {
    const Composition composition = program.compose();
    std::vector<Finding> findings = {checkProcessor(composition.places().threads), checkTorch()};
    std::ranges::move(checkEngines(composition), std::back_inserter(findings));
    std::ranges::move(checkLanguages(composition), std::back_inserter(findings));
    findings.push_back(checkPolyphoneModel(composition));
    findings.push_back(checkLexicon(composition));
    findings.push_back(checkModel("model-vad", composition.loadVad(), "speech is found by the Silero network",
                                  "speech is found by energy alone"));
    findings.push_back(checkModel("model-similarity", composition.makeSpeakerMeter(),
                                  "the similarity of voices can be measured",
                                  "the similarity of voices is not measured"));
    std::ranges::move(checkModels(composition), std::back_inserter(findings));
    findings.push_back(checkDataFolder(composition));
    findings.push_back(checkSound());

    auto rows = nlohmann::json::array();
    bool trouble = false;
    for (const Finding& finding : findings) {
        trouble = trouble || finding.health == Health::Trouble;
        rows.push_back({{"subject", finding.subject},
                        {"health", healthName(finding.health)},
                        {"detail", finding.detail},
                        {"advice", finding.advice}});
        program.console.line(fmt::format("{:<8}{}: {}", healthName(finding.health), finding.subject, finding.detail));
        if (!finding.advice.empty()) {
            program.console.line("        " + finding.advice);
        }
    }
    program.console.document({{"version", TIMBRE_VERSION},
                              {"healthy", !trouble},
                              {"resource_folder", displayPath(composition.places().resourceFolder)},
                              {"findings", std::move(rows)}});
    program.console.line(trouble ? "Something is in the way; see above what to do." : "All that is needed works.");
    return trouble ? ExitCode::AnswerIsNo : ExitCode::Ok;
}

}  // namespace

void registerDoctor(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("doctor", "Tell what works on this machine, what does not, and what to do");
    command->footer(
        "The data folder is really tried: a file is made in it and removed again, as is the folder where it was not "
        "there.\n"
        "Exit code: 0 all that is needed works, 1 something is in the way.\n"
        "--json: "
        "{\"version\",\"healthy\",\"resource_folder\",\"findings\":[{\"subject\",\"health\",\"detail\",\"advice\"}]}\n"
        "  health: good, note (works without it) or trouble");
    command->callback([&program] { program.job = [&program] { return examine(program); }; });
}

}  // namespace timbre::app
