// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/models_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "app/words.h"
#include "core/base/files.h"

namespace timbre::app {

namespace {

nlohmann::json missingJson(std::span<const MissingModel> all) {
    auto rows = nlohmann::json::array();
    for (const MissingModel& one : all) {
        rows.push_back(
            {{"role", modelRoleName(one.role)}, {"file", one.file}, {"message", one.sentence}, {"advice", one.advice}});
    }
    return rows;
}

/// "v2", "v3 or v4", or nothing.
std::string versionWords(const FoundModel& model) {
    if (!model.version) {
        return model.role == ModelRole::Gpt ? (model.symbolVersion == 1 ? "v1" : "v2 and later") : "";
    }
    return std::string(modelVersionName(*model.version)) + (model.versionIsCertain ? "" : "?");
}

void printModel(Console& console, const FoundModel& model) {
    console.line(fmt::format("  {}{}{}{}", padded(std::string(modelRoleTitle(model.role)), 36),
                             padded(versionWords(model), 14), padded(std::string(standingName(model.standing)), 12),
                             displayPath(model.path)));
}

}  // namespace

nlohmann::json foundModelJson(const FoundModel& model) {
    nlohmann::json json = {{"path", displayPath(model.path)},
                           {"role", modelRoleName(model.role)},
                           {"version", nullptr},
                           {"standing", standingName(model.standing)},
                           {"bytes", model.bytes}};
    if (model.version) {
        json["version"] = modelVersionName(*model.version);
        json["version_certain"] = model.versionIsCertain;
    }
    if (model.version || model.role == ModelRole::Gpt) {
        json["symbol_version"] = model.symbolVersion;
    }
    return json;
}

nlohmann::json knownModelJson(const KnownModel& known) {
    auto json = foundModelJson(known.model);
    json["folder"] = known.folder.empty() ? nlohmann::json(nullptr) : nlohmann::json(displayPath(known.folder));
    return json;
}

nlohmann::json versionsReadyJson(std::span<const VersionReadiness> versions) {
    auto rows = nlohmann::json::array();
    for (const VersionReadiness& one : versions) {
        rows.push_back({{"version", modelVersionName(one.version)},
                        {"ready", one.ready()},
                        {"languages", one.languages},
                        {"missing", missingJson(one.missing)},
                        {"missing_for_chinese", missingJson(one.missingForChinese)}});
    }
    return rows;
}

nlohmann::json problemsJson(std::span<const Error> problems) {
    auto rows = nlohmann::json::array();
    std::ranges::transform(problems, std::back_inserter(rows), errorJson);
    return rows;
}

void printModels(Console& console, std::span<const FoundModel> models) {
    for (const FoundModel& model : models) {
        printModel(console, model);
    }
    if (!std::ranges::all_of(models, &FoundModel::versionIsCertain)) {
        console.line(
            "  ? v3 and v4 look alike, and this is a guess by the name; `timbre models add --version` settles it.");
    }
}

void printReadiness(Console& console, std::span<const VersionReadiness> versions) {
    console.line("What GPT-SoVITS can do with the models known here:");
    for (const VersionReadiness& one : versions) {
        console.line("  " + one.line());
    }
    const auto lacking = std::ranges::find_if(versions, [](const auto& one) { return !one.advice().empty(); });
    if (lacking != versions.end()) {
        console.line("Scan another folder that has what is missing, or give it to `timbre models add`.");
    }
}

void printProblems(Console& console, std::span<const Error> problems) {
    for (const Error& problem : problems) {
        console.line("  problem: " + problem.message());
    }
}

}  // namespace timbre::app
