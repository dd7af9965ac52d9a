// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: the rate conversion the voice encoder's numbers depend on. No torch here.
#pragma once

#include <span>
#include <vector>

namespace timbre::nets {

/// Converts mono samples with the pass band of soxr's "HQ" (91.3 % of the lower Nyquist frequency, -126 dB from 100 %).
/// core/audio/resample.h passes more of the top band, and the encoder hears that: its cosines then differ by 1e-4.
/// Equal rates return the samples as they are. @return ceil(size * to / from) samples.
/// Source: a Kaiser window made to the figures of libsoxr's quality recipe; agrees with librosa.resample to -47 dB of
/// the peak, the embeddings then to 1e-6.
std::vector<float> resampleForEncoder(std::span<const float> samples, int fromHz, int toHz);

}  // namespace timbre::nets
