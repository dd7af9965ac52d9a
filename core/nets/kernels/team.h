// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <type_traits>
#include <vector>

namespace timbre::nets {

/// Threads that share one caller's short loops. A decoder hands out work a hundred times a token, a few microseconds
/// each: waking a thread through the system would take longer than the work, so the others spin for a while before they
/// sleep. Parts are taken one by one, so that a thread whose core is busy elsewhere takes fewer.
/// One caller at a time.
class Team {
  public:
    /// @param threads  the caller included; 1 runs everything on the caller.
    explicit Team(int threads);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    [[nodiscard]] int threads() const noexcept { return static_cast<int>(helpers_.size()) + 1; }

    /// Calls part(i) once for each i < parts, on any of the threads, and returns when all have returned. `part` must
    /// not throw.
    template <typename Part>
    void run(std::uint32_t parts, Part&& part) {
        if (helpers_.empty() || parts <= 1) {
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

    void share(std::uint32_t parts, Call call, void* context);
    /// Takes parts of the present job until none is left.
    void work();
    void help();

    // Job number (24 bits), its parts (20), the next part (20): a thread that comes late cannot take a part of a job
    // whose function it has not seen, because the numbers no longer agree.
    std::atomic<std::uint64_t> ticket_{0};
    std::atomic<std::uint32_t> open_{0};  ///< Parts that have not returned.
    std::atomic<Call> call_{nullptr};
    std::atomic<void*> context_{nullptr};
    std::atomic<std::uint32_t> sleeping_{0};
    std::atomic<bool> ends_{false};
    std::vector<std::thread> helpers_;
};

}  // namespace timbre::nets
