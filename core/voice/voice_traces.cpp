// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_traces.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <system_error>
#include <utility>

#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kIdDigits = 16;

bool isStoreId(std::string_view id) {
    return id.size() == kIdDigits && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// FNV-1a, 64 bits.
std::uint64_t hashOf(std::string_view bytes) noexcept {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100'0000'01B3;
    }
    return hash;
}

/// The id that a cached file belongs to, or nothing.
std::string_view ownerOf(std::string_view name) {
    if (name.starts_with('.')) {
        name.remove_prefix(1);
    }
    const std::string_view id = name.substr(0, kIdDigits);
    return isStoreId(id) && name.substr(id.size()).starts_with('-') ? id : std::string_view{};
}

using Found = std::vector<std::pair<fs::path, std::uintmax_t>>;

Found findWhere(const fs::path& dataFolder, const std::function<bool(const std::string& name)>& wanted) {
    Found found;
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(dataFolder / "cache", ignored), end; entry != end;
         entry.increment(ignored)) {
        if (wanted(displayPath(entry->path().filename())) && !entry->is_directory(ignored)) {
            found.emplace_back(entry->path(), entry->file_size(ignored));
        }
    }
    return found;
}

RemovedTraces tracesOf(const fs::path& dataFolder, const Found& found) {
    RemovedTraces traces;
    for (const auto& [path, bytes] : found) {
        traces.files.push_back(displayPath(path.lexically_relative(dataFolder)));
        traces.bytes += bytes;
    }
    std::ranges::sort(traces.files);
    return traces;
}

RemovedTraces removeAll(const fs::path& dataFolder, Found found) {
    std::error_code ignored;
    std::erase_if(found, [&](const auto& file) { return !fs::remove(file.first, ignored); });
    return tracesOf(dataFolder, found);
}

Found findOf(const fs::path& dataFolder, std::string_view id) {
    const std::string prefix = cachedFilePrefix(id);
    return findWhere(dataFolder, [&](std::string_view name) {
        return name.starts_with(prefix) || (name.starts_with('.') && name.substr(1).starts_with(prefix));
    });
}

}  // namespace

std::string cachedFilePrefix(std::string_view id) {
    return isStoreId(id) ? fmt::format("{}-", id) : fmt::format("x{:016x}-", hashOf(id));
}

RemovedTraces findTraces(const fs::path& dataFolder, std::string_view id) {
    return tracesOf(dataFolder, findOf(dataFolder, id));
}

RemovedTraces removeTraces(const fs::path& dataFolder, std::string_view id) {
    return removeAll(dataFolder, findOf(dataFolder, id));
}

RemovedTraces removeOrphanedTraces(const fs::path& dataFolder) {
    std::map<std::string, bool, std::less<>> gone;
    return removeAll(dataFolder, findWhere(dataFolder, [&](std::string_view name) {
        const std::string_view id = ownerOf(name);
        if (id.empty()) {
            return false;
        }
        const auto known = gone.find(id);
        if (known != gone.end()) {
            return known->second;
        }
        // Looked up after the file was seen: a voice has its folder before it has sentences, so a new one is not
        // mistaken.
        std::error_code error;
        const bool absent = !fs::exists(dataFolder / "voices" / id, error) && !error;
        gone.emplace(id, absent);
        return absent;
    }));
}

}  // namespace timbre
