// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/frontend/text_front_end.h"

namespace timbre::frontend {

/// Where the Japanese dictionary is looked for: the folder that the environment variable TIMBRE_JAPANESE_DICTIONARY names,
/// or else where Debian's package puts it.
[[nodiscard]] std::filesystem::path japaneseDictionaryFolder();

/// All languages whose data files lie in `folder` (frontend/ among a program's installed data). What is absent or
/// damaged is said when a text needs it. Takes a few milliseconds: files are mapped, not read.
[[nodiscard]] TextFrontEnd openInstalledLanguages(const std::filesystem::path& folder);

}  // namespace timbre::frontend
