// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace timbre {

/// Names of a version's ways of speaking, the usual one first, as an engine that imitates lists them under "styles" in
/// the voice.json of its folder. Empty where there are none or the file cannot be read.
std::vector<std::string> styleNamesIn(const std::filesystem::path& engineFolder);

}  // namespace timbre
