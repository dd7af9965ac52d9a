// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/audio/audio_clip.h"

/// Internal to core/audio: the look-ahead true-peak limiter of normalise().
namespace timbre::detail {

/// Greatest magnitude at and after each frame, up to the next one (4 times oversampled), over all channels; what the
/// limiter works by, whatever the gain. Stopped, it comes back early and is of no use.
std::vector<float> peakEnvelope(const AudioClip& clip, const std::stop_token& stop = {});

/// Gain curve of a limiter, one value in (0, 1] per frame, such that the clip times `gain` times the curve keeps its
/// true peaks at or below `ceiling` (linear) up to the slight change that the moving gain itself makes. All channels
/// share one curve. 2.5 ms look-ahead, 80 ms release.
/// @param envelope  the clip's peakEnvelope().
std::vector<float> limiterGains(std::span<const float> envelope, int sampleRateHz, double gain, double ceiling);

}  // namespace timbre::detail
