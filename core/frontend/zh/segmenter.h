// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/frontend/trie.h"
#include "core/frontend/zh/tag_model.h"

namespace timbre::frontend::zh {

/// Words and parts of speech as jieba finds them: the likeliest way through the dictionary, and a hidden Markov model
/// for single characters it leaves. Texts are what the normaliser leaves: Han and the marks ! ? … , . -
/// Source: jieba 0.42.1, posseg.lcut and cut_for_search; parity held by frontend goldens.
class Segmenter {
  public:
    Segmenter() = default;

    enum class Vocabulary {
        Jieba,      ///< As the reference knows words.
        WithOurOwn  ///< Also those of the polyphone contexts.
    };

    static Result<Segmenter> open(const DataFile& file, Vocabulary vocabulary = Vocabulary::Jieba);

    /// posseg.lcut: all of `text` in words.
    [[nodiscard]] std::vector<Word> cut(std::u32string_view text) const;

    /// The first of the shortest parts that cut_for_search gives for a word.
    [[nodiscard]] std::u32string_view shortestPart(std::u32string_view word) const;

    [[nodiscard]] std::string_view tagName(std::uint8_t tag) const {
        return tag < tagNames_.size() ? tagNames_[tag] : std::string_view{};
    }

    /// The tag of that name, or the one of unknown words.
    [[nodiscard]] std::uint8_t tagNumber(std::string_view name) const;

    /// Whether the dictionary has it.
    [[nodiscard]] bool isWord(std::u32string_view text) const {
        return (words_.find(text) & kWeightMask) != 0 || ownNumber(text) != 0;
    }

  private:
    [[nodiscard]] std::vector<std::uint32_t> route(std::u32string_view text) const;
    [[nodiscard]] std::uint8_t tagOf(std::u32string_view word) const;
    /// The number of a word of our own, from 1 on; 0 for others.
    [[nodiscard]] std::uint32_t ownNumber(std::u32string_view text) const;
    Result<void> openOwn(const DataFile& file);
    void cutBlock(std::u32string_view text, std::size_t offset, std::vector<Word>& words) const;
    void cutLoose(std::u32string_view text, std::size_t offset, std::vector<Word>& words) const;
    void cutPlain(std::u32string_view text, std::vector<std::size_t>& sizes) const;
    void cutLoosePlain(std::u32string_view text, std::vector<std::size_t>& sizes) const;

    static constexpr unsigned kWeightBits = 24;
    static constexpr std::uint32_t kWeightMask = (1U << kWeightBits) - 1;

    Trie words_;
    std::span<const double> weights_;
    double unknownWeight_ = 0.0;
    bool withOwn_ = false;
    Trie own_;
    std::span<const double> ownWeights_;
    std::span<const std::uint8_t> ownTags_;
    StringTable tagNames_;
    std::uint8_t numberTag_ = 0;  ///< "m", which marks among loose characters get.
    TagModel tagModel_;
    SplitModel splitModel_;
};

}  // namespace timbre::frontend::zh
