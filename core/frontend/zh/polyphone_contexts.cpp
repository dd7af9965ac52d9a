// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/polyphone_contexts.h"

#include <algorithm>
#include <optional>

#include "core/frontend/hash_index.h"

namespace timbre::frontend::zh {

namespace {

// Elements of a rule; scripts/frontend_data/polyphones.py writes them. Han characters stand for themselves.
constexpr std::uint16_t kEnd = 0;
constexpr std::uint16_t kBorder = 1;
constexpr std::uint16_t kEdge = 2;
constexpr std::uint16_t kGap = 3;
constexpr std::uint16_t kSet = 0xE000;
constexpr std::uint16_t kNoSet = 0xE800;
constexpr std::uint16_t kTag = 0xF000;
constexpr std::uint16_t kNoTag = 0xF400;
constexpr std::uint16_t kOwnTag = 0xF800;
constexpr std::size_t kLongestGap = 8;  // Characters; what is farther away tells little.
constexpr unsigned kNeutral = 5;
constexpr std::uint16_t kNamed = 0x8000;  // Marks a word's syllable that our lists give; its others are pypinyin's.

}  // namespace

/// A character of a clause, and where the words around it begin and end.
struct PolyphoneContexts::Place {
    const Clause& clause;
    const std::vector<std::uint32_t>& wordOf;  ///< For each character the number of its word.
    std::size_t target;

    [[nodiscard]] bool isBorder(std::size_t at) const {
        return at == 0 || at >= wordOf.size() || wordOf[at - 1] != wordOf[at];
    }
    [[nodiscard]] bool isEdge(Side side, std::size_t at) const {
        return side == Side::Left ? at == 0 : at == clause.text.size();
    }
    /// The character beyond `at`.
    [[nodiscard]] char32_t next(Side side, std::size_t at) const {
        if (isEdge(side, at))
            return 0;
        return clause.text[side == Side::Left ? at - 1 : at];
    }
    [[nodiscard]] static std::size_t beyond(Side side, std::size_t at, std::size_t count = 1) {
        return side == Side::Left ? at - count : at + count;
    }
    /// The word that begins (or on the left side ends) at `at`.
    [[nodiscard]] const Word* neighbour(Side side, std::size_t at) const {
        if (isEdge(side, at) || !isBorder(at))
            return nullptr;
        return &clause.words[wordOf[side == Side::Left ? at - 1 : at]];
    }
};

Result<PolyphoneContexts> PolyphoneContexts::open(const DataFile& file) {
    PolyphoneContexts contexts;
    auto words = Trie::open(file, "context.words");
    auto sets = Trie::open(file, "context.sets");
    for (const auto* trie : {&words, &sets})
        if (!*trie)
            return tl::unexpected(trie->error());
    contexts.words_ = *words;
    contexts.sets_ = *sets;
    std::optional<Error> trouble;
    const auto load = [&]<typename T>(std::string_view name, std::span<const T>& into) {
        auto section = file.section<T>(name);
        if (section)
            into = *section;
        else if (!trouble)
            trouble = section.error();
    };
    load("context.word.at", contexts.wordStarts_);
    load("context.word.readings", contexts.wordReadings_);
    load("context.character", contexts.characters_);
    load("context.default", contexts.defaults_);
    load("context.rules.at", contexts.ruleStarts_);
    load("context.rule.reading", contexts.ruleReadings_);
    load("context.rule.inside", contexts.ruleInside_);
    load("context.rule.code", contexts.ruleCode_);
    load("context.code", contexts.code_);
    load("context.tags", contexts.tagSets_);
    load("context.old", contexts.old_);
    load("context.old.readings", contexts.oldReadings_);
    if (trouble)
        return tl::unexpected(*trouble);
    const std::size_t rules = contexts.ruleReadings_.size();
    if (contexts.defaults_.size() != contexts.characters_.size() ||
        contexts.ruleStarts_.size() != contexts.characters_.size() + 1 || contexts.ruleInside_.size() != rules ||
        contexts.ruleCode_.size() != rules || contexts.old_.size() != contexts.oldReadings_.size())
        return file.damaged("the contexts of polyphones do not fit each other");
    return contexts;
}

std::vector<CharacterReading> PolyphoneContexts::read(const Clause& clause) const {
    std::vector<CharacterReading> readings(clause.text.size());
    std::vector<std::uint32_t> wordOf(clause.text.size());
    for (std::size_t i = 0; i < clause.words.size(); ++i) {
        const Word& word = clause.words[i];
        std::fill_n(wordOf.begin() + static_cast<std::ptrdiff_t>(word.begin), word.size, static_cast<std::uint32_t>(i));
        readWord(clause, word, readings);
    }
    readAcrossWords(clause, readings);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        decide({.clause = clause, .wordOf = wordOf, .target = i}, readings[i]);
        if (clause.written[i] != clause.text[i])
            heedWriting(clause.written[i], readings[i]);
    }
    return readings;
}

