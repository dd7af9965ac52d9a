// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/lexicon.h"

#include <algorithm>
#include <utility>

#include "core/base/utf8.h"
#include "core/frontend/decoded_text.h"
#include "core/frontend/han_languages.h"

namespace timbre::frontend {

namespace {

/// A letter of a script that sets blanks between its words.
bool isWordLetter(char32_t c) noexcept {
    return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x250) ||
           (c >= 0x370 && c < 0x530);
}

bool hasCapital(std::u32string_view word) {
    return std::ranges::any_of(word, [](char32_t c) { return lowerCase(c) != c; });
}

constexpr std::uint64_t stepKey(std::uint32_t node, char32_t c) noexcept {
    return (std::uint64_t{node} << 32U) | static_cast<std::uint32_t>(c);
}

}  // namespace

Lexicon::Lexicon(std::span<const LexiconWord> global, std::span<const LexiconWord> project) {
    for (const LexiconWord& word : global)
        add(word, false);
    for (const LexiconWord& word : project)
        add(word, true);
}

void Lexicon::add(const LexiconWord& word, bool project) {
    const DecodedText decoded(word.word);
    if (decoded.text.empty() || decoded.text.size() > LexiconWord::kLongestWord)
        return;
    Node node = 0;
    for (const char32_t c : decoded.text) {
        const auto [step, isNew] = steps_.try_emplace(stepKey(node, lowerCase(c)), nodes_);
        nodes_ += isNew ? 1 : 0;
        node = step->second;
    }
    words_[node].push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back({.reading = word.reading,
                        .language = word.language,
                        .word = hasCapital(decoded.text) ? decoded.text : std::u32string{},
                        .rank = 2 * word.priority + (project ? 1 : 0)});
}

std::vector<Lexicon::Match> Lexicon::matches(std::u32string_view text, LanguageMode mode) const {
    std::vector<Match> found;
    const auto stretches = spokenStretches(text, mode);
    auto stretch = stretches.begin();
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        while (stretch != stretches.end() && stretch->end <= begin)
            ++stretch;
        if (begin > 0 && isWordLetter(text[begin]) && isWordLetter(text[begin - 1]))
            continue;
        Node node = 0;
        for (std::size_t end = begin; end < text.size();) {
            const auto step = steps_.find(stepKey(node, lowerCase(text[end])));
            if (step == steps_.end())
                break;
            node = step->second;
            ++end;
            const auto words = words_.find(node);
            if (words == words_.end() ||
                (end < text.size() && isWordLetter(text[end]) && isWordLetter(text[end - 1])))
                continue;
            for (const std::uint32_t number : words->second) {
                const Entry& entry = entries_[number];
                const bool fits = entry.language.empty() ||
                                  (stretch != stretches.end() && entry.language == languageCode(stretch->language));
                if (fits && (entry.word.empty() || entry.word == text.substr(begin, end - begin)))
                    found.push_back({begin, end, &entry});
            }
        }
    }
    return found;
}

std::vector<GivenReading> Lexicon::readings(std::string_view utf8, LanguageMode mode,
                                            std::span<const GivenReading> given) const {
    std::vector<GivenReading> all(given.begin(), given.end());
    if (entries_.empty())
        return all;
    const DecodedText decoded(utf8);
    auto found = matches(decoded.text, mode);
    std::ranges::stable_sort(found, [](const Match& a, const Match& b) {
        if (a.entry->rank != b.entry->rank)
            return a.entry->rank > b.entry->rank;
        const std::size_t sizeA = a.end - a.begin;
        const std::size_t sizeB = b.end - b.begin;
        return sizeA != sizeB ? sizeA > sizeB : a.begin < b.begin;
    });
    std::vector<bool> taken(decoded.text.size() + 1, false);
    for (const GivenReading& one : given)
        for (auto at = std::ranges::lower_bound(decoded.bytes, one.beginByte);
             at != decoded.bytes.end() && *at < one.endByte; ++at)
            taken[static_cast<std::size_t>(at - decoded.bytes.begin())] = true;
    for (const Match& match : found) {
        const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(match.begin);
        const auto end = taken.begin() + static_cast<std::ptrdiff_t>(match.end);
        if (std::find(begin, end, true) != end)
            continue;
        std::fill(begin, end, true);
        all.push_back({decoded.bytes[match.begin], decoded.bytes[match.end], match.entry->reading});
    }
    std::ranges::sort(all, {}, &GivenReading::beginByte);
    return all;
}

}  // namespace timbre::frontend
