// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::frontend::zh {

[[nodiscard]] constexpr bool isHanCharacter(char32_t c) noexcept {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'〇';
}

/// ² and its like, signs included.
[[nodiscard]] bool isSuperscript(char32_t c) noexcept;
[[nodiscard]] constexpr bool isGreekLetter(char32_t c) noexcept {
    return (c >= U'Α' && c <= U'Ω') || (c >= U'α' && c <= U'ω');
}

/// A text as the rules of spokenForms() look at it: full-width forms, dashes of all kinds and digits of other scripts
/// are folded to ASCII, one code point for one, and characters of traditional script that stand in rules are
/// simplified. Every question costs constant time or time in proportion to its window.
class ScannedText {
  public:
    explicit ScannedText(std::u32string_view text);

    [[nodiscard]] std::size_t size() const noexcept { return folded_.size(); }
    /// The folded character at `place`, NUL outside.
    [[nodiscard]] char32_t at(std::size_t place) const noexcept {
        return place < folded_.size() ? folded_[place] : U'\0';
    }
    /// The character before `place`, NUL at the beginning.
    [[nodiscard]] char32_t before(std::size_t place) const noexcept { return place == 0 ? U'\0' : at(place - 1); }

    [[nodiscard]] bool digit(std::size_t place) const noexcept { return at(place) >= U'0' && at(place) <= U'9'; }
    [[nodiscard]] bool letter(std::size_t place) const noexcept { return isLetter(at(place)); }
    [[nodiscard]] bool han(std::size_t place) const noexcept { return isHanCharacter(at(place)); }
    [[nodiscard]] bool blank(std::size_t place) const noexcept { return at(place) == U' '; }
    [[nodiscard]] static bool isLetter(char32_t c) noexcept {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    }

    /// Behind the run of digits (or of ASCII letters) that `place` lies in; `place` where it lies in none.
    [[nodiscard]] std::size_t digitsEnd(std::size_t place) const noexcept {
        return digit(place) ? ends_[place] : place;
    }
    [[nodiscard]] std::size_t lettersEnd(std::size_t place) const noexcept {
        return letter(place) ? ends_[place] : place;
    }
    /// Where the run begins that ends before `end`; `end` where no letter (no digit) is before it.
    [[nodiscard]] std::size_t lettersBegin(std::size_t end) const noexcept {
        return isLetter(before(end)) ? begins_[end - 1] : end;
    }
    [[nodiscard]] std::size_t digitsBegin(std::size_t end) const noexcept {
        return end > 0 && digit(end - 1) ? begins_[end - 1] : end;
    }
    /// Behind one blank at `place`, or `place`.
    [[nodiscard]] std::size_t skipBlank(std::size_t place) const noexcept { return blank(place) ? place + 1 : place; }

    [[nodiscard]] std::u32string_view part(std::size_t begin, std::size_t end) const noexcept;
    /// As it stands in the text, unfolded.
    [[nodiscard]] std::u32string_view written(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool startsWith(std::size_t place, std::u32string_view word) const noexcept;
    /// Whether `word` stands right before `place`.
    [[nodiscard]] bool endsWith(std::size_t place, std::u32string_view word) const noexcept;

    /// Up to `count` characters before (behind) `place`, of the same sentence.
    [[nodiscard]] std::u32string_view head(std::size_t place, std::size_t count) const noexcept;
    [[nodiscard]] std::u32string_view tail(std::size_t place, std::size_t count) const noexcept;

    /// Whether characters of traditional script are in it.
    [[nodiscard]] bool traditional() const noexcept { return traditional_; }

    /// Whether `place` lies in a run of operands with an operator that only arithmetic has: "15-8=7", not "5-10".
    [[nodiscard]] bool inFormula(std::size_t place) const noexcept { return place < size() && formula_[place] != 0; }

  private:
    void findRuns();
    void findFormulas();

    std::u32string_view text_;
    std::u32string folded_;
    std::vector<std::uint32_t> begins_;
    std::vector<std::uint32_t> ends_;
    std::vector<std::uint8_t> formula_;
    bool traditional_ = false;
};

/// Whether one of the words, which stand between blanks and begin with a letter, is in the window.
[[nodiscard]] bool mentions(std::u32string_view window, std::u32string_view words);
/// Whether one of them stands right before `place`; how long the longest is that stands at `place`, 0 for none.
[[nodiscard]] bool endsWithAny(const ScannedText& text, std::size_t place, std::u32string_view words);
[[nodiscard]] std::size_t startsWithAny(const ScannedText& text, std::size_t place, std::u32string_view words);
/// Whether `word` is one of them.
[[nodiscard]] bool isOneOf(std::u32string_view word, std::u32string_view words);

/// - ~ and the long dash, when it stands alone.
[[nodiscard]] bool isRangeMark(const ScannedText& text, std::size_t place);

}  // namespace timbre::frontend::zh