std::span<const std::uint16_t> PolyphoneContexts::wordReading(std::uint32_t number, std::size_t size) const {
    if (number == 0 || number >= wordStarts_.size())
        return {};
    const std::size_t first = wordStarts_[number - 1];
    const std::size_t last = wordStarts_[number];
    if (first > last || last > wordReadings_.size() || last - first != size)
        return {};
    return wordReadings_.subspan(first, size);
}

/// The longest word or phrase from each place of the word, ours before pypinyin's, else the character alone.
void PolyphoneContexts::readWord(const Clause& clause, const Word& word, std::vector<CharacterReading>& readings) const {
    for (std::size_t at = word.begin; at < word.begin + word.size;) {
        const auto rest = clause.text.substr(at, word.begin + word.size - at);
        const auto own = words_.longest(rest);
        const auto found = own.size > 1 ? wordReading(own.value, own.size) : std::span<const std::uint16_t>{};
        const auto phrase = clause.pinyin.longestPhrase(rest);
        const auto put = [&](std::span<const std::uint16_t> codes) {
            for (const std::uint16_t code : codes)
                readings[at++] = {.syllable = Syllable(static_cast<std::uint16_t>(code & ~kNamed)),
                                  .origin = (code & kNamed) != 0 ? Origin::Context : Origin::Phrase};
        };
        if (!found.empty() && found.size() >= phrase.size())
            put(found);
        else if (!phrase.empty())
            put(phrase);
        else
            readings[at] = {.syllable = clause.pinyin.character(clause.text[at])}, ++at;
    }
}

/// Phrases of three and more characters that jieba leaves in several whole words.
void PolyphoneContexts::readAcrossWords(const Clause& clause, std::vector<CharacterReading>& readings) const {
    for (std::size_t i = 0; i < clause.words.size();) {
        const std::size_t begin = clause.words[i].begin;
        std::size_t after = i + 1;
        const auto phrase = clause.pinyin.longestPhrase(clause.text.substr(begin), [&](std::size_t size) {
            std::size_t last = i;
            while (last < clause.words.size() && clause.words[last].begin + clause.words[last].size < begin + size)
                ++last;
            const bool whole = last < clause.words.size() &&
                               clause.words[last].begin + clause.words[last].size == begin + size;
            if (whole && last > i && size > 2)
                after = last + 1;
            return whole && last > i && size > 2;
        });
        for (std::size_t k = 0; k < phrase.size(); ++k)
            readings[begin + k] = {.syllable = Syllable(phrase[k]), .origin = Origin::Phrase};
        i = after;
    }
}

void PolyphoneContexts::decide(const Place& place, CharacterReading& reading) const {
    const char32_t c = place.clause.text[place.target];
    const auto found = c > 0xFFFF ? characters_.end() : std::ranges::lower_bound(characters_, static_cast<std::uint16_t>(c));
    if (found == characters_.end() || *found != c)
        return;
    const auto number = static_cast<std::size_t>(found - characters_.begin());
    const bool known = reading.origin != Origin::Character;
    const std::size_t last = std::min<std::size_t>(ruleStarts_[number + 1], ruleReadings_.size());
    for (std::size_t rule = ruleStarts_[number]; rule < last; ++rule) {
        if (known && ruleInside_[rule] == 0)
            continue;
        const std::size_t left = ruleCode_[rule];
        if (matches(place, Side::Left, left, place.target) &&
            matches(place, Side::Right, endOf(left) + 1, place.target + 1)) {
            reading = {.syllable = Syllable(ruleReadings_[rule]), .origin = Origin::Context};
            return;
        }
    }
    if (!known && defaults_[number] != 0)
        reading.syllable = Syllable(defaults_[number]);
}

