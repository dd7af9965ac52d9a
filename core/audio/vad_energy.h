// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/audio/vad.h"

/// Internal to voice activity: what is done without the network.
namespace timbre {

/// Judges a chunk by its level over the noise floor, in the band where voices are. The floor is the lowest level of the
/// last seconds, so a steady sound of any level stops being "speech" soon.
class EnergyStream {
  public:
    EnergyStream();
    float process(std::span<const float, VoiceActivity::kChunkFrames> chunk) noexcept;
    void reset() noexcept;

  private:
    static constexpr std::size_t kWindows = 8;        ///< Minima are kept per window,
    static constexpr std::size_t kWindowChunks = 12;  ///< each of about 0.4 s.

    float floorDb(float levelDb) noexcept;

    RealFft fft_;
    std::vector<float> window_;
    std::vector<float> windowed_;
    std::vector<std::complex<float>> spectrum_;
    std::array<float, kWindows> minima_{};
    std::size_t chunks_ = 0;
    float smooth_ = 0.0F;
};

}  // namespace timbre
