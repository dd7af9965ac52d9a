// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

/// Internal to core/audio: samples to whole numbers, with dither.
namespace timbre::detail {

/// Reproducible noise for the dither (splitmix64: Steele, Lea and Flood, 2014).
class DitherNoise {
  public:
    explicit DitherNoise(std::uint64_t seed) noexcept : state_(seed) {}
    /// Triangular, -1..1.
    double triangular() noexcept {
        const std::uint64_t bits = next();
        constexpr double kScale = 1.0 / 4294967296.0;
        return (static_cast<double>(bits >> 32U) - static_cast<double>(bits & 0xFFFFFFFFU)) * kScale;
    }

  private:
    std::uint64_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    std::uint64_t state_;
};

/// Nearest step of a `bits` wide integer, in the top bits of an int as libsndfile takes it; `sample` is finite.
/// @param dither  null for none.
inline int quantise(float sample, int bits, DitherNoise* dither) noexcept {
    const double full = std::ldexp(1.0, bits - 1);
    double value = static_cast<double>(sample) * full;
    // What lies on a step already (silence, sound that once was 16 bit) has no rounding error to hide.
    const bool rounded = value != std::floor(value);
    if (dither != nullptr && rounded) {
        value += dither->triangular();
    }
    value = std::floor(value + 0.5);
    return static_cast<int>(std::clamp(value, -full, full - 1.0)) * (1 << (32 - bits));
}

}  // namespace timbre::detail
