// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/pinyin.h"

#include <algorithm>

#include "core/frontend/zh/tag_model.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::uint16_t kUnused = 0x8000;  // Marks a heteronym that no phrase has.

}  // namespace

Result<Pinyin> Pinyin::open(const DataFile& file) {
    Pinyin pinyin;
    auto phrases = Trie::open(file, "phrases");
    auto own = Trie::open(file, "own");
    for (const auto* trie : {&phrases, &own})
        if (!*trie)
            return tl::unexpected(trie->error());
    const auto phraseReadings = file.section<std::uint16_t>("phrase.readings");
    const auto ownReadings = file.section<std::uint16_t>("own.readings");
    const auto characters = file.section<std::uint16_t>("readings");
    for (const auto* section : {&phraseReadings, &ownReadings, &characters})
        if (!*section)
            return tl::unexpected(section->error());
    auto syllables = StringTable::open(file, "syllable");
    auto initials = StringTable::open(file, "initial");
    auto finals = StringTable::open(file, "final");
    for (const auto* table : {&syllables, &initials, &finals})
        if (!*table)
            return tl::unexpected(table->error());
    if (characters->size() != kLastHan - kFirstHan + 1 || initials->size() != syllables->size() ||
        finals->size() != syllables->size())
        return file.damaged("the tables of readings do not fit each other");
    pinyin.phrases_ = *phrases;
    pinyin.own_ = *own;
    pinyin.phraseReadings_ = *phraseReadings;
    pinyin.ownReadings_ = *ownReadings;
    pinyin.characters_ = *characters;
    pinyin.syllables_ = *syllables;
    pinyin.initials_ = *initials;
    pinyin.finals_ = *finals;
    if (const auto opened = pinyin.openRare(file); !opened)
        return tl::unexpected(opened.error());
    return pinyin;
}

/// What the reference does not have: other readings, characters beyond the usual ones.
Result<void> Pinyin::openRare(const DataFile& file) {
    const auto starts = file.section<std::uint32_t>("heteronym.at");
    const auto far = file.section<std::uint32_t>("far.characters");
    const auto variants = file.section<std::uint32_t>("variant.from");
    const auto plain = file.section<std::uint32_t>("variant.to");
    for (const auto* section : {&starts, &far, &variants, &plain})
        if (!*section)
            return tl::unexpected(section->error());
    const auto readings = file.section<std::uint16_t>("heteronym.readings");
    const auto farReadings = file.section<std::uint16_t>("far.readings");
    const auto standIns = file.section<std::uint16_t>("stand-in");
    for (const auto* section : {&readings, &farReadings, &standIns})
        if (!*section)
            return tl::unexpected(section->error());
    if (starts->size() != characters_.size() + 1 || far->size() != farReadings->size() ||
        variants->size() != plain->size())
        return file.damaged("the tables of rare readings do not fit each other");
    heteronymStarts_ = *starts;
    heteronyms_ = *readings;
    far_ = *far;
    farReadings_ = *farReadings;
    variants_ = *variants;
    plain_ = *plain;
    standIns_ = *standIns;
    return {};
}

std::span<const std::uint16_t> Pinyin::slice(std::span<const std::uint16_t> table, std::uint32_t number,
                                             std::size_t size) {
    if (number == 0 || number - 1 > table.size() || size > table.size() - (number - 1))
        return {};
    return table.subspan(number - 1, size);
}

std::optional<std::vector<Syllable>> Pinyin::stored(std::span<const std::uint16_t> table, std::uint32_t number,
                                                    std::size_t size) {
    const auto codes = slice(table, number, size);
    if (codes.size() != size || codes.empty())
        return std::nullopt;
    std::vector<Syllable> readings;
    readings.reserve(size);
    for (const std::uint16_t code : codes)
        readings.emplace_back(code);
    return readings;
}

std::optional<std::vector<Syllable>> Pinyin::phrase(std::u32string_view word) const {
    return stored(phraseReadings_, phrases_.find(word), word.size());
}

