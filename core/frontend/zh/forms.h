// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rules of spokenForms(), family by family. Each looks at one place of a text and answers where it has read to,
// with its rewrites added, or 0 where it does not match (then nothing is added). A rule looks back and ahead no farther
// than a window, or as far as it reads.

#include "core/frontend/zh/spoken.h"

namespace timbre::frontend::zh {

// Addresses: form_addresses.cpp, form_handles.cpp.
/// URLs, domains, IP numbers, e-mail, names of files.
[[nodiscard]] std::size_t readAddress(const ScannedText& text, std::size_t at, Forms& forms);
/// @ and the name behind it.
[[nodiscard]] std::size_t readMention(const ScannedText& text, std::size_t at, Forms& forms);
/// # round a topic, before a number, on a keypad.
[[nodiscard]] std::size_t readHash(const ScannedText& text, std::size_t at, Forms& forms);
/// lulu_travel88
[[nodiscard]] std::size_t readIdentifier(const ScannedText& text, std::size_t at, Forms& forms);

// Numbers that are names: form_telephones.cpp, form_codes.cpp, form_places.cpp.
[[nodiscard]] std::size_t readTelephone(const ScannedText& text, std::size_t at, Forms& forms);
/// Behind 验证码, 邮编, QQ号, ISBN.
[[nodiscard]] std::size_t readCode(const ScannedText& text, std::size_t at, Forms& forms);
/// Rooms, buses, roads, flights, trains, plates.
[[nodiscard]] std::size_t readPlaceNumber(const ScannedText& text, std::size_t at, Forms& forms);
/// The same where letters come first: CA1234, G1012, 京A12345.
[[nodiscard]] std::size_t readLetteredPlace(const ScannedText& text, std::size_t at, Forms& forms);
/// Numbers that became words: 666, 996工作制, 双11, 3·15.
[[nodiscard]] std::size_t readSlang(const ScannedText& text, std::size_t at, Forms& forms);

// Dates and times: form_dates.cpp, form_years.cpp, form_times.cpp.
[[nodiscard]] std::size_t readDate(const ScannedText& text, std::size_t at, Forms& forms);
/// Years and decades, and ranges of years.
[[nodiscard]] std::size_t readYear(const ScannedText& text, std::size_t at, Forms& forms);
/// 8:30, 7点05, 1:2, 5'30".
[[nodiscard]] std::size_t readClock(const ScannedText& text, std::size_t at, Forms& forms);

// Numbers: form_dotted.cpp, form_pairs.cpp, form_numbers.cpp, form_models.cpp.
/// Versions and sections of more than two parts; with a v before them.
[[nodiscard]] std::size_t readDotted(const ScannedText& text, std::size_t at, Forms& forms);
/// Two numbers with - between them: a score, a figure's number, a range; more of them are a code.
[[nodiscard]] std::size_t readPair(const ScannedText& text, std::size_t at, Forms& forms);
/// 2/3, -5/8, 1又1/3, 2 1/2.
[[nodiscard]] std::size_t readFraction(const ScannedText& text, std::size_t at, Forms& forms);
/// What stands behind letters or a maker's name: GPT-4, 波音737, 1080P.
[[nodiscard]] std::size_t readModel(const ScannedText& text, std::size_t at, Forms& forms);
/// A number with its unit, whatever it is.
[[nodiscard]] std::size_t readNumber(const ScannedText& text, std::size_t at, Forms& forms);

// Letters and signs: form_letters.cpp, form_roman.cpp, form_formulas.cpp, form_signs.cpp.
/// vs, No.1, S02E05, O2O, C++, Q&A, EP03.
[[nodiscard]] std::size_t readAbbreviation(const ScannedText& text, std::size_t at, Forms& forms);
[[nodiscard]] std::size_t readRoman(const ScannedText& text, std::size_t at, Forms& forms);
/// Operators and powers.
[[nodiscard]] std::size_t readOperator(const ScannedText& text, std::size_t at, Forms& forms);
/// A hyphen or a tilde that no number rule took.
[[nodiscard]] std::size_t readDash(const ScannedText& text, std::size_t at, Forms& forms);
/// Numbers in circles, Greek letters, units as one sign, decoration, emoji.
[[nodiscard]] std::size_t readSign(const ScannedText& text, std::size_t at, Forms& forms);

/// An address or a user's name as it is dictated: letters as they are, digits one by one, signs by name.
/// @param hyphen        杠, or 横杠.
/// @param telephoneOne  Whether 1 is 幺.
[[nodiscard]] std::u32string spokenAddress(std::u32string_view part, std::u32string_view hyphen = U"杠",
                                           bool telephoneOne = false);

/// ½ and its like; empty for what is none.
[[nodiscard]] Spoken vulgarFraction(char32_t sign);

/// Whether two numbers with a mark between them are a span of years.
[[nodiscard]] bool isYearRange(const ScannedText& text, const Number& first, const Number& second);

/// Whether a minus before the digit at `place` makes it negative.
[[nodiscard]] bool isNegative(const ScannedText& text, std::size_t place);

}  // namespace timbre::frontend::zh
