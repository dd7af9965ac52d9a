// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/phones.h"
#include "core/frontend/zh/normaliser.h"
#include "core/frontend/zh/pinyin.h"

namespace timbre::frontend::zh {

/// What is left of a text when it is spoken: characters to read and marks, each with its place in the text.
struct SpokenCharacters {
    std::u32string text{};     ///< Simplified characters, digits as words, the marks ! ? … , . -
    std::u32string written{};  ///< The same as they stood in the text.
    std::vector<std::uint32_t> begin{};  ///< Code points of the text.
    std::vector<std::uint32_t> end{};
    std::vector<Syllable> given{};       ///< The reading somebody gave; empty for others.
    std::vector<bool> starts{};          ///< No word goes across the place before this character.

    [[nodiscard]] std::size_t size() const noexcept { return text.size(); }
};

/// Takes a text character by character: traditional ones become simplified ones, marks those that models know, of marks
/// in a row the first stays; digits are words. What has no sound here (letters, brackets, blanks) is left out and parts
/// words. A language tells what its readings by hand mean.
class SpokenTextReader {
  public:
    SpokenTextReader(const SpokenTextReader&) = delete;
    SpokenTextReader& operator=(const SpokenTextReader&) = delete;

    /// `fixed` as LanguageFrontEnd::speak; InvalidInput for readings that are none or do not fit their characters.
    [[nodiscard]] Result<SpokenCharacters> read(std::u32string_view text, std::span<const FixedReading> fixed) const;

  protected:
    explicit SpokenTextReader(MarkStyle marks) : marks_(marks) {}
    virtual ~SpokenTextReader() = default;

    struct GivenSyllables {
        std::vector<Syllable> syllables{};
        bool fit = false;  ///< One for each character.
    };

    /// The character that is spoken for one of the text; itself for most.
    [[nodiscard]] virtual char32_t plain(char32_t c) const = 0;

    /// The syllables of a reading for the Chinese characters of its part. InvalidInput for what is no reading.
    [[nodiscard]] virtual Result<GivenSyllables> syllables(const std::string& reading,
                                                           std::u32string_view characters) const = 0;

    /// A character that is read with a syllable; 0 for none.
    [[nodiscard]] virtual char32_t standIn(Syllable syllable) const = 0;

    /// How to write a reading, for those whose reading does not fit.
    [[nodiscard]] virtual std::string advice() const = 0;

  private:
    [[nodiscard]] char32_t spoken(std::u32string_view text, std::size_t at) const;
    [[nodiscard]] char32_t markOf(char32_t c) const;
    [[nodiscard]] Result<void> readGiven(std::u32string_view text, const FixedReading& fixed, SpokenCharacters& out) const;

    MarkStyle marks_;
};

/// A character of Chinese writing of any plane.
[[nodiscard]] constexpr bool isIdeograph(char32_t c) noexcept {
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace timbre::frontend::zh
