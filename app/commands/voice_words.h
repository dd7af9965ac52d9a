// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace timbre::app {

/// A metric of a version as a creator understands it: "similarity to the recordings", "0.93". Nothing for what only
/// programs and developers read; --json has all of them.
struct PlainMetric {
    std::string name;
    std::string value;
};
std::optional<PlainMetric> plainMetric(std::string_view metric, double value);

/// What a row of `voice compare` is called; nothing where it is only for --json.
std::optional<std::string> plainFactName(std::string_view name);

}  // namespace timbre::app
