// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace timbre::instant {

/// What the pitch contour of a sentence is made from, one value per 5 ms frame.
struct MelodyInput {
    std::vector<float> unitF0Hz;     ///< Of the chosen units, 0 where unvoiced.
    std::vector<float> targetLogF0;  ///< ln F0 as the guide net wants it.
};

struct MelodyOptions {
    double medianLogF0 = 5.0;  ///< The user's.
    double deviation = 0.15;   ///< The user's, of ln F0.
    double unitShare = 0.4;    ///< Of the units' own melody; the rest is the guide's.
    double pitchSemitones = 0.0;
    std::uint64_t seed = 0;  ///< 0 is the plain melody.
};

/// ln F0 per frame: the units' own melody and the predicted one mixed, cleared of jumps and smoothed.
/// Source: the design study, 3.6.
std::vector<float> shapeMelody(const MelodyInput& input, const MelodyOptions& options);

/// Convolution with a Gaussian, the ends mirrored. A deviation of 0 changes nothing.
void gaussianSmooth(std::vector<float>& values, double deviationFrames);

/// `values` (not empty) at a place between frames; the ends hold beyond.
float interpolated(std::span<const float> values, double index);

}  // namespace timbre::instant
