// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/frontend/zh/pinyin.h"
#include "core/frontend/zh/segmenter.h"

namespace timbre::frontend::zh {

/// How words are joined and how tones change between their syllables.
/// Source: GPT-SoVITS text/tone_sandhi.py (from PaddleSpeech) and the erhua of text/chinese2.py.
class Sandhi {
  public:
    Sandhi() = default;
    static Result<Sandhi> open(const DataFile& file, const Pinyin& pinyin);

    struct Tools {
        const Segmenter& segmenter;
        const Pinyin& pinyin;
    };

    /// Words of a segment that are read as one: 不 and 一 with what follows, doubled words, third tones, 儿.
    /// @param read  the syllables of `text` where they are decided already; else each word is read for itself.
    [[nodiscard]] std::vector<Word> join(const Tools& tools, std::u32string_view text, std::vector<Word> words,
                                         std::span<const Syllable> read = {}) const;

    /// The tones of one word's syllables as they are spoken.
    void change(const Tools& tools, std::u32string_view word, std::string_view tag,
                std::span<Syllable> syllables) const;

    /// The third tones of one word's syllables.
    static void changeThird(const Tools& tools, std::u32string_view word, std::span<Syllable> syllables);

    /// What a character or a word counts as.
    [[nodiscard]] bool isNumeric(char32_t c) const;
    [[nodiscard]] bool keepsTones(std::u32string_view word) const { return listed(Full, word) || listed(Whole, word); }
    [[nodiscard]] bool neutralAtEnd(std::u32string_view word) const;

    /// 儿 as part of the syllable before it.
    void erhua(std::u32string_view word, std::string_view tag, std::span<Syllable> syllables) const;

  private:
    enum List : std::uint32_t { Neutral = 1, Full = 2, Erhua = 4, NoErhua = 8, Whole = 16 };

    [[nodiscard]] bool listed(List list, std::u32string_view word) const { return (lists_.find(word) & list) != 0; }
    void changeYi(std::u32string_view word, std::span<Syllable> syllables) const;
    void changeNeutral(std::u32string_view word, std::string_view tag, std::u32string_view shortest,
                       std::span<Syllable> syllables) const;
    [[nodiscard]] std::size_t neutralPlace(std::u32string_view word, std::string_view tag) const;

    Trie lists_;
    std::span<const std::uint16_t> numeric_;
    std::size_t er_ = 0;
};

}  // namespace timbre::frontend::zh
