// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "core/audio/device_watch.h"
#include "core/audio/live_input.h"
#include "core/audio/player.h"
#include "core/audio/sound_inputs.h"
#include "core/studio/job_runner.h"
#include "core/studio/protocol.h"

namespace timbre {

/// What a sound desk needs of its surroundings; each may be empty.
struct SoundDeskParts {
    std::function<Result<std::unique_ptr<SoundInputs>>()> openInputs{};  ///< Called when an input is first asked for.
    std::function<Result<SharedVadModel>()> loadVad{};  ///< Where it fails, speech is found by energy.
    OutputOpener monitor{};
    DevicePlaces places = machineDevicePlaces();
    std::chrono::milliseconds statusEvery{100};
    std::chrono::milliseconds watchEvery{1000};
};

/// The studio's microphone: one input, listened to while it is open, and the takes that are recorded from it.
///
/// perform() is called on one thread, a runner's. A thread of the desk's own tells how the input stands and looks for
/// devices that come and go: the list is renewed at once when no take runs, else after it, and an input that was open is
/// opened again by its name. Events that nobody asked for have JobId 0.
class SoundDesk {
  public:
    SoundDesk(SoundDeskParts parts, EventSink sink);
    SoundDesk(const SoundDesk&) = delete;
    SoundDesk& operator=(const SoundDesk&) = delete;
    /// A take that runs is ended and kept. No event comes afterwards.
    ~SoundDesk();

    /// Lets the studio go soon: a room that is being listened to is left. Thread: any.
    void hurry() noexcept { leaving_.request_stop(); }

    // Errors as the commands say; Unsupported where there are no inputs at all.
    Result<void> perform(JobContext& job, const ListInputs& command);
    Result<void> perform(JobContext& job, const OpenInput& command);
    Result<void> perform(JobContext& job, const CloseInput& command);
    Result<void> perform(JobContext& job, const SetMonitor& command);
    Result<void> perform(JobContext& job, const CheckRoom& command);
    Result<void> perform(JobContext& job, const BeginTake& command);
    Result<void> perform(JobContext& job, const EndTake& command);
    Result<void> perform(JobContext& job, const DiscardTake& command);

  private:
    /// The take that runs.
    struct Running {
        std::filesystem::path target;     ///< Where it will lie.
        std::filesystem::path recording;  ///< Where its sound goes: the target, or a file beside it for a punch-in.
        std::optional<PunchPoint> punch;
        double preRollSeconds = 0.0;
    };

    Result<SoundInputs*> inputs();
    Result<LiveInput*> open();
    Result<void> openDevice(JobId job, const std::string& wanted);
    void closeInput();
    Result<TakeRecorded> endTake();
    static void joinPunch(const Running& running, TakeRecorded& recorded);
    void keepTake();
    void keepEndedTake();
    void look(const std::stop_token& stop);
    void tellStatus();
    void tellLoss(const Error& error);
    void renewDevices();
    [[nodiscard]] std::shared_ptr<LiveInput> present() const;

    SoundDeskParts parts_;
    EventSink sink_;
    std::stop_source leaving_;

    std::mutex workMutex_;  ///< Held while something is done with the devices; over all but what is said otherwise.
    std::unique_ptr<SoundInputs> inputs_;
    SharedVadModel vad_;
    bool vadLoaded_ = false;
    std::optional<AudioDevice> device_;  ///< Of the open input.
    std::optional<Running> take_;
    bool devicesChanged_ = false;  ///< Thread: looking.
    DeviceWatch watch_;            ///< Thread: looking.

    mutable std::mutex inputMutex_;  ///< Over the pointer alone, for moments.
    std::shared_ptr<LiveInput> input_;

    std::mutex waitMutex_;
    std::condition_variable_any wake_;
    std::jthread looking_;  ///< Last: it ends before anything it uses.
};

}  // namespace timbre
