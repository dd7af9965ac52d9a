// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/frontend/english/written_text.h"

namespace timbre::frontend::english {

/// How a sign must stand to its number to be read as a unit.
enum class UnitUse {
    Always,    ///< With or without a blank between.
    Adjacent,  ///< Only without a blank: signs that are words or letters of their own.
    Context,   ///< The rule decides: degrees, million, minutes, letters.
};

/// A sign for a unit.
struct UnitName {
    std::string_view sign;
    std::string_view one;
    std::string_view many;
    UnitUse use = UnitUse::Always;
};

/// The unit written with this very sign, or nullptr; signs whose case does not matter also in other case.
[[nodiscard]] const UnitName* unitNamed(std::string_view sign);

/// A unit at a place, what is raised and divided included: "km", "m²", "sq. ft.", "km/h", "mg/dL".
struct UnitAt {
    Position end = 0;  ///< Behind a full stop that belongs to the sign and does not end the sentence.
    std::string one{};
    std::string many{};
    std::string sign{};  ///< Of a simple unit as it is written; empty for all others.
    UnitUse use = UnitUse::Always;
};

[[nodiscard]] std::optional<UnitAt> unitAt(const WrittenText& text, Position at);

/// "per hour" for "/h", "/hour", "/sq ft" at a place where a slash stands. `end` is behind it.
struct PerUnit {
    Position end = 0;
    std::string words{};
};

[[nodiscard]] std::optional<PerUnit> perUnitAt(const WrittenText& text, Position at);

}  // namespace timbre::frontend::english
