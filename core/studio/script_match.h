// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// What is known of a slice before it gets its text.
struct HeardSlice {
    std::string draft;       ///< Empty: there is none.
    double syllables = 0.0;  ///< Counted in the sound; 0: unknown.
};

struct SliceText {
    std::string text;        ///< Empty: nothing of the script fits.
    double similarity = 0.0; ///< Of the draft and the text, or of their syllables, 0..1.
    bool guess = false;      ///< By order and length alone.
    bool operator==(const SliceText&) const = default;
};

struct ScriptMatch {
    std::vector<SliceText> slices;               ///< One for each slice.
    std::vector<std::string> linesWithoutSlice;  ///< In the script's order.
};

/// Syllables of a text; nullopt where nobody can tell. May be empty.
using SyllablesOfText = std::function<std::optional<double>(std::string_view text)>;

/// Gives slices their part of a script that was read in this order; either may hold what the other has not. With drafts
/// word by word, so that a slice may hold several lines or a part of one; without them whole lines by their length.
ScriptMatch matchScript(std::span<const std::string> lines, std::span<const HeardSlice> slices,
                        const SyllablesOfText& syllablesOf);

/// The lines of a script: of a text file without the empty ones, or the texts of an LJSpeech or GPT-SoVITS list.
/// InvalidInput: no line in it, or none of its bytes are text; errors of readTextFile().
Result<std::vector<std::string>> readScriptLines(const std::filesystem::path& file);

}  // namespace timbre
