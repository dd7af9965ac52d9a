// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/data_file.h"
#include "core/frontend/hash_index.h"

namespace timbre::frontend::english {

/// Takes written-together words apart by how often words and pairs of words occur. Immutable.
/// Source: the `wordsegment` package, counts included.
class WordSplitter {
  public:
    static Result<WordSplitter> open(const DataFile& file);

    /// The likeliest words whose letters are those of `word` (small letters and digits count, everything else is left out).
    /// Time linear in the length.
    [[nodiscard]] std::vector<std::string> split(std::string_view word) const;

  private:
    class Search;

    HashIndex words_;
    std::span<const double> wordScores_;  ///< log10 of the probability.
    std::span<const std::uint8_t> wordFlags_;
    HashIndex pairs_;
    std::span<const double> pairScores_;  ///< log10 of the second word's probability behind the first.
    std::span<const double> unknownScores_;  ///< By length.
};

}  // namespace timbre::frontend::english
