// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Speech and marks in a Japanese text.
// Source: GPT-SoVITS text/japanese.py, oddities included.

#include <cstddef>
#include <string>
#include <string_view>

namespace timbre::frontend::ja {

/// Of marks in a row (one of ! ? … , . -) only the first.
[[nodiscard]] std::u32string withoutRepeatedMarks(std::u32string_view text);

/// Small letters, and パーセント for ％, as the reference does before it looks for words.
[[nodiscard]] std::u32string asAnalysed(std::u32string_view text);

/// Letters, digits, kana and Han characters, which the analysis reads. The digit ０ and 〇 are marks.
[[nodiscard]] bool isSpeech(char32_t c) noexcept;

/// How many code points at the beginning are to be analysed together: as far as speech goes, and no farther than the
/// analysis reaches, which cuts where a word seems to begin. 0 before a mark.
[[nodiscard]] std::size_t speechAt(std::u32string_view text) noexcept;

/// Where to cut speech that is longer than the analysis reaches.
[[nodiscard]] std::size_t placeToCut(std::u32string_view speech) noexcept;

[[nodiscard]] std::u32string inFullWidth(std::u32string_view text);

/// The phone of a mark, which may be none of the models' symbols; a blank has none.
[[nodiscard]] std::string phoneOfMark(char32_t mark);

}  // namespace timbre::frontend::ja
