// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/nets/kernels/packed_matrix.h"
#include "core/nets/kernels/team.h"

namespace timbre {

/// How long it takes to read so many bytes of memory once, with so many threads, and do nothing with them: no step that
/// reads its weights once can take less.
class ReadFloor {
  public:
    ReadFloor(std::size_t bytes, int threads);

    /// Reads everything once. @return seconds.
    double read();
    /// The median of all readings, in seconds.
    [[nodiscard]] double median() const;

  private:
    nets::Team team_;
    nets::WeightMemory<std::int32_t> memory_;  ///< As the weights lie.
    std::vector<std::int64_t> sums_;           ///< Of each part, so that the reading cannot be left out.
    std::vector<double> readings_;
};

/// The middle of some times; they may be in any order, but there must be one.
double medianOf(std::vector<double> times);

}  // namespace timbre
