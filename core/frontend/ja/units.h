// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Units and currencies as they are written behind and before numbers.

#include <cstddef>
#include <string_view>

#include "core/frontend/ja/source.h"

namespace timbre::frontend::ja {

struct Unit {
    std::u32string_view written;
    std::u32string_view spoken;
    std::u32string_view brief{};   ///< As people say it in short: キロ. Empty: not at all.
    std::u32string_view before{};  ///< Said before the number: 時速.
    bool adjacent = false;         ///< One letter, which is the unit only right behind the number.
};

/// The longest unit that stands there and is no part of a longer word; null for none.
[[nodiscard]] const Unit* unitAt(const Source& text, std::size_t place);

struct Currency {
    std::u32string_view written;
    std::u32string_view spoken;
    std::u32string_view otherwise{};  ///< Another name, or empty.
};

/// "$", "HK$", "¥" before a number; null for none.
[[nodiscard]] const Currency* currencySignAt(const Source& text, std::size_t place);
/// "USD" before or behind a number; null for none.
[[nodiscard]] const Currency* currencyCodeAt(const Source& text, std::size_t place);

/// Whether a counter stands there: 個, 本, ページ.
[[nodiscard]] bool isCounter(const Source& text, std::size_t place);

}  // namespace timbre::frontend::ja
