// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

#include "core/audio/noise_model.h"

namespace timbre {

/// Counts syllable nuclei: tops of the level in the band of the vowels with a dip on both sides (after N. de Jong and
/// T. Wempe, "Praat script to detect syllable nuclei", 2009). Fed with one level per 10 ms.
/// push() allocates nothing.
class SyllableCounter {
  public:
    void push(double levelDb) noexcept;

    /// Nuclei so far; tops far under the usual ones are breath and noise.
    [[nodiscard]] std::size_t nuclei() const noexcept;

  private:
    static constexpr std::size_t kSmoothing = 5;

    std::array<double, kSmoothing> recent_{};
    std::size_t seen_ = 0;
    bool rising_ = true;
    double top_ = LevelHistogram::kLowestDb;
    double dip_ = LevelHistogram::kLowestDb;
    LevelHistogram tops_;
};

}  // namespace timbre
