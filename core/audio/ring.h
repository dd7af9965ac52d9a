// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <vector>

namespace timbre {

/// Lock-free ring of float samples between exactly one producer thread and one consumer thread.
///
/// write() and read() never wait, allocate or call the system, so the audio callback may stand on either side. Both
/// counters only grow and are masked on access; a slot is handed over by a release store of the counter that the other
/// side reads with acquire. Each side keeps a stale copy of the other's counter and looks at the shared one only when
/// that copy says "full" or "empty", so the two cores seldom touch the same cache line.
class FloatRing {
  public:
    /// Holds at least `minimumSamples` (rounded up to a power of two, at least 2). Allocates and touches all of it.
    explicit FloatRing(std::size_t minimumSamples);
    FloatRing(const FloatRing&) = delete;
    FloatRing& operator=(const FloatRing&) = delete;

    [[nodiscard]] std::size_t capacity() const noexcept { return buffer_.size(); }

    /// Producer: room for this many samples; may be more by the time they are written, never less.
    [[nodiscard]] std::size_t writable() noexcept;
    /// Producer: copies as many of `samples` as there is room for and returns how many; the rest is not stored.
    std::size_t write(std::span<const float> samples) noexcept;

    /// Consumer: this many samples wait; may be more by the time they are read, never less.
    [[nodiscard]] std::size_t readable() noexcept;
    /// Consumer: fills as much of `out` as there are samples and returns how many; the rest of `out` is untouched.
    std::size_t read(std::span<float> out) noexcept;

  private:
    // 64 bytes is the cache line of the processors in question; std::hardware_destructive_interference_size would make
    // the layout depend on compiler flags (g++ warns about it).
    static constexpr std::size_t kCacheLine = 64;

    std::vector<float> buffer_;
    std::size_t mask_;

    alignas(kCacheLine) std::atomic<std::size_t> written_{0};  ///< Stored by the producer alone.
    std::size_t readSeenByProducer_ = 0;
    alignas(kCacheLine) std::atomic<std::size_t> read_{0};  ///< Stored by the consumer alone.
    std::size_t writtenSeenByConsumer_ = 0;
};

}  // namespace timbre
