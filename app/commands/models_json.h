// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the `models` commands answer, for programs and for people.

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "app/console.h"
#include "core/models/model_catalogue.h"

namespace timbre::app {

nlohmann::json foundModelJson(const FoundModel& model);
nlohmann::json knownModelJson(const KnownModel& known);
nlohmann::json versionsReadyJson(std::span<const VersionReadiness> versions);
nlohmann::json problemsJson(std::span<const Error> problems);

/// One line a model, and what a question mark behind a version means.
void printModels(Console& console, std::span<const FoundModel> models);
/// One line a version, with advice below those that lack something.
void printReadiness(Console& console, std::span<const VersionReadiness> versions);
/// One line a problem, with its advice.
void printProblems(Console& console, std::span<const Error> problems);

}  // namespace timbre::app
