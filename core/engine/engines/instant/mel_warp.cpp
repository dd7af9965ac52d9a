// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/mel_warp.h"

#include <algorithm>
#include <cmath>

#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

namespace {

constexpr std::size_t kPowerBins = 513;
constexpr std::size_t kWarpPoints = 257;

double allPass(double radians, double factor) noexcept {
    return radians + 2.0 * std::atan2(factor * std::sin(radians), 1.0 - factor * std::cos(radians));
}

}  // namespace

double warpedFrequency(double radians) noexcept { return allPass(radians, kCepstrumWarp); }
double linearFrequency(double warpedRadians) noexcept { return allPass(warpedRadians, -kCepstrumWarp); }

MelCepstrum::MelCepstrum() : cosines_(kCepstrumOrder + 1, kWarpPoints), logMagnitude_(kWarpPoints) {
    constexpr double kSteps = kWarpPoints - 1;
    for (std::size_t i = 0; i < kWarpPoints; ++i) {
        const double position = linearFrequency(M_PI * static_cast<double>(i) / kSteps) / M_PI * (kPowerBins - 1);
        const auto bin = std::min<std::size_t>(static_cast<std::size_t>(std::max(0.0, position)), kPowerBins - 2);
        taps_.push_back({bin, position - static_cast<double>(bin)});
    }
    for (std::size_t k = 0; k <= kCepstrumOrder; ++k) {
        for (std::size_t i = 0; i < kWarpPoints; ++i) {
            // Inverse transform of an even sequence of 512: the ends count once, everything between twice.
            const double weight = (i == 0 || i + 1 == kWarpPoints ? 1.0 : 2.0) * (k == 0 ? 1.0 : 2.0) / (2.0 * kSteps);
            cosines_(k, i) = static_cast<float>(weight * std::cos(M_PI * static_cast<double>(k * i) / kSteps));
        }
    }
}

void MelCepstrum::fromPower(std::span<const double> power, std::span<float> cepstrum) {
    constexpr double kSmallest = 1e-14;
    for (std::size_t i = 0; i < kWarpPoints; ++i) {
        const auto [bin, fraction] = taps_[i];
        const double a = std::log(std::max(power[bin], kSmallest));
        const double b = std::log(std::max(power[bin + 1], kSmallest));
        logMagnitude_[i] = static_cast<float>(0.5 * (a + (b - a) * fraction));
    }
    for (std::size_t k = 0; k < cepstrum.size(); ++k) {
        const auto row = cosines_.row(k);
        double sum = 0.0;
        for (std::size_t i = 0; i < kWarpPoints; ++i)
            sum += static_cast<double>(row[i] * logMagnitude_[i]);
        cepstrum[k] = static_cast<float>(sum);
    }
}

Matrix warpedCosines(std::span<const double> frequenciesHz, std::size_t order) {
    Matrix cosines(frequenciesHz.size(), order);
    for (std::size_t b = 0; b < frequenciesHz.size(); ++b) {
        const double w = std::min(frequenciesHz[b], 0.5 * kFeatureRateHz) / kFeatureRateHz * 2.0 * M_PI;
        const double warped = warpedFrequency(w);
        for (std::size_t k = 0; k < order; ++k) {
            cosines(b, k) = static_cast<float>(std::cos(static_cast<double>(k) * warped));
        }
    }
    return cosines;
}

}  // namespace timbre::instant
