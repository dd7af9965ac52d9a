// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/markup.h"
#include "core/text/text.h"

namespace timbre {

// Splitting a script with markup: what is not spoken is hidden from the language's rules, byte for byte, and put back.

/// The script with the same number of bytes: pauses and notes are blanks, the signs of readings a character that is no
/// letter, blank or mark.
[[nodiscard]] std::string withHiddenMarkup(std::string_view script, std::span<const Mark> marks);

/// Spans of the hidden script with the markup as it was written. What stands between two sentences goes to the first of
/// them, what stands before all to the first.
[[nodiscard]] std::vector<TextSpan> withMarkup(std::string_view script, std::span<const Mark> marks,
                                               std::vector<TextSpan> spans);

}  // namespace timbre
