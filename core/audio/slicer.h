// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/frame_range.h"
#include "core/base/result.h"

namespace timbre {

/// How a long recording is cut at its silences. Everything that decides a cut stands here.
struct SliceSettings {
    double thresholdDb = -40.0;      ///< A hop whose RMS over all channels is under this (dBFS) is silent; -120..0.
    int minimumLengthMs = 4'000;     ///< A piece is not ended before it is this long; the last one may be shorter.
    int minimumIntervalMs = 300;     ///< Only silences at least this long are cut at.
    int hopMs = 10;                  ///< Raster on which silence is judged and cuts may lie; 1..100.
    int maximumSilenceKeptMs = 500;  ///< Silence left at either end of a piece.
    int maximumLengthMs = 0;         ///< Longer pieces are halved at their quietest hops; 0: no limit.
    bool operator==(const SliceSettings&) const = default;
};

/// Pieces of `clip` between its silences, in order and without overlap, exact to the sample and the same on every run.
/// Long silences lie in no piece; a silent clip gives none. InvalidInput for an impossible clip or settings out of
/// range, with the setting's name.
Result<std::vector<FrameRange>> sliceBySilence(const AudioClip& clip, const SliceSettings& settings = {});

/// The frames of one range as a clip of its own. `range` must lie within `clip`.
AudioClip cutOut(const AudioClip& clip, FrameRange range);

}  // namespace timbre
