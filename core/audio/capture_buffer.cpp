// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/capture_buffer.h"

#include <algorithm>
#include <cmath>

namespace timbre {

CaptureBuffer::CaptureBuffer(int channels, int sampleRateHz, double seconds)
    : channels_(std::max(channels, 1)),
      ring_(static_cast<std::size_t>(std::ceil(seconds * sampleRateHz)) * static_cast<std::size_t>(channels_)) {}

void CaptureBuffer::deliver(std::span<const float> interleaved, bool overrun) noexcept {
    const auto channels = static_cast<std::size_t>(channels_);
    const std::size_t frames = interleaved.size() / channels;
    std::size_t kept = frames;
    if (ring_.writable() < frames * channels) {
        kept = ring_.writable() / channels;
        dropped_.fetch_add(frames - kept, std::memory_order_relaxed);
    }
    ring_.write(interleaved.first(kept * channels));
    delivered_.fetch_add(kept, std::memory_order_relaxed);
    if (overrun) {
        overruns_.fetch_add(1, std::memory_order_relaxed);
    }
}

std::size_t CaptureBuffer::take(std::span<float> out) noexcept {
    const auto channels = static_cast<std::size_t>(channels_);
    return ring_.read(out.first(out.size() / channels * channels));
}

}  // namespace timbre
