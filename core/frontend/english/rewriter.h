// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/frontend/phones.h"

namespace timbre::frontend::english {

/// What of a text is spoken otherwise than it is written, in order and without overlap; `spoken` fits where it is put,
/// blanks included. Time in proportion to the text.
[[nodiscard]] std::vector<Rewrite> rewritesOf(std::u32string_view text);

/// The text with its rewrites put in.
[[nodiscard]] std::u32string rewritten(std::u32string_view text, const std::vector<Rewrite>& rewrites);

}  // namespace timbre::frontend::english
