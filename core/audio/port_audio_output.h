// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/audio/player.h"

namespace timbre {

/// The machine's default output through PortAudio. Each opening looks for devices anew, so that headphones plugged in
/// meanwhile are found. TIMBRE_AUDIO_LOG=1 shows what the host libraries say, as for AudioSystem.
OutputOpener defaultAudioOutput();

/// The output of this name, as AudioDevice::name has it; empty, or while there is none of that name, the default one.
OutputOpener audioOutput(std::string name);

}  // namespace timbre
