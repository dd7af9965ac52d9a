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

/// Words that are written alike share theirs. Null where they were not asked for.
using SharedReadings = std::shared_ptr<const std::vector<DictionaryReading>>;

struct Morpheme {
    std::size_t begin = 0;  ///< Bytes of the text.
    std::size_t end = 0;
    std::string feature{};                        ///< "駅,名詞,一般,*,*,*,*,駅,エキ,エキ,1/2,C3", as Open JTalk takes it.
    SharedReadings readings{};                    ///< Of all words that are written so.
};

/// A stretch of a text that holds whole words.
struct Stretch {
    std::size_t begin = 0;  ///< Bytes of the text.
    std::size_t end = 0;
};

struct Morphemes {
    std::vector<Morpheme> words;
    std::vector<std::vector<DictionaryReading>> inStretches;  ///< Of the words that fill each stretch.
};

/// MeCab with one dictionary. Any thread; several at once.
class Morphology {
  public:
    static Result<std::unique_ptr<Morphology>> open(const std::filesystem::path& folder);
    Morphology(const Morphology&) = delete;
    Morphology& operator=(const Morphology&) = delete;
    ~Morphology();

    struct Wishes {
        std::span<const Stretch> stretches{};
        std::span<const std::size_t> borders{};  ///< Bytes of the text, with which words begin.
        bool readings = false;
    };

    [[nodiscard]] Morphemes analyse(const std::string& utf8, const Wishes& wishes) const;

  private:
    struct Parser;
    explicit Morphology(std::unique_ptr<Parser> parser);

    std::unique_ptr<Parser> parser_;
};

}  // namespace timbre::frontend::ja
