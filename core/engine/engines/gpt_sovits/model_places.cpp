// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/gpt_sovits/model_places.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/mapped_file.h"
#include "core/nets/file_digest.h"

namespace timbre::gpt_sovits {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kRecordFile = "voice.json";
constexpr std::size_t kLongestRecord = std::size_t{4} << 20U;
/// Stamps stand in this order, one for each model that the voice has.
constexpr std::array kParts{"gpt", "sovits", "base", "vocoder"};

std::string digestOf(const fs::path& file) {
    const auto mapped = MappedFile::open(file);
    if (!mapped) {
        return {};
    }
    const auto bytes = (*mapped)->bytes();
    return nets::md5Hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).value_or("");
}

bool isThere(const json& stamp) {
    const fs::path path = stamp.at("path").get<std::string>();
    std::error_code ignored;
    return path.is_absolute() && fs::is_regular_file(path, ignored);
}

/// The files that a known model may be kept in: itself, or what lies in its folder.
std::vector<fs::path> filesOf(const fs::path& known) {
    std::error_code ignored;
    if (!fs::is_directory(known, ignored)) {
        return {known};
    }
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(known, ignored), end; entry != end; entry.increment(ignored)) {
        if (entry->is_regular_file(ignored)) {
            files.push_back(entry->path());
        }
    }
    return files;
}

std::optional<fs::path> sameFile(const json& stamp, std::span<const fs::path> known) {
    const auto bytes = stamp.at("bytes").get<std::uint64_t>();
    const auto digest = stamp.at("md5").get<std::string>();
    for (const fs::path& model : known) {
        for (const fs::path& file : filesOf(model)) {
            std::error_code error;
            // The size first: a digest takes a look at gigabytes.
            if (fs::file_size(file, error) == bytes && !error && !digest.empty() && digestOf(file) == digest) {
                return fs::absolute(file, error);
            }
        }
    }
    return std::nullopt;
}

/// Points `place` and its stamp to the same model here. @return false where it is not known.
bool settle(json& place, json& stamp, std::span<const fs::path> known) {
    const auto found = sameFile(stamp, known);
    if (!found) {
        return false;
    }
    const bool isFolder = place != stamp.at("path");  // its stamp is that of the weights in it
    place = (isFolder ? found->parent_path() : *found).string();
    stamp["path"] = found->string();
    std::error_code ignored;
    stamp["time"] = fs::last_write_time(*found, ignored).time_since_epoch().count();
    return true;
}

/// The places with their stamps. Throws what nlohmann::json throws.
std::vector<std::pair<json*, json*>> placesIn(json& record) {
    std::vector<std::pair<json*, json*>> places;
    json& stamps = record.at("stamps");
    for (const char* part : kParts) {
        if (record.at("models").contains(part)) {
            places.emplace_back(&record["models"][part], &stamps.at(places.size()));
        }
    }
    if (record.contains("text_model")) {
        places.emplace_back(&record["text_model"].at("path"), &record["text_model"].at("stamp"));
    }
    return places;
}

}  // namespace

std::vector<std::string> findModels(const fs::path& directory, std::span<const fs::path> known) {
    const auto text = readFile(directory / kRecordFile, kLongestRecord);
    if (!text) {
        return {};
    }
    std::vector<std::string> missing;
    try {
        json record = json::parse(*text);
        bool changed = false;
        for (const auto& [place, stamp] : placesIn(record)) {
            if (isThere(*stamp)) {
                continue;
            }
            if (settle(*place, *stamp, known)) {
                changed = true;
            } else {
                missing.push_back(displayPath(fs::path(stamp->at("path").get<std::string>()).filename()));
            }
        }
        if (changed) {
            static_cast<void>(writeFileAtomically(
                directory / kRecordFile, record.dump(2, ' ', false, json::error_handler_t::replace) + "\n"));
        }
    } catch (const json::exception&) {
        return {};  // A damaged record is told when the voice is loaded.
    }
    return missing;
}

}  // namespace timbre::gpt_sovits
