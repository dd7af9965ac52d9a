// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/frontend/zh/spoken.h"

namespace timbre::frontend::zh {

enum class UnitKind {
    Plain,
    Percent,      ///< Said before the number: 百分之五.
    Temperature,  ///< Below zero is 零下.
    Degree,       ///< °: of temperature, else of an angle.
    Currency,
    Data,  ///< GB and the like, which are said as letters.
};

struct Unit {
    Spoken name{};
    std::size_t end = 0;
    UnitKind kind = UnitKind::Plain;
    std::u32string symbol{};  ///< As folded; of A/B the first.
};

/// The unit behind a number that ends at `place`, written in letters or signs: km, ℃, %, km/h, g/kg, MB/s. One blank
/// may stand before it. Never a part of a word.
[[nodiscard]] std::optional<Unit> unitAt(const ScannedText& text, std::size_t place);

/// "/" and what one counts by: 每人, 每平方米. `place` is where the sign stands, behind a unit.
[[nodiscard]] std::optional<Unit> perUnitAt(const ScannedText& text, std::size_t place);

/// A unit without a number, which only compounds and signs are: km/h, m², ℃.
[[nodiscard]] std::optional<Unit> loneUnitAt(const ScannedText& text, std::size_t place);

/// Whether a number at `place` goes on with a measure that a larger unit began: the 30 of 2min30s.
[[nodiscard]] bool behindLargerUnit(const ScannedText& text, std::size_t place);

}  // namespace timbre::frontend::zh
