// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/frontend/english/written_text.h"

namespace timbre::frontend::english {

/// A number as it is written: 5, 1,250, 3.14, .5
struct WrittenNumber {
    Position end = 0;
    std::string whole{};     ///< Digits before the point, without the marks between thousands; may be empty.
    std::string decimals{};  ///< Digits behind the point; may be empty.
    bool grouped = false;    ///< With marks between thousands.

    [[nodiscard]] bool isWhole() const noexcept { return decimals.empty(); }
    [[nodiscard]] bool isOne() const noexcept;
    /// Up to 999,999,999; one more where it is greater or has decimals.
    [[nodiscard]] unsigned value() const noexcept;
    [[nodiscard]] std::string words() const;
    /// "nine and a half", "point zero five", "a hundred"; without words() itself.
    [[nodiscard]] std::vector<std::string> otherWords() const;
};

/// The number that begins at `at`, or nullopt. What has more than one point is none.
[[nodiscard]] std::optional<WrittenNumber> numberAt(const WrittenText& text, Position at);

/// A number or fraction as it is said: 5, 1 1/2, ¾
struct Quantity {
    Position end = 0;
    std::string words{};
    std::vector<std::string> otherWords{};
    bool singular = false;  ///< One, or less than one and written as a fraction: its unit stands in the singular.
    bool fraction = false;
    std::optional<WrittenNumber> number{};  ///< Of what is no fraction.
};

[[nodiscard]] std::optional<Quantity> quantityAt(const WrittenText& text, Position at);

/// A fraction that is one character, as its two numbers ("34" for ¾); empty for all else.
[[nodiscard]] std::string_view vulgarFraction(char32_t c) noexcept;

/// Behind the mark of a range (a hyphen, a dash, blanks around it) that begins at `at`; nullopt where none does.
[[nodiscard]] std::optional<Position> rangeMarkEnd(const WrittenText& text, Position at);

/// A quantity, or a range of two: "twenty to twenty five".
struct Amount {
    Position end = 0;
    std::string words{};
    std::vector<std::string> otherWords{};
    bool singular = false;
    bool range = false;
    std::optional<WrittenNumber> number{};  ///< Of what is one plain number.
};

[[nodiscard]] std::optional<Amount> amountAt(const WrittenText& text, Position at);

/// True where the number that begins at `begin` with the unit that ends at `end` describes the noun behind it:
/// "a 5 km run", "two $20 bills".
[[nodiscard]] bool describesNoun(const WrittenText& text, Position begin, Position end);

/// A word that says nothing about things: "of", "and", "was", "away".
[[nodiscard]] bool isFunctionWord(std::string_view small);

/// A lower-case word that counts things: "people", "steps", "tickets".
[[nodiscard]] bool isPluralNoun(std::string_view small);

}  // namespace timbre::frontend::english
