// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace timbre::frontend::english {

/// A letter without its diacritics where Unicode takes them apart and what remains is one of a..z; else the character.
[[nodiscard]] char32_t latinBase(char32_t c) noexcept;

/// Letters that Unicode does not take apart, as they are written with a..z ("ss" for the sharp s); empty for all else.
[[nodiscard]] std::string_view latinSpelling(char32_t c) noexcept;

}  // namespace timbre::frontend::english
