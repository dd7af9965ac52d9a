// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "app/compose.h"
#include "core/base/result.h"

namespace timbre::app {

/// Refuses what would destroy what is read or kept: an output that is one of the inputs, through links too, or that
/// lies among the stored voices. InvalidInput.
Result<void> protectInputs(const std::vector<std::filesystem::path>& outputs,
                           const std::vector<std::filesystem::path>& inputs, const Places& places);

}  // namespace timbre::app
