// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/models/model_kind.h"

namespace timbre {

/// Where a scan ends that was pointed at a whole disk. An installation of GPT-SoVITS with its Python has about 60,000
/// entries and its models lie at most five folders deep.
struct ScanLimits {
    int depth = 10;
    std::size_t entries = 300'000;  ///< Files and folders looked at.
    std::size_t checkpoints = 5'000;
};

/// What lies in a folder and below. Nothing of it was changed or copied.
struct ModelScan {
    std::filesystem::path folder{};    ///< Absolute, without links.
    std::vector<FoundModel> models{};  ///< By path.
    /// Files and folders that could not be read and models whose names no catalogue can hold, each named; and a limit
    /// that was met.
    std::vector<Error> problems{};
    std::size_t others = 0;  ///< Checkpoints that are whole and of no use here.
};

/// Finds the model files of a folder, an existing installation of GPT-SoVITS or any other, by their content. Symbolic
/// links are followed, each folder and file is looked at once. Hidden folders, __pycache__ and site-packages are left
/// out. Errors: NotFound, InvalidInput (a file), Io (the folder itself cannot be read), Cancelled.
Result<ModelScan> scanModels(const std::filesystem::path& folder, const ScanLimits& limits = {},
                             const ProgressSink& progress = {}, std::stop_token stop = {});

}  // namespace timbre
