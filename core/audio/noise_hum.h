// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/audio/noise_model.h"

namespace timbre {

/// Mains hum of a recording.
struct Hum {
    double hz = 0.0;                        ///< 50 or 60; 0 without hum.
    double db = LevelHistogram::kLowestDb;  ///< Power of all its lines together, dBFS.
};

/// Looks for steady lines at multiples of 50 and 60 Hz in windows of 0.4 s. A line must stand out over its
/// neighbourhood in the quiet windows too, and be as loud in the quietest: a voice that passes by 100 Hz does not stay
/// there. Thread: one at a time. push() allocates nothing.
class HumMeter {
  public:
    explicit HumMeter(int sampleRateHz);

    void push(std::span<const float> samples) noexcept;

    [[nodiscard]] Hum hum() const;

  private:
    static constexpr std::size_t kHarmonics = 8;

    /// Levels of one line and of its neighbourhood over the windows.
    struct Line {
        LevelHistogram line;
        LevelHistogram beside;
    };

    void analyse() noexcept;
    [[nodiscard]] double linePower(const Line& line) const;

    std::size_t decimation_;
    double windowRateHz_;
    RealFft fft_;
    std::vector<float> window_;
    std::vector<float> buffer_;
    std::vector<float> windowed_;
    std::vector<std::complex<float>> spectrum_;
    std::size_t filled_ = 0;
    double sum_ = 0.0;
    double previousSum_ = 0.0;
    std::size_t summed_ = 0;
    std::array<std::array<Line, kHarmonics>, 2> lines_{};
};

}  // namespace timbre
