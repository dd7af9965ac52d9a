// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::english {

/// Puts every number of a text into words, in the reference's order of rules: list numbers ("1. "), arithmetic, negative
/// numbers, thousands commas, times of day, units, money, decimals, fractions, ordinals and the rest. Each rule passes once
/// over the text. Errors as normalise() tells.
Result<void> spellNumbers(std::u32string& text, Reading reading);

}  // namespace timbre::frontend::english
