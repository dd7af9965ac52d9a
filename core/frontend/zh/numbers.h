// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace timbre::frontend::zh {

/// ASCII digits one by one: "105" is 一零五. `forTelephone` reads 1 as 幺.
[[nodiscard]] std::u32string spellDigits(std::u32string_view digits, bool forTelephone = false);

/// A whole number of ASCII digits: "593034" is 五十九万三千零三十四. Zeros before it are not read, nothing but zeros is
/// 零, nothing at all is nothing. Beyond 2000 digits they are spelt.
[[nodiscard]] std::u32string cardinal(std::u32string_view digits);

/// cardinal() with a fraction behind ".": of zeros at its end one is read, and a missing whole part is 零.
[[nodiscard]] std::u32string number(std::u32string_view text);

}  // namespace timbre::frontend::zh
