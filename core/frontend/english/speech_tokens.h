// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/phones.h"

namespace timbre::frontend::english {

/// A word or a pause of a text in words.
struct SpeechToken {
    std::size_t begin = 0;  ///< Code points of the text.
    std::size_t end = 0;
    std::string text{};     ///< ASCII letters and apostrophes, or digits; for a pause one of , . ! ? …
    std::string small{};    ///< The same in small letters.
    bool word = false;
    const FixedReading* fixed = nullptr;  ///< The reading given by hand for this word.
};

/// Words are letters with apostrophes inside; hyphens and anything else stand between words. Marks become pauses, of which
/// only one stands between two words. Letters lose their diacritics; those of other scripts are no words.
/// @param fixed  each one becomes a word. In order, without overlap, inside the text.
[[nodiscard]] std::vector<SpeechToken> speechTokens(std::u32string_view text, std::span<const FixedReading> fixed);

}  // namespace timbre::frontend::english
