// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>

#include "core/base/matrix.h"
#include "core/base/result.h"

namespace timbre::instant {

inline constexpr std::size_t kStaticMfcc = 13;
inline constexpr std::size_t kAlignmentWidth = 3 * kStaticMfcc;

/// 13 MFCC per 5 ms of 16 kHz samples (pre-emphasis 0.97, 25 ms window in 512 points, 26 mel bands 80..7600 Hz, log
/// power, orthonormal cosine transform): [samples / 80 + 1, 13]. Cancelled within some ms of `stop`.
Result<Matrix> mfcc(std::span<const float> samples16k, std::stop_token stop);

/// The same quantity read off a mel-cepstral track (c0..c24, warping 0.42), which stands for a spectrum without pitch:
/// [frames, 13]. The levels differ from mfcc()'s; alignmentFeatures() takes that out.
Matrix mfccOfCepstra(const Matrix& cepstra);

/// Mean and variance normalisation per recording, then first and second differences: [frames, 39].
Matrix alignmentFeatures(const Matrix& mfcc);

}  // namespace timbre::instant
