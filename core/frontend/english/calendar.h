// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/frontend/english/written_text.h"

namespace timbre::frontend::english {

/// Whole names of months (1 to 12) and of weekdays (0 is Monday).
[[nodiscard]] std::string_view monthName(unsigned month);
[[nodiscard]] std::string_view weekdayName(unsigned day);

/// A name of the calendar at a place, short ones with or without their full stop.
struct CalendarName {
    Position end = 0;
    unsigned number = 0;
    bool shortened = false;
    bool dotted = false;
};

[[nodiscard]] std::optional<CalendarName> monthAt(const WrittenText& text, Position at);
[[nodiscard]] std::optional<CalendarName> weekdayAt(const WrittenText& text, Position at);

/// Digits that may be a day of a month, with or without "st".
struct DayOfMonth {
    Position end = 0;
    unsigned number = 0;
    bool ordinal = false;
};

[[nodiscard]] std::optional<DayOfMonth> dayAt(const WrittenText& text, Position at);

/// A year behind a date: "2025", ", 1999", " '98". `end` is `at` where there is none.
struct YearBehind {
    Position end = 0;
    std::string words{};
    std::string otherWords{};
};

[[nodiscard]] YearBehind yearBehind(const WrittenText& text, Position at);

/// Behind "st", "nd", "rd", "th" in any case; `at` where none stands there.
[[nodiscard]] Position ordinalEndingEnd(const WrittenText& text, Position at);

}  // namespace timbre::frontend::english
