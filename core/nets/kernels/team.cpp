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
constexpr std::uint64_t kJobMask = (std::uint64_t{1} << (64 - 2 * kPartBits)) - 1;
constexpr int kSpins = 20'000;  // about 0.3 ms: longer than anything between two loops of a token
constexpr int kSpinsBeforeYield = 2'000;

// A part takes microseconds in the decoder, milliseconds in the vocoder. Who has waited for longer than this, and for
// longer than all of one's own parts took, waits for a thread that does not run.
constexpr std::chrono::microseconds kLongWait{250};
// Once may happen; a core that is shared with another program is away again after a few milliseconds.
constexpr std::chrono::milliseconds kSoonAgain{15};
constexpr std::chrono::milliseconds kFirstAlone{20};
constexpr std::chrono::milliseconds kLongestAlone{320};

constexpr std::uint64_t lane(std::uint64_t job, std::uint64_t first, std::uint64_t end) {
    return (job << (2 * kPartBits)) | (first << kPartBits) | end;
}
constexpr std::uint64_t jobOf(std::uint64_t left) { return left >> (2 * kPartBits); }
constexpr std::uint64_t firstOf(std::uint64_t left) { return (left >> kPartBits) & kPartMask; }
constexpr std::uint64_t endOf(std::uint64_t left) { return left & kPartMask; }

void pause() {
#if defined(__x86_64__) || defined(__i386__)
    _mm_pause();
#endif
}

}  // namespace

Team::Team(int threads)
    : count_(static_cast<std::size_t>(std::max(threads, 1))), lanes_(std::make_unique<Lane[]>(count_)) {
    for (std::size_t i = 1; i < count_; ++i)
        helpers_.emplace_back([this, i] { help(i); });
}

Team::~Team() {
    ends_.store(true);
    // A job of no parts: everybody wakes and sees the end.
    job_.store((job_.load() + 1) & kJobMask);
    job_.notify_all();
    for (std::thread& helper : helpers_)
        helper.join();
}

void Team::share(std::uint32_t parts, Call call, void* context) {
    for (; parts > kPartMask; --parts)
        call(context, parts - 1);  // more than a lane counts: no case in practice
    const Clock::time_point start = Clock::now();
    if (start < aloneUntil_) {
        for (std::uint32_t i = 0; i < parts; ++i)
            call(context, i);
        return;
    }
    call_.store(call, std::memory_order_relaxed);
    context_.store(context, std::memory_order_relaxed);
    open_.store(parts, std::memory_order_relaxed);
    const std::uint64_t job = (job_.load(std::memory_order_relaxed) + 1) & kJobMask;
    for (std::size_t i = 0; i < count_; ++i)
        lanes_[i].left.store(lane(job, parts * i / count_, parts * (i + 1) / count_), std::memory_order_release);
    job_.store(job);
    if (sleeping_.load() > 0)
        job_.notify_all();
    work(job, 0);
    await(start);
}

void Team::await(Clock::time_point start) {
    const Clock::time_point mine = Clock::now();
    for (int spin = 0; open_.load(std::memory_order_acquire) != 0; ++spin) {
        pause();
        if (spin > kSpinsBeforeYield)
            std::this_thread::yield();
    }
    const Clock::time_point end = Clock::now();
    if (end - mine < kLongWait || end - mine < mine - start)
        return;
    const bool soonAgain = mine - std::max(lastLongWait_, aloneUntil_) < kSoonAgain;
    lastLongWait_ = end;
    alone_ = soonAgain ? std::clamp<Clock::duration>(2 * alone_, kFirstAlone, kLongestAlone) : Clock::duration{};
    aloneUntil_ = end + alone_;
}

std::uint32_t Team::empty(Lane& lane, std::uint64_t job, bool fromFront) {
    std::uint32_t taken = 0;
    std::uint64_t left = lane.left.load(std::memory_order_acquire);
    while (jobOf(left) == job && firstOf(left) < endOf(left)) {
        const std::uint64_t rest = fromFront ? left + (std::uint64_t{1} << kPartBits) : left - 1;
        if (!lane.left.compare_exchange_weak(left, rest, std::memory_order_acq_rel, std::memory_order_acquire))
            continue;
        // The part is ours, so the job cannot end and its function stays.
        const std::uint64_t part = fromFront ? firstOf(left) : endOf(left) - 1;
        call_.load(std::memory_order_relaxed)(context_.load(std::memory_order_relaxed),
                                              static_cast<std::uint32_t>(part));
        ++taken;
        left = lane.left.load(std::memory_order_acquire);
    }
    return taken;
}

void Team::work(std::uint64_t job, std::size_t own) {
    std::uint32_t done = empty(lanes_[own], job, /*fromFront=*/true);
    for (std::size_t i = 0; i < count_; ++i)
        done += i == own ? 0 : empty(lanes_[i], job, /*fromFront=*/false);
    if (done > 0)
        open_.fetch_sub(done, std::memory_order_release);
}

void Team::help(std::size_t own) {
    std::uint64_t seen = 0;
    while (!ends_.load(std::memory_order_relaxed)) {
        std::uint64_t job = job_.load(std::memory_order_acquire);
        for (int spin = 0; job == seen && spin < kSpins; ++spin) {
            pause();
            job = job_.load(std::memory_order_acquire);
        }
        if (job == seen) {
            sleeping_.fetch_add(1);
            job_.wait(job);
            sleeping_.fetch_sub(1);
            continue;
        }
        seen = job;
        work(job, own);
    }
}

}  // namespace timbre::nets
