// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/frontend/zh/spoken.h"

namespace timbre::frontend::zh {

struct Currency {
    Spoken name{};
    std::u32string_view hundredth{};  ///< 美分; empty where nobody counts them, 毛 for 元.
    std::size_t end = 0;
};

/// A currency written before its number: ¥, HK$, USD. One blank may follow letters.
[[nodiscard]] std::optional<Currency> currencyBefore(const ScannedText& text, std::size_t place);

/// A currency written behind its number, as a code or a sign; `place` is where the number ends.
[[nodiscard]] std::optional<Currency> currencyBehind(const ScannedText& text, std::size_t place);

}  // namespace timbre::frontend::zh
