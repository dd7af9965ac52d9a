// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace timbre::app {

/// "1 file", "2 files".
std::string counted(std::size_t number, std::string_view noun);

/// Columns that a terminal gives to this text: two for a wide character, none for a mark on the one before.
std::size_t displayColumns(std::string_view text);

/// The beginning of the text that fits into so many columns.
std::string_view cutTo(std::string_view text, std::size_t columns);

/// With blanks up to so many columns.
std::string padded(const std::string& text, std::size_t columns);

/// What an option's value must be, for when it is not; ends the parsing with "NAME: “text” is not ...".
[[noreturn]] void refuseValue(const std::string& name, const std::string& text, const std::string& wanted);

}  // namespace timbre::app
