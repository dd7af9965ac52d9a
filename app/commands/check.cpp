// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/commands.h"
#include "core/base/files.h"
#include "core/studio/file_check.h"

namespace timbre::app {

namespace {

nlohmann::json fileJson(const std::string& file, const CheckedFile& checked) {
    auto json = qualityJson(checked.quality);
    json["file"] = file;
    json["container"] = checked.facts.container;
    json["codec"] = checked.facts.codec;
    json["truncated"] = checked.facts.truncated;
    json["damaged"] = checked.facts.damaged;
    json["non_finite_samples"] = checked.facts.nonFiniteSamples;
    return json;
}

nlohmann::json unreadableJson(const std::string& file, const Error& error) {
    return {{"file", file}, {"error", errorJson(error)}};
}

void printFile(Console& console, const std::string& file, const CheckedFile& checked) {
    console.line(file);
    printQuality(console, checked.quality);
    if (checked.facts.nonFiniteSamples > 0) {
        console.line(fmt::format("  {} samples are no numbers and were read as silence.", checked.facts.nonFiniteSamples));
    }
}

Result<ExitCode> checkFiles(Program& program, const std::vector<std::string>& files) {
    const CheckOptions options{.vad = loadVad(program)};
    const ProgressSink progress = program.console.progress();
    auto list = nlohmann::json::array();
    ExitCode code = ExitCode::Ok;
    std::optional<Error> firstError;
    for (const std::string& file : files) {
        const auto checked = checkFile(file, options, progress, program.stop);
        program.console.endLive();
        if (!checked && checked.error().code == ErrorCode::Cancelled) {
            return tl::unexpected(checked.error());
        }
        if (!checked) {
            list.push_back(unreadableJson(file, checked.error()));
            firstError = firstError.value_or(checked.error());
            if (!program.console.json()) {
                program.console.error(checked.error());
            }
            continue;
        }
        list.push_back(fileJson(file, *checked));
        printFile(program.console, file, *checked);
        if (checked->quality.verdict == Verdict::RecordAgain) {
            code = ExitCode::AnswerIsNo;
        }
    }
    nlohmann::json document = {{"files", std::move(list)}};
    if (firstError) {
        document["error"] = errorJson(*firstError);
        code = exitCodeFor(firstError->code);
    }
    program.console.document(document);
    return code;
}

}  // namespace

void registerCheck(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("check", "Judge recordings: noise, level, clipping, echo, bandwidth");
    auto files = std::make_shared<std::vector<std::string>>();
    command->add_option("FILE", *files, "Sound or video files of any kind")->required()->type_name("");
    command->footer(
        "Each file gets a verdict - good, usable, or record again - and one sentence on what to do. Under 15 dB "
        "between\n"
        "speech and noise a recording should be made again: a voice made from it would carry the room with it. A file "
        "that is cut\n"
        "short or damaged is usable at best.\n\n"
        "Exit code: 0 all usable, 1 at least one should be recorded again, 3 to 6 a file could not be read.\n\n"
        "Examples:\n"
        "  timbre check take1.wav take2.m4a\n"
        "  timbre check --json recordings/*.wav > report.json\n\n"
        "--json: "
        "{\"files\":[{\"file\",\"seconds\",\"sample_rate_hz\",\"channels\",\"snr_db\",\"speech_dbfs\",\"noise_floor_"
        "dbfs\",\n"
        "  "
        "\"peak_dbfs\",\"clipped_samples\",\"loudness_lufs\",\"speech_share\",\"reverb_s\",\"hum_hz\",\"hum_dbfs\","
        "\"bandwidth_hz\",\n"
        "  \"speech_rate\",\"verdict\",\"findings\",\"advice\",\"container\",\"codec\",\"truncated\",\"damaged\"} or "
        "{\"file\",\"error\"}]}");
    command->callback([&program, files] { program.job = [&program, files] { return checkFiles(program, *files); }; });
}

}  // namespace timbre::app
