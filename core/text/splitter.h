// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the languages share: lines -> paragraphs -> sentences -> pieces. A language adds what a full stop means.

#include <string>
#include <string_view>
#include <vector>

#include "core/text/text.h"

namespace timbre {

/// A full stop with white space (or the end of a quote) behind it, and what stands around it.
struct PeriodContext {
    std::string word;          ///< Directly before it, with inner full stops: "Dr", "U.S", "3", "end". May be empty.
    std::string previousWord;  ///< Before that, on the same line; may be empty.
    std::string nextWord;      ///< Behind it, quotes and brackets skipped; letters and digits only.
    bool atLineStart = false;  ///< `word` is the first of its line.
    bool nextIsUpper = false;
    bool nextIsLower = false;
    bool nextIsDigit = false;
};

/// Whether that full stop ends the sentence.
using EndsSentence = bool (*)(const PeriodContext& context);

/// Cuts a script (valid UTF-8) into sentences: see splitSentences() for what is promised.
std::vector<TextSpan> splitWith(EndsSentence endsSentence, std::string_view script, const SplitLimits& limits);

/// The same for scripts of East Asia, also mixed with each other and with Latin ones. Sentences end at 。！？ and their
/// like without a blank; speech of up to about ten seconds stays whole, and who says it stays with it. `latinPeriods`
/// says what a full stop means behind Latin words.
std::vector<TextSpan> splitWide(EndsSentence latinPeriods, std::string_view script, const SplitLimits& limits);

}  // namespace timbre
