// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/reverb.h"

#include <algorithm>

namespace timbre {

namespace {
constexpr double kStepSeconds = 0.01;
constexpr double kFromDb = 5.0;    // A fall is measured from this far under its top: there the direct sound is over.
constexpr double kWiggleDb = 5.0;  // Reverberation falls on the whole, not from step to step.
constexpr double kFastestShare = 0.3;  // Of the falls, those that are the room's.
constexpr std::uint32_t kEnoughFalls = 4;
}  // namespace

void ReverbMeter::push(double levelDb) noexcept {
    const bool risen = length_ == 0 || levelDb > lowest_ + kWiggleDb || levelDb >= fall_[0];
    if (risen || length_ == kLongestFall) {
        fall_[0] = levelDb;
        length_ = 1;
        lowest_ = levelDb;
        for (Decays& decays : decays_) {
            decays.measured = false;
        }
        return;
    }
    fall_[length_++] = levelDb;
    lowest_ = std::min(lowest_, levelDb);
    for (std::size_t depth = 0; depth < kDepthsDb.size(); ++depth) {
        if (!decays_[depth].measured && lowest_ <= fall_[0] - kDepthsDb[depth]) {
            measureFall(decays_[depth]);
        }
    }
}

void ReverbMeter::measureFall(Decays& decays) noexcept {
    decays.measured = true;
    // Line of best fit through the levels from kFromDb down, at least the last three.
    double n = 0.0;
    double sumX = 0.0;
    double sumY = 0.0;
    double sumXx = 0.0;
    double sumXy = 0.0;
    for (std::size_t i = 0; i < length_; ++i) {
        const double under = fall_[0] - fall_[i];
        if (under < kFromDb && i + 3 < length_) {
            continue;
        }
        const double x = static_cast<double>(i) * kStepSeconds;
        n += 1.0;
        sumX += x;
        sumY += under;
        sumXx += x * x;
        sumXy += x * under;
    }
    const double spread = n * sumXx - sumX * sumX;
    const double slope = spread > 0.0 ? (n * sumXy - sumX * sumY) / spread : 0.0;
    if (slope <= 0.0) {
        return;
    }
    const auto bin = static_cast<std::size_t>(std::min(60.0 / slope / kBinSeconds, static_cast<double>(kBins - 1)));
    ++decays.times[bin];
    ++decays.count;
}

double ReverbMeter::fastSeconds(const Decays& decays) noexcept {
    const double wanted = kFastestShare * decays.count;
    double passed = 0.0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        if (decays.times[bin] > 0 && passed + decays.times[bin] >= wanted) {
            return (static_cast<double>(bin) + (wanted - passed) / decays.times[bin]) * kBinSeconds;
        }
        passed += decays.times[bin];
    }
    return 0.0;
}

double ReverbMeter::decaySeconds() const noexcept {
    // Deeper falls tell more; in rooms that ring long, the next word comes before them.
    const auto deepest =
        std::ranges::find_if(decays_, [](const Decays& decays) { return decays.count >= kEnoughFalls; });
    return deepest != decays_.end() ? fastSeconds(*deepest) : 0.0;
}

}  // namespace timbre
