// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands behind numbers: counters, which ask for native or Sino-Korean numbers, and units of measure.

#include <cstddef>
#include <optional>
#include <string>

#include "core/frontend/ja/source.h"

namespace timbre::frontend::korean {

struct Counter {
    std::size_t end = 0;       ///< Exclusive, in the text.
    std::u32string before{};   ///< What is said before the number: 섭씨, 시속.
    std::u32string name{};     ///< What is said behind it, with a blank where one is heard.
    int mostNative = 0;        ///< Whole numbers up to here are native; 0: none.
    bool month = false;        ///< 유월, 시월.
};

/// The counter or unit behind `number`, directly or behind one blank.
[[nodiscard]] std::optional<Counter> counterBehind(const ja::Source& text, const ja::Number& number);

/// The number with its counter: "세 개", "이십 퍼센트".
[[nodiscard]] std::u32string counted(const ja::Number& number, const Counter& counter);

/// 천, 만, 억 and such right behind a number; the end of the place where none stands.
[[nodiscard]] std::size_t largeUnitsEnd(const ja::Source& text, std::size_t place);

/// Whether a syllable there only begins a particle or an ending, which hangs on the word before it.
[[nodiscard]] bool particleAt(const ja::Source& text, std::size_t place);

}  // namespace timbre::frontend::korean
