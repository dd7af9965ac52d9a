// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rewriting rules of a Mandarin sentence, each a substitution over the whole of it, to be taken in this order.
// They are the reference's regular expressions, matched by hand: in time in proportion to the sentence.
// Source: the zh_normalization of GPT-SoVITS (from PaddleSpeech), oddities included.

#include <string>
#include <string_view>

namespace timbre::frontend::zh {

/// "2024年5月1日": the year digit by digit, month and day as numbers. Years have four digits or two.
[[nodiscard]] std::u32string readDates(std::u32string_view text);
/// "2024-05-01", also with ".", "/" or a blank.
[[nodiscard]] std::u32string readNumericDates(std::u32string_view text);
/// "8:30-9:00": 八点半至九点. The second time is a half where the first one is.
[[nodiscard]] std::u32string readTimeRanges(std::u32string_view text);
[[nodiscard]] std::u32string readTimes(std::u32string_view text);

/// "5kg~6kg": 至 for the mark.
[[nodiscard]] std::u32string readUnitRanges(std::u32string_view text);
/// "-3°C": 零下三度, whatever the unit's name.
[[nodiscard]] std::u32string readTemperatures(std::u32string_view text);
/// Unit signs wherever they stand, inside of words too.
[[nodiscard]] std::u32string readUnits(std::u32string text);
/// "1+2=3" of numbers and single letters.
[[nodiscard]] std::u32string readArithmetic(std::u32string text);
[[nodiscard]] std::u32string readPowers(std::u32string_view text);

[[nodiscard]] std::u32string readFractions(std::u32string_view text);
[[nodiscard]] std::u32string readPercentages(std::u32string_view text);
[[nodiscard]] std::u32string readMobileNumbers(std::u32string_view text);
/// Telephone numbers, which any seven or eight digits are.
[[nodiscard]] std::u32string readTelephoneNumbers(std::u32string_view text);
[[nodiscard]] std::u32string readServiceNumbers(std::u32string_view text);
[[nodiscard]] std::u32string readRanges(std::u32string_view text);
[[nodiscard]] std::u32string readNegatives(std::u32string_view text);
/// "1.2.3", digit by digit.
[[nodiscard]] std::u32string readVersions(std::u32string_view text);
[[nodiscard]] std::u32string readDecimals(std::u32string_view text);
/// "2个": 两个.
[[nodiscard]] std::u32string readCounts(std::u32string_view text);
/// Three digits and more, one by one.
[[nodiscard]] std::u32string readLongDigits(std::u32string_view text);
[[nodiscard]] std::u32string readNumbers(std::u32string_view text);

/// Greek letters, numbers in circles, signs; what has no reading goes.
[[nodiscard]] std::u32string readSigns(std::u32string_view text);

}  // namespace timbre::frontend::zh
