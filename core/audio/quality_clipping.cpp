// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/quality_clipping.h"

#include <algorithm>
#include <cmath>

namespace timbre {

namespace {
constexpr double kLargest = 2.0;
constexpr float kQuietest = 0.02F;  // Flat runs of quiet samples are the resolution of the file, not clipping.
constexpr std::size_t kShortestRun = 3;
// A slow wave is flat at its top too, at 16 bits, but leaves the top by single steps; clipping cuts a slope off.
constexpr float kSmallestCorner = 4.0F / 32768.0F;
}  // namespace

void ClippingMeter::push(float sample) noexcept {
    const float magnitude = std::abs(sample);
    peak_ = std::max(peak_, static_cast<double>(magnitude));
    if (run_ > 0 && sample == last_) {
        ++run_;
    } else {
        endRun(sample);
        beforeRun_ = last_;
        run_ = 1;
    }
    if (magnitude > 1.0F) {
        ++beyond_;
    }
    last_ = sample;
}

void ClippingMeter::endRun(float next) noexcept {
    const float magnitude = std::abs(last_);
    if (run_ < kShortestRun || magnitude < kQuietest || magnitude > 1.0F) {
        return;
    }
    const float sign = last_ < 0.0F ? -1.0F : 1.0F;
    const float rise = sign * (last_ - beforeRun_);
    const float fall = sign * (last_ - next);
    if (rise > 0.0F && fall > 0.0F && rise + fall >= kSmallestCorner) {
        const auto bin = static_cast<std::size_t>(static_cast<double>(magnitude) / kLargest * kMagnitudes);
        flat_[std::min(bin, kMagnitudes - 1)] += run_;
    }
}

std::size_t ClippingMeter::clippedSamples(double peak) const noexcept {
    const auto first = static_cast<std::size_t>(std::min(peak * 0.99, kLargest) / kLargest * kMagnitudes);
    std::uint64_t sum = beyond_;
    for (std::size_t bin = first; bin < kMagnitudes; ++bin) {
        sum += flat_[bin];
    }
    return static_cast<std::size_t>(sum);
}

}  // namespace timbre
