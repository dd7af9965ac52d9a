// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Weights and inputs of the full-size goldens: made from names by a rule instead of stored.
// Source: the README of the golden vectors, "Full-size procedural rule".

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre::parity {

/// Evenly spread values with standard deviation `scale` around `offset`, the same on every machine; value i belongs to
/// the i-th element of a row-major tensor. Thread: any.
[[nodiscard]] std::vector<float> proceduralTensor(std::string_view name, std::uint64_t seed, std::size_t count,
                                                  double scale, double offset);

/// An input of the full-size networks.
struct ProceduralInput {
    std::string_view name;
    double scale;
    bool absolute;  ///< Magnitudes instead of signed values.
};

inline constexpr ProceduralInput kSpectrogramInput{"spec", 0.5, true};  ///< [1, 1025, 60]
inline constexpr ProceduralInput kSpeakerInput{"sv", 1.0, false};       ///< [1, 20480]
inline constexpr ProceduralInput kBertInput{"t2s.bert", 0.6, false};    ///< [1, 1024, 30]
inline constexpr ProceduralInput kSslInput{"ssl", 1.0, false};          ///< [1, 768, 31]

/// The first `count` values of an input, row-major.
[[nodiscard]] std::vector<float> proceduralInput(const ProceduralInput& input, std::uint64_t seed, std::size_t count);

/// One tensor of a full-size network.
struct WeightRow {
    std::string name;
    std::vector<std::int64_t> shape;
    double scale = 0.0;
    double offset = 0.0;

    [[nodiscard]] std::size_t count() const noexcept;
};

/// Reads a table of full-size weights: name, shape ("512,1024"; empty for a scalar), scale and offset, separated by
/// tabs. NotFound, or Corrupt with the line and the reason.
Result<std::vector<WeightRow>> readWeightTable(const std::filesystem::path& path);

}  // namespace timbre::parity
