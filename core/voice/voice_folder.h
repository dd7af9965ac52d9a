// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What lies in one voice's folder: voice.json and versions/0001/{version.json,clips/,engine/}.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/voice/voice.h"

namespace timbre {

/// The voice with its version `number`; 0 is the present one. NotFound names the versions there are. Corrupt,
/// Unsupported, Io.
Result<Voice> readVoice(const std::filesystem::path& folder, int number = 0);

/// Ascending. What is not named like a version is left out.
std::vector<int> versionNumbers(const std::filesystem::path& folder);

/// <folder>/versions/0001
std::filesystem::path versionFolder(const std::filesystem::path& folder, int number);

/// What the index keeps of a voice.
struct VoiceRow {
    VoiceEntry entry;
    std::vector<VersionSummary> versions;  ///< By number. Versions that cannot be read are left out.
    bool operator==(const VoiceRow&) const = default;
};

/// Corrupt, Unsupported, Io for the records and the present version.
Result<VoiceRow> readVoiceRow(const std::filesystem::path& folder);

/// Another text after any change to the voice's records; costs a few file look-ups and reads nothing.
std::string stampOf(const std::filesystem::path& folder);

/// Removes what a writer that died left beside the records. The store's lock is held.
/// @param kind  only those with this in their names: ".db".
void tidyFolder(const std::filesystem::path& folder, std::string_view kind = {});

}  // namespace timbre
