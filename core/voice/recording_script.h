// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// One sentence to be read aloud.
struct ScriptLine {
    std::string id;                   ///< Unique in its script: letters, digits, "-" and "_", 1 to 32 of them.
    std::string text;                 ///< UTF-8, one line.
    std::vector<std::string> phones;  ///< Of the corrected reading, v2 symbols that are said; empty: unknown.
    int syllables = 0;                ///< Of `phones`; moras in Japanese. 0: unknown.
    double expectedSeconds = 0.0;     ///< Of calm reading; estimated from the text where the syllables are unknown.
    bool operator==(const ScriptLine&) const = default;
};

/// RecordingScript::id of a user's own sentences.
inline constexpr std::string_view kOwnScript = "own";

/// What a person reads aloud to have a voice made.
struct RecordingScript {
    std::string id;           ///< The file's stem ("en"), or kOwnScript.
    std::string language;     ///< Tag: "en", "zh", "ja".
    std::string title;        ///< In the script's language.
    std::size_t shortLines = 0;  ///< The first so many lines are enough for a first voice.
    std::vector<ScriptLine> lines;
    bool operator==(const RecordingScript&) const = default;
};

/// Text to phones, for texts that come without: v2 symbols of the corrected reading, punctuation and all. The front ends
/// give them; this room does not know them.
using PhonesOf = std::function<Result<std::vector<std::string>>(std::string_view text, std::string_view language)>;

/// Reads a script of ours: lines of `id TAB text TAB phones` with blanks between the phones; lines that begin with "#"
/// say `# language: en`, `# title: ...`, `# short: 8` or are comments. NotFound, Io; Corrupt names file and line.
Result<RecordingScript> loadScript(const std::filesystem::path& file);

/// The script for `language` among the program's installed data: `<resourceFolder>/scripts/<language>.tsv`. Tags are
/// matched by their first part ("zh" for "zh-CN"). NotFound where there is none for that language.
Result<RecordingScript> installedScript(const std::filesystem::path& resourceFolder, std::string_view language);

/// The languages that have an installed script, sorted.
std::vector<std::string> installedScriptLanguages(const std::filesystem::path& resourceFolder);

/// A user's own sentences as a script: one line each, blank ones dropped, ids "1", "2" ... Phones come from `phonesOf`;
/// where it is empty or fails they stay empty. InvalidInput: no text, or over 500 lines.
Result<RecordingScript> ownScript(std::string_view text, std::string_view language, const PhonesOf& phonesOf);

/// What is said of `phones`: without punctuation, accents, pauses and unknown symbols.
std::vector<std::string> saidPhones(const std::vector<std::string>& phones);

/// A line with its syllables and expected seconds worked out.
ScriptLine scriptLine(std::string id, std::string text, std::vector<std::string> phones, std::string_view language);

/// Seconds that calm reading of so many syllables (moras in Japanese) takes, without pauses: 4.2 a second in English, 4.5 in
/// Mandarin, 7 moras in Japanese.
double secondsToRead(int syllables, std::string_view language);

}  // namespace timbre
