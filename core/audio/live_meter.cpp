// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/live_meter.h"

#include <algorithm>
#include <cmath>

namespace timbre {

namespace {

constexpr float kEndOfScale = 0.999F;
constexpr int kStepsPerSecond = 20;

}  // namespace

LiveMeter::LiveMeter(int sampleRateHz, int channels) noexcept
    : stepSamples_(static_cast<std::size_t>(std::max(1, sampleRateHz / kStepsPerSecond)) *
                   static_cast<std::size_t>(std::max(1, channels))) {}

void LiveMeter::push(std::span<const float> interleaved) noexcept {
    float largest = 0.0F;
    std::uint64_t clipped = 0;
    for (const float sample : interleaved) {
        const float magnitude = std::isfinite(sample) ? std::fabs(sample) : 0.0F;
        largest = std::max(largest, magnitude);
        clipped += magnitude >= kEndOfScale ? 1 : 0;
        power_ += static_cast<double>(magnitude) * magnitude;
        if (++count_ == stepSamples_) {
            rms_.store(static_cast<float>(std::sqrt(power_ / static_cast<double>(count_))), std::memory_order_relaxed);
            power_ = 0.0;
            count_ = 0;
        }
    }
    if (clipped > 0) {
        clipped_.fetch_add(clipped, std::memory_order_relaxed);
    }
    // The reader may take the peak at any moment: only ever raise what is there.
    float present = peak_.load(std::memory_order_relaxed);
    while (present < largest && !peak_.compare_exchange_weak(present, largest, std::memory_order_relaxed)) {
    }
}

}  // namespace timbre
