// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre {

inline constexpr const char* kManifestName = "manifest.json";
/// A thousand versions of a thousand clips are under this; anything beyond is foreign.
inline constexpr std::uint64_t kMaximumManifestBytes = std::uint64_t{64} << 20U;

struct ManifestFile {
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// What a voice file says it holds.
struct Manifest {
    std::map<std::string, ManifestFile, std::less<>> files;  ///< By path.

    [[nodiscard]] std::uint64_t totalBytes() const;
};

std::string manifestText(const Manifest& manifest);

/// Corrupt: not a manifest, or a path, size or checksum in it cannot be. Unsupported: of a newer program.
Result<Manifest> parseManifest(std::string_view text);

/// Whether a path may stand in a voice file: voice.json, versions/0001/version.json, and names of plain letters,
/// digits, dots, dashes and underscores below versions/0001/clips/ and versions/0001/engine/. What is no such path
/// cannot lead anywhere else.
bool isVoicePath(std::string_view path);

}  // namespace timbre
