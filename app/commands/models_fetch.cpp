// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/models_fetch.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/models_json.h"
#include "core/base/files.h"
#include "core/models/model_fetch.h"

namespace timbre::app {

namespace {

std::string_view stateName(FetchState state) {
    switch (state) {
        case FetchState::Fetched:
            return "fetched";
        case FetchState::AlreadyHere:
            return "already-here";
        case FetchState::Failed:
            break;
    }
    return "failed";
}

nlohmann::json fileJson(const FetchedFile& file) {
    nlohmann::json json = {{"path", file.path}, {"state", stateName(file.state)}};
    if (file.state == FetchState::Failed) {
        json["error"] = errorJson(file.error);
        return json;
    }
    json["file"] = displayPath(file.file);
    json["bytes"] = file.bytes;
    json["sha256"] = file.sha256;
    json["recorded"] = file.recorded;
    if (file.state == FetchState::Fetched) {
        json["url"] = file.url;
        json["resumed_from"] = file.resumedFrom;
    }
    return json;
}

void printFile(Console& console, const FetchedFile& file) {
    switch (file.state) {
        case FetchState::Fetched:
            console.line(fmt::format("Fetched {} ({:.1f} MB) from {}", file.path, static_cast<double>(file.bytes) / 1e6,
                                     file.url));
            break;
        case FetchState::AlreadyHere:
            console.line(fmt::format("{} is here already, and its checksum is right", file.path));
            break;
        case FetchState::Failed:
            console.error(file.error);
            return;
    }
    if (file.recorded) {
        console.note(fmt::format("The manifest has no checksum of {}; this one was recorded beside it: {}", file.path,
                                 file.sha256));
    }
}

/// A file whose content is not what the manifest says it is for.
std::optional<Error> roleProblem(const WantedFile& wanted, const FetchedFile& file, const ModelScan& scan) {
    const auto found = std::ranges::find(scan.models, file.file, weightsOf);
    if (!wanted.role || found == scan.models.end() || found->role == *wanted.role) {
        return std::nullopt;
    }
    return Error{ErrorCode::InvalidInput,
                 fmt::format("{} is a {}, and the manifest calls it {}", file.path, modelRoleTitle(found->role),
                             modelRoleName(*wanted.role)),
                 "Correct the manifest, or ask who made it."};
}

/// What came, as models; nothing where it holds none (a tokenizer alone).
Result<std::vector<Error>> rememberFolder(Program& program, ModelCatalogue& catalogue,
                                          const std::filesystem::path& folder, const std::filesystem::path& manifest,
                                          const std::vector<FetchedFile>& files) {
    auto scan = scanModels(folder, {}, {}, program.stop);
    if (!scan) {
        return tl::unexpected(scan.error());
    }
    if (auto remembered = catalogue.remember(*scan); !remembered) {
        return tl::unexpected(remembered.error());
    }
    std::vector<Error> problems = std::move(scan->problems);
    const auto wanted = readModelManifest(manifest).value_or(std::vector<WantedFile>{});
    for (std::size_t i = 0; i < std::min(wanted.size(), files.size()); ++i) {
        if (auto problem = roleProblem(wanted[i], files[i], *scan)) {
            problems.push_back(std::move(*problem));
        }
    }
    return problems;
}

struct FetchOptions {
    std::string manifest;
    std::string into;
};

Result<ExitCode> fetch(Program& program, const FetchOptions& options) {
    const Composition composition = program.compose();
    auto catalogue = composition.openModels();
    if (!catalogue) {
        return tl::unexpected(catalogue.error());
    }
    const std::filesystem::path into =
        options.into.empty() ? composition.places().dataFolder / "models" : std::filesystem::path(options.into);
    const auto files = fetchModels(options.manifest, into, {}, program.console.progress(), program.stop);
    program.console.endLive();
    if (!files) {
        return tl::unexpected(files.error());
    }
    const auto problems = rememberFolder(program, *catalogue, into, options.manifest, *files);
    if (!problems) {
        return tl::unexpected(problems.error());
    }
    const ModelsDescription description = describeModels(*catalogue);
    auto rows = nlohmann::json::array();
    std::ranges::transform(*files, std::back_inserter(rows), fileJson);
    nlohmann::json document = {{"folder", displayPath(into)},
                               {"files", std::move(rows)},
                               {"versions", versionsReadyJson(description.versions)},
                               {"problems", problemsJson(*problems)}};
    const auto failed = std::ranges::find(*files, FetchState::Failed, &FetchedFile::state);
    if (failed != files->end()) {
        document["error"] = errorJson(failed->error);
    }
    program.console.document(document);
    if (!program.console.json()) {
        std::ranges::for_each(*files, [&](const FetchedFile& file) { printFile(program.console, file); });
    }
    printProblems(program.console, *problems);
    printReadiness(program.console, description.versions);
    return failed == files->end() ? ExitCode::Ok : exitCodeFor(failed->error.code);
}

}  // namespace

void registerModelsFetch(CLI::App& models, Program& program) {
    auto* command = models.add_subcommand("fetch", "Download the files of a manifest, checked and resumable");
    auto options = std::make_shared<FetchOptions>();
    command->add_option("MANIFEST", options->manifest, "A JSON file of yours that names files and where they are")
        ->required()
        ->type_name("");
    command->add_option("--into", options->into, "Folder for them (default: models in the data folder)")
        ->type_name("DIR");
    command->footer(
        "Manifest: "
        "{\"format\":1,\"files\":[{\"path\":\"sv/net.ckpt\",\"size\":N,\"sha256\":\"...\",\"role\":\"speaker-net\",\n"
        "  \"urls\":[\"https://one/...\",\"https://other/...\"]}]}. Addresses are tried in turn. role and size may be "
        "left out; without\n"
        "  sha256 that of the first copy is recorded in MANIFEST.lock and later copies are held against it.\n"
        "Nothing is fetched but what you list. A file gets its name when it is whole and its checksum is right; until "
        "then it is\n"
        "NAME.part, and the same command goes on from there after a stop, a crash or a broken connection. Files that "
        "are there\n"
        "already are not fetched, and other files are never replaced. Proxies: http_proxy, https_proxy, no_proxy.\n\n"
        "Examples:\n"
        "  timbre models fetch my-models.json\n"
        "  timbre models fetch my-models.json --into /srv/models\n\n"
        "--json: "
        "{\"folder\",\"files\":[{\"path\",\"state\",\"file\",\"bytes\",\"sha256\",\"recorded\",\"url\",\"resumed_"
        "from\"} or\n"
        "  {\"path\",\"state\":\"failed\",\"error\"}],\"versions\",\"problems\"}, and \"error\" where a file failed;\n"
        "  state: fetched, already-here or failed");
    command->callback([&program, options] {
        program.stopped = {ErrorCode::Cancelled, "stopped; what has come so far is kept",
                           "Give the same command again to go on from there."};
        program.job = [&program, options] { return fetch(program, *options); };
    });
}

}  // namespace timbre::app
