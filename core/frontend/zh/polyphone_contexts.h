// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/frontend/zh/pinyin.h"
#include "core/frontend/zh/segmenter.h"

namespace timbre::frontend::zh {

/// Where a character's reading comes from.
enum class Origin : std::uint8_t {
    Character,  ///< The commonest reading of the character, whatever stands around it.
    Phrase,     ///< A phrase of pypinyin's.
    Context,    ///< A word or a context of our own.
    Given,      ///< Somebody gave it for this text.
};

struct CharacterReading {
    Syllable syllable{};
    Origin origin = Origin::Character;
};

/// Decides how characters with several readings are read: by the words they stand in, by the words around them, and by
/// how the text was written with traditional characters. What a careful speaker reads, not what the reference does.
/// Source: resources/frontend/polyphone_contexts_zh.tsv (its head tells the rules' language), pypinyin's phrases.
class PolyphoneContexts {
  public:
    PolyphoneContexts() = default;
    static Result<PolyphoneContexts> open(const DataFile& file);

    struct Clause {
        std::u32string_view text;     ///< Simplified; without a mark at its end.
        std::u32string_view written;  ///< The same characters as they were written.
        std::span<const Word> words;  ///< All of `text`, in order.
        const Segmenter& segmenter;
        const Pinyin& pinyin;
    };

    /// A reading for each character; empty syllables for what has none. Time in proportion to the text.
    [[nodiscard]] std::vector<CharacterReading> read(const Clause& clause) const;

  private:
    struct Place;
    enum class Side : bool { Left, Right };

    void readWord(const Clause& clause, const Word& word, std::vector<CharacterReading>& readings) const;
    void readAcrossWords(const Clause& clause, std::vector<CharacterReading>& readings) const;
    void decide(const Place& place, CharacterReading& reading) const;
    void heedWriting(char32_t written, CharacterReading& reading) const;
    [[nodiscard]] std::span<const std::uint16_t> wordReading(std::uint32_t number, std::size_t size) const;
    [[nodiscard]] std::uint16_t element(std::size_t at) const { return at < code_.size() ? code_[at] : 0; }
    [[nodiscard]] std::size_t endOf(std::size_t code) const;
    [[nodiscard]] bool matches(const Place& place, Side side, std::size_t code, std::size_t at) const;
    [[nodiscard]] bool matchesSet(const Place& place, Side side, std::size_t code, std::size_t at) const;
    [[nodiscard]] bool meetsSet(const Place& place, Side side, std::uint16_t label, std::size_t at) const;
    [[nodiscard]] bool hasTag(std::size_t set, std::uint8_t tag) const;

    Trie words_;
    std::span<const std::uint32_t> wordStarts_;
    std::span<const std::uint16_t> wordReadings_;
    std::span<const std::uint16_t> characters_;
    std::span<const std::uint16_t> defaults_;
    std::span<const std::uint32_t> ruleStarts_;
    std::span<const std::uint16_t> ruleReadings_;
    std::span<const std::uint8_t> ruleInside_;
    std::span<const std::uint32_t> ruleCode_;
    std::span<const std::uint16_t> code_;
    Trie sets_;
    std::span<const std::uint64_t> tagSets_;
    std::span<const std::uint32_t> old_;
    std::span<const std::uint16_t> oldReadings_;
};

}  // namespace timbre::frontend::zh
