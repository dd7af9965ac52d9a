// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rewriting rules of a Japanese text. Each looks at one place of it and says what stands there, if it is of its kind,
// and how it is spoken. Numbers stay in digits where Open JTalk reads them rightly with the counter behind them.
// Conventions: tests/data/frontend/README.md.

#include <optional>

#include "core/frontend/ja/source.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::ja {

using Spoken = std::optional<Rewrite>;

/// A number as Open JTalk reads it rightly: without commas, 一千万 with its 一, endless ones digit by digit.
[[nodiscard]] std::u32string digitsFor(const Number& number);

/// The name of a Greek letter or of √ and ∞; empty for others.
[[nodiscard]] std::u32string_view greekLetter(char32_t c);

/// Web and mail addresses, host names, file names, handles and names with underscores. Sets `end` to where the run of such
/// characters ends, whatever it is.
[[nodiscard]] Spoken readAddress(const Source& text, std::size_t place, std::size_t& end);
/// # before a topic or a number.
[[nodiscard]] Spoken readHash(const Source& text, std::size_t place);

/// "2025-11-01", "2024/3/5", "12/24" where it is a date.
[[nodiscard]] Spoken readDate(const Source& text, std::size_t place);
/// "8:05", "9:00-18:00", "14:18:36", "1:23" of a video.
[[nodiscard]] Spoken readTime(const Source& text, std::size_t place);
/// A weekday in brackets behind a date, or before a tilde: 月〜金.
[[nodiscard]] Spoken readWeekday(const Source& text, std::size_t place);

/// Telephone, postal and house numbers: groups of digits with hyphens.
[[nodiscard]] Spoken readCallNumber(const Source& text, std::size_t place);
/// Rooms, codes, extensions and the numbers of the emergency services, digit by digit.
[[nodiscard]] Spoken readCode(const Source& text, std::size_t place);

/// "1+1=2", "x=3", "E=mc²".
[[nodiscard]] Spoken readEquation(const Source& text, std::size_t place);
/// A single sign of a calculation between words.
[[nodiscard]] Spoken readOperator(const Source& text, std::size_t place);
/// "3-2" of a match, "1:2", "16:9".
[[nodiscard]] Spoken readScore(const Source& text, std::size_t place);
/// "2/3", "1 1/3", "½".
[[nodiscard]] Spoken readFraction(const Source& text, std::size_t place);

/// "¥480", "$1.5M", "HK$200".
[[nodiscard]] Spoken readMoney(const Source& text, std::size_t place);
/// Numbers with units, percentages, temperatures, and ranges of them; numbers with commas.
[[nodiscard]] Spoken readAmount(const Source& text, std::size_t place);
/// Counters that Open JTalk reads otherwise than people do.
[[nodiscard]] Spoken readCounter(const Source& text, std::size_t place);
/// A minus before a number.
[[nodiscard]] Spoken readMinus(const Source& text, std::size_t place);
/// A tilde: から between words, a long vowel behind kana.
[[nodiscard]] Spoken readTilde(const Source& text, std::size_t place);

/// "v2.0.1", "2.14.07".
[[nodiscard]] Spoken readVersion(const Source& text, std::size_t place);
/// Roman numerals of kings, chapters and titles.
[[nodiscard]] Spoken readRoman(const Source& text, std::size_t place);
/// Numbers of models: "GPT-4", "4K", "RTX 4090", ボーイング747.
[[nodiscard]] Spoken readModelNumber(const Source& text, std::size_t place);
/// "Part 2", "Vol.3", "p.40", "S2E5", "1st", "No.1".
[[nodiscard]] Spoken readChapter(const Source& text, std::size_t place);
/// "Mr.", "vs", "(株)", "Q&A", 〒.
[[nodiscard]] Spoken readAbbreviation(const Source& text, std::size_t place);
/// Greek letters and other signs that have a name.
[[nodiscard]] Spoken readSign(const Source& text, std::size_t place);
/// Han characters whose reading the words around them decide.
[[nodiscard]] Spoken readHomograph(const Source& text, std::size_t place);

}  // namespace timbre::frontend::ja
