// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/engine/engines/instant/mandarin_phones.h"

namespace timbre::instant {

/// English words as somebody says them who has the sounds of Mandarin only: "P AY1 TH AA0 N" becomes pai1 sang5. A Chinese
/// voice has no others: its recordings hold none.
/// @param arpabet  phones of the front end, vowels with their stress digit; what is none is passed over.
std::vector<MandarinSyllable> inMandarinSounds(std::span<const std::string> arpabet);

}  // namespace timbre::instant
