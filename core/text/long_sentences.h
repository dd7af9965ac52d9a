// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace timbre {

struct Character {
    char32_t codePoint = 0;
    std::size_t byte = 0;  ///< Where it stands in the script.
};

using Characters = std::vector<Character>;

/// Indices into Characters, end exclusive.
struct CharacterRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Pieces of about equal length, none above `maximumCharacters` (wide ones count three), cut where it hurts least.
/// A sentence that is short enough comes back whole.
std::vector<CharacterRange> cutLongSentence(const Characters& characters, CharacterRange sentence,
                                            std::size_t maximumCharacters);

}  // namespace timbre
