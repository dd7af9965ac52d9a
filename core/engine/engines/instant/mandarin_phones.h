// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// A pause, the 21 initials, then the finals as they sound: what pinyin writes as y and w before them, or shortens behind an
/// initial (iu, ui, un), is spelt out. "i0" is the buzz of zi, ci, si; "ir" that of zhi, chi, shi, ri. A PhoneId is an index
/// into it. The order is part of the voice files.
inline constexpr std::array<std::string_view, 61> kMandarinPhoneNames = {
    "pau", "b",    "p",   "m",   "f",  "d",  "t",   "n",   "l",   "g",   "k",   "h",    "j",   "q",    "x",   "zh",
    "ch",  "sh",   "r",   "z",   "c",  "s",  "a",   "o",   "e",   "ai",  "ei",  "ao",   "ou",  "an",   "en",  "ang",
    "eng", "ong",  "er",  "i",   "i0", "ir", "ia",  "io",  "ie",  "iao", "iou", "ian",  "in",  "iang", "ing", "iong",
    "u",   "ua",   "uo",  "uai", "uei", "uan", "uen", "uang", "ueng", "v",  "ve",  "van",  "vn"};

inline constexpr PhoneId kFirstMandarinFinal = 22;

/// A syllable: an initial or none, a final, and how it is sung.
struct MandarinSyllable {
    PhoneId initial = 0;  ///< 0 where it begins with its final.
    PhoneId final = 0;
    int tone = 5;  ///< 1..4; 5 is the neutral tone.
    bool operator==(const MandarinSyllable&) const = default;
};

/// "iang" -> 45; nullopt for what is no name.
std::optional<PhoneId> mandarinPhone(std::string_view name) noexcept;

/// The syllable that two symbols of the front end stand for ("zh", "ong1"; "y", "En2"; "AA", "ai4"); nullopt for others.
std::optional<MandarinSyllable> mandarinSyllable(std::string_view initial, std::string_view finalWithTone) noexcept;

/// How pinyin writes it, the tone as a digit, v for u with two dots: "zhong1", "yan2", "liu2", "nv3".
std::string pinyinOf(const MandarinSyllable& syllable);

/// The syllable that pinyin of that kind means ("zhong1", "lv4", "nü3"); nullopt for what is none.
std::optional<MandarinSyllable> syllableOfPinyin(std::string_view pinyin);

}  // namespace timbre::instant
