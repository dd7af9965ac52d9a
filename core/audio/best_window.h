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

/// The part of a recording that best stands for its voice: it begins and ends a moment (0.1 s) before and after speech, is
/// full of speech, clean and not clipped. Speech within the lengths comes back whole, without the silence around it; less
/// than `length.least` of it keeps as much silence as is missing. Between two equally good ones the earlier.
/// InvalidInput: shorter than `length.least`, no speech, or nobody speaks for that long at a stretch; says what there
/// is.
/// Errors also those of findSpeech().
Result<FrameRange> bestWindow(const AudioClip& clip, const SharedVadModel& vad, const WindowLength& length = {});

struct ScoredWindow {
    FrameRange window;
    double score = 0.0;  ///< The higher, the better: dB of speech over noise, less what speaks against it. Compares clips.
    double speechSeconds = 0.0;   ///< From the first to the last speech in it.
    bool holdsAllSpeech = false;  ///< Nobody speaks before or after it.
};

/// bestWindow() with what it is worth.
Result<ScoredWindow> scoredBestWindow(const AudioClip& clip, const SharedVadModel& vad, const WindowLength& length = {});

}  // namespace timbre
