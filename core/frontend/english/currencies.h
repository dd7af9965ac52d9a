// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/frontend/english/written_text.h"

namespace timbre::frontend::english {

/// A currency's names; partOne is empty where hundredths have no name of their own.
struct Currency {
    std::string_view one;
    std::string_view many;
    std::string_view partOne{};
    std::string_view partMany{};
};

/// A sign or code of a currency that begins at a place.
struct CurrencyAt {
    const Currency* currency = nullptr;  ///< Null where there is none.
    Position end = 0;
};

/// "$", "US$", "€", "Rs.", "USD": before a number.
[[nodiscard]] CurrencyAt currencyBefore(const WrittenText& text, Position at);
/// "€", "kr", "USD", "¢": behind a number. `adjacent`: nothing stands between.
[[nodiscard]] CurrencyAt currencyBehind(const WrittenText& text, Position at, bool adjacent);

}  // namespace timbre::frontend::english
