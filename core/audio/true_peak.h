// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

/// Internal to core/audio: the true peak of measureLoudness().
namespace timbre::detail {

/// Greatest magnitude at and between the samples (linear), by the interpolation filter of libebur128: 4 times below
/// 96 kHz, 2 times below 192 kHz. libebur128's own loop takes ten times as long. NaN counts as 0.
/// @param samplePeak  of the clip, linear; the result is never below it.
/// Cancelled.
Result<double> truePeak(const AudioClip& clip, double samplePeak, const std::stop_token& stop);

}  // namespace timbre::detail
