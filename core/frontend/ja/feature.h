// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The lines of the dictionary.

#include <span>

#include "core/frontend/ja/morphemes.h"

namespace timbre::frontend::ja {

struct FixedWord;

/// The reading in a line of the dictionary, which begins with the part of speech.
[[nodiscard]] DictionaryReading readingIn(std::string_view feature);

/// Takes the reading that most speakers use where the dictionary prefers another: 日本 is ニホン.
void takeUsualReading(Morpheme& word);

/// One word in place of those that a reading given by hand covers, of which there is at least one. It keeps their part of
/// speech where it can, so that the words around it are spoken as before.
/// @param readings  of the dictionary for the whole stretch.
[[nodiscard]] Morpheme fixedMorpheme(std::span<const Morpheme> words, const FixedWord& fixed,
                                     std::span<const DictionaryReading> readings);

}  // namespace timbre::frontend::ja
