// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/frontend/phones.h"

namespace timbre::frontend::zh {

/// What of a Chinese text is spoken otherwise than it is written, and how: numbers and what they number, units, money,
/// dates, times, telephone numbers, codes, addresses, formulas, Roman numerals, signs. Letters stay as they are unless
/// they are part of such a thing. In order and without overlap; any code points are a text. Time in proportion to the
/// text. The conventions are in tests/data/frontend/README.md.
[[nodiscard]] std::vector<Rewrite> spokenForms(std::u32string_view text);

}  // namespace timbre::frontend::zh
