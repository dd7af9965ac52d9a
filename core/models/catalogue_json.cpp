// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/catalogue_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/files.h"
#include "core/base/json_record.h"
#include "core/base/utf8.h"

namespace timbre {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;

/// With a sign of replacement for every byte that is not UTF-8.
std::string readable(std::string_view bytes) {
    std::string text;
    for (std::size_t position = 0; position < bytes.size();) {
        appendUtf8(text, decodeUtf8(bytes, position));
    }
    return text;
}

Result<std::string> textOf(const fs::path& path) {
    if (auto checked = checkCanBeRemembered(path); !checked) {
        return tl::unexpected(checked.error());
    }
    return displayPath(path);
}

Result<Json> modelJson(const KnownModel& known) {
    const auto path = textOf(known.model.path);
    const auto folder = textOf(known.folder);
    if (!path || !folder) {
        return tl::unexpected(path ? folder.error() : path.error());
    }
    const FoundModel& model = known.model;
    Json json = {{"path", *path},
                 {"role", modelRoleName(model.role)},
                 {"standing", standingName(model.standing)},
                 {"symbols", model.symbolVersion},
                 {"bytes", model.bytes},
                 {"modified", model.modified}};
    if (model.version) {
        json["version"] = modelVersionName(*model.version);
        json["version_certain"] = model.versionIsCertain;
    }
    if (!folder->empty()) {
        json["folder"] = *folder;
    }
    return json;
}

Standing standingNamed(std::string_view name) {
    constexpr std::array kAll = {Standing::Official, Standing::Base, Standing::Unknown, Standing::FineTuned};
    const auto* const found = std::ranges::find(kAll, name, standingName);
    return found == kAll.end() ? Standing::Unknown : *found;
}

/// Throws nlohmann's exceptions; nullopt for a role of a later program.
std::optional<KnownModel> modelFrom(const Json& json) {
    const auto role = modelRoleNamed(json.at("role").get<std::string>());
    if (!role) {
        return std::nullopt;
    }
    KnownModel known{.folder = json.value("folder", std::string{})};
    FoundModel& model = known.model;
    model.path = json.at("path").get<std::string>();
    model.role = *role;
    model.version = modelVersionNamed(json.value("version", std::string{}));
    model.versionIsCertain = json.value("version_certain", true);
    model.symbolVersion = json.value("symbols", 2);
    model.standing = standingNamed(json.value("standing", std::string{}));
    model.bytes = json.value("bytes", std::uint64_t{0});
    model.modified = json.value("modified", std::int64_t{0});
    return known;
}

CatalogueRecord recordFrom(const Json& json) {
    CatalogueRecord record;
    for (const Json& folder : json.at("folders")) {
        record.folders.emplace_back(folder.get<std::string>());
    }
    for (const Json& entry : json.at("models")) {
        if (auto known = modelFrom(entry)) {
            record.models.push_back(std::move(*known));
        }
    }
    return record;
}

}  // namespace

Result<void> checkCanBeRemembered(const fs::path& path) {
    const std::string text = displayPath(path);
    if (findInvalidUtf8(text)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} cannot be remembered: its name is not UTF-8", readable(text)),
                    "Give the file or its folder another name.");
    }
    return {};
}

Result<std::string> catalogueText(const CatalogueRecord& record) {
    Json folders = Json::array();
    for (const fs::path& folder : record.folders) {
        const auto text = textOf(folder);
        if (!text) {
            return tl::unexpected(text.error());
        }
        folders.push_back(*text);
    }
    Json models = Json::array();
    for (const KnownModel& known : record.models) {
        auto json = modelJson(known);
        if (!json) {
            return tl::unexpected(json.error());
        }
        models.push_back(std::move(*json));
    }
    const Json all = {{"format", kFormatVersion}, {"folders", std::move(folders)}, {"models", std::move(models)}};
    return all.dump(1) + "\n";
}

Result<CatalogueRecord> parseCatalogue(const std::string& text, const fs::path& file) {
    const RecordFile told{
        .path = file,
        .newestFormat = kFormatVersion,
        .adviceWhenDamaged = "Delete it, which deletes no model, and scan your folders with `timbre models scan` again.",
        .adviceWhenNewer = "Update this program to use the models."};
    const auto json = told.parse(text);
    if (!json) {
        return tl::unexpected(json.error());
    }
    try {
        return recordFrom(*json);
    } catch (const Json::exception& problem) {
        return told.damaged(problem.what());
    }
}

}  // namespace timbre
