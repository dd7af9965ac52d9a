// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace timbre::instant {

/// Instants of glottal closure, one a period, in the voiced stretches of a recording.
/// @param samples       mono at `sampleRateHz`.
/// @param f0Hz          one value per 5 ms frame, 0 where unvoiced.
/// @return sample positions with fractions, rising. The 1 kHz low-passed wave's main peak of each period, polarity
/// chosen by skewness. Source: the design study, 3.6.
std::vector<float> findPitchMarks(std::span<const float> samples, int sampleRateHz, std::span<const float> f0Hz);

/// Fourth-order Butterworth low-pass run forwards and backwards: no delay, -6 dB at `cutoffHz`.
std::vector<float> lowPassZeroPhase(std::span<const float> samples, int sampleRateHz, double cutoffHz);

}  // namespace timbre::instant
