// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/yue/cantonese.h"

#include <algorithm>

namespace timbre::frontend {

namespace {

constexpr std::uint16_t kMore = 0x8000;  // Another syllable of the same character follows: units such as 兛.

}  // namespace

Result<std::shared_ptr<const Cantonese>> Cantonese::open(const std::filesystem::path& path) {
    auto file = DataFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::shared_ptr<Cantonese> cantonese(new Cantonese(std::move(*file)));
    auto normaliser = zh::Normaliser::open(cantonese->file_);
    auto words = Trie::open(cantonese->file_, "words");
    const auto syllables = cantonese->file_.section<std::uint16_t>("syllables");
    auto initials = StringTable::open(cantonese->file_, "initial");
    auto finals = StringTable::open(cantonese->file_, "final");
    if (!normaliser)
        return tl::unexpected(normaliser.error());
    if (!words)
        return tl::unexpected(words.error());
    if (!syllables)
        return tl::unexpected(syllables.error());
    if (!initials || !finals)
        return tl::unexpected((initials ? finals : initials).error());
    if (initials->size() != finals->size())
        return cantonese->file_.damaged("the tables of syllables do not fit each other");
    cantonese->normaliser_ = *normaliser;
    cantonese->words_ = *words;
    cantonese->syllables_ = *syllables;
    cantonese->initials_ = *initials;
    cantonese->finals_ = *finals;
    return cantonese;
}

/// Speaks the longest known word at the beginning; how many characters it has, 0 for none.
std::size_t Cantonese::append(std::u32string_view rest, PhoneText& out) const {
    Trie::Node node = Trie::kRoot;
    std::size_t length = 0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < rest.size() && (node = words_.step(node, rest[i])) != Trie::kNone; ++i) {
        if (words_.value(node) != 0) {
            length = i + 1;
            place = words_.value(node) - 1;
        }
    }
    for (std::size_t i = 0; i < length; ++i) {
        int phones = 0;
        for (bool more = true; more && place < syllables_.size(); ++place, phones += 2) {
            more = (syllables_[place] & kMore) != 0;
            const std::size_t number = syllables_[place] & ~kMore;
            if (number >= initials_.size())
                continue;
            out.phones.emplace_back(initials_[number]);
            out.phones.emplace_back(finals_[number]);
        }
        out.phonesPerCharacter.push_back(phones);
    }
    return length;
}

Result<PhoneText> Cantonese::phones(std::string_view utf8, const PhoneOptions& options) const {
    const auto text = zh::codePoints(utf8);
    if (!text)
        return tl::unexpected(text.error());
    const auto sentences = normaliser_.sentences(*text, options.reading);
    if (!sentences)
        return tl::unexpected(sentences.error());
    std::u32string normalised;
    for (const auto& sentence : *sentences)
        normalised += zh::withPlainMarks(sentence, zh::MarkStyle::Cantonese);
    PhoneText out{.normalised = zh::toUtf8(normalised)};
    for (std::u32string_view rest = normalised; !rest.empty();) {
        std::size_t size = 1;
        if (zh::isMark(rest[0])) {
            out.phones.push_back(zh::toUtf8(rest.substr(0, 1)));
            out.phonesPerCharacter.push_back(1);
        } else if (const std::size_t word = append(rest, out); word > 0) {
            size = word;
        } else if (options.reading == Reading::Compatible) {
            return fail(ErrorCode::InvalidInput,
                        "the character " + zh::toUtf8(rest.substr(0, 1)) + " has no Cantonese reading",
                        "Write another character for it.");
        } else {
            out.phonesPerCharacter.push_back(0);
        }
        rest.remove_prefix(size);
    }
    replaceUnknown(PhoneSet::V2, out.phones);
    return out;
}

}  // namespace timbre::frontend
