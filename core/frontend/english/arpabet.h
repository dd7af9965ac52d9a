// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/frontend/english/pronouncer.h"

namespace timbre::frontend::english {

/// A reading given by hand: ARPAbet phones with stress digits behind vowels ("K AE1 T"), in capitals or small letters, with
/// blanks or commas between. Nullopt where it is no ARPAbet but words in letters ("reed"), which are to be read as English.
/// InvalidInput names what is wrong and what would be right. The phones stay valid for ever.
[[nodiscard]] Result<std::optional<Phones>> arpabetOf(std::string_view reading);

/// "K AE1 T"
[[nodiscard]] std::string shownPhones(const Phones& phones);

}  // namespace timbre::frontend::english
