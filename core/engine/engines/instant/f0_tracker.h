// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/result.h"

namespace timbre::instant {

/// Fundamental frequency of 16 kHz speech, 65..500 Hz, one value per 5 ms (frame i centred at i * 5 ms,
/// samples.size() / 80 + 1 frames), 0 where unvoiced. Some twenty times as fast as WORLD's Harvest, and it can be
/// stopped: Cancelled within a few ms of `stop`.
/// Source: normalised cross-correlation and dynamic programming after Talkin (RAPT, 1995), refined by WORLD's
/// StoneMask.
Result<std::vector<float>> trackF0(std::span<const double> samples16k, std::stop_token stop);

}  // namespace timbre::instant
