// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What must hold of everything that is made of a text, whatever the text. Each check says what is wrong; empty is good.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/language_front_end.h"
#include "core/frontend/text_front_end.h"
#include "core/text/text.h"

namespace timbre::test {

using Complaint = std::string;

/// Code points as the front ends count them; a byte that is not UTF-8 is one.
std::u32string codePoints(std::string_view utf8);

/// A sentence, and a code that a text can cause.
Complaint checkError(const Error& error);

/// @param text  what was read, in code points.
Complaint checkPhones(const frontend::PhoneText& spoken, frontend::PhoneSet set, std::size_t textSize);

Complaint checkRewrites(std::span<const frontend::Rewrite> rewrites, std::size_t textSize);

/// That each reading given by hand is a word of its own.
Complaint checkFixed(const frontend::PhoneText& spoken, std::span<const frontend::FixedReading> fixed);

Complaint checkSpoken(const frontend::SpokenText& spoken, frontend::PhoneSet set, std::string_view utf8);

Complaint checkInWords(const frontend::TextInWords& words, std::string_view utf8);

/// That segments are the text, white space at its ends aside.
Complaint checkSegments(std::string_view utf8, frontend::LanguageMode mode);

/// The studio's sentences of a text in each language: in order, each letter outside of markup in one of them, none above
/// the limit.
Complaint checkSentences(std::string_view utf8, const SplitLimits& limits);

/// The six ways to cut of GPT-SoVITS: what is a letter in any script stays, in order.
Complaint checkCuts(std::string_view utf8);

/// Markup lies in the text, in order, and the text without it is a part of the text.
Complaint checkMarkup(std::string_view utf8);

/// Lexicon files and the readings a lexicon finds.
Complaint checkLexicon(std::string_view utf8, std::string_view other);

}  // namespace timbre::test
