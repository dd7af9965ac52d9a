// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/data_file.h"
#include "core/frontend/english/letter_network.h"
#include "core/frontend/english/word_splitter.h"
#include "core/frontend/hash_index.h"

namespace timbre::frontend::english {

/// ARPAbet phones with stress digits ("AH0"), and marks as they were written.
using Phones = std::vector<std::string_view>;

/// How words are spoken: the dictionary, and for words it lacks their letters, their stem, their parts or the network.
///
/// Immutable. What it gives stays valid while the data file does.
class Pronouncer {
  public:
    /// Words that the network has read for one text, so that it reads each only once.
    using Memory = std::unordered_map<std::string, Phones>;

    static Result<Pronouncer> open(const DataFile& file);

    /// True for words whose reading depends on their part of speech. `word` is in small letters.
    [[nodiscard]] bool isHomograph(std::string_view word) const noexcept { return homographs_.find(word).has_value(); }

    /// A homograph's reading with the Penn Treebank tag `tag`.
    [[nodiscard]] Phones homograph(std::string_view word, std::string_view tag) const;

    /// A letter that stands alone: "a" is the article, "A" the letter.
    [[nodiscard]] Phones letter(std::string_view letter) const;

    /// Any other word, in small letters.
    [[nodiscard]] Phones word(std::string_view word, Memory& memory) const;

    /// The dictionary's first reading of a word in small letters.
    [[nodiscard]] std::optional<Phones> known(std::string_view word) const;

    /// The dictionary's other readings; of a homograph both that it is known for.
    [[nodiscard]] std::vector<Phones> others(std::string_view word) const;

    /// What the dictionary lacks, by its parts or the network.
    [[nodiscard]] Phones unknown(std::string_view word, Memory& memory) const;

    /// A word's reading with the ending "s" or "'s" behind it: Z, S or AH0 Z.
    static void addSibilant(Phones& phones);

  private:
    [[nodiscard]] Phones decode(std::string_view numbers) const;
    [[nodiscard]] Phones spelled(std::string_view word) const;
    [[nodiscard]] Phones possessive(std::string_view stem, Memory& memory) const;
    [[nodiscard]] Phones guessed(std::string_view word, Memory& memory) const;

    StringTable names_;  ///< Phones by their numbers.
    HashIndex words_;
    StringTable wordPhones_;
    HashIndex moreWords_;       ///< Words of several readings.
    StringTable moreReadings_;  ///< The other ones, each ended by kReadingEnd.
    HashIndex homographs_;
    StringTable firstReadings_;
    StringTable secondReadings_;
    StringTable homographTags_;  ///< With such a tag the first reading is meant.
    WordSplitter splitter_;
    LetterNetwork network_;
};

}  // namespace timbre::frontend::english
