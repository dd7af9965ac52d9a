// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <future>
#include <memory>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/capture_buffer.h"
#include "core/audio/quality.h"

/// What those who drain an input share; nothing outside core/audio includes it.
namespace timbre {

/// The device and what its callback writes into: they go together, if need be without their owner.
struct Capture {
    explicit Capture(std::unique_ptr<InputSource> input)
        : buffer(input->channels(), input->sampleRateHz()), source(std::move(input)) {}
    CaptureBuffer buffer;
    std::unique_ptr<InputSource> source;  ///< Goes first.
};

/// A sound server that hangs never lets its device stop. Nobody must wait for it, so a device that does not stop in time
/// is left to a thread of its own.
inline void stopWithin(const std::shared_ptr<Capture>& capture, std::chrono::milliseconds time) {
    std::promise<void> promise;
    const auto stopped = promise.get_future();
    std::thread([held = capture, done = std::move(promise)]() mutable {
        held->source->stop();
        held.reset();
        done.set_value();
    }).detach();
    stopped.wait_for(time);
}

inline double toDbfs(double amplitude) { return std::max(kLowestDbfs, 20.0 * std::log10(std::max(amplitude, 1e-12))); }

/// Level of the last 100 ms and peak of the last second, in steps of 100 ms.
class ScreenLevel {
  public:
    explicit ScreenLevel(int samplesPerSecond)
        : stepSamples_(std::max<std::size_t>(1, static_cast<std::size_t>(samplesPerSecond) / 10)) {}

    void push(std::span<const float> samples) {
        for (const float sample : samples) {
            const double magnitude = std::isfinite(sample) ? std::fabs(static_cast<double>(sample)) : 0.0;
            peak_ = std::max(peak_, magnitude);
            power_ += magnitude * magnitude;
            if (++count_ == stepSamples_) {
                endStep();
            }
        }
    }

    [[nodiscard]] double levelDbfs() const { return toDbfs(level_); }
    [[nodiscard]] double peakDbfs() const { return toDbfs(std::max(peak_, *std::ranges::max_element(peaks_))); }

  private:
    void endStep() {
        level_ = std::sqrt(power_ / static_cast<double>(stepSamples_));
        peaks_[step_] = peak_;
        step_ = (step_ + 1) % peaks_.size();
        power_ = 0.0;
        peak_ = 0.0;
        count_ = 0;
    }

    std::size_t stepSamples_;
    std::size_t count_ = 0;
    double power_ = 0.0;
    double peak_ = 0.0;
    double level_ = 0.0;
    std::array<double, 10> peaks_{};
    std::size_t step_ = 0;
};

/// Mean of the channels of each frame; `mono` gets one sample a frame.
inline void downmix(std::span<const float> interleaved, std::size_t channels, std::vector<float>& mono) {
    mono.resize(interleaved.size() / channels);
    for (std::size_t frame = 0; frame < mono.size(); ++frame) {
        float sum = 0.0F;
        for (const float sample : interleaved.subspan(frame * channels, channels)) {
            sum += sample;
        }
        mono[frame] = sum / static_cast<float>(channels);
    }
}

}  // namespace timbre
