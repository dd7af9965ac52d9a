// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/voice_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace timbre::app {

namespace {

struct KnownMetric {
    std::string_view metric;
    std::string_view name;
    std::string_view unit;
    int decimals = 0;
};

/// In alphabetical order of what the engines and the studio call them. What is not here is for --json.
constexpr std::array<KnownMetric, 4> kMetrics = {
    {{"consistency", "likeness of the recordings to one another", " of 1", 2},
     {"median_snr_db", "speech above the noise (median)", " dB", 1},
     {"seconds_used", "speech used", " s", 1},
     {"similarity", "likeness of the voice to the recordings", " of 1", 2}}};

const KnownMetric* knownMetric(std::string_view metric) {
    const auto* const found = std::ranges::find(kMetrics, metric, &KnownMetric::metric);
    return found == kMetrics.end() ? nullptr : found;
}

struct FactName {
    std::string_view name;
    std::string_view plain;
};

constexpr std::array<FactName, 11> kFacts = {{{"made", "made"},
                                              {"parent", "made from version"},
                                              {"engine", "engine"},
                                              {"engine_version", "engine version"},
                                              {"language", "language"},
                                              {"seed", "seed"},
                                              {"kept_noisy", "noisy recordings kept"},
                                              {"recordings", "recordings"},
                                              {"seconds", "seconds of recordings"},
                                              {"left_out", "recordings left out"},
                                              {"consent", "permission stated"}}};

}  // namespace

std::optional<PlainMetric> plainMetric(std::string_view metric, double value) {
    const KnownMetric* known = knownMetric(metric);
    if (known == nullptr) {
        return std::nullopt;
    }
    return PlainMetric{std::string(known->name), fmt::format("{:.{}f}{}", value, known->decimals, known->unit)};
}

std::optional<std::string> plainFactName(std::string_view name) {
    if (const auto* const fact = std::ranges::find(kFacts, name, &FactName::name); fact != kFacts.end()) {
        return std::string(fact->plain);
    }
    const KnownMetric* known = knownMetric(name);
    return known == nullptr ? std::nullopt : std::optional(std::string(known->name));
}

}  // namespace timbre::app
