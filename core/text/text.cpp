// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/text.h"

#include <fmt/format.h>

#include <array>

#include "core/base/text_file.h"
#include "core/base/utf8.h"

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

}  // namespace

Result<const LanguageEntry*> findLanguage(std::string_view tag) {
    const std::string folded = foldCase(tag);
    const std::string primary = folded.substr(0, folded.find_first_of("-_"));
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
    return (*entry)->split(script, limits);
}

}  // namespace timbre
