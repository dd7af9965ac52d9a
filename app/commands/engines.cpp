// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/commands/commands.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

bool isExperimental(const EngineFacts& facts, std::string_view language) {
    return std::ranges::find(facts.experimentalLanguages, language) != facts.experimentalLanguages.end();
}

/// "en", "zh (experimental)".
std::vector<std::string> namedLanguages(const EngineFacts& facts) {
    std::vector<std::string> names = facts.languages;
    for (std::string& name : names) {
        if (isExperimental(facts, name))
            name += " (experimental)";
    }
    return names;
}

Result<ExitCode> listEngines(Program& program) {
    const Composition composition = program.compose();
    auto engines = nlohmann::json::array();
    for (const EngineEntry& entry : engineEntries()) {
        const auto engine = composition.makeEngine(entry.id);
        if (!engine) {
            return tl::unexpected(engine.error());
        }
        const EngineFacts& facts = (*engine)->facts();
        const EngineReadiness readiness = (*engine)->readiness();
        engines.push_back({{"id", facts.id},
                           {"title", facts.title},
                           {"version", facts.version},
                           {"languages", facts.languages},
                           {"experimental_languages", facts.experimentalLanguages},
                           {"minimum_s", facts.minimumSeconds},
                           {"recommended_s", facts.recommendedSeconds},
                           {"maximum_s", facts.maximumSeconds},
                           {"needs_transcripts", facts.needsTranscripts},
                           {"ready", readiness.ready},
                           {"detail", readiness.detail},
                           {"advice", readiness.advice}});
        program.console.line(fmt::format("{}  {}, version {}", facts.id, facts.title, facts.version));
        program.console.line(fmt::format("  speaks {}; makes a voice from {:.0f} s to {:.0f} s of recordings, {:.0f} s are good{}",
                                         fmt::join(namedLanguages(facts), ", "), facts.minimumSeconds, facts.maximumSeconds,
                                         facts.recommendedSeconds, facts.needsTranscripts ? ", with transcripts" : ""));
        program.console.line(fmt::format("  {}: {}{}{}", readiness.ready ? "ready" : "not ready", readiness.detail,
                                         readiness.advice.empty() ? "" : ". ", readiness.advice));
    }
    program.console.document({{"engines", std::move(engines)}});
    return ExitCode::Ok;
}

Result<ExitCode> listLanguages(Program& program) {
    const Composition composition = program.compose();
    auto languages = nlohmann::json::array();
    for (const LanguageEntry& language : languageEntries()) {
        std::vector<std::string> engines;
        std::vector<std::string> spokenBy;
        for (const EngineEntry& entry : engineEntries()) {
            const auto engine = composition.makeEngine(entry.id);
            if (engine && std::ranges::find((*engine)->facts().languages, language.tag) != (*engine)->facts().languages.end()) {
                engines.emplace_back(entry.id);
                spokenBy.push_back(isExperimental((*engine)->facts(), language.tag) ? std::string(entry.id) + " (experimental)"
                                                                                    : std::string(entry.id));
            }
        }
        languages.push_back(
            {{"tag", language.tag}, {"name", language.name}, {"native_name", language.nativeName}, {"engines", engines}});
        program.console.line(fmt::format("{}  {}  spoken by: {}", language.tag, language.name,
                                         spokenBy.empty() ? "no engine of this build" : fmt::format("{}", fmt::join(spokenBy, ", "))));
    }
    program.console.document({{"languages", std::move(languages)}});
    return ExitCode::Ok;
}

}  // namespace

void registerEngines(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("engines", "List the engines, what they need and whether they work here");
    command->footer("--json: {\"engines\":[{\"id\",\"title\",\"version\",\"languages\",\"experimental_languages\",\"minimum_s\",\n"
                    "  \"recommended_s\",\"maximum_s\",\"needs_transcripts\",\"ready\",\"detail\",\"advice\"}]}");
    command->callback([&program] { program.job = [&program] { return listEngines(program); }; });
}

void registerLanguages(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("languages", "List the languages and the engines that speak them");
    command->footer("--json: {\"languages\":[{\"tag\",\"name\",\"native_name\",\"engines\"}]}");
    command->callback([&program] { program.job = [&program] { return listLanguages(program); }; });
}

}  // namespace timbre::app
