// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What MeCab makes of a text.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace timbre::frontend::ja {

/// How a word of the dictionary is read.
struct DictionaryReading {
    std::string pronunciation{};  ///< Katakana.
    std::optional<int> accent{};  ///< Compounds have more than one.
    int cost = 0;                 ///< The less, the likelier.
};

struct Morpheme {
    std::size_t begin = 0;  ///< Bytes of the text.
    std::size_t end = 0;
    std::string feature{};                        ///< "駅,名詞,一般,*,*,*,*,駅,エキ,エキ,1/2,C3", as Open JTalk takes it.
    std::vector<DictionaryReading> readings{};    ///< Of all words that are written so, if they were asked for.
};

/// A stretch that holds whole words.
struct WordBorders {
    std::size_t begin = 0;  ///< Bytes of the text.
    std::size_t end = 0;
};

struct Morphemes {
    std::vector<Morpheme> words;
    std::vector<std::vector<DictionaryReading>> atBorders;  ///< Of the words that reach from border to border.
};

/// MeCab with one dictionary. Any thread; several at once.
class Morphology {
  public:
    static Result<std::unique_ptr<Morphology>> open(const std::filesystem::path& folder);
    Morphology(const Morphology&) = delete;
    Morphology& operator=(const Morphology&) = delete;
    ~Morphology();

    [[nodiscard]] Morphemes analyse(const std::string& utf8, std::span<const WordBorders> borders, bool readings) const;

  private:
    struct Parser;
    explicit Morphology(std::unique_ptr<Parser> parser);

    std::unique_ptr<Parser> parser_;
};

}  // namespace timbre::frontend::ja
