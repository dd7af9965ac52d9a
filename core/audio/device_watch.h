// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace timbre {

/// Where this machine shows which sound devices it has: folders whose entries and files whose contents change when
/// something is plugged in or out, or a sound server comes and goes.
struct DevicePlaces {
    std::vector<std::filesystem::path> folders;
    std::vector<std::filesystem::path> files;
};

/// /dev/snd, /proc/asound/cards, and the sockets of PulseAudio and PipeWire below $PULSE_RUNTIME_PATH, $XDG_RUNTIME_DIR.
DevicePlaces machineDevicePlaces();

/// Tells when the sound devices of the machine may have changed. Reading is cheap (a few small folders), so it is asked
/// once a second. Thread: one at a time.
class DeviceWatch {
  public:
    explicit DeviceWatch(DevicePlaces places = machineDevicePlaces());

    /// Whether anything is different from the last call, or from the beginning. What is absent counts as empty.
    [[nodiscard]] bool changed();

  private:
    [[nodiscard]] std::string picture() const;
    DevicePlaces places_;
    std::string last_;
};

}  // namespace timbre
