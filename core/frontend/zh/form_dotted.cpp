// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

/// The first part of a version is a number, unless it is a year or begins with a zero.
Spoken spokenFirstPart(std::u32string_view digits) {
    if (digits.size() > 3 || (digits.size() > 1 && digits[0] == U'0'))
        return spokenDigits(digits);
    Spoken spoken = spokenCardinal(digits);
    spoken.orSay(spellDigits(digits));
    return spoken;
}

}  // namespace

std::size_t readDotted(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t first = text.digitsEnd(at);
    if (first == at)
        return 0;
    std::size_t end = first;
    std::size_t parts = 1;
    while (text.at(end) == U'.' && text.digit(end + 1)) {
        end = text.digitsEnd(end + 1);
        ++parts;
    }
    // 2024.1 is a version where a v or a version's word is near.
    const bool year =
        parts == 2 && first - at == 4 && (ScannedText::isLetter(text.before(at)) || text.startsWith(end, U"版"));
    if (parts < 3 && !year)
        return 0;
    Spoken spoken = spokenFirstPart(text.part(at, first));
    std::u32string rest;
    for (std::size_t i = first; i < end; ++i)
        rest += text.at(i) == U'.' ? std::u32string(U"点") : spellDigits(text.part(i, i + 1));
    forms.add(at, end, spoken + Spoken(rest));
    return end;
}

}  // namespace timbre::frontend::zh
