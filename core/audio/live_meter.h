// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace timbre {

/// What a level meter on the screen shows, written by the thread that hears the input and read without waiting by the one
/// that paints. Levels are amplitudes, 1 is full scale.
class LiveMeter {
  public:
    /// @param sampleRateHz,channels  of the interleaved samples that push() gets.
    LiveMeter(int sampleRateHz, int channels) noexcept;

    /// Thread: the input's. Never allocates. NaN and infinity count as 0.
    void push(std::span<const float> interleaved) noexcept;

    /// Largest sample since the last call, of any channel. Thread: one reader.
    [[nodiscard]] float takePeak() noexcept { return peak_.exchange(0.0F, std::memory_order_relaxed); }

    // Any thread.
    /// Root mean square of the last whole 50 ms, over all channels.
    [[nodiscard]] float rms() const noexcept { return rms_.load(std::memory_order_relaxed); }
    /// Samples at the end of the scale (0.999 and more) since the beginning or resetClipped(): the clip lamp.
    [[nodiscard]] std::uint64_t clipped() const noexcept { return clipped_.load(std::memory_order_relaxed); }
    void resetClipped() noexcept { clipped_.store(0, std::memory_order_relaxed); }

  private:
    std::size_t stepSamples_;
    std::size_t count_ = 0;
    double power_ = 0.0;
    std::atomic<float> peak_{0.0F};
    std::atomic<float> rms_{0.0F};
    std::atomic<std::uint64_t> clipped_{0};
};

}  // namespace timbre
