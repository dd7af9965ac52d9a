// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rules of spellNumbers() for amounts: measures and money. Each appends to `out` what stands instead of the text from
// `at` on and gives the place behind that; `at` itself where it does not apply. Errors as normalise() tells.

#include "core/frontend/english/number_text.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::english::numbers {

struct Currency {
    char32_t sign;
    const char* one;
    const char* many;
    const char* partOne;
    const char* partMany;
    bool takesBracket;  ///< The reference lets "(" be part of an amount before this sign.
};

inline constexpr Currency kPound{U'\u00A3', "pound", "pounds", "penny", "pence", false};
inline constexpr Currency kDollar{U'$', "dollar", "dollars", "cent", "cents", true};

/// "5km" -> "5 kilometers"
Result<Position> measure(const Text& text, Position at, Text& out, Reading reading);

/// "$5" -> "5 dollars"
Result<Position> moneyBehindSign(const Text& text, Position at, Text& out, const Currency& currency, Reading reading);

/// "5$" -> "5 dollars"
Result<Position> moneyBeforeSign(const Text& text, Position at, Text& out, const Currency& currency, Reading reading);

}  // namespace timbre::frontend::english::numbers
