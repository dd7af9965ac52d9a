// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/yue/cantonese.h"

#include <algorithm>

namespace timbre::frontend {

Result<std::shared_ptr<const Cantonese>> Cantonese::open(const std::filesystem::path& path) {
    auto file = DataFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::shared_ptr<Cantonese> cantonese(new Cantonese(std::move(*file)));
    auto normaliser = zh::Normaliser::open(cantonese->file_);
    auto jyutping = yue::Jyutping::open(cantonese->file_);
    if (!normaliser)
        return tl::unexpected(normaliser.error());
    if (!jyutping)
        return tl::unexpected(jyutping.error());
    cantonese->normaliser_ = *normaliser;
    cantonese->jyutping_ = *jyutping;
    return cantonese;
}

void Cantonese::appendPhones(const yue::WordReading& word, PhoneText& out) const {
    for (const auto& character : word.characters) {
        for (const yue::Syllable syllable : character) {
            out.phones.emplace_back(jyutping_.initial(syllable));
            out.phones.emplace_back(jyutping_.final(syllable));
        }
        out.phonesPerCharacter.push_back(static_cast<int>(2 * character.size()));
    }
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
        } else if (const auto word = jyutping_.longest(rest); word.size() > 0) {
            appendPhones(word, out);
            size = word.size();
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
