// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/speak_options.h"
#include "app/console.h"

namespace timbre::app {

/// What was measured on the way of a script to its files.
struct Measured {
    double loadSeconds = 0.0;
    double firstAudioSeconds = 0.0;  ///< From the start of the command's work, loading the voice included.
    double writeSeconds = 0.0;
    double totalSeconds = 0.0;  ///< From the start of the command's work; waiting for a script is not counted.
    std::optional<double> similarity;
    std::vector<std::string> warnings;
};

/// What may not be spoken as it is meant: words with letters that the language does not have.
std::vector<std::string> warningsFor(const Narration& narration, const std::string& language);

nlohmann::json speakJson(const SpeakPlan& plan, const LoadedVoice& loaded, const Narration& narration,
                         const Measured& measured, int threads);
void printReport(Console& console, const SpeakPlan& plan, const Narration& narration, const Measured& measured);

}  // namespace timbre::app
