// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/exporter.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace timbre {

namespace fs = std::filesystem;

#define TIMBRE_EXPORTER(name) extern const ExporterEntry k##name##Exporter;
#include "core/export/exporters.inc"
#undef TIMBRE_EXPORTER

std::span<const ExporterEntry> exporterEntries() {
#define TIMBRE_EXPORTER(name) k##name##Exporter,
    static const std::array entries = {
#include "core/export/exporters.inc"
    };
#undef TIMBRE_EXPORTER
    return entries;
}

Result<const ExporterEntry*> exporterFor(const fs::path& target) {
    const std::string extension = foldCase(displayPath(target.extension()));
    std::string known;
    for (const ExporterEntry& entry : exporterEntries()) {
        if (!extension.empty() && std::ranges::find(entry.extensions, extension.substr(1)) != entry.extensions.end()) {
            return &entry;
        }
        known += fmt::format("{}.{}", known.empty() ? "" : ", ", entry.extensions.front());
    }
    return fail(ErrorCode::Unsupported,
                extension.empty() ? fmt::format("{} has no extension that tells the kind of file", displayPath(target))
                                  : fmt::format("{} files cannot be written", extension),
                fmt::format("Let the name end in one of {}.", known));
}

Result<void> checkWritable(const fs::path& target) {
    std::error_code error;
    if (target.filename().empty() || fs::is_directory(target, error)) {
        return fail(ErrorCode::InvalidInput, displayPath(target) + " is a folder", "Name a file inside it.");
    }
    if (fs::exists(target, error) && !fs::is_regular_file(target, error)) {
        return fail(ErrorCode::InvalidInput, displayPath(target) + " is a device or a pipe, not a file",
                    "Name a file in a folder.");
    }
    const fs::path led = throughLinks(target);
    const fs::path folder = led.has_parent_path() ? led.parent_path() : fs::path(".");
    const auto status = fs::status(folder, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, fmt::format("the folder of {} does not exist", displayPath(target)),
                    "Make the folder first, or choose another one.");
    }
    if (!fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a folder", "Choose another place.");
    }
    const long longest = ::pathconf(folder.c_str(), _PC_NAME_MAX);
    if (longest > 0 && led.filename().native().size() > static_cast<std::size_t>(longest)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the name {} is longer than the {} bytes this file system takes",
                                displayPath(target.filename()), longest),
                    "Choose a shorter name.");
    }
    // By trying: the superuser may do everything by the rights, and still nothing in /proc.
    return PendingFile(target).probe();
}

}  // namespace timbre
