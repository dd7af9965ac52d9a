// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "parity/suite.h"

namespace timbre::parity {

struct Options {
    std::filesystem::path folder{};
    Device device = Device::Cpu;
    std::string only{};  ///< See isChosen(); empty for all cases.
    bool help = false;   ///< Nothing else is asked for.
};

/// Reads the words behind the program's name. InvalidInput: an unknown option, one without its value, no folder or two.
Result<Options> parseOptions(std::span<const std::string_view> words);

/// What --help prints.
[[nodiscard]] std::string_view helpText() noexcept;

}  // namespace timbre::parity
