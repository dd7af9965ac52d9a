// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace timbre::app {

/// Which numbers an option takes; also shown in --help and in the refusal.
struct NumberRange {
    double least = 0.0;
    double most = 0.0;
};

/// A decimal number, read strictly: no NaN, no infinity, no hexadecimal, nothing behind it. Anything else, and what is out
/// of range, ends the parsing with a message that names the option and the range.
CLI::Option* addNumber(CLI::App& command, const std::string& name, double& target, NumberRange range,
                       const std::string& description);

/// The same for whole numbers.
CLI::Option* addWholeNumber(CLI::App& command, const std::string& name, int& target, NumberRange range,
                            const std::string& description);

/// One of a few whole numbers.
CLI::Option* addChoice(CLI::App& command, const std::string& name, int& target, const std::vector<int>& choices,
                       const std::string& description);

/// Whole numbers with commas between them.
CLI::Option* addWholeNumbers(CLI::App& command, const std::string& name, std::vector<int>& target, NumberRange range,
                             const std::string& description);

/// A seed: any whole number from 0 to 18446744073709551615.
CLI::Option* addSeed(CLI::App& command, std::uint64_t& target);

/// strictNumber() of other texts: the whole of `text` is one finite decimal number.
Result<double> parseNumber(const std::string& text);

}  // namespace timbre::app
