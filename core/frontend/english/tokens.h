// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace timbre::frontend::english {

/// Cuts a normalised text (letters, blanks and ' . , ? ! -) into words and marks, as NLTK's TweetTokenizer does: words keep
/// their apostrophes and hyphens, domain names stay whole, dots in a row are one token. The tokens lie in `text`, in which
/// no mark may stand more than three times in a row. Time linear in the text's length.
std::vector<std::string_view> tokens(std::string_view text);

/// What tokens() asks for: marks and blanks that stand more than three times in a row stay three times.
std::string shortenRuns(std::string_view text);

}  // namespace timbre::frontend::english
