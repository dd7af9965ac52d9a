// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/capture_buffer.h"
#include "core/base/result.h"

namespace timbre {

/// A sound device as PortAudio names it.
struct AudioDevice {
    int index = 0;           ///< Valid until the next refresh(); what `--device 3` means.
    std::string name;        ///< As the system spells it, UTF-8.
    std::string hostApi;     ///< "ALSA", "JACK Audio Connection Kit", ...
    int inputChannels = 0;   ///< At most; 0: cannot record.
    int outputChannels = 0;  ///< At most; 0: cannot play.
    double defaultRateHz = 0.0;
    bool isDefaultInput = false;
    bool isDefaultOutput = false;
    bool operator==(const AudioDevice&) const = default;
};

/// The device a user means: empty is the default input, digits are an index, anything else a name or a part of one
/// (capitals do not matter; a whole name goes before a part, and one that exists in several host APIs is taken from the
/// first). DeviceUnavailable: there is no input device. NotFound: none matches. InvalidInput: several different ones
/// do, or the one named cannot record.
Result<AudioDevice> chooseInput(std::span<const AudioDevice> devices, std::string_view wanted);

struct InputRequest {
    std::string device = {};  ///< As for chooseInput.
    int sampleRateHz = 0;     ///< 0: 48000, or the device's own rate where it cannot do that.
    int channels = 2;         ///< At most; a device with fewer gives what it has.
};

/// The machine's sound devices (PortAudio). Keep one per process and let it live as long as it is needed: the list of
/// devices is PortAudio's own, shared by the process.
///
/// The host libraries (ALSA, JACK) write dozens of lines about absent cards straight to the process's stderr; while
/// they are probed, stderr is turned to /dev/null. TIMBRE_AUDIO_LOG=1 in the environment leaves it alone.
///
/// Thread: any, one at a time.
class AudioSystem {
  public:
    /// DeviceUnavailable when PortAudio does not start. A machine without any device is no error yet.
    static Result<AudioSystem> open();

    [[nodiscard]] std::vector<AudioDevice> devices() const;

    /// Looks again, for what was plugged in or out. Unsupported while an input is open: stop it first.
    Result<void> refresh();

    /// Opens an input; InputSource::start lets it run. It may outlive this object.
    /// Errors of chooseInput; Unsupported: the rate, with those that work; DeviceUnavailable: busy or gone.
    Result<std::unique_ptr<InputSource>> openInput(const InputRequest& request);

  private:
    class Session;
    explicit AudioSystem(std::shared_ptr<Session> session);
    std::shared_ptr<Session> session_;
};

}  // namespace timbre
