// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace timbre {

/// A line that begins like a speech: "Anna (softly): Hello." Views into the line.
struct NamedLine {
    std::string_view name;
    std::string_view hint;  ///< What stands in brackets behind the name; may be empty.
    std::string_view rest;  ///< Behind the colon, without blanks around; may be empty.
};

/// nullopt where what stands before the first colon cannot be a name: no colon, more than four words, numbers, signs, an
/// address, a label ("Note"), words that say who speaks in prose ("he said").
std::optional<NamedLine> namedLine(std::string_view line);

/// What "ANNA" and "Anna" have in common.
std::string castKey(std::string_view name);

}  // namespace timbre
