// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "core/base/result.h"
#include "core/frontend/data_file.h"

namespace timbre::frontend::korean {

/// What letters become where they meet: standard pronunciation as g2pk2 has it. Immutable.
/// Source: g2pk2 special.py and regular.py; its table.csv from the data file.
class SoundRules {
  public:
    static Result<SoundRules> open(const DataFile& file);

    /// `letters`: a decomposed text, with marks; gives it as it sounds, without marks.
    [[nodiscard]] std::u32string apply(std::u32string letters) const;

  private:
    [[nodiscard]] std::u32string meet(const std::u32string& letters, std::size_t rule) const;

    std::span<const std::uint32_t> codas_;
    std::span<const std::uint32_t> onsets_;  ///< 0 for the end of a word.
    StringTable results_;
};

}  // namespace timbre::frontend::korean
