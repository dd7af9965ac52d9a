// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/voice_versions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/commands/voice_json.h"
#include "app/commands/voice_words.h"
#include "app/options.h"
#include "app/words.h"
#include "core/voice/voice_compare.h"

namespace timbre::app {

namespace {

constexpr int kMostVersions = 999'999;

Result<ExitCode> listVersions(Program& program, const std::string& name) {
    const auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto voice = store->find(name);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const auto versions = store->versions(voice->id);
    if (!versions) {
        return tl::unexpected(versions.error());
    }
    auto changes = nlohmann::json::array();
    for (const VersionChange& change : voice->changes) {
        changes.push_back({{"when", change.when}, {"from", change.from}, {"to", change.to}});
    }
    program.console.document({{"voice", voice->name},
                              {"id", voice->id},
                              {"present_version", voice->presentVersion},
                              {"versions", versionsJson(*versions, voice->presentVersion)},
                              {"changes", std::move(changes)}});
    for (const VersionSummary& version : *versions) {
        program.console.line(fmt::format("{} {:>3}  {}  from {}  {} {}  {:>5.0f} s in {}",
                                         version.number == voice->presentVersion ? "*" : " ", version.number,
                                         version.created,
                                         version.parent == 0 ? "nothing" : fmt::format("version {}", version.parent),
                                         version.engine, version.engineVersion, version.seconds,
                                         counted(static_cast<std::size_t>(version.recordings), "recording")));
        for (const auto& [metric, value] : version.metrics) {
            if (const auto plain = plainMetric(metric, value)) {
                program.console.line(fmt::format("         {}: {}", plain->name, plain->value));
            }
        }
    }
    program.console.line("* the present version");
    return ExitCode::Ok;
}

Result<ExitCode> rollBack(Program& program, const std::string& name, int number) {
    auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto before = store->find(name);
    if (!before) {
        return tl::unexpected(before.error());
    }
    const auto voice = store->rollBack(before->id, number);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    auto document = summaryJson(*voice);
    document["previous_version"] = before->presentVersion;
    program.console.document(document);
    program.console.line(
        voice->presentVersion == before->presentVersion
            ? fmt::format("Version {} of “{}” is the present one already.", voice->presentVersion, voice->name)
            : fmt::format("“{}” is back at version {} (it was at {}). No version was changed or deleted.", voice->name,
                          voice->presentVersion, before->presentVersion));
    return ExitCode::Ok;
}

nlohmann::json factsJson(const std::vector<ComparedFact>& facts) {
    auto rows = nlohmann::json::array();
    for (const ComparedFact& fact : facts) {
        rows.push_back(
            {{"name", fact.name}, {"left", fact.left}, {"right", fact.right}, {"same", fact.left == fact.right}});
    }
    return rows;
}

constexpr std::size_t kFactColumns = 42;
constexpr std::size_t kSideColumns = 24;

void printRow(Console& console, std::string_view mark, const std::string& name, const std::string& left,
              const std::string& right) {
    console.line(fmt::format("{} {} {} {}", mark, padded(name, kFactColumns),
                             padded(left.empty() ? "-" : left, kSideColumns), right.empty() ? "-" : right));
}

void printFacts(Console& console, const std::vector<ComparedFact>& facts) {
    for (const ComparedFact& fact : facts) {
        const auto name = plainFactName(fact.name);
        const bool marked = fact.left != fact.right && fact.name != "made";  // two versions always differ in that
        if (name) {
            printRow(console, marked ? "≠" : " ", *name, fact.left, fact.right);
        }
    }
}

void printClips(Console& console, const std::string& title, const std::vector<std::string>& clips) {
    if (!clips.empty()) {
        console.line(fmt::format("  {}: {}", title, fmt::join(clips, ", ")));
    }
}

/// NAME@1 NAME@2, or NAME alone: the present version with its parent.
Result<ExitCode> compare(Program& program, const std::string& leftName, const std::string& rightName) {
    const auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto right = store->findReference(rightName.empty() ? leftName : rightName);
    if (!right) {
        return tl::unexpected(right.error());
    }
    if (rightName.empty() && right->version.parent == 0) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("version {} of “{}” has no parent to compare it with", right->version.number, right->name),
            "Name two versions: timbre voice compare NAME@1 NAME@2.");
    }
    const auto left =
        rightName.empty() ? store->find(right->id, right->version.parent) : store->findReference(leftName);
    if (!left) {
        return tl::unexpected(left.error());
    }
    const VersionComparison both = compareVersions(left->version, right->version);
    const std::string leftTitle = fmt::format("{}@{}", left->name, left->version.number);
    const std::string rightTitle = fmt::format("{}@{}", right->name, right->version.number);
    program.console.document({{"left", leftTitle},
                              {"right", rightTitle},
                              {"settings", factsJson(both.facts)},
                              {"metrics", factsJson(both.metrics)},
                              {"clips",
                               {{"only_left", both.clipsOnlyLeft},
                                {"only_right", both.clipsOnlyRight},
                                {"differing", both.clipsDiffering},
                                {"alike", both.clipsAlike}}}});
    Console& console = program.console;
    printRow(console, " ", "", leftTitle, rightTitle);
    printFacts(console, both.facts);
    printFacts(console, both.metrics);
    printClips(console, "only in " + leftTitle, both.clipsOnlyLeft);
    printClips(console, "only in " + rightTitle, both.clipsOnlyRight);
    printClips(console, "recorded or written anew", both.clipsDiffering);
    console.line(fmt::format("  recordings alike: {}", both.clipsAlike.size()));
    return ExitCode::Ok;
}

