#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints core/text/unicode_classes_table.h: which characters Python takes for letters, digits and numbers."""
import unicodedata

CODE_POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
TABLES = [
    ("kWordRanges", "Letters and numbers: general categories L* and N*.",
     lambda c: unicodedata.category(c)[0] in "LN"),
    ("kDecimalRanges", "Decimal digits: general category Nd.", str.isdecimal),
    ("kOtherDigitRanges", "Digits that form no decimal number (superscripts and the like): numeric type Digit.",
     lambda c: c.isdigit() and not c.isdecimal()),
]


def ranges(predicate):
    found = []
    for code in CODE_POINTS:
        if predicate(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return found


def main():
    print("// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n")
    print(f"// Made by scripts/unicode_classes.py from Unicode {unicodedata.unidata_version}; not edited by hand.\n")
    print("#include <array>\n\nnamespace timbre::unicode {\n")
    print("struct CodePointRange {\n    char32_t first;\n    char32_t last;  ///< Inclusive.\n};\n")
    print("// clang-format off")
    for name, meaning, predicate in TABLES:
        rows = [f"{{0x{first:X}, 0x{last:X}}}" for first, last in ranges(predicate)]
        lines = [", ".join(rows[i:i + 5]) for i in range(0, len(rows), 5)]
        print(f"/// {meaning}\ninline constexpr std::array<CodePointRange, {len(rows)}> {name}{{{{")
        print("    " + ",\n    ".join(lines) + "}};")
    print("// clang-format on\n\n}  // namespace timbre::unicode")


if __name__ == "__main__":
    main()
