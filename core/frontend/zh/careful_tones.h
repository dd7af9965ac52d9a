// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/frontend/zh/polyphone_contexts.h"
#include "core/frontend/zh/sandhi.h"

namespace timbre::frontend::zh {

/// A clause whose tones change as it is spoken.
struct TonedClause {
    std::u32string_view text;
    std::span<const Word> words;
    std::span<const CharacterReading> readings;
};

/// The syllables of a clause as a careful speaker says them: as the reference changes tones, on which models were
/// trained, but for what a listener hears as a mistake (一 in numbers and ordinals, 不 before what it does not belong to,
/// 目的 and 君子 without tones). Readings that somebody gave stay.
[[nodiscard]] std::vector<Syllable> carefulTones(const Sandhi& sandhi, const Sandhi::Tools& tools,
                                                 const TonedClause& clause, bool erhua);

}  // namespace timbre::frontend::zh
