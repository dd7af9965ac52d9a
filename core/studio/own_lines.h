// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace timbre {

/// A user's own text as lines to be read aloud, one sentence each: what stands on one line is cut into its sentences, and
/// one of more than 200 characters (wide ones count three) at the marks of its clauses. A sentence of a word or two stays
/// with its neighbour. Where the language is unknown, or the text is not UTF-8, the lines stay as they are.
std::vector<std::string> ownLines(std::string_view text, std::string_view language);

}  // namespace timbre
