// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/speech_level.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace timbre::instant {

double activeSpeechRms(std::span<const float> samples, int sampleRateHz) {
    constexpr double kActiveRange = 0.00316;  // -25 dB as a power ratio
    const std::size_t window =
        std::max<std::size_t>(1, std::min(static_cast<std::size_t>(sampleRateHz / 50), samples.size()));
    std::vector<double> powers;
    for (std::size_t at = 0; at + window <= samples.size(); at += window) {
        double sum = 0.0;
        for (const float sample : samples.subspan(at, window))
            sum += static_cast<double>(sample) * sample;
        powers.push_back(sum / static_cast<double>(window));
    }
    if (powers.empty())
        return 0.0;
    std::vector<double> ranked = powers;
    const auto loud = ranked.begin() + static_cast<std::ptrdiff_t>(ranked.size() * 95 / 100);
    std::ranges::nth_element(ranked, loud);
    double sum = 0.0;
    double active = 0.0;
    for (const double power : powers) {
        if (power < *loud * kActiveRange)
            continue;
        sum += power;
        active += 1.0;
    }
    return std::sqrt(sum / std::max(1.0, active));
}

}  // namespace timbre::instant
