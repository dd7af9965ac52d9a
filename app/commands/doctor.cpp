// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/machine_check.h"
#include "core/base/files.h"

namespace timbre::app {

namespace {

Result<ExitCode> examine(Program& program) {
    const Composition composition = program.compose();
    const MachineReport report = examineMachine(composition, {}, {});
    auto rows = nlohmann::json::array();
    const bool trouble = !report.healthy();
    for (const MachineFinding& finding : report.findings) {
        rows.push_back({{"subject", finding.subject},
                        {"health", machineHealthName(finding.health)},
                        {"detail", finding.detail},
                        {"advice", finding.advice}});
        program.console.line(fmt::format("{:<8}{}: {}", machineHealthName(finding.health), finding.subject, finding.detail));
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
