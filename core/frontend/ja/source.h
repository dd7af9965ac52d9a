// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A text as the rewriting rules look at it.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::frontend::ja {

[[nodiscard]] constexpr bool isAsciiDigit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }
[[nodiscard]] constexpr bool isCapital(char32_t c) noexcept { return c >= U'A' && c <= U'Z'; }
[[nodiscard]] constexpr bool isLatinLetter(char32_t c) noexcept { return isCapital(c) || (c >= U'a' && c <= U'z'); }
[[nodiscard]] constexpr bool isAlphanumeric(char32_t c) noexcept { return isAsciiDigit(c) || isLatinLetter(c); }
[[nodiscard]] constexpr bool isHiraganaLetter(char32_t c) noexcept { return c >= 0x3041 && c <= 0x3096; }
[[nodiscard]] constexpr bool isKatakanaLetter(char32_t c) noexcept { return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC; }
[[nodiscard]] constexpr bool isHanLetter(char32_t c) noexcept {
    return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3005 || (c >= 0xF900 && c <= 0xFAFF);
}
[[nodiscard]] constexpr bool isJapaneseLetter(char32_t c) noexcept {
    return isHiraganaLetter(c) || isKatakanaLetter(c) || isHanLetter(c);
}

/// A number as it is written.
struct Number {
    std::size_t begin = 0;
    std::size_t end = 0;        ///< Exclusive.
    std::u32string whole{};     ///< Digits, without the commas between groups of three.
    std::u32string fraction{};  ///< Digits behind the point.
    bool grouped = false;       ///< Had such commas.

    [[nodiscard]] bool isWhole() const noexcept { return fraction.empty(); }
    /// Of a whole number up to nine digits; -1 for others.
    [[nodiscard]] int value() const noexcept;
};

/// Full-width forms of ASCII are plain, and so are the several minuses and tildes, one character for one. Rules that look
/// at runs of digits and letters take no time for their length.
class Source {
  public:
    explicit Source(std::u32string_view text);

    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
    /// 0 outside of the text; `place` may be -1.
    [[nodiscard]] char32_t at(std::size_t place) const noexcept { return place < text_.size() ? text_[place] : 0; }
    [[nodiscard]] std::u32string_view text() const noexcept { return text_; }
    /// Empty from the end of the text on.
    [[nodiscard]] std::u32string_view part(std::size_t begin, std::size_t end) const noexcept {
        return begin < end && begin < size() ? text().substr(begin, end - begin) : std::u32string_view{};
    }
    [[nodiscard]] bool digit(std::size_t place) const noexcept { return isAsciiDigit(at(place)); }
    [[nodiscard]] bool starts(std::size_t place, std::u32string_view with) const noexcept {
        return place <= size() && text().substr(place).starts_with(with);
    }
    [[nodiscard]] bool ends(std::size_t place, std::u32string_view with) const noexcept {
        return text().substr(0, place).ends_with(with);
    }
    /// Exclusive; `place` itself where no digit stands there.
    [[nodiscard]] std::size_t digitsEnd(std::size_t place) const noexcept { return place < size() ? digitsEnd_[place] : place; }
    [[nodiscard]] std::size_t lettersEnd(std::size_t place) const noexcept { return place < size() ? lettersEnd_[place] : place; }
    [[nodiscard]] std::size_t blanksEnd(std::size_t place) const noexcept;

    /// Whether what stands there only goes on with the letters, or the letters and digits, before it. Not behind a rewrite:
    /// 85 in "1m85cm" is a number of its own.
    [[nodiscard]] bool letterBefore(std::size_t place) const noexcept {
        return place != rewrittenTo_ && isLatinLetter(at(place - 1));
    }
    [[nodiscard]] bool alphanumericBefore(std::size_t place) const noexcept {
        return place != rewrittenTo_ && isAlphanumeric(at(place - 1));
    }
    void setRewrittenTo(std::size_t place) noexcept { rewrittenTo_ = place; }

    /// The number that begins there: "1,250.5". No fraction where more points follow, as in versions.
    [[nodiscard]] std::optional<Number> numberAt(std::size_t place) const;

    using Words = std::initializer_list<std::u32string_view>;
    /// Whether the sentence has one of the words close before the place, or close behind it.
    [[nodiscard]] bool wordBefore(std::size_t place, Words words) const noexcept;
    [[nodiscard]] bool wordBehind(std::size_t place, Words words) const noexcept;

  private:
    std::u32string text_;
    std::vector<std::uint32_t> digitsEnd_;
    std::vector<std::uint32_t> lettersEnd_;
    std::size_t rewrittenTo_ = 0;
};

}  // namespace timbre::frontend::ja
