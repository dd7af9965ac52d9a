// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/kernels/team.h"

#include <algorithm>

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#endif

namespace timbre::nets {
namespace {

constexpr unsigned kPartBits = 20;
constexpr std::uint64_t kPartMask = (std::uint64_t{1} << kPartBits) - 1;
constexpr int kSpins = 20'000;  // about 0.3 ms: longer than anything between two loops of a token
constexpr int kSpinsBeforeYield = 2'000;

constexpr std::uint64_t partsOf(std::uint64_t ticket) { return (ticket >> kPartBits) & kPartMask; }
constexpr std::uint64_t nextOf(std::uint64_t ticket) { return ticket & kPartMask; }
constexpr std::uint64_t jobOf(std::uint64_t ticket) { return ticket >> (2 * kPartBits); }

void pause() {
#if defined(__x86_64__) || defined(__i386__)
    _mm_pause();
#endif
}

}  // namespace

Team::Team(int threads) {
    for (int i = 1; i < threads; ++i)
        helpers_.emplace_back([this] { help(); });
}

Team::~Team() {
    ends_.store(true);
    // A job of no parts: everybody wakes and sees the end.
    ticket_.store((jobOf(ticket_.load()) + 1) << (2 * kPartBits));
    ticket_.notify_all();
    for (std::thread& helper : helpers_)
        helper.join();
}

void Team::share(std::uint32_t parts, Call call, void* context) {
    for (; parts > kPartMask; --parts)
        call(context, parts - 1);  // more than a ticket counts: no case in practice
    call_.store(call, std::memory_order_relaxed);
    context_.store(context, std::memory_order_relaxed);
    open_.store(parts, std::memory_order_relaxed);
    const std::uint64_t job = jobOf(ticket_.load(std::memory_order_relaxed)) + 1;
    ticket_.store((job << (2 * kPartBits)) | (std::uint64_t{parts} << kPartBits));
    if (sleeping_.load() > 0)
        ticket_.notify_all();
    work();
    for (int spin = 0; open_.load(std::memory_order_acquire) != 0; ++spin) {
        pause();
        if (spin > kSpinsBeforeYield)
            std::this_thread::yield();
    }
}

void Team::work() {
    std::uint64_t ticket = ticket_.load(std::memory_order_acquire);
    while (nextOf(ticket) < partsOf(ticket)) {
        if (!ticket_.compare_exchange_weak(ticket, ticket + 1, std::memory_order_acq_rel, std::memory_order_acquire))
            continue;
        // The part is ours, so the job cannot end and its function stays.
        call_.load(std::memory_order_relaxed)(context_.load(std::memory_order_relaxed),
                                              static_cast<std::uint32_t>(nextOf(ticket)));
        open_.fetch_sub(1, std::memory_order_release);
        ticket = ticket_.load(std::memory_order_acquire);
    }
}

void Team::help() {
    std::uint64_t seen = 0;
    while (!ends_.load(std::memory_order_relaxed)) {
        std::uint64_t ticket = ticket_.load(std::memory_order_acquire);
        for (int spin = 0; jobOf(ticket) == seen && spin < kSpins; ++spin) {
            pause();
            ticket = ticket_.load(std::memory_order_acquire);
        }
        if (jobOf(ticket) == seen) {
            sleeping_.fetch_add(1);
            ticket_.wait(ticket);
            sleeping_.fetch_sub(1);
            continue;
        }
        seen = jobOf(ticket);
        work();
    }
}

}  // namespace timbre::nets
