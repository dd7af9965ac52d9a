#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints core/frontend/japanese_kanji_table.h: which ideographs Japanese texts are written with."""
FIRST, LAST = 0x4E00, 0x9FFF
# Not in code page 932 and yet seen in Japanese texts: the forms that the tables of 2004 and 2010 brought.
LATER = set("塡剝頰鷗俠俱噓嚙囊姸屢摑攢潑瘦禱簞繡萊蔣蠟軀醬醱麴顚驒")


def is_japanese(code):
    try:
        chr(code).encode("cp932")
        return True
    except UnicodeEncodeError:
        return chr(code) in LATER


def main():
    words = [sum(is_japanese(code + bit) << bit for bit in range(64) if code + bit <= LAST)
             for code in range(FIRST, LAST + 1, 64)]
    print("// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n")
    print("// Made by scripts/japanese_kanji.py from code page 932; not edited by hand.\n")
    print("#include <array>\n#include <cstdint>\n\nnamespace timbre::frontend {\n")
    print(f"/// Bit b of word w: U+4E00 + 64 w + b is written in Japanese.")
    print("// clang-format off")
    print(f"inline constexpr std::array<std::uint64_t, {len(words)}> kJapaneseKanji{{")
    for i in range(0, len(words), 5):
        print("    " + " ".join(f"0x{word:016X}," for word in words[i:i + 5]))
    print("};\n// clang-format on\n\n}  // namespace timbre::frontend")


if __name__ == "__main__":
    main()
