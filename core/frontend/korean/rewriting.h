// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/frontend/phones.h"

namespace timbre::frontend::korean {

/// What of a text is spoken otherwise than it is written, in order and without overlap. Time linear in the text's length.
[[nodiscard]] std::vector<Rewrite> rewritesOf(std::u32string_view text);

}  // namespace timbre::frontend::korean
