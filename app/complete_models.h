// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "app/compose.h"
#include "core/base/result.h"

namespace timbre::app {

/// The model files of a voice that imitates (VoiceRecipe::models): those that were given, and for the rest the best
/// that are known (`timbre models`). Without a SoVITS model the voice is zero-shot: a base of `modelVersion`, or of the
/// best version that is ready where that is empty. ModelMissing names everything that is missing, and what to do.
Result<std::map<std::string, std::filesystem::path>> completeModels(
    const Composition& composition, const std::map<std::string, std::filesystem::path>& given,
    const std::string& modelVersion, const std::string& language);

}  // namespace timbre::app
