// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/ring.h"
#include "core/base/result.h"

namespace timbre {

/// What an output device asks for sound.
class AudioFiller {
  public:
    /// Fills all of `mono`. Thread: audio callback; never allocates, locks, logs or calls the system.
    virtual void fill(std::span<float> mono) noexcept = 0;

  protected:
    ~AudioFiller() = default;
};

/// A running output. While it lives it calls its filler; once its destructor has returned, no more.
class OutputStream {
  public:
    OutputStream() = default;
    OutputStream(const OutputStream&) = delete;
    OutputStream& operator=(const OutputStream&) = delete;
    virtual ~OutputStream() = default;

    [[nodiscard]] virtual int sampleRateHz() const noexcept = 0;
    /// From fill() until it is heard.
    [[nodiscard]] virtual double latencySeconds() const noexcept = 0;
};

/// Opens an output and starts it. DeviceUnavailable when there is none.
using OutputOpener = std::function<Result<std::unique_ptr<OutputStream>>(AudioFiller&)>;

/// A clip in the list of what is played.
struct PlayItem {
    std::uint64_t tag = 0;  ///< The caller's name for it.
    SharedClip clip;        ///< Any rate and channel count.
    double startSeconds = 0.0;
    double pauseAfterSeconds = 0.0;
};

struct PlaybackPosition {
    enum class State {
        Idle,     ///< Nothing plays: the list is empty, was stopped or has been heard to its end.
        Playing,  ///< Sound, or the pause behind a clip.
        Waiting,  ///< The list may go on, but what is in it has been heard.
        Paused,
    };
    State state = State::Idle;
    std::uint64_t tag = 0;  ///< Of the clip that is heard; the last one while Waiting. Not set while Idle.
    double seconds = 0.0;   ///< In that clip, at most its length.
};

/// Plays clips one after the other without a gap but the pauses asked for, while later ones are still being made.
///
/// A feeder thread opens the device on the first clip (which may take long, so the caller never waits for it), converts
/// the clips to its rate and keeps a lock-free ring filled; the audio callback only copies out of the ring. Stop and
/// pause are heard within the device's own latency and fade over 5 ms instead of clicking. After some seconds of silence
/// the device is given back.
/// Thread: any one thread calls the control functions, the device calls fill().
class Player final : public AudioFiller {
  public:
    explicit Player(OutputOpener open);
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;
    ~Player();

    /// Stops what plays and begins a new, empty list.
    void start();
    /// Adds to the list. Clips without a frame count as their pause alone.
    void append(PlayItem item);
    /// Nothing more will be added: after the last clip the player is Idle.
    void endList();

    void stop();
    void setPaused(bool paused);
    /// 0..1, linear.
    void setVolume(float gain) noexcept { volume_.store(gain, std::memory_order_relaxed); }

    [[nodiscard]] PlaybackPosition position() const;

    /// The highest absolute sample that went out since the last call.
    [[nodiscard]] float takePeak() noexcept { return peak_.exchange(0.0F, std::memory_order_relaxed); }
    /// How often the device asked for sound while a clip was being fed and got none.
    [[nodiscard]] std::uint64_t underruns() const noexcept { return underruns_.load(std::memory_order_relaxed); }

    /// Why the list was given up, once: the device could not be opened or stopped taking sound.
    [[nodiscard]] std::optional<Error> takeError();

    void fill(std::span<float> mono) noexcept override;

  private:
    /// Where a clip lies in the stream of frames that went into the ring.
    struct Segment {
        std::uint64_t tag = 0;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;  ///< With its pause.
        double startSeconds = 0.0;
        double clipSeconds = 0.0;
    };

    void run(const std::stop_token& stop);
    void feed(PlayItem item, std::uint64_t generation, const std::stop_token& stop);
    bool write(std::span<const float> samples, std::uint64_t generation, const std::stop_token& stop);
    bool ensureOpen();
    void closeDevice();
    void giveUp(Error error);
    void fadeOutAndDrop(std::span<float>& mono, std::uint64_t until) noexcept;
    [[nodiscard]] std::uint64_t heardFrames() const noexcept;

    OutputOpener open_;
    FloatRing ring_;

    // Control and feeder, under mutex_.
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::uint64_t generation_ = 0;  ///< Grows with every start() and stop().
    std::deque<PlayItem> waiting_;
    std::deque<Segment> segments_;
    Segment next_;  ///< Stands for the first clip until it has a segment.
    bool listEnded_ = true;
    std::optional<std::uint64_t> feeding_;  ///< Generation of the clip that the feeder has in hand.
    std::optional<Error> error_;

    // Feeder alone.
    std::unique_ptr<OutputStream> stream_;
    std::uint64_t fedGeneration_ = 0;

    // Between the threads.
    std::atomic<int> rateHz_{0};
    std::atomic<std::uint64_t> latencyFrames_{0};
    std::atomic<std::uint64_t> written_{0};       ///< Frames put into the ring, ever; stored by the feeder.
    std::atomic<std::uint64_t> allHeardUntil_{0};  ///< Frames the device has certainly played; stored by the callback.
    std::uint64_t silentFrames_ = 0;               ///< Given out since the last sound. Callback.
    std::atomic<std::uint64_t> consumed_{0};      ///< Frames taken out, ever; stored by the callback.
    std::atomic<std::uint64_t> discardUntil_{0};  ///< What lies before this frame is not to be heard; stored by the feeder.
    std::atomic<bool> midClip_{false};
    std::atomic<bool> paused_{false};
    std::atomic<float> volume_{1.0F};
    std::atomic<float> peak_{0.0F};
    std::atomic<std::uint64_t> underruns_{0};

    // Callback alone.
    float gain_ = 0.0F;
    std::vector<float> scratch_;

    std::jthread feeder_;  ///< Last: it uses everything above.
};

}  // namespace timbre
