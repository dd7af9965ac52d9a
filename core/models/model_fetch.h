// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Brings the files of a manifest onto this machine: in pieces if need be, from one mirror after another, and checked
// before they get their names.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/models/http_download.h"
#include "core/models/model_manifest.h"

namespace timbre {

struct FetchLimits {
    HttpLimits http{};
    int fruitlessTries = 5;                    ///< In a row at one mirror, without a byte gained.
    int tries = 200;                           ///< At one mirror in all.
    std::chrono::milliseconds firstWait{500};  ///< Before trying again; doubles up to longestWait.
    std::chrono::milliseconds longestWait{30'000};
    std::chrono::seconds longestAskedWait{120};  ///< A server that asks for more is left for the next one.
};

enum class FetchState {
    Fetched,
    AlreadyHere,  ///< And its checksum is right.
    Failed,
};

struct FetchedFile {
    std::string path{};  ///< As in the manifest.
    std::filesystem::path file{};
    FetchState state = FetchState::Failed;
    std::uint64_t bytes = 0;
    std::uint64_t resumedFrom = 0;  ///< How much was there from an earlier time.
    std::string sha256{};
    bool recorded = false;  ///< The manifest has no sum, and this one was noted in its lock now.
    std::string url{};      ///< Where it came from.
    Error error{};          ///< For Failed.
};

/// Fetches what is not there yet into `folder`, which is made if need be. A file that fails, also for want
/// of rights or disk space, does not keep the others from coming; its error names every mirror with its reason. A file
/// there already with another content is AlreadyExists and stays untouched. What came of a file that failed or was
/// stopped stays as NAME.part and is gone on from. Errors of the whole: those of the manifest and its lock, Io (the
/// folder cannot be written, another fetch is at work in it), InvalidInput (the folder is a file), Cancelled.
Result<std::vector<FetchedFile>> fetchModels(const std::filesystem::path& manifest, const std::filesystem::path& folder,
                                             const FetchLimits& limits = {}, const ProgressSink& progress = {},
                                             std::stop_token stop = {});

/// Makes the folders of a manifest's path below `folder` and gives the whole name. InvalidInput where a link on the way
/// leads out of `folder`, or a file stands where a folder is needed; Io.
Result<std::filesystem::path> makeTarget(const std::filesystem::path& folder, const std::string& path);

}  // namespace timbre
