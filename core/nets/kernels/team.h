// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

namespace timbre::nets {

/// Threads that share one caller's short loops. A decoder hands out work a hundred times a token, a few microseconds
/// each: waking a thread through the system would take longer than the work, so the others spin for a while before they
/// sleep. Each thread begins with parts of its own that lie side by side, and takes from the others' ends when it is
/// through. Where another program holds a thread's core, the caller would wait for the part that this thread has in
/// hand: it then works alone for a while, longer each time, and tries again.
/// One caller at a time.
class Team {
  public:
    /// @param threads  the caller included; 1 runs everything on the caller.
    explicit Team(int threads);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    [[nodiscard]] int threads() const noexcept { return static_cast<int>(count_); }

    /// Calls part(i) once for each i < parts, on any of the threads, and returns when all have returned. `part` must
    /// not throw.
    template <typename Part>
    void run(std::uint32_t parts, Part&& part) {
        if (count_ == 1 || parts <= 1) {
            for (std::uint32_t i = 0; i < parts; ++i)
                part(i);
            return;
        }
        using Plain = std::remove_reference_t<Part>;
        share(
            parts, [](void* context, std::uint32_t i) { (*static_cast<Plain*>(context))(i); },
            const_cast<void*>(static_cast<const void*>(&part)));
    }

  private:
    using Call = void (*)(void* context, std::uint32_t part);
    using Clock = std::chrono::steady_clock;

    /// What is left of a thread's parts: job number (24 bits), first part (20), end (20). A thread that comes late
    /// cannot take a part of a job whose function it has not seen, because the numbers no longer agree.
    struct alignas(64) Lane {
        std::atomic<std::uint64_t> left{0};
    };

    void share(std::uint32_t parts, Call call, void* context);
    /// Works on a job, at first from the lane of one's own, until no part of it is left.
    void work(std::uint64_t job, std::size_t own);
    /// Takes parts of one lane, from its front or from its end. @return how many.
    std::uint32_t empty(Lane& lane, std::uint64_t job, bool fromFront);
    void help(std::size_t own);
    /// Waits for the others' parts; where that takes far longer than the parts, the caller works alone for a while.
    void await(Clock::time_point start);

    std::size_t count_;
    std::unique_ptr<Lane[]> lanes_;  ///< [count_], the caller's first.
    alignas(64) std::atomic<std::uint64_t> job_{0};
    std::atomic<Call> call_{nullptr};
    std::atomic<void*> context_{nullptr};
    std::atomic<bool> ends_{false};
    alignas(64) std::atomic<std::uint32_t> open_{0};  ///< Parts that have not returned.
    std::atomic<std::uint32_t> sleeping_{0};
    // The caller's own.
    Clock::time_point lastLongWait_{};
    Clock::time_point aloneUntil_{};
    Clock::duration alone_{};
    std::vector<std::thread> helpers_;
};

}  // namespace timbre::nets
