// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/frontend/language_segments.h"

namespace timbre::frontend {

/// Tells Chinese from Japanese sentence by sentence, where scripts alone (languageStretches) go by clauses and stop at digits:
/// 平成30年に完成した is Japanese as a whole. A sentence with kana is Japanese, but not what is quoted in it, nor words with
/// ideographs that Japanese is not written with, nor clauses that speak Chinese; of a Chinese sentence only the kana are.
/// Time linear in the text's length.
/// @param stretches  of the text, by script; English and Korean ones stay as they are.
/// @param chinese  Mandarin or Cantonese.
[[nodiscard]] std::vector<LanguageStretch> withHanBySentence(std::u32string_view text,
                                                             const std::vector<LanguageStretch>& stretches,
                                                             Language chinese);

/// The same within Japanese stretches alone: words that cannot be Japanese are Chinese, for Japanese dictionaries skip them.
[[nodiscard]] std::vector<LanguageStretch> withForeignHan(std::u32string_view text,
                                                          const std::vector<LanguageStretch>& stretches,
                                                          Language chinese);

/// Languages as listeners take them: languageStretches, and where scripts are shared, by the sentences.
[[nodiscard]] std::vector<LanguageStretch> spokenStretches(std::u32string_view text, LanguageMode mode);

}  // namespace timbre::frontend
