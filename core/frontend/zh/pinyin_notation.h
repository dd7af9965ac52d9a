// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/zh/pinyin.h"

namespace timbre::frontend::zh {

/// A syllable as somebody wrote it.
struct WrittenSyllable {
    Syllable syllable{};
    bool rhotic = false;  ///< "huar1": another syllable for 儿 follows when the text has one.
};

/// Pinyin with tone numbers or tone marks: "chong2 xin1", "chóng xīn", "chóngxīn", "lv4", "lü4", "nǚ'ér"; 5, 0 or
/// nothing is no tone. Syllables are parted by blanks, apostrophes, hyphens, their numbers or, with marks, by nothing. "r5" is 儿 at the end of a syllable.
/// InvalidInput names what is no syllable that models can speak.
[[nodiscard]] Result<std::vector<WrittenSyllable>> readPinyin(std::string_view utf8, const Pinyin& pinyin);

/// One syllable for each of `characters`, those that `given` leaves to 儿 included; nothing where they do not fit.
[[nodiscard]] std::optional<std::vector<Syllable>> fitSyllables(std::span<const WrittenSyllable> given,
                                                                std::u32string_view characters, const Pinyin& pinyin);

/// "chong2 xin1"; what has no reading is left out.
[[nodiscard]] std::string writePinyin(std::span<const Syllable> syllables, const Pinyin& pinyin);

}  // namespace timbre::frontend::zh
