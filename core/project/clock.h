// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/chrono.h>

#include <chrono>
#include <string>

namespace timbre::detail {

/// The present moment in UTC, ISO 8601 to the second.
inline std::string utcNow() {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

}  // namespace timbre::detail