std::optional<std::vector<Syllable>> Pinyin::ownWord(std::u32string_view word) const {
    return stored(ownReadings_, own_.find(word), word.size());
}

std::vector<Syllable> Pinyin::read(std::u32string_view text) const {
    std::vector<Syllable> readings;
    readings.reserve(text.size());
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && isHan(text[end]))
            ++end;
        if (end > begin)
            readRun(text.substr(begin, end - begin), readings);
        else
            readings.emplace_back(), ++end;
        begin = end;
    }
    return readings;
}

/// The longest phrase from each place, else a single character. Where all that is left begins phrases but holds none
/// from its first character on, pypinyin reads it character by character and looks no further.
void Pinyin::readRun(std::u32string_view run, std::vector<Syllable>& readings) const {
    const auto character = [&](char32_t c) { readings.emplace_back(characters_[c - kFirstHan]); };
    while (!run.empty()) {
        Trie::Node node = Trie::kRoot;
        std::size_t length = 0;
        std::uint32_t number = 0;
        std::size_t walked = 0;
        while (walked < run.size() && (node = phrases_.step(node, run[walked])) != Trie::kNone) {
            ++walked;
            if (phrases_.value(node) != 0) {
                number = phrases_.value(node);
                length = walked;
            }
        }
        if (const auto found = stored(phraseReadings_, number, length); found && length > 0) {
            readings.insert(readings.end(), found->begin(), found->end());
            run.remove_prefix(length);
        } else {
            const std::size_t singles = walked == run.size() ? run.size() : 1;
            for (const char32_t c : run.substr(0, singles))
                character(c);
            run.remove_prefix(singles);
        }
    }
}

Syllable Pinyin::character(char32_t c) const {
    if (isHan(c))
        return Syllable(characters_[c - kFirstHan]);
    const auto found = std::ranges::lower_bound(far_, c);
    return found == far_.end() || *found != c ? Syllable()
                                              : Syllable(farReadings_[static_cast<std::size_t>(found - far_.begin())]);
}

std::vector<Pinyin::Heteronym> Pinyin::heteronyms(char32_t c) const {
    std::vector<Heteronym> found;
    if (!isHan(c))
        return found;
    const std::size_t last = std::min<std::size_t>(heteronymStarts_[c - kFirstHan + 1], heteronyms_.size());
    for (std::size_t i = heteronymStarts_[c - kFirstHan]; i < last; ++i)
        found.push_back({.syllable = Syllable(static_cast<std::uint16_t>(heteronyms_[i] & ~kUnused)),
                         .inPhrases = (heteronyms_[i] & kUnused) == 0});
    return found;
}

char32_t Pinyin::plain(char32_t c) const {
    const auto found = std::ranges::lower_bound(variants_, c);
    return found == variants_.end() || *found != c ? c : plain_[static_cast<std::size_t>(found - variants_.begin())];
}

char32_t Pinyin::standIn(Syllable syllable) const {
    return syllable.base() < standIns_.size() ? standIns_[syllable.base()] : 0;
}

std::string Pinyin::name(Syllable syllable) const {
    if (syllable.empty() || syllable.base() >= syllables_.size())
        return {};
    return std::string(syllables_[syllable.base()]) + static_cast<char>('0' + syllable.tone());
}

std::string_view Pinyin::initial(Syllable syllable) const {
    return syllable.base() < initials_.size() ? initials_[syllable.base()] : std::string_view{};
}

std::string Pinyin::final(Syllable syllable) const {
    if (syllable.base() >= finals_.size() || finals_[syllable.base()].empty())
        return {};
    return std::string(finals_[syllable.base()]) + static_cast<char>('0' + syllable.tone());
}

std::size_t Pinyin::baseNamed(std::string_view name) const {
    for (std::size_t i = 1; i < syllables_.size(); ++i)
        if (syllables_[i] == name)
            return i;
    return 0;
}

}  // namespace timbre::frontend::zh