struct TagOptions {
    std::string name;
    std::vector<std::string> add;
    std::vector<std::string> remove;
};

Result<ExitCode> changeTags(Program& program, const TagOptions& options) {
    auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto voice = store->changeTags(options.name, options.add, options.remove);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    program.console.document(summaryJson(*voice));
    program.console.line(voice->tags.empty()
                             ? fmt::format("“{}” has no tags.", voice->name)
                             : fmt::format("“{}” is tagged: {}", voice->name, fmt::join(voice->tags, ", ")));
    return ExitCode::Ok;
}

void registerVersions(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("versions", "List the versions of a voice");
    auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, "The voice")->required()->type_name("");
    command->footer(
        "--json: "
        "{\"voice\",\"id\",\"present_version\",\"versions\":[{\"number\",\"parent\",\"present\",\"created\",\"engine\","
        "\n"
        "  "
        "\"engine_version\",\"language\",\"recordings\",\"seconds\",\"consent\",\"metrics\"}],\"changes\":[{\"when\","
        "\"from\",\"to\"}]}\n"
        "  parent: the version that was present when this one was made, or null.");
    command->callback([&program, name] { program.job = [&program, name] { return listVersions(program, *name); }; });
}

void registerRollBack(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("rollback", "Speak with an earlier (or later) version again");
    auto options = std::make_shared<std::pair<std::string, int>>();
    command->add_option("NAME", options->first, "The voice")->required()->type_name("");
    addWholeNumber(*command, "VERSION", options->second, {0, kMostVersions},
                   "Version; 0 or none: the parent of the present one")
        ->type_name("");
    command->footer(
        "Only which version is the present one changes, and when is noted. Nothing is deleted; rolling forward works "
        "the same\n"
        "way.\n\n"
        "--json: the voice as in `voice show`, with \"previous_version\".");
    command->callback([&program, options] {
        program.job = [&program, options] { return rollBack(program, options->first, options->second); };
    });
}

void registerCompare(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("compare", "Compare two versions: settings, metrics, recordings");
    auto names = std::make_shared<std::pair<std::string, std::string>>();
    command->add_option("LEFT", names->first, "A version: NAME@N, or NAME for the present one")
        ->required()
        ->type_name("");
    command->add_option("RIGHT", names->second, "The other; none: LEFT is compared with its parent")->type_name("");
    command->footer(
        "Examples:\n"
        "  timbre voice compare anna@1 anna@3\n"
        "  timbre voice compare anna\n\n"
        "≠ marks what differs, but for when a version was made. How long its making took and the like stand in --json "
        "only.\n\n"
        "--json: {\"left\",\"right\",\"settings\":[{\"name\",\"left\",\"right\",\"same\"}],\"metrics\":[...],\n"
        "  \"clips\":{\"only_left\",\"only_right\",\"differing\",\"alike\"}}");
    command->callback([&program, names] {
        program.job = [&program, names] { return compare(program, names->first, names->second); };
    });
}

void registerTag(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("tag", "Add or remove a voice's tags");
    auto options = std::make_shared<TagOptions>();
    command->add_option("NAME", options->name, "The voice")->required()->type_name("");
    command->add_option("TAG", options->add, "Tags to add")->type_name("");
    command->add_option("--remove", options->remove, "Tag to remove; may be given several times")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command->footer(
        "Examples:\n"
        "  timbre voice tag anna warm audiobook\n"
        "  timbre voice tag anna --remove draft\n"
        "  timbre voice list --tag warm\n\n"
        "Tags are words of 1 to 40 characters; their case does not matter, and 32 are the most a voice has. Without a "
        "TAG "
        "it\n"
        "shows the tags there are.\n\n"
        "--json: the voice as in `voice rename`, with \"tags\"");
    command->callback(
        [&program, options] { program.job = [&program, options] { return changeTags(program, *options); }; });
}

}  // namespace

void registerVoiceVersions(CLI::App& voice, Program& program) {
    registerVersions(voice, program);
    registerRollBack(voice, program);
    registerCompare(voice, program);
    registerTag(voice, program);
}

}  // namespace timbre::app
