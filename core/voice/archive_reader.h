// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string_view>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/voice/archive_manifest.h"

namespace timbre {

/// What may be done with what a foreign file claims, before a byte of it is believed.
struct UnpackLimits {
    std::uint64_t freeBytes = 0;     ///< Of the disk that it goes to.
    std::uint64_t archiveBytes = 0;  ///< Of the file itself.
};

/// Unpacks a voice file into an empty folder: exactly the files of its manifest, each with its size and checksum, and
/// nothing anywhere else. Every entry is a plain file; links, folders, devices, names twice and names that the manifest
/// does not list end it. Reading stops at the first byte beyond what the manifest says. On failure the folder may hold
/// a part. NotFound, Corrupt, Unsupported, Io, Cancelled.
Result<Manifest> unpackVoice(const std::filesystem::path& file, const std::filesystem::path& folder,
                             const UnpackLimits& limits, const ProgressSink& progress, const std::stop_token& stop);

}  // namespace timbre
