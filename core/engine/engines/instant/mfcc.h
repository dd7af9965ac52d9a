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

/// What the first column of mfcc() or alignmentFeatures(), which goes with the level, has to exceed for somebody to be
/// speaking: halfway from what is quiet in the recording to what is loud.
float levelOfSpeech(const Matrix& features);

struct FrameSpan {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< Exclusive.
};

/// From the first to the last sound over levelOfSpeech() that lasts 50 ms; all frames where there is none. Soft sounds at
/// either end of the speech lie outside.
FrameSpan spokenFrames(const Matrix& features);

/// Mean and variance normalisation, then first and second differences: [frames, 39]. Mean and variance are those from the
/// first to the last speech and 0.2 s around it: how long a recording is silent before and after changes no figure.
Matrix alignmentFeatures(const Matrix& mfcc);

}  // namespace timbre::instant
