// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/ring.h"

#include <algorithm>
#include <bit>

namespace timbre {

static_assert(std::atomic<std::size_t>::is_always_lock_free);

FloatRing::FloatRing(std::size_t minimumSamples)
    : buffer_(std::bit_ceil(std::max<std::size_t>(minimumSamples, 2)), 0.0F), mask_(buffer_.size() - 1) {}

std::size_t FloatRing::writable() noexcept {
    readSeenByProducer_ = read_.load(std::memory_order_acquire);
    return capacity() - (written_.load(std::memory_order_relaxed) - readSeenByProducer_);
}

std::size_t FloatRing::write(std::span<const float> samples) noexcept {
    const std::size_t written = written_.load(std::memory_order_relaxed);  // our own counter: nobody else stores it
    std::size_t room = capacity() - (written - readSeenByProducer_);
    if (room < samples.size()) {
        room = writable();
    }
    const std::size_t count = std::min(room, samples.size());
    const std::size_t start = written & mask_;
    const std::size_t untilWrap = std::min(count, capacity() - start);
    std::copy_n(samples.data(), untilWrap, buffer_.data() + start);
    std::copy_n(samples.data() + untilWrap, count - untilWrap, buffer_.data());
    written_.store(written + count, std::memory_order_release);  // publishes the samples copied above
    return count;
}

std::size_t FloatRing::readable() noexcept {
    writtenSeenByConsumer_ = written_.load(std::memory_order_acquire);
    return writtenSeenByConsumer_ - read_.load(std::memory_order_relaxed);
}

std::size_t FloatRing::read(std::span<float> out) noexcept {
    const std::size_t read = read_.load(std::memory_order_relaxed);
    std::size_t waiting = writtenSeenByConsumer_ - read;
    if (waiting < out.size()) {
        waiting = readable();
    }
    const std::size_t count = std::min(waiting, out.size());
    const std::size_t start = read & mask_;
    const std::size_t untilWrap = std::min(count, capacity() - start);
    std::copy_n(buffer_.data() + start, untilWrap, out.data());
    std::copy_n(buffer_.data(), count - untilWrap, out.data() + untilWrap);
    read_.store(read + count, std::memory_order_release);  // gives the slots back only after they were copied out
    return count;
}

}  // namespace timbre
