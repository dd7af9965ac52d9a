// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/phones.h"
#include "core/frontend/zh/normaliser.h"
#include "core/frontend/zh/pinyin_notation.h"

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
/// words. `fixed` as LanguageFrontEnd::speak; InvalidInput for readings that are none or do not fit their characters.
class SpokenTextReader {
  public:
    SpokenTextReader(const Normaliser& normaliser, const Pinyin& pinyin) : normaliser_(normaliser), pinyin_(pinyin) {}

    [[nodiscard]] Result<SpokenCharacters> read(std::u32string_view text, std::span<const FixedReading> fixed) const;

  private:
    [[nodiscard]] char32_t spoken(std::u32string_view text, std::size_t at) const;
    [[nodiscard]] Result<void> readGiven(std::u32string_view text, const FixedReading& fixed, SpokenCharacters& out) const;
    [[nodiscard]] char32_t plainCharacter(char32_t c) const;

    const Normaliser& normaliser_;
    const Pinyin& pinyin_;
};

/// A character of Chinese writing of any plane.
[[nodiscard]] constexpr bool isIdeograph(char32_t c) noexcept {
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace timbre::frontend::zh
