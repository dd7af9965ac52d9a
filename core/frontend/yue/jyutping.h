// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/trie.h"

namespace timbre::frontend::yue {

/// The number of a syllable with its tone.
using Syllable = std::uint16_t;

/// A word's reading. Few characters have more than one syllable (units such as 兛).
struct WordReading {
    std::vector<std::vector<Syllable>> characters{};  ///< Syllables of each; empty where there is no word.

    [[nodiscard]] std::size_t size() const noexcept { return characters.size(); }
};

/// Words of Cantonese and how they are read: ToJyutping's tables, from yue.tfd.
class Jyutping {
  public:
    Jyutping() = default;
    static Result<Jyutping> open(const DataFile& file);

    /// The reading of the longest word at the beginning of `text`.
    [[nodiscard]] WordReading longest(std::u32string_view text) const;

    /// What else a word may be read as, the likelier ones first.
    [[nodiscard]] std::vector<WordReading> others(std::u32string_view word) const;

    /// Jyutping with tones, "nei5 hou2" or "nei5hou2"; 7 to 9 are taken for 1, 3 and 6. InvalidInput names what is no
    /// syllable that models can speak.
    [[nodiscard]] Result<std::vector<Syllable>> read(std::string_view utf8) const;

    /// "nei5 hou2".
    [[nodiscard]] std::string write(const WordReading& word) const;

    /// The two symbols of a syllable; empty for what is none.
    [[nodiscard]] std::string_view initial(Syllable syllable) const;
    [[nodiscard]] std::string_view final(Syllable syllable) const;

    /// A character that is read with a syllable; 0 for none.
    [[nodiscard]] char32_t standIn(Syllable syllable) const;

  private:
    [[nodiscard]] WordReading reading(std::span<const std::uint16_t> codes, std::size_t& place, std::size_t size) const;

    Trie words_;                                ///< Value: the first of the word's syllables in syllables_, plus 1.
    std::span<const std::uint16_t> syllables_;  ///< kMore: one more for the same character.
    Trie others_;
    std::span<const std::uint16_t> otherReadings_;
    std::span<const std::uint32_t> far_;
    std::span<const std::uint32_t> farStarts_;
    std::span<const std::uint16_t> standIns_;
    StringTable names_;
    StringTable initials_;
    StringTable finals_;
};

}  // namespace timbre::frontend::yue
