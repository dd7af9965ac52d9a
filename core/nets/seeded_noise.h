// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace timbre::nets {

/// A seed of its own for part `index` of what `seed` decides.
std::uint64_t derivedSeed(std::uint64_t seed, std::uint64_t index) noexcept;

/// Exp(1) noise of a step, the same for the same seed and step on every machine, whatever else is being spoken.
void exponentialNoise(std::uint64_t seed, std::uint64_t step, std::span<float> noise);

/// Normal noise of mean 0 and deviation 1, the same for the same seed on every machine but for the last digits of its
/// logarithms and cosines.
void gaussianNoise(std::uint64_t seed, std::span<float> noise);

}  // namespace timbre::nets
