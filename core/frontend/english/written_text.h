// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace timbre::frontend::english {

/// A place in a text, in code points.
using Position = std::size_t;

/// A word of the text in small letters, and where it stands; empty where there is none.
struct WordAt {
    std::string_view word;
    Position begin = 0;
    Position end = 0;
};

/// A text as the rules of rewrites() look at it: every code point also as one ASCII character. Latin letters lose their
/// diacritics; typographic quotes, hyphens, the en dash, the minus sign, wide characters and blanks become their plain
/// fellows; anything else is kOther, and code() tells what it is. Places outside the text read as NUL.
class WrittenText {
  public:
    static constexpr char kOther = '\x7F';

    explicit WrittenText(std::u32string_view text);

    [[nodiscard]] std::size_t size() const noexcept { return plain_.size(); }
    [[nodiscard]] char32_t code(Position at) const noexcept { return at < text_.size() ? text_[at] : U'\0'; }
    [[nodiscard]] char at(Position at) const noexcept { return at < plain_.size() ? plain_[at] : '\0'; }
    [[nodiscard]] char before(Position at) const noexcept { return at == 0 ? '\0' : plain_[at - 1]; }

    /// Plain characters with their case, and in small letters.
    [[nodiscard]] std::string_view plain(Position begin, Position end) const noexcept;
    [[nodiscard]] std::string_view small(Position begin, Position end) const noexcept;
    [[nodiscard]] bool startsWith(Position at, std::string_view plain) const noexcept;
    [[nodiscard]] bool startsWithSmall(Position at, std::string_view small) const noexcept;

    /// As it is written.
    [[nodiscard]] std::string utf8(Position begin, Position end) const;

    [[nodiscard]] bool isDigit(Position at) const noexcept;
    [[nodiscard]] bool isLetter(Position at) const noexcept;
    [[nodiscard]] bool isCapital(Position at) const noexcept;
    [[nodiscard]] bool isBlank(Position at) const noexcept;

    [[nodiscard]] Position digitsEnd(Position at) const noexcept;
    [[nodiscard]] Position lettersEnd(Position at) const noexcept;
    [[nodiscard]] Position blanksEnd(Position at) const noexcept;
    [[nodiscard]] Position digitsBegin(Position end) const noexcept;

    /// No letter or digit touches `at` from the left, or from the right.
    [[nodiscard]] bool wordBegins(Position at) const noexcept;
    [[nodiscard]] bool wordEnds(Position at) const noexcept;

    /// The letters that end before `at`, with blanks, a hyphen, an opening quote or bracket or an
    /// abbreviation's full stop at most between.
    [[nodiscard]] WordAt wordBefore(Position at) const noexcept;
    /// The letters that begin behind `at`, with blanks or a hyphen at most between.
    [[nodiscard]] WordAt wordBehind(Position at) const noexcept;

    /// True where `fits(word)` for one of the `most` words before (behind) `at` in the same sentence.
    template <typename Fits>
    [[nodiscard]] bool saysBefore(Position at, int most, Fits fits) const {
        for (WordAt found = earlierWord(at); most-- > 0 && !found.word.empty(); found = earlierWord(found.begin))
            if (fits(found.word))
                return true;
        return false;
    }
    template <typename Fits>
    [[nodiscard]] bool saysBehind(Position at, int most, Fits fits) const {
        for (WordAt found = laterWord(at); most-- > 0 && !found.word.empty(); found = laterWord(found.end))
            if (fits(found.word))
                return true;
        return false;
    }

    /// True where a sentence may end before `at`: nothing follows, or a capital behind blanks, or a new line.
    [[nodiscard]] bool sentenceMayEnd(Position at) const noexcept;

  private:
    [[nodiscard]] bool isStopOfAbbreviation(Position stop) const noexcept;
    [[nodiscard]] WordAt earlierWord(Position at) const noexcept;
    [[nodiscard]] WordAt laterWord(Position at) const noexcept;
    [[nodiscard]] WordAt wordAt(Position begin, Position end) const noexcept;

    std::u32string_view text_;
    std::string plain_;
    std::string small_;
};

}  // namespace timbre::frontend::english
