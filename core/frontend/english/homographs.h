// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/frontend/english/speech_tokens.h"

namespace timbre::frontend::english {

/// A word among the tokens of its text.
struct WordPlace {
    std::span<const SpeechToken> tokens{};
    std::size_t index = 0;

    /// The word `offset` places behind (before, where negative) in small letters; empty where a pause or nothing stands there.
    [[nodiscard]] std::string_view word(int offset) const noexcept;

    /// The same as it is written.
    [[nodiscard]] std::string_view written(int offset) const noexcept;

    /// Nothing but a pause stands before the word.
    [[nodiscard]] bool beginsSentence() const noexcept;

    /// True where `fits(word)` for one of the `most` words before or behind it in the same sentence.
    template <typename Fits>
    [[nodiscard]] bool saysNear(int most, Fits fits) const {
        return saysOn(-1, most, fits) || saysOn(1, most, fits);
    }

    template <typename Fits>
    [[nodiscard]] bool saysOn(int side, int most, Fits fits) const {
        for (int distance = 1; distance <= most && inSentence(side * distance); ++distance)
            if (fits(word(side * distance)))
                return true;
        return false;
    }

  private:
    [[nodiscard]] const SpeechToken* at(int offset) const noexcept;
    [[nodiscard]] bool inSentence(int offset) const noexcept;
};

/// True for words whose reading the words around decide (read, live, tear) better than a part of speech does.
[[nodiscard]] bool isContextual(std::string_view small);

/// The reading of such a word in ARPAbet, and its other one.
struct ContextualReading {
    std::string_view chosen{};
    std::string_view other{};
};

/// @param tag  Penn Treebank tag, or empty.
[[nodiscard]] ContextualReading contextualReading(std::string_view small, const WordPlace& place, std::string_view tag);

/// The tag that the words around leave no doubt about; otherwise `tag`.
[[nodiscard]] std::string_view certainTag(const WordPlace& place, std::string_view tag);

}  // namespace timbre::frontend::english
