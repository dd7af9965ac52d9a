// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/audio_clip.h"
#include "core/audio/frame_range.h"
#include "core/audio/vad.h"
#include "core/base/result.h"

namespace timbre {

/// How long a reference may be.
struct WindowLength {
    double least = 3.0;  ///< Seconds.
    double most = 10.0;
    double best = 8.0;  ///< Among windows that are alike, the one nearest to this.
};

/// The part of a recording that best stands for its voice: it begins and ends in silence, is full of speech, clean and
/// not clipped. A recording within the lengths comes back whole. Between two equally good ones the earlier.
/// InvalidInput: shorter than `length.least`, no speech, or nobody speaks for that long at a stretch; says what there
/// is.
/// Errors also those of findSpeech().
Result<FrameRange> bestWindow(const AudioClip& clip, const SharedVadModel& vad, const WindowLength& length = {});

struct ScoredWindow {
    FrameRange window;
    double score = 0.0;  ///< The higher, the better: dB of speech over noise, less what speaks against it. Compares clips.
};

/// bestWindow() with what it is worth.
Result<ScoredWindow> scoredBestWindow(const AudioClip& clip, const SharedVadModel& vad, const WindowLength& length = {});

}  // namespace timbre
