// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The last step from letters to phones, as GPT-SoVITS text/korean.py takes it.

#include <string>
#include <string_view>

namespace timbre::frontend::korean {

/// What a Latin letter is called; empty for what is none.
[[nodiscard]] std::u32string_view letterName(char32_t c);

/// A vowel with no consonant before it gets the silent one.
[[nodiscard]] std::u32string withSilentLeads(const std::u32string& letters);

/// Appends a letter as it stands alone, diphthongs in two letters.
void appendStanding(char32_t letter, std::u32string& out);

/// "을 ㄹ", "를 ㄹ" sound with ㄴ behind the blank. Letters that stand alone.
void correctRieul(std::u32string& text);

/// A text that ends in a letter gets a full stop, before a last line end too.
void endWithStop(std::u32string& text);

/// The models' symbol for a letter that stands alone or for another character.
[[nodiscard]] std::string phoneOf(char32_t c);

}  // namespace timbre::frontend::korean
