// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "app/commands/voice_json.h"
#include "app/commands/voice_versions.h"
#include "app/options.h"
#include "app/output_files.h"
#include "core/base/files.h"
#include "core/export/exporter.h"
#include "core/voice/voice_archive.h"

namespace timbre::app {

namespace {

struct ExportOptions {
    std::string name;
    std::string output;
    std::vector<int> versions;
    bool force = false;
};

constexpr int kMostVersions = 999'999;

/// Everything that is known about the file before the work begins.
Result<void> checkTarget(const std::filesystem::path& target, bool force, const Places& places) {
    if (auto harmless = protectInputs({target}, {}, places); !harmless) {
        return harmless;
    }
    std::error_code ignored;
    if (std::filesystem::is_regular_file(target, ignored) && !force) {
        return fail(ErrorCode::AlreadyExists, "there is a file " + displayPath(target) + " already",
                    "Choose another name with -o, or replace it with --force.");
    }
    return checkWritable(target);
}

Result<ExitCode> exportOne(Program& program, const ExportOptions& options) {
    const Composition composition = program.compose();
    const auto store = composition.openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto voice = store->findReference(options.name);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    std::vector<int> versions = options.versions;
    if (const auto plain = store->find(options.name); versions.empty() && !plain) {
        versions = {voice->version.number};  // NAME@N
    }
    const std::filesystem::path target = options.output.empty() ? voice->name + ".timbrevoice" : options.output;
    if (auto writable = checkTarget(target, options.force, composition.places()); !writable) {
        return tl::unexpected(writable.error());
    }
    const auto exported = exportVoice(*store, voice->id, versions, target, program.console.progress(), program.stop);
    program.console.endLive();
    if (!exported) {
        return tl::unexpected(exported.error());
    }
    program.console.document({{"output", displayPath(exported->file)},
                              {"voice", voice->name},
                              {"id", voice->id},
                              {"versions", exported->versions},
                              {"files", exported->files},
                              {"bytes", exported->bytes}});
    program.console.line(fmt::format("Wrote {}: “{}”, version {}, {:.1f} MB", displayPath(exported->file), voice->name,
                                     fmt::join(exported->versions, ", "), static_cast<double>(exported->bytes) / 1e6));
    program.console.note("It holds the recordings: whoever has the file has the voice.");
    return ExitCode::Ok;
}

Result<ExitCode> importOne(Program& program, const std::string& file, const std::string& newName) {
    auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto taken = importVoice(*store, file, newName, program.console.progress(), program.stop);
    program.console.endLive();
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    auto document = summaryJson(taken->voice);
    document["versions"] = taken->versions;
    document["consent"] = taken->voice.version.consent;
    program.console.document(document);
    program.console.line(fmt::format("The voice “{}” is here: version {}. Every file of it was found whole.",
                                     taken->voice.name, fmt::join(taken->versions, ", ")));
    program.console.line(taken->voice.version.consent.empty()
                             ? "  permission: nobody stated to have it"
                             : "  permission: stated on " + taken->voice.version.consent + ", says the file");
    return ExitCode::Ok;
}

void registerExport(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("export", "Write a voice to one file");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("NAME", options->name, "The voice, or NAME@N for one version")->required()->type_name("");
    command->add_option("-o,--output", options->output, "File to write (default: NAME.timbrevoice here)")
        ->type_name("FILE");
    addWholeNumbers(*command, "--versions", options->versions, {1, kMostVersions},
                    "Only these, as in 1,3 (default: all)")
        ->type_name("N,N");
    command->add_flag("--force", options->force, "Replace the file if it exists");
    command->footer(
        "The file holds recordings, transcripts, weights and the statement of permission, each with its SHA-256. It is "
        "an\n"
        "ordinary ZIP archive. It appears when it is whole; one that exists is replaced with --force only (else exit "
        "code "
        "8).\n\n"
        "Examples:\n"
        "  timbre voice export anna\n"
        "  timbre voice export anna@2 -o anna-2.timbrevoice --force\n\n"
        "--json: {\"output\",\"voice\",\"id\",\"versions\",\"files\",\"bytes\"}");
    command->callback(
        [&program, options] { program.job = [&program, options] { return exportOne(program, *options); }; });
}

void registerVoiceImport(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("import", "Take in a voice from one file");
    auto options = std::make_shared<std::pair<std::string, std::string>>();
    command->add_option("FILE", options->first, "What `timbre voice export` wrote")->required()->type_name("");
    command->add_option("--as", options->second, "Another name for it here")->type_name("NAME");
    command->footer(
        "Everything in the file is checked before the voice appears; a damaged or dangerous file leaves nothing "
        "behind.\n\n"
        "--json: the voice as in `voice list`, with \"versions\" as numbers and \"consent\"");
    command->callback([&program, options] {
        program.job = [&program, options] { return importOne(program, options->first, options->second); };
    });
}

}  // namespace

void registerVoiceFiles(CLI::App& voice, Program& program) {
    registerExport(voice, program);
    registerVoiceImport(voice, program);
}

}  // namespace timbre::app
