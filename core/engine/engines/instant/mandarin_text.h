// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/mandarin_phones.h"
#include "core/text/markup.h"

namespace timbre::frontend {
class TextFrontEnd;
}

namespace timbre::instant {

struct SpokenSyllable {
    MandarinSyllable sound;
    int token = 0;     ///< Into MandarinText::tokens.
    std::string mark;  ///< The pause behind it: "," or ".", or nothing.
};

/// A text as a Chinese voice says it.
struct MandarinText {
    std::vector<SpokenSyllable> syllables;
    std::vector<std::string> tokens;   ///< Characters as they are spoken (三 for 3), and stretches of English.
    std::vector<std::string> foreign;  ///< English in it, which is said with the sounds of Mandarin.
};

/// InvalidInput: not UTF-8, too long (kMaximumTextBytes). Unsupported names a letter of a script that is neither Chinese nor
/// Latin.
Result<void> checkMandarin(std::string_view utf8);

/// Errors as checkMandarin(); also InvalidInput: no syllable, a reading outside the text; Unsupported: a character without a
/// reading. A given reading is what the front end takes for one. ModelMissing where the dictionaries are not installed.
Result<MandarinText> readMandarin(const frontend::TextFrontEnd& frontEnd, std::string_view utf8,
                                  std::span<const GivenReading> readings);

/// Cuts a long text behind sentences, else behind commas, else anywhere between characters: byte ranges in order, none
/// longer than `maximumBytes`.
std::vector<std::pair<std::size_t, std::size_t>> splitMandarin(std::string_view utf8, std::size_t maximumBytes);

}  // namespace timbre::instant
