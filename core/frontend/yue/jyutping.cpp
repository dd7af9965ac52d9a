// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/yue/jyutping.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace timbre::frontend::yue {

namespace {

constexpr std::uint16_t kMore = 0x8000;  // Another syllable of the same character follows.

bool isSeparator(char32_t c) { return isSpace(c) || c == U'\'' || c == U'’' || c == U'-' || c == U',' || c == U'·'; }

/// Tones of syllables that end in p, t or k are numbered 7 to 9 by some.
char plainTone(char32_t digit) {
    if (digit == U'7' || digit == U'8')
        return digit == U'7' ? '1' : '3';
    return digit == U'9' ? '6' : static_cast<char>(digit);
}

}  // namespace

Result<Jyutping> Jyutping::open(const DataFile& file) {
    auto words = Trie::open(file, "words");
    auto others = Trie::open(file, "others");
    for (const auto* trie : {&words, &others})
        if (!*trie)
            return tl::unexpected(trie->error());
    const auto syllables = file.section<std::uint16_t>("syllables");
    const auto otherReadings = file.section<std::uint16_t>("other.readings");
    const auto standIns = file.section<std::uint16_t>("stand-in");
    for (const auto* section : {&syllables, &otherReadings, &standIns})
        if (!*section)
            return tl::unexpected(section->error());
    const auto far = file.section<std::uint32_t>("far.characters");
    const auto farStarts = file.section<std::uint32_t>("far.at");
    if (!far || !farStarts)
        return tl::unexpected((far ? farStarts : far).error());
    auto names = StringTable::open(file, "syllable");
    auto initials = StringTable::open(file, "initial");
    auto finals = StringTable::open(file, "final");
    for (const auto* table : {&names, &initials, &finals})
        if (!*table)
            return tl::unexpected(table->error());
    if (initials->size() != finals->size() || initials->size() != names->size() || far->size() != farStarts->size())
        return file.damaged("the tables of syllables do not fit each other");
    Jyutping jyutping;
    jyutping.words_ = *words;
    jyutping.syllables_ = *syllables;
    jyutping.others_ = *others;
    jyutping.otherReadings_ = *otherReadings;
    jyutping.far_ = *far;
    jyutping.farStarts_ = *farStarts;
    jyutping.standIns_ = *standIns;
    jyutping.names_ = *names;
    jyutping.initials_ = *initials;
    jyutping.finals_ = *finals;
    return jyutping;
}

/// The syllables of `size` characters from `place` on, which moves behind them.
WordReading Jyutping::reading(std::span<const std::uint16_t> codes, std::size_t& place, std::size_t size) const {
    WordReading word;
    word.characters.resize(size);
    for (auto& character : word.characters) {
        for (bool more = true; more && place < codes.size(); ++place) {
            more = (codes[place] & kMore) != 0;
            const auto number = static_cast<Syllable>(codes[place] & ~kMore);
            if (number < names_.size())
                character.push_back(number);
        }
    }
    return word;
}

WordReading Jyutping::longest(std::u32string_view text) const {
    if (const auto found = words_.longest(text); found.size > 0) {
        std::size_t place = found.value - 1;
        return reading(syllables_, place, found.size);
    }
    if (text.empty())
        return {};
    const auto far = std::ranges::lower_bound(far_, text[0]);
    if (far == far_.end() || *far != text[0])
        return {};
    std::size_t place = farStarts_[static_cast<std::size_t>(far - far_.begin())];
    return reading(syllables_, place, 1);
}

std::vector<WordReading> Jyutping::others(std::u32string_view word) const {
    std::vector<WordReading> found;
    const std::size_t number = others_.find(word);
    if (number == 0 || number > otherReadings_.size())
        return found;
    std::size_t place = number;
    for (std::size_t left = otherReadings_[number - 1]; left > 0 && place < otherReadings_.size(); --left)
        found.push_back(reading(otherReadings_, place, word.size()));
    return found;
}

Result<std::vector<Syllable>> Jyutping::read(std::string_view utf8) const {
    std::vector<Syllable> syllables;
    std::string letters;
    const auto wrong = [&](const std::string& what) {
        return fail(ErrorCode::InvalidInput,
                    "\"" + what + "\" in the reading \"" + std::string(utf8) + "\" is no syllable of Cantonese",
                    "Write jyutping with tones, one syllable for each character, for example \"nei5 hou2\".");
    };
    for (std::size_t place = 0; place < utf8.size();) {
        const char32_t c = lowerCase(decodeUtf8(utf8, place));
        if (c >= U'a' && c <= U'z') {
            letters += static_cast<char>(c);
            continue;
        }
        if (letters.empty() && isSeparator(c))
            continue;
        if (isSeparator(c))
            return wrong(letters);
        std::string written = letters;
        appendUtf8(written, c);
        const bool tone = c >= U'1' && c <= U'9';
        const auto number = tone ? names_.find(letters + plainTone(c)) : std::nullopt;
        if (!number)
            return wrong(written);
        syllables.push_back(static_cast<Syllable>(*number));
        letters.clear();
    }
    if (!letters.empty())
        return wrong(letters);
    return syllables;
}

std::string Jyutping::write(const WordReading& word) const {
    std::string written;
    for (const auto& character : word.characters) {
        for (const Syllable syllable : character) {
            if (!written.empty())
                written += ' ';
            written += names_[syllable];
        }
    }
    return written;
}

std::string_view Jyutping::initial(Syllable syllable) const {
    return syllable < initials_.size() ? initials_[syllable] : std::string_view{};
}

std::string_view Jyutping::final(Syllable syllable) const {
    return syllable < finals_.size() ? finals_[syllable] : std::string_view{};
}

char32_t Jyutping::standIn(Syllable syllable) const { return syllable < standIns_.size() ? standIns_[syllable] : 0; }

}  // namespace timbre::frontend::yue
