// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::korean {

/// Numbers before a marked counter in words (Sino-Korean, or native where the counter asks for it), all other digits one by
/// one. InvalidInput in the compatible reading for counted numbers of more than 16 digits, where the reference fails.
/// Source: g2pk2 numerals.py.
Result<std::u32string> spellNumbers(const std::u32string& text, Reading reading);

}  // namespace timbre::frontend::korean
