// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rules of rewrites(), by family. A rule looks at a place where a word, a number or a mark begins and says what is
// spoken for the text from there on, or nothing. It looks at a bounded number of words around it, so that all of them
// together take time in proportion to the text.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/english/written_text.h"

namespace timbre::frontend::english {

/// What stands from the place a rule was asked about up to `end`, as it is spoken (UTF-8).
struct Spoken {
    Position end = 0;
    std::string words{};
    std::vector<std::string> alternatives{};
};

using Found = std::optional<Spoken>;
using Rule = Found (*)(const WrittenText& text, Position at);

/// Puts a blank between what is there and what comes.
void addWords(std::string& words, std::string_view more);

/// All of them with blanks between; empty ones do not count.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> parts);

/// Alternatives that are none of `words` and of each other.
[[nodiscard]] Found spoken(Position end, std::string words, std::vector<std::string> alternatives = {});

// Addresses: www.example.com, me@example.com, @name, #topic, 192.168.0.1, file_name.txt.
Found sayAddress(const WrittenText& text, Position at);

// Telephone numbers, and short ones behind "call".
Found sayTelephone(const WrittenText& text, Position at);
Found sayExtension(const WrittenText& text, Position at);

// Dates: 2024-07-16, 7/16/2024, 16.07.2024; 9/11 and what words around make a date of; 5 May 1987, May 5, Mon-Fri.
Found sayNumericDate(const WrittenText& text, Position at);
Found sayDayAndMonth(const WrittenText& text, Position at);
Found sayMonthAndDay(const WrittenText& text, Position at);
Found sayWeekdays(const WrittenText& text, Position at);

// Years: 1998-2004, '98, 1980s, 476 AD, AD 476.
Found sayYearRange(const WrittenText& text, Position at);
Found sayShortYear(const WrittenText& text, Position at);
Found sayDecadeOf(const WrittenText& text, Position at);
Found sayEra(const WrittenText& text, Position at);
Found sayPlainYear(const WrittenText& text, Position at);

// Times of day: 7:30, 23:40, 5 p.m., 9-5 pm; offsets of time zones.
Found sayTime(const WrittenText& text, Position at);
Found sayTimeZone(const WrittenText& text, Position at);

// Money: $5, 5 €, US$5, 5 USD, 50¢.
Found sayMoneyBehindSign(const WrittenText& text, Position at);
Found sayMoneyBeforeSign(const WrittenText& text, Position at);

// Measures: 5 km, 20-25°C, 6'2", 1h 30m, 12ft x 10ft, 1920x1080, 5%.
Found sayMeasure(const WrittenText& text, Position at);
Found sayMixedMeasure(const WrittenText& text, Position at);
Found saySize(const WrittenText& text, Position at);

// Sums: 2+2=4, a²+b²=c², n>10; signs before and behind numbers and words.
Found saySum(const WrittenText& text, Position at);
Found saySign(const WrittenText& text, Position at);

// Fractions: 1/2, 1 1/2, ¾, 24/7.
Found sayFractions(const WrittenText& text, Position at);

// Ranges, scores and ratios: 20-25, 3-1, 16:9.
Found sayRange(const WrittenText& text, Position at);
Found sayRatio(const WrittenText& text, Position at);

// Versions: v2.0.1, 1.10.2, Python 3.11.
Found sayVersion(const WrittenText& text, Position at);

// Names of models and codes: GPT-4, R2-D2, MP3s, 747s, 49ers; room 204, PIN 0000.
Found sayModel(const WrittenText& text, Position at);
Found sayNumberWithLetters(const WrittenText& text, Position at);
Found sayCode(const WrittenText& text, Position at);

// Ordinals, decimals and whole numbers.
Found sayOrdinalNumber(const WrittenText& text, Position at);
Found sayNumber(const WrittenText& text, Position at);

// Words: Henry VIII, Dr., Ch. 12, NASA, Q&A.
Found sayRoman(const WrittenText& text, Position at);
Found sayReference(const WrittenText& text, Position at);
Found sayAbbreviation(const WrittenText& text, Position at);
Found sayLetterWord(const WrittenText& text, Position at);

}  // namespace timbre::frontend::english
