// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// Finer: Rubber Band's R3, best sound. Faster: R2, several times as quick, but it spreads onsets by up to 35 ms when
/// it slows speech down.
enum class StretchEngine { Finer, Faster };

struct TimePitch {
    double speedScale = 1.0;      ///< 0.25..4; 2 is twice as fast, half as long.
    double pitchSemitones = 0.0;  ///< -24..24.
    bool keepFormants = true;     ///< The voice keeps its timbre; false shifts it like a tape.
    StretchEngine engine = StretchEngine::Finer;
};

/// Speaks the clip faster or slower and higher or lower. The result has exactly round(frames / speedScale) frames, the
/// same rate and channels. speedScale 1 with pitchSemitones 0 returns the samples untouched. Looks at `stop` at least
/// every 50 ms of work and then fails with Cancelled. InvalidInput: settings out of range, an empty clip, a rate
/// outside 8000..192000 Hz. Source: Rubber Band library, offline mode.
Result<AudioClip> changeTimePitch(const AudioClip& clip, const TimePitch& settings, std::stop_token stop = {});

}  // namespace timbre
