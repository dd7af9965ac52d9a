// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/marked_script.h"

namespace timbre {

#define TIMBRE_LANGUAGE(name) extern const LanguageEntry k##name##Language;
#include "core/text/languages.inc"
#undef TIMBRE_LANGUAGE

std::span<const LanguageEntry> languageEntries() {
#define TIMBRE_LANGUAGE(name) k##name##Language,
    static const std::array entries = {
#include "core/text/languages.inc"
    };
#undef TIMBRE_LANGUAGE
    return entries;
}

namespace {

constexpr std::size_t kSmallestLimit = 20;
constexpr std::string_view kAllOf = "all_";

}  // namespace

Result<const LanguageEntry*> findLanguage(std::string_view tag) {
    const std::string folded = foldCase(tag);
    const std::size_t begin = folded.starts_with(kAllOf) ? kAllOf.size() : 0;
    const std::string primary = folded.substr(begin, folded.find_first_of("-_", begin) - begin);
    std::string known;
    for (const LanguageEntry& entry : languageEntries()) {
        if (entry.tag == primary) {
            return &entry;
        }
        known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", entry.tag, entry.name);
    }
    return fail(ErrorCode::Unsupported, fmt::format("the language “{}” cannot be spoken yet", tag),
                fmt::format("Languages there are: {}.", known));
}

std::vector<std::string> wordsWithForeignLetters(std::string_view text, std::string_view language) {
    std::vector<std::string> words;
    const auto entry = findLanguage(language);
    if (!entry || (*entry)->hasLetter == nullptr) {
        return words;
    }
    std::unordered_set<std::string> seen;
    std::string word;
    bool foreign = false;
    const auto endWord = [&] {
        if (foreign && seen.insert(word).second) {
            words.push_back(word);
        }
        word.clear();
        foreign = false;
    };
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = decodeUtf8(text, position);
        const bool combiningMark = c >= 0x300 && c < 0x370;
        const bool own = (*entry)->hasLetter(c);
        const bool betweenWords = own && isWide(c);  // No blanks there.
        if (!betweenWords && (isSpeakable(c) || combiningMark || (!word.empty() && (c == U'\'' || c == 0x2019)))) {
            appendUtf8(word, c);
            foreign = foreign || !own;
        } else {
            endWord();
        }
    }
    endWord();
    return words;
}

Result<std::vector<TextSpan>> splitSentences(std::string_view script, std::string_view language, const SplitLimits& limits) {
    const auto entry = findLanguage(language);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    if (limits.maximumCharacters < kSmallestLimit) {
        return fail(ErrorCode::InvalidInput, fmt::format("sentences cannot be limited to {} characters; the least is {}",
                                                         limits.maximumCharacters, kSmallestLimit));
    }
    if (auto utf8 = requireText(script, "the text"); !utf8) {
        return tl::unexpected(utf8.error());
    }
    const auto marks = findMarkup(script);
    if (marks.empty()) {
        return (*entry)->split(script, limits);
    }
    return withMarkup(script, marks, (*entry)->split(withHiddenMarkup(script, marks), limits));
}

}  // namespace timbre
