// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/device.h"
#include "core/audio/live_input.h"
#include "core/audio/local_noise.h"
#include "core/audio/peaks.h"
#include "core/audio/recorder.h"
#include "core/base/result.h"
#include "core/studio/job_id.h"

/// What is asked of the studio's microphone, and what it answers; a part of protocol.h.
namespace timbre {

// ---- Commands ------------------------------------------------------------------------------------------------------

/// Answer: InputsListed.
struct ListInputs {
    JobId job{};
};

/// Opens a microphone and listens to it from then on; the one before is closed, and a take that ran there is ended and
/// kept. Answers: InputOpened, then InputStatusChanged ten times a second until it is closed or lost.
struct OpenInput {
    JobId job{};
    std::string device{};  ///< As for chooseInput; empty: the default.
};

/// A take that runs is ended and kept.
struct CloseInput {
    JobId job{};
};

/// Lets the speaker hear the microphone. Off whenever an input is opened.
struct SetMonitor {
    JobId job{};
    bool on = false;
};

/// Listens to the room while nobody speaks. Answer: RoomChecked. Other commands to the microphone wait for it, or cancel it.
struct CheckRoom {
    JobId job{};
    double seconds = 5.0;
    std::filesystem::path target{};  ///< The sound is kept as this .wav (room tone), replacing one of that name; empty: no.
};

/// Where a new take continues an old one.
struct PunchPoint {
    std::filesystem::path before;  ///< The old take; it stays, unless it is the target.
    double atSeconds = 0.0;
};

/// Errors of LiveInput::beginTake, and of checkPunch(); NotFound when no input is open. It cannot be cancelled: end or
/// discard it. A take that ends by itself (a full disk, a device that went away) comes as TakeRecorded at once.
struct BeginTake {
    JobId job{};
    std::filesystem::path target;  ///< .wav; the folder exists.
    double preRollSeconds = 0.0;   ///< 0..3 s of what was heard before.
    std::optional<PunchPoint> punch{};
    bool overwrite = false;
};

/// Answer: TakeRecorded.
struct EndTake {
    JobId job{};
};

/// Removes the take that runs, its sound too.
struct DiscardTake {
    JobId job{};
};

using SoundCommand =
    std::variant<ListInputs, OpenInput, CloseInput, SetMonitor, CheckRoom, BeginTake, EndTake, DiscardTake>;

// ---- Events --------------------------------------------------------------------------------------------------------

struct InputsListed {
    JobId job{};
    std::vector<AudioDevice> devices;      ///< Those that can record.
    std::optional<AudioDevice> open{};     ///< The one that is open.
    std::vector<AudioDevice> outputs{};    ///< Those that can play.
    std::optional<Error> problem{};        ///< Why there is none.
};

struct InputOpened {
    JobId job{};  ///< 0: opened again by itself, after devices were plugged in or out.
    AudioDevice device;
    int sampleRateHz = 0;
    int channels = 0;
    std::shared_ptr<LiveMeter> meter;  ///< For the level meter: read it at any time.
    std::shared_ptr<LiveTrace> trace;  ///< For the rolling waveform and spectrogram.
};

/// Unsolicited, ten times a second while an input is open.
struct InputStatusChanged {
    JobId job{};
    InputStatus status;
};

enum class RoomVerdict {
    Quiet,   ///< Noise floor of -50 dBFS and less: nothing of it is heard beside a voice.
    Usable,  ///< Up to -40 dBFS.
    Noisy,
    Spoken,  ///< Somebody spoke, so the room could not be judged.
    Silent,  ///< Digital silence: the microphone is switched off.
};

struct RoomChecked {
    JobId job{};
    RoomVerdict verdict = RoomVerdict::Noisy;
    double seconds = 0.0;
    double noiseFloorDbfs = kLowestDbfs;  ///< Mean power.
    double peakDbfs = kLowestDbfs;
    double humHz = 0.0;                   ///< 50 or 60; 0 without hum.
    std::vector<LocalNoise> noises{};
    std::optional<TakeFile> file{};       ///< CheckRoom::target.
};

/// A take that has ended, judged and ready to be heard.
struct TakeRecorded {
    JobId job{};                 ///< 0: it ended by itself, or since the input was lost, closed or changed.
    /// With a punch-in: the joined take; where the two could not be joined, the new part alone, and why as its trouble.
    RecordedTake take;
    std::vector<LocalNoise> noises{};
    SharedClip clip{};
    std::shared_ptr<const Peaks> peaks{};
    double startSeconds = 0.0;   ///< Where the new sound begins in it: after the pre-roll or at the punch point.
};

/// Unsolicited: a take that nobody ended could not be kept. What of its sound is on disk stays there.
struct TakeFailed {
    JobId job{};
    Error error;
};

/// Unsolicited: the device went away. A take that ran comes as TakeRecorded or TakeFailed before.
struct InputLost {
    JobId job{};
    std::string device;
    Error error;
};

/// Unsolicited: devices were plugged in or out.
struct InputsChanged {
    JobId job{};
    std::vector<AudioDevice> devices;  ///< Those that can record.
};

using SoundEvent = std::variant<InputsListed, InputOpened, InputStatusChanged, RoomChecked, TakeRecorded, TakeFailed,
                                InputLost, InputsChanged>;

}  // namespace timbre
