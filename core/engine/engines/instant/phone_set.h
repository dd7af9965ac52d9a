// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// The phones of a language with what the engine has to know of them. Id 0 is the pause in every set; the order of the
/// names is part of the voice files.
struct PhoneSet {
    std::string_view language;  ///< BCP 47 primary tag.
    std::span<const std::string_view> names;
    /// What carries the syllable: its pitch is the melody, and stress or tone changes its sound.
    bool (*isVowel)(PhoneId phone) noexcept = nullptr;
    /// How differently two phones colour the phone beside them: 0 for the same one, 1 for the most unlike.
    float (*contextDistance)(PhoneId a, PhoneId b) noexcept = nullptr;
    /// Phones to borrow a half from where the recordings hold too few of `phone`, best first; may be empty.
    std::span<const PhoneId> (*substitutes)(PhoneId phone, bool second) noexcept = nullptr;

    /// How much of the units' own melody is kept (MelodyOptions::unitShare).
    double melodyOfUnits = 0.4;

    [[nodiscard]] std::size_t size() const noexcept { return names.size(); }
};

/// flite's US English phones (phones.h).
const PhoneSet& englishPhones() noexcept;

/// Initials and finals of Mandarin (mandarin_phones.h).
const PhoneSet& mandarinPhones() noexcept;

}  // namespace timbre::instant
