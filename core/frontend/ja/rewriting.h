// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/frontend/phones.h"

namespace timbre::frontend::ja {

/// What of a text is spoken otherwise than it is written, in order and without overlap. Numbers that Open JTalk reads
/// rightly stay. Time in proportion to the text.
[[nodiscard]] std::vector<Rewrite> rewritesOf(std::u32string_view text);

}  // namespace timbre::frontend::ja
