// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/frontend/zh/currencies.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

/// A number with everything that belongs to it: a sign, a currency, 万 or w, a plus that is 多, a unit.
struct Quantity {
    std::size_t begin = 0;
    std::size_t end = 0;
    char32_t sign = U'\0';  ///< - + or ±, NUL for none.
    Number number{};
    std::u32string magnitude{};    ///< Chinese, as written.
    std::size_t zeros = 0;         ///< Of a letter that stands for them: 4 for w, 6 for M.
    std::u32string_view scaled{};  ///< Its word: 万, 百万.
    bool more = false;             ///< A plus behind it.
    std::optional<Currency> currency{};
    std::optional<Unit> unit{};
    bool cold = false;         ///< Of a temperature: below zero is 零下.
    std::u32string counter{};  ///< A Chinese unit, only where "/" and another one follow.

    [[nodiscard]] bool named() const noexcept { return currency.has_value() || unit.has_value(); }
};

/// The quantity that begins at `place` with a sign, a currency or a digit.
[[nodiscard]] std::optional<Quantity> quantityAt(const ScannedText& text, std::size_t place);

/// Which parts of a quantity are spoken, where it is one of two: 百分之四十到六十.
struct Said {
    bool sign = true;
    bool unit = true;
    bool two = false;    ///< A 2 is 两.
    bool money = false;  ///< The text names a currency in Chinese: zeros at the end of a fraction are not read.
};

[[nodiscard]] Spoken spokenQuantity(const Quantity& quantity, Said said);

/// Whether it is one of a temperature, by its unit or what the sentence says: -5℃, -15度, not -30°角.
[[nodiscard]] bool isTemperature(const ScannedText& text, const Quantity& quantity);

}  // namespace timbre::frontend::zh
