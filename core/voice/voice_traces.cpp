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

RemovedTraces removeWhere(const fs::path& dataFolder, const std::function<bool(const std::string& name)>& doomed) {
    std::vector<std::pair<fs::path, std::uintmax_t>> found;
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(dataFolder / "cache", ignored), end; entry != end;
         entry.increment(ignored)) {
        if (doomed(displayPath(entry->path().filename())) && !entry->is_directory(ignored)) {
            found.emplace_back(entry->path(), entry->file_size(ignored));
        }
    }
    RemovedTraces removed;
    for (const auto& [path, bytes] : found) {
        if (fs::remove(path, ignored)) {
            removed.files.push_back(displayPath(path.lexically_relative(dataFolder)));
            removed.bytes += bytes;
        }
    }
    std::ranges::sort(removed.files);
    return removed;
}

}  // namespace

std::string cachedFilePrefix(std::string_view id) {
    return isStoreId(id) ? fmt::format("{}-", id) : fmt::format("x{:016x}-", hashOf(id));
}

RemovedTraces removeTraces(const fs::path& dataFolder, std::string_view id) {
    const std::string prefix = cachedFilePrefix(id);
    return removeWhere(dataFolder, [&](std::string_view name) {
        return name.starts_with(prefix) || (name.starts_with('.') && name.substr(1).starts_with(prefix));
    });
}

RemovedTraces removeOrphanedTraces(const fs::path& dataFolder) {
    std::map<std::string, bool, std::less<>> gone;
    return removeWhere(dataFolder, [&](std::string_view name) {
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
    });
}

}  // namespace timbre
