// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/options.h"

#include <optional>

namespace timbre::parity {

namespace {

constexpr std::string_view kAdvice = "Run timbre-parity --help.";

tl::unexpected<Error> refuse(std::string detail) {
    return fail(ErrorCode::InvalidInput, std::move(detail), std::string(kAdvice));
}

std::optional<Device> deviceNamed(std::string_view name) noexcept {
    if (name == "cpu") {
        return Device::Cpu;
    }
    return name == "cuda" ? std::optional(Device::Cuda) : std::nullopt;
}

/// Takes one option with its value.
Result<void> takeOption(std::string_view option, std::string_view value, Options& options) {
    if (option == "--only") {
        options.only = value;
        return {};
    }
    const auto device = deviceNamed(value);
    if (!device) {
        return refuse("there is no device " + std::string(value) + ", only cpu and cuda");
    }
    options.device = *device;
    return {};
}

Result<void> takeFolder(std::string_view word, Options& options) {
    if (word.starts_with('-')) {
        return refuse("there is no option " + std::string(word));
    }
    if (!options.folder.empty()) {
        return refuse("there is more than one folder");
    }
    options.folder = word;
    return {};
}

}  // namespace

Result<Options> parseOptions(std::span<const std::string_view> words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--help") {
            return Options{.help = true};
        }
        const bool takesValue = words[i] == "--device" || words[i] == "--only";
        if (takesValue && i + 1 == words.size()) {
            return refuse("a value is missing behind " + std::string(words[i]));
        }
        const auto taken = takesValue ? takeOption(words[i], words[i + 1], options) : takeFolder(words[i], options);
        if (!taken) {
            return tl::unexpected(taken.error());
        }
        i += takesValue ? 1 : 0;
    }
    if (options.folder.empty()) {
        return refuse("the folder of a golden set is missing");
    }
    return options;
}

std::string_view helpText() noexcept {
    return "timbre-parity DIR [--device cpu|cuda] [--only PATTERN]\n"
           "\n"
           "Computes every case of the golden set in DIR and holds it against what is stored there.\n"
           "  --device cpu|cuda  where the networks run (cpu)\n"
           "  --only PATTERN     the cases whose name has PATTERN in it, or, with * ? or [, matches it as a whole;\n"
           "                     suites without such a case do not run\n"
           "\n"
           "One line per case: name (file:tensor), max_abs_err, max_rel_err (over the stored values that are not 0),\n"
           "tolerance, ok or FAIL. \"-\" stands for an error that has no size: other text or shape, NaN, not "
           "computed;\n"
           "the reason is on stderr. Then the totals, by file.\n"
           "Exit: 0 all ok; 1 a case failed or was not computed; 2 wrong usage, unreadable set, no such device.\n";
}

}  // namespace timbre::parity
