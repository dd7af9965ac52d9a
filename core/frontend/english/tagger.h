// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/data_file.h"
#include "core/frontend/hash_index.h"

namespace timbre::frontend::english {

/// Parts of speech (Penn Treebank tags) by NLTK's averaged perceptron: greedy, from left to right. Immutable.
/// Source: nltk/tag/perceptron.py; weights of textblob-aptagger.
class Tagger {
  public:
    static Result<Tagger> open(const DataFile& file);

    /// The tags of the first `wanted` tokens; later tokens count as their neighbours only.
    [[nodiscard]] std::vector<std::string_view> tags(std::span<const std::string_view> tokens, std::size_t wanted) const;

  private:
    struct Context;

    [[nodiscard]] std::size_t tagOf(const Context& context) const;
    void addWeights(std::uint64_t feature, std::span<double> scores) const;

    StringTable names_;                              ///< Sorted, so that a higher number is a later name.
    HashIndex sure_;                                 ///< Words that are always of one kind.
    std::span<const std::uint8_t> sureTags_;
    HashIndex features_;
    std::span<const std::uint32_t> featureStarts_;   ///< Into labels_ and weights_.
    std::span<const std::uint8_t> labels_;
    std::span<const std::int32_t> weights_;          ///< In thousandths.
};

}  // namespace timbre::frontend::english
