// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace timbre::instant {

/// Root mean square of the 20 ms stretches that hold speech (within 25 dB of the loudest 5 %); 0 for silence.
double activeSpeechRms(std::span<const float> samples, int sampleRateHz);

}  // namespace timbre::instant
