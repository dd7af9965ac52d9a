// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/unicode_classes.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/text/unicode_classes_table.h"

namespace timbre::unicode {

namespace {

/// Whether one of the ranges, which ascend, holds `c`.
bool holds(std::span<const CodePointRange> ranges, char32_t c) noexcept {
    const auto behind = std::ranges::upper_bound(ranges, c, {}, &CodePointRange::first);
    return behind != ranges.begin() && c <= std::prev(behind)->last;
}

}  // namespace

bool isWord(char32_t c) noexcept { return c == U'_' || holds(kWordRanges, c); }

bool isDecimal(char32_t c) noexcept { return holds(kDecimalRanges, c); }

bool isDigit(char32_t c) noexcept { return isDecimal(c) || holds(kOtherDigitRanges, c); }

bool isSpace(char32_t c) noexcept {
    const auto within = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
    return within(0x09, 0x0D) || within(0x1C, 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           within(0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace timbre::unicode
