// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>

#include "core/audio/noise_model.h"
#include "core/audio/quality_filters.h"

namespace timbre {

/// Levels of the 20 ms frames of a mono stream that comes in steps of 10 ms, and what they say about speech and noise.
/// What lies below any voice (under 25 Hz: rumble, drift) is measured apart and only in pauses: it does not scatter
/// like other noise, and breath into the microphone makes it too. A constant offset counts as nothing, and neither do
/// stretches of digital silence, which were not recorded.
/// Thread: one at a time. push() allocates nothing.
class LevelMeter20ms {
  public:
    explicit LevelMeter20ms(int sampleRateHz);

    void push(std::span<const float> step) noexcept;

    [[nodiscard]] const LevelHistogram& histogram() const noexcept { return histogram_; }
    /// estimateNoise() of the histogram, with the rumble added to the noise.
    [[nodiscard]] SpeechNoiseLevels speechAndNoise() const;
    /// Of the last step, all frequencies but the constant part, dBFS.
    [[nodiscard]] double lastStepDb() const noexcept { return lastStepDb_; }
    /// Of the last whole frame, dBFS.
    [[nodiscard]] double lastFrameDb() const noexcept { return lastFrameDb_; }

  private:
    Biquad low1_, low2_, high1_, high2_;
    LevelHistogram histogram_;
    double offset_ = 0.0;
    bool started_ = false;
    double previousPower_ = -1.0;  ///< Of the step before; negative where a frame cannot begin with it.

    /// What lies under the split during frames of one level.
    struct Low {
        double sum = 0.0;
        double squares = 0.0;
        double samples = 0.0;
    };
    [[nodiscard]] double rumblePower(double noiseDb) const noexcept;
    std::array<Low, LevelHistogram::kBins> low_{};
    double lastStepDb_ = LevelHistogram::kLowestDb;
    double lastFrameDb_ = LevelHistogram::kLowestDb;
};

}  // namespace timbre
