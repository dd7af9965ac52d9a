// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "app/words.h"

namespace timbre::app {

namespace {

/// "+3" is fine with people, not with from_chars.
std::string_view withoutPlus(const std::string& text) {
    std::string_view digits = text;
    if (digits.size() > 1 && digits[0] == '+' && digits[1] != '-') {
        digits.remove_prefix(1);
    }
    return digits;
}

template <typename T>
bool parseWhole(const std::string& text, T& value) {
    const std::string_view digits = withoutPlus(text);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size();
}

}  // namespace

Result<double> parseNumber(const std::string& text) {
    double value = 0.0;
    const std::string_view digits = withoutPlus(text);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) {
        return fail(ErrorCode::InvalidInput, fmt::format("“{}” is not a number", text));
    }
    return value;
}

CLI::Option* addNumber(CLI::App& command, const std::string& name, double& target, NumberRange range,
                       const std::string& description) {
    const auto take = [&target, name, range](const std::string& text) {
        const auto value = parseNumber(text);
        if (!value || *value < range.least || *value > range.most) {
            refuseValue(name, text, fmt::format("a number from {} to {}", range.least, range.most));
        }
        target = *value;
    };
    return command.add_option_function<std::string>(
        name, take, fmt::format("{} ({} to {}; default {})", description, range.least, range.most, target));
}

CLI::Option* addWholeNumber(CLI::App& command, const std::string& name, int& target, NumberRange range,
                            const std::string& description) {
    const auto take = [&target, name, range](const std::string& text) {
        int value = 0;
        if (!parseWhole(text, value) || value < range.least || value > range.most) {
            refuseValue(name, text, fmt::format("a whole number from {} to {}", range.least, range.most));
        }
        target = value;
    };
    return command.add_option_function<std::string>(
        name, take, fmt::format("{} ({} to {}; default {})", description, range.least, range.most, target));
}

CLI::Option* addSeed(CLI::App& command, std::uint64_t& target) {
    const auto take = [&target](const std::string& text) {
        std::uint64_t value = 0;
        if (!parseWhole(text, value)) {
            refuseValue("--seed", text,
                        fmt::format("a whole number from 0 to {}", std::numeric_limits<std::uint64_t>::max()));
        }
        target = value;
    };
    return command
        .add_option_function<std::string>("--seed", take, "The same seed gives the same samples, another one another take (default 0)")
        ->type_name("N");
}

CLI::Option* addChoice(CLI::App& command, const std::string& name, int& target, const std::vector<int>& choices,
                       const std::string& description) {
    const std::string known = fmt::format("{}", fmt::join(choices, " or "));
    const auto take = [&target, name, choices, known](const std::string& text) {
        int value = 0;
        if (!parseWhole(text, value) || std::ranges::find(choices, value) == choices.end()) {
            refuseValue(name, text, known);
        }
        target = value;
    };
    return command.add_option_function<std::string>(name, take,
                                                    fmt::format("{} ({}; default {})", description, known, target));
}

CLI::Option* addWholeNumbers(CLI::App& command, const std::string& name, std::vector<int>& target, NumberRange range,
                             const std::string& description) {
    const auto take = [&target, name, range](const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
            int value = 0;
            if (!parseWhole(text, value) || value < range.least || value > range.most) {
                refuseValue(name, text, fmt::format("a whole number from {} to {}", range.least, range.most));
            }
            target.push_back(value);
        }
    };
    return command.add_option_function<std::vector<std::string>>(name, take, description)->delimiter(',');
}

}  // namespace timbre::app
