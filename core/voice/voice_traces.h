// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a voice leaves outside its own folder: files in the caches below <data>/cache/. Every cache of things made with
// a voice names its files cachedFilePrefix(id) + anything, hidden while they are written; that is how they are found
// again.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace timbre {

/// "<id>-", for ids as the store makes them; other ids (tests, foreign programs) are hashed so that they fit a file
/// name.
std::string cachedFilePrefix(std::string_view id);

struct RemovedTraces {
    std::vector<std::string> files;  ///< Below the data folder, sorted.
    std::uintmax_t bytes = 0;
};

/// The cached files of one voice, which removeTraces() would remove.
RemovedTraces findTraces(const std::filesystem::path& dataFolder, std::string_view id);

/// Removes every cached file of one voice.
RemovedTraces removeTraces(const std::filesystem::path& dataFolder, std::string_view id);

/// Removes cached files of voices that are not in the store any more: a program that was speaking while another one
/// deleted the voice may have stored a sentence afterwards.
RemovedTraces removeOrphanedTraces(const std::filesystem::path& dataFolder);

}  // namespace timbre
