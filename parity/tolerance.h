// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre::parity {

/// How far a computed value may lie from the stored one, or why there is nothing to judge.
struct Tolerance {
    enum class Kind {
        Within,     ///< |a-b| <= absolute + relative * |b|: "1e-4 abs", "1e-4 abs, 1e-4 rel".
        OfLargest,  ///< max|a-b| <= relative * max|b|: "1e-3 max".
        Steps,      ///< Integers, |a-b| <= steps: "±66".
        Exact,      ///< Equal: "exact".
        Input,      ///< Given to the computation: "input".
        Info,       ///< For readers: "info".
    };
    Kind kind = Kind::Exact;
    double absolute = 0.0;
    double relative = 0.0;
    std::int64_t steps = 0;
    std::string text = "exact";  ///< As written in the manifest.

    /// Whether there is something to judge.
    [[nodiscard]] bool isCase() const noexcept { return kind != Kind::Input && kind != Kind::Info; }
};

/// Reads one tolerance of a manifest. Corrupt, quoting it, where it follows none of the forms above; numbers are
/// finite and not negative.
Result<Tolerance> parseTolerance(std::string_view text);

}  // namespace timbre::parity
