// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The first half of the corrected reading: a text of any languages becomes words, and every character of the words knows
// which part of the text it comes from.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/language_segments.h"
#include "core/frontend/phones.h"

namespace timbre::frontend {

/// A stretch whose numbers, units and addresses one language reads: words of another language inside of it too, as long
/// as they are names and not sentences.
[[nodiscard]] std::vector<LanguageStretch> mainStretches(std::u32string_view text, LanguageMode mode);

/// Where a character of the words comes from.
struct Origin {
    std::size_t begin = 0;  ///< Code points of the text.
    std::size_t end = 0;
    int rewrite = -1;  ///< Its place among WordedStretch::rewrites, or -1: spoken as written.
};

struct WordedStretch {
    Language language;
    std::size_t begin = 0;  ///< Code points of the whole text.
    std::size_t end = 0;
    std::u32string text{};
    std::vector<Origin> origins{};       ///< One for each code point of `text`.
    std::vector<Rewrite> rewrites{};     ///< In code points of the whole text.
    std::vector<FixedReading> fixed{};   ///< In code points of `text`.
};

/// What of a stretch is spoken otherwise; its places count from the stretch's beginning.
using RewriteRule = std::function<Result<std::vector<Rewrite>>(Language, std::u32string_view)>;

/// @param given  readings in code points of the text, in order and without overlap: phonetic ones stay readings, words take
///               the place of what they are given for.
[[nodiscard]] Result<std::vector<WordedStretch>> inWords(std::u32string_view text, LanguageMode mode,
                                                         std::span<const FixedReading> given, const RewriteRule& rule);

/// The stretches of one language each of words that belong together. Scripts the main language does not have are left to
/// the language that has them.
[[nodiscard]] std::vector<LanguageStretch> stretchesOfWords(const WordedStretch& words);

}  // namespace timbre::frontend
