// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace timbre::gpt_sovits {

/// See Engine::findModels. A file is the same when size and MD5 are those that the voice noted when it was made.
std::vector<std::string> findModels(const std::filesystem::path& directory,
                                    std::span<const std::filesystem::path> known);

}  // namespace timbre::gpt_sovits
