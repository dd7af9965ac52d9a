// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/audio/ring.h"
#include "core/base/result.h"

namespace timbre {

/// What stands between a sound device's callback and the thread that writes the take: a ring of whole frames and the
/// counters that tell what did not fit.
class CaptureBuffer {
  public:
    /// Room for `seconds` of sound; ten by default, since flushing to a busy disk can take several.
    CaptureBuffer(int channels, int sampleRateHz, double seconds = 10.0);

    [[nodiscard]] int channels() const noexcept { return channels_; }

    /// Takes over interleaved frames; those that do not fit are counted as dropped.
    /// Thread: audio callback. Never allocates, locks, logs or calls the system.
    /// @param overrun  the device itself says that sound before this block was lost.
    void deliver(std::span<const float> interleaved, bool overrun) noexcept;

    /// Frames that fit now; may be more by the time they are delivered, never less. Thread: audio callback.
    [[nodiscard]] std::size_t room() noexcept { return ring_.writable() / static_cast<std::size_t>(channels_); }

    /// Fills `out` with whole frames as far as there are any and returns the number of samples. Thread: take writer.
    std::size_t take(std::span<float> out) noexcept;

    // Any thread.
    [[nodiscard]] std::uint64_t deliveredFrames() const noexcept { return delivered_.load(std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t droppedFrames() const noexcept { return dropped_.load(std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t overruns() const noexcept { return overruns_.load(std::memory_order_relaxed); }

  private:
    int channels_;
    FloatRing ring_;
    std::atomic<std::uint64_t> delivered_{0};
    std::atomic<std::uint64_t> dropped_{0};
    std::atomic<std::uint64_t> overruns_{0};
};

/// Something that delivers sound while it runs: a microphone, or a test's tone.
class InputSource {
  public:
    virtual ~InputSource() = default;

    [[nodiscard]] virtual int sampleRateHz() const noexcept = 0;
    [[nodiscard]] virtual int channels() const noexcept = 0;

    /// From now on `buffer.deliver` is called, on a thread of the source's own. `buffer` outlives stop().
    /// DeviceUnavailable when the device does not start.
    virtual Result<void> start(CaptureBuffer& buffer) = 0;

    /// When this returns, deliver() is called no more. Harmless when it does not run.
    virtual void stop() noexcept = 0;

    /// False once the device has ended the stream by itself.
    [[nodiscard]] virtual bool alive() const noexcept = 0;
};

}  // namespace timbre
