// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/vad.h"
#include "core/base/result.h"

namespace timbre {

enum class LocalNoiseKind {
    Knock,   ///< Short: a door, something dropped, a click of the mouse.
    Steady,  ///< Half a second and longer: a car that passes, a chair that is moved.
};

/// A noise beside the speech that hardly moves the signal-to-noise ratio of the take and yet spoils it.
struct LocalNoise {
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    LocalNoiseKind kind = LocalNoiseKind::Knock;
    double peakDbfs = 0.0;  ///< Loudest 10 ms of it, mean power.
    bool operator==(const LocalNoise&) const = default;
};

/// Noises in the pauses of `clip`, in order: sounds that nobody speaks, at least 60 ms long, 12 dB over the noise floor
/// and so loud beside the speech (or, where nobody speaks, in themselves) that they are heard; breaths are not, and short
/// ones at the very beginning or end of a take with speech are syllables cut off. A noise under the speech is not found,
/// and without a network (null `vad`) most noises pass for speech. Empty for an empty clip. InvalidInput for an
/// impossible rate or channel count.
Result<std::vector<LocalNoise>> findLocalNoise(const AudioClip& clip, const SharedVadModel& vad);

}  // namespace timbre
