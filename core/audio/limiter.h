// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <vector>

#include "core/audio/audio_clip.h"

/// Internal to core/audio: the look-ahead true-peak limiter of normalise().
namespace timbre::detail {

/// Gain curve of a limiter, one value in (0, 1] per frame, such that the clip times the curve keeps its true peaks
/// (4 times oversampled) at or below `ceiling` (linear) up to the slight change that the moving gain itself makes.
/// All channels share one curve. Stopped, it comes back early with a curve of no use.
/// 2.5 ms look-ahead, 80 ms release.
std::vector<float> limiterGains(const AudioClip& clip, double gain, double ceiling, const std::stop_token& stop = {});

}  // namespace timbre::detail
