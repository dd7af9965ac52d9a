// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/latin_letters.h"

#include <algorithm>

#include "core/frontend/english/latin_bases.h"

namespace timbre::frontend::english {

char32_t latinBase(char32_t c) noexcept {
    if (c < 0x80 || c > 0xFFFF)
        return c;
    const auto* const found = std::ranges::lower_bound(kLatinBases, static_cast<char16_t>(c), {}, &LatinBase::letter);
    return found != kLatinBases.end() && found->letter == c ? static_cast<unsigned char>(found->base) : c;
}

std::string_view latinSpelling(char32_t c) noexcept {
    switch (c) {
        case 0xC6: return "AE";
        case 0xE6: return "ae";
        case 0xD0: return "D";
        case 0xF0: return "d";
        case 0xD8: return "O";
        case 0xF8: return "o";
        case 0xDE: return "Th";
        case 0xFE: return "th";
        case 0xDF: return "ss";
        case 0x110: return "D";
        case 0x111: return "d";
        case 0x131: return "i";
        case 0x141: return "L";
        case 0x142: return "l";
        case 0x152: return "OE";
        case 0x153: return "oe";
        default: return {};
    }
}

}  // namespace timbre::frontend::english
