// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// The phones flite's US English voices speak with; a PhoneId is an index into it. The order is part of the voice
/// files.
inline constexpr std::array<std::string_view, 41> kPhoneNames = {
    "pau", "aa", "ae", "ah", "ao", "aw", "ax", "ay", "b", "ch", "d", "dh", "eh", "er",
    "ey",  "f",  "g",  "hh", "ih", "iy", "jh", "k",  "l", "m",  "n", "ng", "ow", "oy",
    "p",   "r",  "s",  "sh", "t",  "th", "uh", "uw", "v", "w",  "y", "z",  "zh"};

inline constexpr std::size_t kPhoneCount = kPhoneNames.size();

/// "ae" for 2; ids beyond the table are a broken promise.
constexpr std::string_view phoneName(PhoneId phone) noexcept { return kPhoneNames[phone]; }

/// The id of a phone name, also of flite's rarer ones, which become their nearest neighbour (dx -> t, axr -> er).
std::optional<PhoneId> phoneFromName(std::string_view name) noexcept;

bool isVowel(PhoneId phone) noexcept;

}  // namespace timbre::instant
