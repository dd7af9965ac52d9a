// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

/// Internal to core/audio: the true peak of measureLoudness().
namespace timbre::detail {

/// Greatest magnitude between the samples (linear), oversampled by libebur128 and the same as over the whole clip: an
/// interpolated value cannot be more than a few times what its neighbours are, so only their surroundings are looked at
/// where they come near the sample peak. NaN counts as 0.
/// @param samplePeak  of the clip, linear; the result is never below it.
/// OutOfMemory, Cancelled.
Result<double> truePeak(const AudioClip& clip, double samplePeak, const std::stop_token& stop);

}  // namespace timbre::detail
