// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace timbre {

/// How lines of a script are told to go on in the next.
enum class LineRules {
    Latin,  ///< By length, by commas and by small letters.
    Wide,   ///< Also by what stands at both sides where one of them is written without blanks.
};

/// Lines that belong together, because an editor wrapped the text between them. Bytes of the script, without the blanks
/// around; end exclusive.
struct LineGroup {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool beginsParagraph = false;
};

/// The lines of a script that are not blank, wrapped ones joined, in order. An empty line begins a paragraph; with
/// LineRules::Wide an ideographic blank at the line's beginning does so too.
std::vector<LineGroup> lineGroups(std::string_view script, LineRules rules);

}  // namespace timbre
