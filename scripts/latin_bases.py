#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes core/frontend/english/latin_bases.h: the letters from A to Z with diacritics, by Unicode's decompositions.

Run it with the version of Python whose Unicode data the rules are to follow; the result is committed.
"""
import pathlib
import sys
import unicodedata

TARGET = pathlib.Path(__file__).resolve().parent.parent / "core/frontend/english/latin_bases.h"


def base_of(character: str):
    """The ASCII letter that is left when the marks of the canonical decomposition are taken away."""
    rest = "".join(c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) != "Mn")
    return rest if len(rest) == 1 and rest.isascii() and rest.isalpha() else None


def main():
    pairs = [(c, base_of(chr(c))) for c in range(0x80, sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]
    cells = [f"{{{c:#06x}, '{base}'}}," for c, base in pairs if base]
    rows = "\n".join("    " + " ".join(cells[i:i + 7]) for i in range(0, len(cells), 7))
    TARGET.write_text(f"""// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Made by scripts/latin_bases.py from Unicode {unicodedata.unidata_version}; not edited by hand.

#include <array>

namespace timbre::frontend::english {{

struct LatinBase {{
    char16_t letter;
    char base;
}};

// clang-format off
/// Letters with diacritics, in the order of their numbers, and what they are without.
inline constexpr std::array<LatinBase, {len(cells)}> kLatinBases{{{{
{rows}
}}}};
// clang-format on

}}  // namespace timbre::frontend::english
""", encoding="utf-8")


if __name__ == "__main__":
    main()
