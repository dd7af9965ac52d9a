// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/audio/capture_buffer.h"
#include "core/audio/device.h"
#include "core/base/result.h"

namespace timbre {

/// The microphones there are: those of the machine, or a test's. Thread: any, one at a time.
class SoundInputs {
  public:
    virtual ~SoundInputs() = default;

    /// All sound devices, those that only play too.
    [[nodiscard]] virtual std::vector<AudioDevice> devices() = 0;

    /// Looks again, for what was plugged in or out. Unsupported while an input is open. May take seconds.
    virtual Result<void> refresh() = 0;

    /// Errors of AudioSystem::openInput. May take seconds.
    virtual Result<std::unique_ptr<InputSource>> open(const InputRequest& request) = 0;
};

/// The machine's, through PortAudio (see AudioSystem). DeviceUnavailable when it does not start.
Result<std::unique_ptr<SoundInputs>> openPortAudioInputs();

}  // namespace timbre
