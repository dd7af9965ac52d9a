// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace timbre {

/// Finds clipping in one channel: flat tops cut off at the recording's largest magnitude, wherever that lies (a clipped
/// take is often turned down afterwards), and samples beyond full scale.
/// push() allocates nothing.
class ClippingMeter {
  public:
    /// Any finite sample.
    void push(float sample) noexcept;

    [[nodiscard]] double peak() const noexcept { return peak_; }
    /// Samples in runs of three or more equal ones within 1 % of `peak` (usually the peak of all channels), and those
    /// beyond full scale.
    [[nodiscard]] std::size_t clippedSamples(double peak) const noexcept;

  private:
    static constexpr std::size_t kMagnitudes = 512;  ///< Up to twice full scale.

    void endRun(float next) noexcept;

    float last_ = 0.0F;
    float beforeRun_ = 0.0F;
    std::size_t run_ = 0;
    double peak_ = 0.0;
    std::uint64_t beyond_ = 0;
    std::array<std::uint64_t, kMagnitudes> flat_{};  ///< Samples in flat runs by their magnitude.
};

}  // namespace timbre
