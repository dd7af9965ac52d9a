// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "app/commands/commands.h"
#include "app/commands/import_answer.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

struct ImportCommand {
    std::string file;
    std::string language = "auto";
    bool noCast = false;
};

Result<ExitCode> showDocument(const Program& program, const ImportCommand& command) {
    if (auto language = findLanguage(command.language); !language) {
        return tl::unexpected(language.error());
    }
    auto script = readDocument(std::filesystem::path(command.file), {}, program.console.progress(), program.stop);
    if (!script) {
        return tl::unexpected(script.error());
    }
    const auto answer = answerImport(std::move(*script), command.language, !command.noCast, program.stop);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    for (const std::string& line : importLines(*answer)) {
        program.console.line(line);
    }
    auto document = importJson(*answer);
    document["file"] = command.file;
    program.console.document(document);
    return ExitCode::Ok;
}

}  // namespace

void registerImport(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("import", "Show the sentences, the cast and the chapters of a document");
    command->footer(
        "Reads plain text, Markdown, SRT, WebVTT, DOCX and EPUB as the studio does. Lines like `Anna: Hello.` make a cast.\n"
        "What a document has and a script has not (pictures, footnotes, code ...) is counted at the end. Nothing is written.");
    auto options = std::make_shared<ImportCommand>();
    command->add_option("FILE", options->file, "The document")->required();
    command->add_option("--lang", options->language, "Language that sentences are cut by: en, zh, yue, ja, ko, or auto for several")
        ->type_name("TAG")
        ->capture_default_str();
    command->add_flag("--no-cast", options->noCast, "Leave `Name:` in the texts");
    command->callback([&program, options] {
        program.leavesWhenStopped = true;
        program.job = [&program, options] { return showDocument(program, *options); };
    });
}

}  // namespace timbre::app
