// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace timbre::frontend::english {

/// What an abbreviation needs beside it.
enum class AbbreviationUse {
    Anywhere,       ///< With its full stop or without.
    WithStop,       ///< Only with its full stop.
    BeforeName,     ///< A capital follows: Dr. Chen.
    BehindName,     ///< A name comes before: Acme Inc.
    BeforeNumber,   ///< A number follows: Fig. 3, no. 5.
};

struct Abbreviation {
    std::string_view sign;   ///< In small letters, without its full stop.
    std::string_view words;
    AbbreviationUse use;
    std::string_view other{};  ///< Another way to say it.
};

/// The abbreviation `small` with this use, or nullptr.
[[nodiscard]] const Abbreviation* abbreviation(std::string_view small, AbbreviationUse use);

/// True where `small` is an abbreviation of any use.
[[nodiscard]] bool isAbbreviation(std::string_view small);

}  // namespace timbre::frontend::english
