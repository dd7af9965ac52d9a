// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/audio/noise_model.h"

namespace timbre {

struct Bandwidth {
    double hz = 0.0;       ///< Up to where there is sound of the speech; 0 while none was heard.
    bool limited = false;  ///< There is nothing above; false too where noise would hide what there is.
};

/// Up to which frequency the speech of a recording has sound: noise that is there in the pauses too does not count, so
/// that a telephone call with hiss added afterwards is still seen as one.
/// Thread: one at a time. push() allocates nothing.
class BandwidthMeter {
  public:
    explicit BandwidthMeter(int sampleRateHz);

    /// Samples of a mono stream, and the level (dBFS) of the present 20 ms, by which windows are sorted.
    void push(std::span<const float> samples, double levelDb) noexcept;

    [[nodiscard]] Bandwidth bandwidth(const SpeechNoiseLevels& levels) const;

  private:
    static constexpr double kClassDb = 3.0;
    static constexpr std::size_t kClasses = 48;

    void analyse(double levelDb) noexcept;
    /// Mean power per band of the windows whose level lies in [lowDb, highDb]; empty without such windows.
    [[nodiscard]] std::vector<double> meanSpectrum(double lowDb, double highDb) const;

    double sampleRateHz_;
    RealFft fft_;
    std::vector<float> window_;
    std::vector<float> buffer_;
    std::vector<float> windowed_;
    std::vector<std::complex<float>> spectrum_;
    std::size_t filled_ = 0;
    std::size_t bands_;
    std::vector<double> power_;   ///< [class][band], summed.
    std::vector<double> counts_;  ///< Windows per class.
};

}  // namespace timbre
