// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace timbre::frontend::english {

/// Words made of first letters that are said as words: NASA, COVID. `caps` is in capitals.
[[nodiscard]] bool isSaidAsWord(std::string_view caps);

/// The same of three letters, which remain as they are written: PIN, RAM.
[[nodiscard]] bool isShortSaidAsWord(std::string_view caps);

/// Short words that are written in capitals only for emphasis: NOT, YOU.
[[nodiscard]] bool isEmphasised(std::string_view caps);

/// Words made of first letters that are spelled even where they are written small: usb, asap.
[[nodiscard]] bool isSpelledWhenSmall(std::string_view small);

/// What letters stand for, where people say that too: "as soon as possible"; empty for all others.
[[nodiscard]] std::string_view expansionOf(std::string_view caps);

/// "Nasa"
[[nodiscard]] std::string asWord(std::string_view caps);

}  // namespace timbre::frontend::english
