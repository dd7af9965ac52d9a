// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>

#include "core/audio/audio_clip.h"
#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// F0, mel-warped cepstra and alignment features of one recording, from a 16 kHz copy scaled to an RMS of 0.06.
/// Frame i stands at i * 5 ms of the recording.
/// @param audio  mono, any rate from 8 kHz; fewer than 0.1 s, silence, several channels or samples that are not finite
///               are InvalidInput.
/// Cancelled within 50 ms of `stop`. Deterministic.
/// Source: design study instant-engine.md, 3.1; WORLD's CheapTrick.
Result<RecordingFeatures> extractFeatures(const AudioClip& audio, std::stop_token stop);

}  // namespace timbre::instant
