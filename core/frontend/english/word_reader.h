// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/english/homographs.h"
#include "core/frontend/english/pronouncer.h"

namespace timbre::frontend::english {

/// Where a word stands, and its part of speech where that matters.
struct WordContext {
    WordPlace place{};
    std::string_view tag{};
};

/// How a word is said, the likeliest reading first; never empty for words with letters or digits.
using Readings = std::vector<Phones>;

/// Reads the words of one text: capitals are spelled, said or shouted; words with capitals inside are taken apart; endings,
/// homographs and what the dictionary lacks are found out.
class WordReader {
  public:
    explicit WordReader(const Pronouncer& pronouncer) : pronouncer_(pronouncer) {}

    /// @param word  ASCII letters with apostrophes, or digits.
    [[nodiscard]] Readings read(std::string_view word, const WordContext& context);

  private:
    [[nodiscard]] Readings readLetter(std::string_view word, const WordContext& context) const;
    [[nodiscard]] Readings readCapitals(std::string_view word, const WordContext& context);
    [[nodiscard]] Readings readSmall(const std::string& small, const WordContext& context);
    [[nodiscard]] Phones readParts(std::string_view word);
    [[nodiscard]] Phones readNumber(std::string_view digits);
    [[nodiscard]] Phones spelled(std::string_view letters) const;
    [[nodiscard]] Phones known(const std::string& small);
    [[nodiscard]] bool isShouted(std::string_view word) const;

    const Pronouncer& pronouncer_;
    Pronouncer::Memory memory_;
};

}  // namespace timbre::frontend::english