/// A traditional character may tell apart what simplified ones do not. A toneless syllable stays as it is.
void PolyphoneContexts::heedWriting(char32_t written, CharacterReading& reading) const {
    const auto found = std::ranges::lower_bound(old_, written);
    if (found == old_.end() || *found != written)
        return;
    const Syllable syllable(oldReadings_[static_cast<std::size_t>(found - old_.begin())]);
    if (reading.syllable.tone() != kNeutral || reading.syllable.base() != syllable.base())
        reading = {.syllable = syllable, .origin = Origin::Context};
}

std::size_t PolyphoneContexts::endOf(std::size_t code) const {
    while (element(code) != kEnd)
        ++code;
    return code;
}

/// @param at  the place between two characters from which the rest of the code goes on.
bool PolyphoneContexts::matches(const Place& place, Side side, std::size_t code, std::size_t at) const {
    for (;; ++code) {
        const std::uint16_t what = element(code);
        if (what == kEnd)
            return true;
        if (what == kBorder || what == kEdge) {
            if (what == kBorder ? !place.isBorder(at) : !place.isEdge(side, at))
                return false;
        } else if (what == kGap) {
            for (std::size_t skipped = 0; skipped <= kLongestGap; ++skipped) {
                if (matches(place, side, code + 1, at))
                    return true;
                if (place.isEdge(side, at))
                    return false;
                at = Place::beyond(side, at);
            }
            return false;
        } else if (what < kSet) {
            if (place.next(side, at) != what)
                return false;
            at = Place::beyond(side, at);
        } else if (what < kNoSet) {
            return matchesSet(place, side, code, at);
        } else if (what < kTag) {
            if (meetsSet(place, side, static_cast<std::uint16_t>(what - kNoSet + kSet), at))
                return false;
        } else if (what < kOwnTag) {
            const Word* const word = place.neighbour(side, at);
            const bool wanted = what < kNoTag;
            if ((word != nullptr && hasTag(what - (wanted ? kTag : kNoTag), word->tag)) != wanted)
                return false;
            if (wanted)
                at = Place::beyond(side, at, word->size);
        } else if (!hasTag(what - kOwnTag, place.clause.words[place.wordOf[place.target]].tag)) {
            return false;
        }
    }
}

/// Whether the code goes on to its end behind one of the set's strings.
bool PolyphoneContexts::matchesSet(const Place& place, Side side, std::size_t code, std::size_t at) const {
    for (Trie::Node node = sets_.step(Trie::kRoot, element(code)); node != Trie::kNone && !place.isEdge(side, at);) {
        node = sets_.step(node, place.next(side, at));
        if (node == Trie::kNone)
            return false;
        at = Place::beyond(side, at);
        if (sets_.value(node) != 0 && matches(place, side, code + 1, at))
            return true;
    }
    return false;
}

bool PolyphoneContexts::meetsSet(const Place& place, Side side, std::uint16_t label, std::size_t at) const {
    Trie::Node node = sets_.step(Trie::kRoot, label);
    while (node != Trie::kNone && !place.isEdge(side, at) &&
           (node = sets_.step(node, place.next(side, at))) != Trie::kNone) {
        if (sets_.value(node) != 0)
            return true;
        at = Place::beyond(side, at);
    }
    return false;
}

bool PolyphoneContexts::hasTag(std::size_t set, std::uint8_t tag) const {
    const std::size_t word = set * 4 + tag / 64U;
    return word < tagSets_.size() && (tagSets_[word] >> (tag % 64U) & 1U) != 0;
}

}  // namespace timbre::frontend::zh
