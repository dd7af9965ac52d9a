// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/monitor.h"

#include <algorithm>
#include <array>
#include <utility>

namespace timbre {

namespace {

constexpr double kMostSeconds = 0.08;
constexpr double kKeptSeconds = 0.03;

}  // namespace

Monitor::Monitor(int inputRateHz) : inputRateHz_(inputRateHz), ring_(static_cast<std::size_t>(std::max(2, inputRateHz))) {}

Result<std::unique_ptr<Monitor>> Monitor::start(const OutputOpener& output, int inputRateHz) {
    if (!output) {
        return fail(ErrorCode::Unsupported, "there is no output to hear the microphone through",
                    "Choose an output device in the settings.");
    }
    auto monitor = std::unique_ptr<Monitor>(new Monitor(inputRateHz));
    auto stream = output(*monitor);
    if (!stream) {
        return tl::unexpected(stream.error());
    }
    monitor->step_ = static_cast<double>(inputRateHz) / std::max(1, (*stream)->sampleRateHz());
    monitor->stream_ = std::move(*stream);
    return monitor;
}

float Monitor::next() noexcept {
    std::array<float, 1> sample{};
    ring_.read(sample);
    return sample[0];
}

void Monitor::fill(std::span<float> mono) noexcept {
    const auto waiting = ring_.readable();
    if (waiting > static_cast<std::size_t>(kMostSeconds * inputRateHz_)) {
        for (std::size_t skip = waiting - static_cast<std::size_t>(kKeptSeconds * inputRateHz_); skip > 0; --skip) {
            before_ = std::exchange(after_, next());
        }
    }
    const double step = step_.load(std::memory_order_relaxed);
    for (float& sample : mono) {
        while (position_ >= 1.0) {
            before_ = std::exchange(after_, next());
            position_ -= 1.0;
        }
        sample = before_ + static_cast<float>(position_) * (after_ - before_);
        position_ += step;
    }
}

}  // namespace timbre
