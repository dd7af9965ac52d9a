// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/text_file.h"  // readTextFile() and decodeText(): how scripts come in

namespace timbre {

/// What follows a piece of the script; it decides how long the pause is.
enum class TextBreak {
    Clause,     ///< A very long sentence was cut here and goes on.
    Sentence,   ///< The sentence ends.
    Paragraph,  ///< The paragraph ends, or the script.
};

/// One sentence of a script, or one piece of a very long one.
struct TextSpan {
    std::string text;            ///< UTF-8, white space collapsed to single blanks; has at least one letter or digit.
    std::size_t beginByte = 0;   ///< Where it stands in the script.
    std::size_t endByte = 0;     ///< Exclusive.
    std::size_t paragraph = 0;   ///< Counted from 0.
    TextBreak breakAfter = TextBreak::Sentence;
    bool operator==(const TextSpan&) const = default;
};

struct SplitLimits {
    /// Sentences beyond this are cut at semicolons, colons, dashes, commas, conjunctions or blanks, in that order of
    /// preference; where there is none, between two characters. A CJK character counts as three.
    std::size_t maximumCharacters = 300;
    /// Beside wide characters a semicolon ends a piece too, with TextBreak::Clause, however short it is.
    bool atSemicolons = false;
};

/// A language that scripts may be written in. New ones are one file in languages/ and one line in languages.inc.
struct LanguageEntry {
    std::string_view tag;         ///< BCP 47 primary tag: "en"; "auto" for texts of several languages.
    std::string_view name;        ///< In English: "English".
    std::string_view nativeName;  ///< In itself.
    std::string_view sampleText;  ///< Two plain sentences for trying a voice, about ten seconds.
    /// Valid UTF-8 in, sentences in order out.
    std::vector<TextSpan> (*split)(std::string_view script, const SplitLimits& limits);
    /// Whether words of the language are written with this letter; null: nobody asked yet.
    bool (*hasLetter)(char32_t letter) = nullptr;
};

/// All languages of this build; the list is core/text/languages.inc.
std::span<const LanguageEntry> languageEntries();

/// By tag, in any case and with any region ("en", "EN", "en-GB"), or by one of GPT-SoVITS's names for texts with others
/// in them ("all_zh", "auto_yue"). Unsupported names the tags there are.
Result<const LanguageEntry*> findLanguage(std::string_view tag);

/// Words with letters that the language does not have ("über" in English), as they stand, each once, in order. They are
/// spoken by the language's rules all the same. Empty where the language is unknown or does not tell its letters.
std::vector<std::string> wordsWithForeignLetters(std::string_view text, std::string_view language);

/// Cuts a script of any length into sentences, in time linear in its length. Abbreviations, initials, decimals, quotes,
/// ellipses and addresses stay whole; an empty line ends the paragraph; lines wrapped by an editor are joined, without a
/// blank where the script has none. Every letter and digit lies in one sentence, and in no other.
/// What has neither letter nor digit (rows of stars, emoji) is left out. Text without any is an empty list. Markup
/// (markup.h) stays in the texts as it is written and cuts nothing.
/// InvalidInput: not UTF-8, or the limit is below 20. Unsupported: the language is not there.
Result<std::vector<TextSpan>> splitSentences(std::string_view script, std::string_view language,
                                             const SplitLimits& limits = {});

}  // namespace timbre
