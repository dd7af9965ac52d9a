// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How GPT-SoVITS cuts a text into the pieces it speaks one by one. Every step is here on its own, since the golden
// vectors hold each; a speaking program needs collapsePunctuation() and preSegment(). Lengths are in code points.
// What is not UTF-8 is read as U+FFFD by the single steps.
// Source: GPT-SoVITS TTS_infer_pack/text_segmentation_method.py and TextPreprocessor.py; parity held by timbre-parity.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre::gptsovits {

/// Where a text is cut before its short pieces are joined again.
enum class CutMethod {
    Nowhere,        ///< cut0
    FourSentences,  ///< cut1: every four sentences.
    FiftyLetters,   ///< cut2: at the first sentence end behind 50 characters.
    ChineseStop,    ///< cut3: at every "。", which is dropped.
    EnglishStop,    ///< cut4: at every "." that touches no digit, which is dropped.
    Punctuation,    ///< cut5: behind every punctuation mark.
};

struct CutMethodName {
    CutMethod method;
    std::string_view name;  ///< As in the interface of GPT-SoVITS: "cut5".
};

inline constexpr std::array<CutMethodName, 6> kCutMethodNames{{{CutMethod::Nowhere, "cut0"},
                                                               {CutMethod::FourSentences, "cut1"},
                                                               {CutMethod::FiftyLetters, "cut2"},
                                                               {CutMethod::ChineseStop, "cut3"},
                                                               {CutMethod::EnglishStop, "cut4"},
                                                               {CutMethod::Punctuation, "cut5"}}};

/// The method of that name, or nullopt.
[[nodiscard]] std::optional<CutMethod> cutMethodNamed(std::string_view name) noexcept;

/// Of a run of the marks ! ? … , . - only the first stays ("replace_consecutive_punctuation").
[[nodiscard]] std::string collapsePunctuation(std::string_view text);

/// "……" becomes "。" and "——" becomes "，"; cut behind every mark of ，。？！,.?!~:：—… ("split"). The last piece gets
/// a "。" where it has no mark. InvalidInput: empty text.
[[nodiscard]] Result<std::vector<std::string>> splitAtMarks(std::string_view text);

/// The text with "\n" where `method` cuts. Pieces of nothing but marks are left out, so that the result may be empty.
/// InvalidInput: FourSentences or FiftyLetters of a text of line ends alone.
[[nodiscard]] Result<std::string> cut(std::string_view text, CutMethod method);

/// The pieces to be spoken, in order ("pre_seg_text"): cut, joined to at least five characters, each with a mark at its
/// end, those without any letter or digit left out, those beyond 510 characters cut at their marks.
/// The reference's own oddities are kept: a piece may begin with the mark that ended the one before, and the first one
/// is empty where a text begins with more than 510 characters without a mark. Callers speak no piece without a letter.
/// @param language  "en" gets "." where others get "。".
/// @return empty for empty text and for what has no letter. InvalidInput: not UTF-8, or cutting leaves nothing but
///         blanks.
[[nodiscard]] Result<std::vector<std::string>> preSegment(std::string_view text, std::string_view language,
                                                          CutMethod method);

}  // namespace timbre::gptsovits
