// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace timbre::instant {

/// A number in [0, 1) that depends on `seed` and `index` only, the same on every machine (the distributions of <random>
/// differ between standard libraries). Source: splitmix64's finaliser.
constexpr double seededUniform(std::uint64_t seed, std::uint64_t index) noexcept {
    std::uint64_t z = seed * 0xD1B54A32D192ED03ULL + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    z ^= z >> 31U;
    return static_cast<double>(z >> 11U) * 0x1.0p-53;
}

/// About normal: mean 0, deviation 1, never beyond +-3.5 (the sum of four uniforms).
constexpr double seededNormal(std::uint64_t seed, std::uint64_t index) noexcept {
    double sum = -2.0;
    for (std::uint64_t k = 0; k < 4; ++k)
        sum += seededUniform(seed, 4 * index + k);
    return sum * 1.7320508075688772;
}

}  // namespace timbre::instant
