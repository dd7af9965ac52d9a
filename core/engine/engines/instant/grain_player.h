// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/base/matrix.h"
#include "core/engine/engines/instant/unit_db.h"

namespace timbre::instant {

/// Samples of a grain's transform: two periods of the lowest voice (65 Hz) and the filter's ringing fit.
[[nodiscard]] std::size_t grainTransformSize(int sampleRateHz);

/// Adds windowed, filtered pieces of recordings to an output: the last stage of TD-PSOLA.
/// Not thread-safe; one a sentence.
class GrainPlayer {
  public:
    /// A grain: what is cut out of `recording` and where it goes; positions and half width in samples, with fractions.
    struct Grain {
        double centre = 0.0;
        double at = 0.0;
        double halfWidth = 0.0;
    };

    /// `outputSamples` is the length of the finished sentence. `toneLogGain` is the voice's own equaliser, ln amplitude
    /// at the bins of grainTransformSize(), applied to every grain; empty leaves the tone as it is.
    GrainPlayer(int sampleRateHz, std::size_t outputSamples, std::span<const float> toneLogGain);

    /// @param correction  [25] cepstral difference to apply (c0.. as in RecordingFeatures); all zero leaves it as it
    /// is.
    void play(const UnitRecording& recording, const Grain& grain, std::span<const float> correction);

    /// The sum of all grains divided by the sum of their windows.
    [[nodiscard]] std::vector<float> finish() const;

  private:
    void filter(std::span<const float> correction, double delaySamples);

    std::size_t outputSamples_;
    RealFft fft_;
    Matrix basis_;  ///< [25, bins] cos(k * warped frequency), faded out where the features know nothing.
    std::vector<float> tone_;  ///< [bins]
    std::vector<float> wave_;
    std::vector<float> logGain_;
    std::vector<std::complex<float>> spectrum_;
    std::vector<float> output_;  ///< With half a transform of room at both ends.
    std::vector<float> windows_;
};

}  // namespace timbre::instant
