// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/rewriting.h"

namespace timbre::frontend::zh {

Digits::Digits(std::u32string_view text) : text_(text), ends_(text.size()) {
    std::size_t end = text.size();
    for (std::size_t i = text.size(); i-- > 0;) {
        if (!isAsciiDigit(text[i]))
            end = i;
        ends_[i] = static_cast<std::uint32_t>(end);
    }
}

std::size_t Digits::fractionEnd(std::size_t place) const noexcept {
    return at(place) == U'.' && digit(place + 1) ? runEnd(place + 1) : place;
}

std::size_t Digits::numberEnd(std::size_t place) const noexcept {
    return digit(place) ? fractionEnd(runEnd(place)) : place;
}

}  // namespace timbre::frontend::zh
