// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <string>

#include "parity/array.h"
#include "parity/tolerance.h"

namespace timbre::parity {

/// What comparing gave. The errors are NaN where none can be named: other texts, other
/// shapes, numbers that are not finite.
struct Verdict {
    double maxAbsoluteError = std::numeric_limits<double>::quiet_NaN();  ///< max|a-b|
    double maxRelativeError = std::numeric_limits<double>::quiet_NaN();  ///< max|a-b|/|b| over the b that are not 0.
    bool ok = false;
    std::string why{};  ///< Why not, for the reader; empty when ok.
};

/// Holds a computed value against the stored one. Never ok: another kind or shape, no elements, a number that is not
/// finite on either side, floats under a tolerance for integers.
[[nodiscard]] Verdict judge(const Value& computed, const Value& stored, const Tolerance& tolerance);

}  // namespace timbre::parity
