// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/frontend/text_front_end.h"

namespace timbre::frontend {

/// All languages whose data files lie in `folder` (frontend/ among a program's installed data). What is absent or
/// damaged is said when a text needs it. Takes a few milliseconds: files are mapped, not read.
[[nodiscard]] TextFrontEnd openInstalledLanguages(const std::filesystem::path& folder);

}  // namespace timbre::frontend
