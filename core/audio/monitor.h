// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <span>

#include "core/audio/player.h"
#include "core/audio/ring.h"
#include "core/base/result.h"

namespace timbre {

/// Lets the speaker hear the microphone: what is pushed comes out of an output at gain 1, a few hundredths of a second
/// later. The two devices' clocks drift: what has piled up beyond 80 ms is skipped, what is missing is silent.
class Monitor final : public AudioFiller {
  public:
    /// Opens the output. The opener's errors.
    static Result<std::unique_ptr<Monitor>> start(const OutputOpener& output, int inputRateHz);
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    /// One channel. Thread: the input's; never waits or allocates.
    void push(std::span<const float> mono) noexcept { ring_.write(mono); }

    /// Thread: audio callback.
    void fill(std::span<float> mono) noexcept override;

  private:
    explicit Monitor(int inputRateHz);
    [[nodiscard]] float next() noexcept;

    int inputRateHz_;
    FloatRing ring_;
    std::atomic<double> step_{1.0};  ///< Input samples for one of the output.
    // Audio callback alone.
    double position_ = 0.0;
    float before_ = 0.0F;
    float after_ = 0.0F;
    std::unique_ptr<OutputStream> stream_;  ///< Last: it ends before anything it uses.
};

}  // namespace timbre
