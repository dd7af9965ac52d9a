// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/matrix.h"

namespace timbre::instant {

/// Where 0..pi of the linear frequency axis falls on the mel-like axis of the all-pass with factor kCepstrumWarp.
double warpedFrequency(double radians) noexcept;
/// The way back.
double linearFrequency(double warpedRadians) noexcept;

/// A power spectrum (513 bins, 0..8 kHz) to c0..c40 of the natural-log magnitude on the warped axis.
/// One object per thread.
class MelCepstrum {
  public:
    MelCepstrum();
    /// @param power  513 values; `cepstrum` up to 41, c0 first.
    void fromPower(std::span<const double> power, std::span<float> cepstrum);

  private:
    struct Tap {
        std::size_t bin = 0;
        double fraction = 0.0;
    };
    std::vector<Tap> taps_;  ///< 257 points, even on the warped axis.
    Matrix cosines_;         ///< [41, 257] of the inverse cosine transform, doubled for k >= 1.
    std::vector<float> logMagnitude_;
};

/// cos(k w) for the warped angle w of each frequency, [frequencies, order]: the log magnitude at bin b is the sum of
/// c_k * result(b, k). Frequencies above 8 kHz count as 8 kHz.
Matrix warpedCosines(std::span<const double> frequenciesHz, std::size_t order);

}  // namespace timbre::instant
