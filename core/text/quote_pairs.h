// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/text/long_sentences.h"

namespace timbre {

/// Which quotes and brackets of some characters belong together. Straight quotes open and close by turns. What has no
/// partner, apostrophes and inches stand for nothing. Pairs never cross each other; made in linear time.
class QuotePairs {
  public:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    explicit QuotePairs(const Characters& characters);

    /// The closer of the opener at `i`, or the opener of the closer; kNone where `i` is neither.
    [[nodiscard]] std::size_t partnerOf(std::size_t i) const { return toIndex(partners_[i]); }
    [[nodiscard]] bool opens(std::size_t i) const { return partnerOf(i) != kNone && partnerOf(i) > i; }
    [[nodiscard]] bool closes(std::size_t i) const { return partnerOf(i) != kNone && partnerOf(i) < i; }
    /// The opener of the innermost pair that holds `i` between its quotes, or kNone.
    [[nodiscard]] std::size_t around(std::size_t i) const { return toIndex(around_[i]); }

  private:
    using Index = std::uint32_t;
    static constexpr Index kNoIndex = std::numeric_limits<Index>::max();

    static std::size_t toIndex(Index i) { return i == kNoIndex ? kNone : i; }
    void findPartners(const Characters& characters);
    void findAround();

    std::vector<Index> partners_;
    std::vector<Index> around_;
};

}  // namespace timbre
