// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "core/text/long_sentences.h"
#include "core/text/quote_pairs.h"
#include "core/text/sentence_ends.h"

namespace timbre {

/// What a single "." or "．" means beside characters of East Asia.
class WidePeriods {
  public:
    /// All outlive the object.
    WidePeriods(const Characters& characters, const QuotePairs& pairs, const SentenceEnds& latin)
        : characters_(characters), pairs_(pairs), latin_(latin) {}

    /// Whether the full stop ends a sentence; no quote closes behind it.
    [[nodiscard]] bool ends(const Stop& stop) const;
    /// "2024. 10. 5. 토요일"
    [[nodiscard]] bool inDottedDate(std::size_t period) const;

  private:
    struct Number {
        std::size_t begin = 0;
        bool parts = false;  ///< Has full stops inside.
    };

    [[nodiscard]] char32_t at(std::size_t i) const { return i < characters_.size() ? characters_[i].codePoint : 0; }
    [[nodiscard]] bool isWideLetter(std::size_t i) const;
    [[nodiscard]] std::size_t behindBlanks(std::size_t i) const;
    [[nodiscard]] Number numberBefore(std::size_t end) const;
    [[nodiscard]] bool endsBehindDigit(std::size_t period) const;
    [[nodiscard]] bool endsBehindLatin(const Stop& stop) const;
    [[nodiscard]] bool endsBehindWide(std::size_t period) const;

    const Characters& characters_;
    const QuotePairs& pairs_;
    const SentenceEnds& latin_;
};

}  // namespace timbre
