// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/studio/protocol.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// The seal of a sound: its long-term spectrum in 7 bands of equal width in pitch between 150 Hz and 6 kHz, with the
/// average slope of speech taken out so that voices differ by what is their own. The weakest band is 0.2, the strongest 1;
/// silence is 0.2 throughout. `mono` is at least one window (64 ms) long, else all is 0.2.
VoiceSeal sealOf(const AudioClip& mono);

/// The seal of a stored voice, from the first 20 s of its own recordings. Errors of readAudio.
Result<VoiceSeal> sealOf(const Voice& voice);

}  // namespace timbre
