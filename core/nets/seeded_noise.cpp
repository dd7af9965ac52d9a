// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/seeded_noise.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace timbre::nets {
namespace {

/// A well-mixed 64-bit number of a counter. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators".
std::uint64_t mixed(std::uint64_t counter) {
    counter += 0x9E3779B97F4A7C15U;
    counter = (counter ^ (counter >> 30U)) * 0xBF58476D1CE4E5B9U;
    counter = (counter ^ (counter >> 27U)) * 0x94D049BB133111EBU;
    return counter ^ (counter >> 31U);
}

/// In (0, 1]: the logarithm is finite.
double uniform(std::uint64_t counter) { return static_cast<double>((mixed(counter) >> 11U) + 1) * 0x1p-53; }

}  // namespace

std::uint64_t derivedSeed(std::uint64_t seed, std::uint64_t index) noexcept { return mixed(seed ^ mixed(index)); }

void exponentialNoise(std::uint64_t seed, std::uint64_t step, std::span<float> noise) {
    const std::uint64_t stream = derivedSeed(seed, step);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        // What is divided by the noise stays finite too, but for its smallest value.
        noise[i] = std::max(static_cast<float>(-std::log(uniform(stream + i))), std::numeric_limits<float>::min());
    }
}

void gaussianNoise(std::uint64_t seed, std::span<float> noise) {
    const std::uint64_t stream = mixed(seed);
    for (std::size_t i = 0; i < noise.size(); i += 2) {
        // Box and Muller's pair.
        const double radius = std::sqrt(-2.0 * std::log(uniform(stream + i)));
        const double angle = 2.0 * std::numbers::pi * uniform(stream + i + 1);
        noise[i] = static_cast<float>(radius * std::cos(angle));
        if (i + 1 < noise.size())
            noise[i + 1] = static_cast<float>(radius * std::sin(angle));
    }
}

}  // namespace timbre::nets
