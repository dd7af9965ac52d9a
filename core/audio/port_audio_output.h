// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "core/audio/player.h"

namespace timbre {

/// The machine's default output through PortAudio. Each opening looks for devices anew, so that headphones plugged in
/// meanwhile are found. TIMBRE_AUDIO_LOG=1 shows what the host libraries say, as for AudioSystem.
OutputOpener defaultAudioOutput();

/// Which device is wanted, by its name; empty: the system's. Thread: any.
class OutputChoice {
  public:
    void choose(std::string name) {
        const std::scoped_lock lock(mutex_);
        name_ = std::move(name);
    }
    [[nodiscard]] std::string chosen() const {
        const std::scoped_lock lock(mutex_);
        return name_;
    }

  private:
    mutable std::mutex mutex_;
    std::string name_;
};

/// As defaultAudioOutput(), but the device that is chosen when sound begins; the default where that one is not there.
OutputOpener chosenOutput(std::shared_ptr<const OutputChoice> choice);

/// The output of this name, as AudioDevice::name has it; empty, or while there is none of that name, the default one.
OutputOpener audioOutput(std::string name);

}  // namespace timbre
