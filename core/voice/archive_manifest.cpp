// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/archive_manifest.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "core/base/utf8.h"

namespace timbre {

using Json = nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;
constexpr std::string_view kKind = "timbre-voice";
constexpr std::size_t kDeepestPath = 6;
constexpr std::size_t kLongestPart = 120;

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "the voice file is damaged: " + why,
                "Export the voice again, or get another copy of the file.");
}

std::vector<std::string_view> partsOf(std::string_view path) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) {
            return parts;
        }
        path.remove_prefix(slash + 1);
    }
}

/// No empty part, no "." and "..", nothing hidden, nothing that some system reads in another way.
bool isPlainPart(std::string_view part) {
    const auto plain = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '_';
    };
    return !part.empty() && part.size() <= kLongestPart && part.front() != '.' && part.back() != '.' &&
           std::ranges::all_of(part, plain);
}

bool isVersionPart(std::string_view part) {
    return part.size() >= 4 && part.size() <= 6 && part.find_first_not_of("0123456789") == std::string_view::npos &&
           part.find_first_not_of('0') != std::string_view::npos && (part.size() == 4 || part.front() != '0');
}

bool isChecksum(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<Manifest> manifestFrom(const Json& json) {
    Manifest manifest;
    std::set<std::string> folded;
    std::uint64_t left = std::numeric_limits<std::int64_t>::max();
    for (const Json& row : json.at("files")) {
        const auto path = row.at("path").get<std::string>();
        ManifestFile file{.bytes = row.at("bytes").get<std::uint64_t>(), .sha256 = row.at("sha256").get<std::string>()};
        if (!row.at("bytes").is_number_unsigned() || file.bytes > left || !isChecksum(file.sha256)) {
            return damaged("its manifest has a wrong size or checksum");
        }
        if (!isVoicePath(path)) {
            return damaged("its manifest names a file that no voice has");
        }
        if (!folded.insert(foldCase(path)).second) {
            return damaged("its manifest names a file twice");
        }
        left -= file.bytes;
        manifest.files.emplace(path, std::move(file));
    }
    return manifest;
}

}  // namespace

std::uint64_t Manifest::totalBytes() const {
    std::uint64_t sum = 0;
    for (const auto& [path, file] : files) {
        sum += file.bytes;
    }
    return sum;
}

std::string manifestText(const Manifest& manifest) {
    Json files = Json::array();
    for (const auto& [path, file] : manifest.files) {
        files.push_back({{"path", path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    return Json{{"kind", kKind}, {"format", kFormatVersion}, {"files", std::move(files)}}.dump(1) + "\n";
}

Result<Manifest> parseManifest(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("kind", Json()) != Json(kKind)) {
        return damaged("its manifest is not that of a voice");
    }
    const Json format = json.value("format", Json());
    if (!format.is_number_integer() || format.get<std::int64_t>() < 1) {
        return damaged("its format version is missing");
    }
    if (format.get<std::int64_t>() > kFormatVersion) {
        return fail(ErrorCode::Unsupported, "the voice file was written by a newer Timbre Studio",
                    "Update this program to import it.");
    }
    try {
        return manifestFrom(json);
    } catch (const Json::exception&) {
        return damaged("its manifest lacks something");
    }
}

bool isVoicePath(std::string_view path) {
    if (path == "voice.json") {
        return true;
    }
    const auto parts = partsOf(path);
    if (parts.size() < 3 || parts.size() > kDeepestPath || !std::ranges::all_of(parts, isPlainPart) ||
        parts[0] != "versions" || !isVersionPart(parts[1])) {
        return false;
    }
    return parts.size() == 3 ? parts[2] == "version.json" : parts[2] == "clips" || parts[2] == "engine";
}

}  // namespace timbre
