// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the rules of the normaliser are made of: a look at digits in a sentence, and substitution from left to right.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::frontend::zh {

[[nodiscard]] constexpr bool isAsciiDigit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

/// Where runs of digits end, so that a rule that fails inside a long run costs no walk through it: every rule takes
/// time in proportion to its sentence, whatever that is.
class Digits {
  public:
    explicit Digits(std::u32string_view text);

    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }

    /// The character at `place`, or NUL behind the end.
    [[nodiscard]] char32_t at(std::size_t place) const noexcept { return place < text_.size() ? text_[place] : U'\0'; }

    [[nodiscard]] bool digit(std::size_t place) const noexcept { return isAsciiDigit(at(place)); }

    /// Behind the digits that begin at `place`; `place` itself where there are none.
    [[nodiscard]] std::size_t runEnd(std::size_t place) const noexcept {
        return place < ends_.size() ? ends_[place] : place;
    }

    /// Behind digits with or without ".digits", or `place` where no digit is.
    [[nodiscard]] std::size_t numberEnd(std::size_t place) const noexcept;

    /// Behind ".digits" at `place`, or `place`.
    [[nodiscard]] std::size_t fractionEnd(std::size_t place) const noexcept;

    [[nodiscard]] bool startsWith(std::size_t place, std::u32string_view word) const noexcept {
        return place <= text_.size() && text_.substr(place).starts_with(word);
    }

    [[nodiscard]] std::u32string_view part(std::size_t begin, std::size_t end) const noexcept {
        return text_.substr(begin, end - begin);
    }

  private:
    std::u32string_view text_;
    std::vector<std::uint32_t> ends_;
};

/// The text with what `rule` matches replaced, from left to right, without looking at what was put in.
/// @param rule  size_t(place, std::u32string& out): behind its match at `place`, with the replacement appended to
///              `out`; 0 where it does not match, and then nothing is appended.
template <typename Rule>
[[nodiscard]] std::u32string substitute(std::u32string_view text, Rule rule) {
    std::u32string out;
    out.reserve(text.size() + 16);
    for (std::size_t place = 0; place < text.size();) {
        if (const std::size_t behind = rule(place, out); behind != 0)
            place = behind;
        else
            out += text[place++];
    }
    return out;
}

}  // namespace timbre::frontend::zh
