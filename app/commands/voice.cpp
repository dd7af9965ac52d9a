// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/commands.h"
#include "app/commands/voice_create.h"
#include "app/commands/voice_json.h"
#include "app/commands/voice_versions.h"
#include "app/commands/voice_words.h"
#include "app/words.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/studio/voice_books.h"

namespace timbre::app {

namespace {

bool hasTag(const VoiceEntry& voice, const std::string& tag) {
    return std::ranges::any_of(voice.tags,
                               [&tag](const std::string& known) { return foldCase(known) == foldCase(tag); });
}

std::string countedRecordings(const VersionSummary& version) {
    return counted(static_cast<std::size_t>(version.recordings), "recording");
}

void printVoices(Console& console, const std::vector<VoiceEntry>& voices) {
    std::size_t nameColumns = 4;
    for (const VoiceEntry& voice : voices) {
        nameColumns = std::max(nameColumns, displayColumns(voice.name));
    }
    for (const VoiceEntry& voice : voices) {
        const std::string tags = voice.tags.empty() ? "" : fmt::format("  [{}]", fmt::join(voice.tags, ", "));
        console.line(fmt::format("{}  {}  {}  v{}  {:>5.0f} s in {:<14}  {}{}", padded(voice.name, nameColumns),
                                 voice.present.engine, voice.present.language, voice.present.number,
                                 voice.present.seconds, countedRecordings(voice.present), voice.created, tags));
    }
}

Result<ExitCode> listVoices(Program& program, const std::string& tag) {
    const auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto list = store->list();
    if (!list) {
        return tl::unexpected(list.error());
    }
    const bool empty = list->voices.empty();
    if (!tag.empty()) {
        std::erase_if(list->voices, [&tag](const VoiceEntry& voice) { return !hasTag(voice, tag); });
    }
    auto voices = nlohmann::json::array();
    std::ranges::transform(list->voices, std::back_inserter(voices), entryJson);
    auto problems = nlohmann::json::array();
    std::ranges::transform(list->problems, std::back_inserter(problems), errorJson);
    program.console.document({{"voices", std::move(voices)}, {"problems", std::move(problems)}});
    printVoices(program.console, list->voices);
    for (const Error& problem : list->problems) {
        program.console.note("timbre: " + problem.message());
    }
    if (empty) {
        program.console.line(
            "There are no voices yet. Make one: timbre voice create NAME --clips DIR --transcripts FILE");
    } else if (list->voices.empty()) {
        program.console.line(fmt::format("No voice has the tag “{}”.", tag));
    }
    return ExitCode::Ok;
}

nlohmann::json detailJson(const Voice& voice) {
    auto json = summaryJson(voice);
    auto clips = nlohmann::json::array();
    for (const VoiceClip& clip : voice.version.clips) {
        clips.push_back({{"name", clip.name},
                         {"file", displayPath(voice.folder / clip.file)},
                         {"transcript", clip.transcript},
                         {"seconds", clip.seconds},
                         {"spoken_seconds", spokenSecondsOf(clip)},
                         {"used", leftOutOf(voice.version, clip) == nullptr},
                         {"snr_db", clip.snrDb},
                         {"verdict", clip.verdict}});
    }
    auto leftOut = nlohmann::json::array();
    for (const LeftOutClip& clip : voice.version.leftOut) {
        leftOut.push_back(leftOutJson(clip));
    }
    json["clips"] = std::move(clips);
    json["left_out"] = std::move(leftOut);
    json["metrics"] = voice.version.metrics;
    json["parent"] = voice.version.parent == 0 ? nlohmann::json(nullptr) : nlohmann::json(voice.version.parent);
    json["kept_noisy"] = voice.version.keptNoisy;
    json["engine_version"] = voice.version.engineVersion;
    json["seed"] = voice.version.seed;
    json["consent"] = voice.version.consent;
    json["folder"] = displayPath(voice.folder);
    return json;
}

void printMetrics(Console& console, const VoiceVersion& version) {
    for (const auto& [metric, value] : version.metrics) {
        if (const auto plain = plainMetric(metric, value)) {
            console.line(fmt::format("  {}: {}", plain->name, plain->value));
        }
    }
}

void printClips(Console& console, const VoiceVersion& version) {
    const VersionSummary used = summaryOf(version);
    console.line(
        fmt::format("  {}, {:.1f} s of speech:", counted(static_cast<std::size_t>(used.recordings), "recording"), used.seconds));
    for (const VoiceClip& clip : version.clips) {
        if (leftOutOf(version, clip) == nullptr) {
            console.line(fmt::format("    {}  {:.1f} s  SNR {:.0f} dB  {}", calledOf(clip.name, clip.place), spokenSecondsOf(clip),
                                     clip.snrDb, clip.transcript));
        }
    }
    for (const LeftOutClip& clip : version.leftOut) {
        console.line(fmt::format("    left out: {}: {}", calledOf(clip.name, clip.place), clip.reason));
    }
}

void printVoice(Console& console, const Voice& voice) {
    const VoiceVersion& version = voice.version;
    console.line(fmt::format("{}: engine {} {}, language {}, version {}, made {}", voice.name, version.engine,
                             version.engineVersion, version.language, version.number, version.created));
    if (voice.presentVersion != version.number) {
        console.line(fmt::format("  the present version is {}", voice.presentVersion));
    }
    if (!voice.tags.empty()) {
        console.line(fmt::format("  tags: {}", fmt::join(voice.tags, ", ")));
    }
    if (const VoiceUsage& usage = voice.usage; usage.timesSpoken > 0) {
        console.line(fmt::format("  spoken {}, {:.0f} s, last on {}",
                                 counted(static_cast<std::size_t>(usage.timesSpoken), "time"), usage.secondsSpoken,
                                 usage.lastUsed));
    }
    console.line(version.consent.empty() ? "  permission: nobody stated to have it"
                                         : "  permission: stated on " + version.consent);
    printMetrics(console, version);
    printClips(console, version);
    console.line("  stored in " + displayPath(voice.folder));
}

Result<ExitCode> showVoice(Program& program, const std::string& name) {
    const auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto voice = store->findReference(name);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    program.console.document(detailJson(*voice));
    printVoice(program.console, *voice);
    return ExitCode::Ok;
}

Result<ExitCode> renameVoice(Program& program, const std::string& name, const std::string& newName) {
    auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto voice = store->rename(name, newName);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    program.console.document(summaryJson(*voice));
    program.console.line(fmt::format("“{}” is now called “{}”.", name, voice->name));
    return ExitCode::Ok;
}

void printRemoved(Console& console, const RemovedVoice& voice) {
    console.line(fmt::format("Deleted “{}”: {}, {}, {} of the index, {:.1f} MB", voice.name,
                             counted(voice.files.size(), "file"), counted(voice.caches.size(), "cached sentence"),
                             counted(static_cast<std::size_t>(voice.rows), "row"),
                             static_cast<double>(voice.bytes) / 1e6));
    for (const std::string& file : voice.files) {
        console.line("  " + file);
    }
    for (const std::string& file : voice.caches) {
        console.line("  " + file);
    }
}

Result<ExitCode> deleteVoices(Program& program, const std::vector<std::string>& names) {
    auto store = program.compose().openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    std::vector<std::string> ids;
    for (const std::string& name : names) {
        // All are looked up first: a wrong name in the list deletes no other voice.
        const auto id = store->findId(name);
        if (!id) {
            return tl::unexpected(id.error());
        }
        if (std::ranges::find(ids, *id) == ids.end()) {
            ids.push_back(*id);
        }
    }
    auto removed = nlohmann::json::array();
    std::optional<Error> firstError;
    for (const std::string& id : ids) {
        const auto tell = [&](const Error& error) {
            firstError = firstError.value_or(error);
            if (!program.console.json()) {
                program.console.error(error);
            }
        };
        const auto gone = removeVoiceWithBooks(*store, program.compose().places().dataFolder, id);
        if (!gone) {
            tell(gone.error());  // What was deleted before is listed all the same, and the others still go.
            continue;
        }
        const RemovedVoice& voice = gone->voice;
        removed.push_back({{"name", voice.name},
                           {"id", voice.id},
                           {"bytes", voice.bytes},
                           {"files", voice.files},
                           {"caches", voice.caches},
                           {"index_rows", voice.rows}});
        printRemoved(program.console, voice);
        if (gone->booksTrouble) {
            tell(*gone->booksTrouble);
        }
    }
    nlohmann::json document = {{"deleted", std::move(removed)}};
    if (firstError) {
        document["error"] = errorJson(*firstError);
    }
    program.console.document(document);
    return firstError ? exitCodeFor(firstError->code) : ExitCode::Ok;
}

void registerList(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("list", "List the voices");
    auto tag = std::make_shared<std::string>();
    command->add_option("--tag", *tag, "Only voices with this tag")->type_name("TAG");
    command->footer(
        "--json: "
        "{\"voices\":[{\"id\",\"name\",\"created\",\"engine\",\"language\",\"version\",\"versions\",\"recordings\","
        "\"seconds\",\n"
        "  \"tags\",\"usage\":{\"last_used\",\"times_spoken\",\"seconds_spoken\"}}],\n"
        "  \"problems\":[{\"code\",\"message\",\"advice\"}]}   (versions: how many; problems: voices that cannot be "
        "read)");
    command->callback([&program, tag] { program.job = [&program, tag] { return listVoices(program, *tag); }; });
}

void registerShow(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("show", "Show what a voice was made of and how it turned out");
    auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, "The voice, or NAME@N for version N")->required()->type_name("");
    command->footer(
        "Likeness is the cosine of speaker embeddings, 1 at most; recordings of one person reach about 0.95.\n\n"
        "Examples:\n"
        "  timbre voice show anna\n"
        "  timbre voice show anna@2 --json\n\n"
        "--json: "
        "{\"id\",\"name\",\"created\",\"engine\",\"language\",\"version\",\"present_version\",\"recordings\","
        "\"seconds\",\n"
        "  \"tags\",\"usage\",\"clips\":[{\"name\",\"file\",\"transcript\",\"seconds\",\"snr_db\",\"verdict\"}],\n"
        "  "
        "\"left_out\":[{\"name\",\"reason\",[\"line\",\"take\"]}],\"metrics\",\"parent\",\"kept_noisy\",\"engine_version\",\"seed\","
        "\"consent\","
        "\"folder\"}\n"
        "  metrics: all that was measured, also what only developers need.");
    command->callback([&program, name] { program.job = [&program, name] { return showVoice(program, *name); }; });
}

void registerRename(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("rename", "Give a voice another name");
    auto names = std::make_shared<std::pair<std::string, std::string>>();
    command->add_option("NAME", names->first, "The voice")->required()->type_name("");
    command->add_option("NEW_NAME", names->second, "What it is to be called")->required()->type_name("");
    command->footer(
        "Its versions, tags and projects stay with it. A name is 1 to 80 characters without slashes, not one that "
        "another "
        "voice\n"
        "has in any case, and does not end in @ and a number, which is how versions are named.\n\n"
        "Example:\n"
        "  timbre voice rename anna \"Anna, calm\"\n\n"
        "--json: "
        "{\"id\",\"name\",\"created\",\"engine\",\"language\",\"version\",\"present_version\",\"recordings\","
        "\"seconds\",\n"
        "  \"tags\",\"usage\"}");
    command->callback([&program, names] {
        program.job = [&program, names] { return renameVoice(program, names->first, names->second); };
    });
}

void registerDelete(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("delete", "Delete voices with their recordings and everything made from them");
    auto names = std::make_shared<std::vector<std::string>>();
    command->add_option("NAME", *names, "The voices")->required()->type_name("");
    command->footer(
        "Recordings, also those of the session it was recorded in, weights, every version, cached sentences and index rows\n"
        "go. This cannot be undone; what was deleted is listed. Files you exported elsewhere stay.\n\n"
        "--json: {\"deleted\":[{\"name\",\"id\",\"bytes\",\"files\",\"caches\",\"index_rows\"}]}, and \"error\" where a voice could "
        "not be deleted");
    command->callback([&program, names] { program.job = [&program, names] { return deleteVoices(program, *names); }; });
}

}  // namespace

void registerVoice(CLI::App& root, Program& program) {
    auto* voice = root.add_subcommand("voice", "Make voices and keep them: versions, tags, files");
    voice->require_subcommand(1);
    registerVoiceCreate(*voice, program);
    registerVoiceAddVersion(*voice, program);
    registerList(*voice, program);
    registerShow(*voice, program);
    registerRename(*voice, program);
    registerVoiceVersions(*voice, program);
    registerVoiceFiles(*voice, program);
    registerDelete(*voice, program);
    voice->footer(
        "Example:\n"
        "  timbre voice create anna --clips recordings --transcripts recordings/metadata.csv\n"
        "  timbre voice add-version anna --clips better --transcripts better/metadata.csv\n"
        "  timbre voice compare anna\n"
        "  timbre voice rollback anna\n"
        "  timbre voice export anna -o anna.timbrevoice");
}

}  // namespace timbre::app
