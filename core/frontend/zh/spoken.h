// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/phones.h"
#include "core/frontend/zh/scanned_text.h"

namespace timbre::frontend::zh {

/// How something is spoken, and other ways a user may choose.
struct Spoken {
    std::u32string text{};
    std::vector<std::u32string> others{};

    Spoken() = default;
    Spoken(std::u32string_view said) : text(said) {}        // NOLINT: a plain reading is one without others
    Spoken(const char32_t* said) : text(said) {}            // NOLINT
    Spoken(std::u32string said) : text(std::move(said)) {}  // NOLINT
    Spoken(std::u32string_view said, std::initializer_list<std::u32string_view> otherwise);

    /// One more way, unless it is there already.
    void orSay(std::u32string other);
    /// One after the other; of the other ways each changes one part.
    Spoken& operator+=(const Spoken& next);
};

[[nodiscard]] Spoken operator+(Spoken first, const Spoken& second);

/// How a 1 among single digits is read.
enum class One {
    Yi,   ///< 一: years, addresses, models, versions.
    Yao,  ///< 幺: telephone, room, flight, train and code numbers.
};

/// "105" is 一零五. With Yao the reading with 一 is another way.
[[nodiscard]] Spoken spokenDigits(std::u32string_view digits, One one = One::Yi);

/// A whole number: 22000 is 两万二千, else 二万二千 or 两万两千. Zeros before it are not read; beyond 16 digits they
/// are read one by one.
[[nodiscard]] Spoken spokenCardinal(std::u32string_view digits);

/// A number that a sentence writes in digits.
struct Number {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::u32string integer{};   ///< Without the commas of thousands; empty in ".5".
    std::u32string fraction{};  ///< Behind the point.
    bool grouped = false;       ///< With commas of thousands.

    [[nodiscard]] bool whole() const noexcept { return fraction.empty(); }
    /// Digits and nothing else.
    [[nodiscard]] bool plain() const noexcept { return whole() && !grouped; }
    [[nodiscard]] bool isTwo() const noexcept { return whole() && integer == U"2"; }
    [[nodiscard]] std::size_t size() const noexcept { return integer.size(); }
};

/// The number that begins at `place`, of at most kLongestNumber digits before the point.
[[nodiscard]] std::optional<Number> numberAt(const ScannedText& text, std::size_t place);
inline constexpr std::size_t kLongestNumber = 40;

/// With its fraction, digit by digit: 7.10 is 七点一零, else 七点一.
[[nodiscard]] Spoken spokenNumber(const Number& number);

/// A small number, or a large value for what is none.
[[nodiscard]] unsigned valueOf(std::u32string_view digits) noexcept;
/// 1000 to 2999.
[[nodiscard]] bool isYear(const Number& number) noexcept;

/// "nineteen", for what is English in a Chinese sentence: "No.1". Empty beyond 99.
[[nodiscard]] std::u32string englishNumber(unsigned value);

/// The rewrites of a text in the making.
class Forms {
  public:
    void add(std::size_t begin, std::size_t end, Spoken spoken) {
        made_.push_back(
            {.begin = begin, .end = end, .spoken = std::move(spoken.text), .alternatives = std::move(spoken.others)});
    }
    [[nodiscard]] std::vector<Rewrite> take() { return std::move(made_); }

  private:
    std::vector<Rewrite> made_;
};

}  // namespace timbre::frontend::zh
