// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/trie.h"

namespace timbre::frontend::zh {

/// A syllable with its tone, 1 to 5 (5 for none); nothing for marks and characters without a reading.
class Syllable {
  public:
    constexpr Syllable() = default;
    constexpr explicit Syllable(std::uint16_t code) : code_(code) {}
    constexpr Syllable(std::size_t base, unsigned tone) : code_(static_cast<std::uint16_t>(base * 8 + tone)) {}

    [[nodiscard]] constexpr bool empty() const noexcept { return code_ == 0; }
    [[nodiscard]] constexpr std::uint16_t code() const noexcept { return code_; }
    [[nodiscard]] constexpr std::size_t base() const noexcept { return code_ / 8; }
    [[nodiscard]] constexpr unsigned tone() const noexcept { return code_ % 8; }

    /// The same syllable with another tone; what has no reading stays so.
    constexpr void setTone(unsigned tone) noexcept {
        if (!empty())
            code_ = static_cast<std::uint16_t>(code_ / 8 * 8 + tone);
    }

    bool operator==(const Syllable&) const = default;

  private:
    std::uint16_t code_ = 0;
};

/// How characters are read: pypinyin's tables and words of our own, from zh.tfd.
class Pinyin {
  public:
    Pinyin() = default;
    static Result<Pinyin> open(const DataFile& file);

    /// One reading a character, phrases first: pypinyin.lazy_pinyin.
    [[nodiscard]] std::vector<Syllable> read(std::u32string_view text) const;

    /// The reading of a phrase of pypinyin's, or of a word of our own list; nothing for others.
    [[nodiscard]] std::optional<std::vector<Syllable>> phrase(std::u32string_view word) const;
    [[nodiscard]] std::optional<std::vector<Syllable>> ownWord(std::u32string_view word) const;

    /// The readings of the longest phrase at the beginning of `text` whose size `fits(size)`; none where there is none.
    template <typename Fits>
    [[nodiscard]] std::span<const std::uint16_t> longestPhrase(std::u32string_view text, Fits fits) const {
        const auto found = phrases_.longest(text, fits);
        return slice(phraseReadings_, found.value, found.size);
    }

    [[nodiscard]] std::span<const std::uint16_t> longestPhrase(std::u32string_view text) const {
        return longestPhrase(text, [](std::size_t) { return true; });
    }

    /// The first reading of a character, also of those outside of U+4E00 to U+9FA5; empty for what has none.
    [[nodiscard]] Syllable character(char32_t c) const;

    struct Heteronym {
        Syllable syllable{};
        bool inPhrases = false;  ///< A phrase of pypinyin's has it; others are rare.
    };

    /// All readings of a character that has several, the commonest first; only those that models can speak.
    [[nodiscard]] std::vector<Heteronym> heteronyms(char32_t c) const;

    /// A character that stands for a character with other signs, by Unicode; `c` itself for most.
    [[nodiscard]] char32_t plain(char32_t c) const;

    /// A common character that is read with a syllable, whatever its tone; 0 for none.
    [[nodiscard]] char32_t standIn(Syllable syllable) const;

    /// "lv4"; empty for none.
    [[nodiscard]] std::string name(Syllable syllable) const;

    /// The two symbols of a reading, tone included; empty for a syllable that no model can speak.
    [[nodiscard]] std::string_view initial(Syllable syllable) const;
    [[nodiscard]] std::string final(Syllable syllable) const;

    /// The number of a syllable without its tone, 0 for none.
    [[nodiscard]] std::size_t baseNamed(std::string_view name) const;

  private:
    void readRun(std::u32string_view run, std::vector<Syllable>& readings) const;
    /// `number` less 1 is where they begin; nothing for 0.
    [[nodiscard]] static std::span<const std::uint16_t> slice(std::span<const std::uint16_t> table, std::uint32_t number,
                                                              std::size_t size);
    [[nodiscard]] static std::optional<std::vector<Syllable>> stored(std::span<const std::uint16_t> table,
                                                                     std::uint32_t number, std::size_t size);
    Result<void> openRare(const DataFile& file);

    Trie phrases_;
    Trie own_;
    std::span<const std::uint16_t> phraseReadings_;
    std::span<const std::uint16_t> ownReadings_;
    std::span<const std::uint16_t> characters_;
    std::span<const std::uint32_t> heteronymStarts_;
    std::span<const std::uint16_t> heteronyms_;
    std::span<const std::uint32_t> far_;
    std::span<const std::uint16_t> farReadings_;
    std::span<const std::uint32_t> variants_;
    std::span<const std::uint32_t> plain_;
    std::span<const std::uint16_t> standIns_;
    StringTable syllables_;
    StringTable initials_;
    StringTable finals_;
};

}  // namespace timbre::frontend::zh
