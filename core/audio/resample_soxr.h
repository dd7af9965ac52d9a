// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// libsoxr's converter at its high quality (20 bit, pass band 91 %), which librosa and with it GPT-SoVITS hears
/// recordings through: networks were trained behind it. The result has ceil(samples * to / from) samples.
/// InvalidInput for a rate outside kMinimumSampleRateHz .. kMaximumSampleRateHz; Internal with libsoxr's words.
Result<std::vector<float>> resampleSoxr(std::span<const float> mono, int fromHz, int toHz);

}  // namespace timbre
