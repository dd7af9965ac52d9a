// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include "app/commands/commands.h"
#include "app/commands/text_json.h"

namespace timbre::app {

namespace {

struct LineOptions {
    bool lines = false;
    bool compatible = false;
    std::string project;
};

/// Answers every line of the standard input by one line on the standard output.
Result<ExitCode> answerLines(const std::function<std::string(const std::string&)>& answer) {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        std::cout << answer(line) << '\n';
        if (!std::cout)
            break;
    }
    if (!std::cout.flush())
        return fail(ErrorCode::Io, "the answers could not be written to the standard output",
                    "See whether the disk is full.");
    return ExitCode::Ok;
}

std::shared_ptr<LineOptions> addLineOptions(CLI::App& command) {
    auto options = std::make_shared<LineOptions>();
    command.add_flag("--jsonl", options->lines, "One JSON object a line on standard input, one answer a line")
        ->required();
    command.add_flag("--compatible", options->compatible, "Exactly as GPT-SoVITS reads, its mistakes included");
    return options;
}

Result<ExitCode> phonemize(const Program& program, const LineOptions& options) {
    const Composition composition = program.compose();
    const auto text = composition.textFrontEnd();
    TextReader reader{.text = *text};
    if (!options.compatible) {
        auto lexicon = composition.loadLexicon(options.project);
        if (!lexicon)
            return tl::unexpected(lexicon.error());
        reader.lexicon = std::move(*lexicon);
    }
    const auto reading = options.compatible ? frontend::Reading::Compatible : frontend::Reading::Corrected;
    return answerLines([&](const std::string& line) { return phonemizeLine(reader, line, reading); });
}

}  // namespace

void registerPhonemize(CLI::App& root, Program& program) {
    auto* command =
        root.add_subcommand("phonemize", "Show how texts are read: numbers in words, phones and their numbers");
    command->footer(
        "Each line: {\"id\",\"lang\",\"version\",\"text\"} and perhaps \"variant\"; lang is zh, yue, en, ja or ko, or "
        "a mode\n"
        "of mixed text (auto, all_zh ...); version is v1 or v2. Each answer: "
        "{\"id\",\"norm_text\",\"phones\",\"word2ph\",\n"
        "\"ids\"}, or {\"id\",\"error\"}. variant \"pypinyin\" reads Mandarin word by word. Without --compatible "
        "also\n"
        "\"words\": [{\"begin\",\"end\",\"lang\",\"spoken\",\"reading\",\"alternatives\"}], and scripts may hold "
        "重(chong2)新,\n"
        "{word|reading}, [pause 0.8s], <break time=\"0.8s\"/> and [[notes]]; the lexicon counts.");
    const auto options = addLineOptions(*command);
    command->add_option("--project", options->project, "Read words as this project's lexicon says, too")
        ->type_name("FILE");
    command->callback([&program, options] {
        program.leavesWhenStopped = true;
        program.job = [&program, options] { return phonemize(program, *options); };
    });
}

void registerSplit(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("split", "Show the pieces a text is spoken in");
    command->footer(
        "Each line: {\"id\",\"text\",\"lang\",\"method\"}, method cut0 to cut5 as GPT-SoVITS names them.\n"
        "Each answer: {\"id\",\"out\"}, the pieces in order.");
    addLineOptions(*command);
    command->callback([&program] {
        program.leavesWhenStopped = true;
        program.job = [] { return answerLines(splitLine); };
    });
}

}  // namespace timbre::app
