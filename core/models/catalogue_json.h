// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/models/model_catalogue.h"

namespace timbre {

/// What stands in models.json, format 1.
struct CatalogueRecord {
    std::vector<std::filesystem::path> folders{};
    std::vector<KnownModel> models{};
};

/// InvalidInput: a path is not UTF-8; the message names it as far as it can be read.
Result<void> checkCanBeRemembered(const std::filesystem::path& path);

/// InvalidInput: a path is not UTF-8, which JSON cannot hold.
Result<std::string> catalogueText(const CatalogueRecord& record);

/// Corrupt, or Unsupported for a newer format. Entries of a role that this program does not know are left out.
/// @param file  for messages.
Result<CatalogueRecord> parseCatalogue(const std::string& text, const std::filesystem::path& file);

}  // namespace timbre
