// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre::listen {

/// A word of a line and how it may be said.
struct LineWord {
    std::size_t beginByte = 0;
    std::size_t endByte = 0;                         ///< Exclusive.
    std::vector<std::vector<std::string>> readings;  ///< ARPAbet phones without stress; never empty, nor is one of them.
};

/// What is spoken of an English text, numbers and the like in words.
using ReadAloud = std::function<Result<std::vector<LineWord>>(std::string_view text)>;

/// The 39 phones of ARPAbet without stress.
[[nodiscard]] const std::vector<std::string>& arpabetPhones();

/// "AE1" is "AE"; empty for what is no phone.
[[nodiscard]] std::string withoutStress(std::string_view phone);

/// Phones that make a syllable.
[[nodiscard]] bool isVowel(std::string_view phone);

/// The letters and apostrophes of a text between everything else, with their places: words for a dictionary.
struct PlainWord {
    std::size_t beginByte = 0;
    std::size_t endByte = 0;
    std::string lower;
};
[[nodiscard]] std::vector<PlainWord> plainWords(std::string_view text);

}  // namespace timbre::listen
