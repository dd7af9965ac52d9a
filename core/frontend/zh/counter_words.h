// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/frontend/zh/scanned_text.h"

namespace timbre::frontend::zh {

/// The word that counts what a number is about: 个, 分钟, 公里. Where it is, behind a blank perhaps.
struct Counter {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< `begin` where there is none.

    [[nodiscard]] bool found() const noexcept { return end > begin; }
};

/// The longest counting word behind a number that ends at `place`. Words that only begin like one (人工, 天气) are
/// none.
[[nodiscard]] Counter counterAt(const ScannedText& text, std::size_t place);

/// Whether a 2 at [begin, end) is 两: before a counting word or 万, unless it numbers something (第2, 2楼, 2维).
[[nodiscard]] bool twoIsLiang(const ScannedText& text, std::size_t begin, std::size_t end);

/// Characters that make a number larger: 十百千万亿, in any order; where they end.
[[nodiscard]] std::size_t magnitudeEnd(const ScannedText& text, std::size_t place);

/// Whether a digit stands before the Chinese word that ends at `place`, which then is a unit: "5公里|", "周一|" does
/// too. What a range may begin with.
[[nodiscard]] bool endsLikeMeasure(const ScannedText& text, std::size_t place);

}  // namespace timbre::frontend::zh
