// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_folder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "core/base/files.h"
#include "core/voice/voice_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kVersionDigits = 4;  // more where they are needed

/// 0 where the name is not that of a version.
int versionNumberOf(std::string_view name) {
    int number = 0;
    const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool whole = error == std::errc{} && rest == name.data() + name.size();
    return whole && name.size() >= kVersionDigits && number > 0 ? number : 0;
}

void appendFileStamp(std::string& stamp, const fs::path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) {
        stamp += "-;";
        return;
    }
    fmt::format_to(std::back_inserter(stamp), "{:x}.{:x}.{:x}.{:x};", facts.st_ino, facts.st_mtim.tv_sec,
                   facts.st_mtim.tv_nsec, S_ISDIR(facts.st_mode) ? 0 : facts.st_size);
}

}  // namespace

fs::path versionFolder(const fs::path& folder, int number) {
    return folder / "versions" / fmt::format("{:04}", number);
}

std::vector<int> versionNumbers(const fs::path& folder) {
    std::vector<int> numbers;
    std::error_code ignored;
    for (fs::directory_iterator entry(folder / "versions", ignored), end; entry != end; entry.increment(ignored)) {
        if (const int number = versionNumberOf(displayPath(entry->path().filename())); number > 0) {
            numbers.push_back(number);
        }
    }
    std::ranges::sort(numbers);
    return numbers;
}

Result<Voice> readVoice(const fs::path& folder, int number) {
    auto record = readVoiceRecord(folder / "voice.json");
    if (!record) {
        return tl::unexpected(record.error());
    }
    Voice voice{.id = displayPath(folder.filename()),
                .name = std::move(record->name),
                .created = std::move(record->created),
                .presentVersion = record->currentVersion,
                .tags = std::move(record->tags),
                .usage = std::move(record->usage),
                .changes = std::move(record->changes),
                .hue = record->hue,
                .version = {},
                .folder = versionFolder(folder, number == 0 ? record->currentVersion : number),
                .engineFolder = {}};
    voice.engineFolder = voice.folder / "engine";
    const std::vector<int> known = versionNumbers(folder);
    if (number != 0 && std::ranges::find(known, number) == known.end()) {
        return fail(ErrorCode::NotFound, fmt::format("the voice {} has no version {}", inQuotes(voice.name), number),
                    fmt::format("It has: {}. `timbre voice versions` tells about them.", fmt::join(known, ", ")));
    }
    auto version = readVersionRecord(voice.folder / "version.json");
    if (!version) {
        return tl::unexpected(version.error());
    }
    voice.version = std::move(*version);
    voice.version.number = number == 0 ? record->currentVersion : number;  // The folder's name is the truth.
    return voice;
}

Result<VoiceRow> readVoiceRow(const fs::path& folder) {
    const auto voice = readVoice(folder);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    VoiceRow row{.entry = {.id = voice->id,
                           .name = voice->name,
                           .created = voice->created,
                           .present = summaryOf(voice->version),
                           .versions = 0,
                           .tags = voice->tags,
                           .usage = voice->usage,
                           .hue = voice->hue},
                 .versions = {}};
    for (const int number : versionNumbers(folder)) {
        const auto version = readVersionRecord(versionFolder(folder, number) / "version.json");
        if (version) {
            row.versions.push_back(summaryOf(*version));
            row.versions.back().number = number;
        }
    }
    row.entry.versions = static_cast<int>(row.versions.size());
    return row;
}

std::string stampOf(const fs::path& folder) {
    std::string stamp;
    appendFileStamp(stamp, folder);
    appendFileStamp(stamp, folder / "voice.json");
    for (const int number : versionNumbers(folder)) {
        fmt::format_to(std::back_inserter(stamp), "{}:", number);
        appendFileStamp(stamp, versionFolder(folder, number) / "version.json");
    }
    return stamp;
}

void tidyFolder(const fs::path& folder, std::string_view kind) {
    std::error_code ignored;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        // PendingFile's names; everything that is ours to keep is visible.
        const std::string name = displayPath(entry->path().filename());
        if (name.starts_with(".part-") && name.find(kind) != std::string::npos) {
            leftovers.push_back(entry->path());
        }
    }
    for (const fs::path& path : leftovers) {
        fs::remove(path, ignored);
    }
}

}  // namespace timbre
