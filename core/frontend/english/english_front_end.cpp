// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/english_front_end.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/frontend/english/normalise.h"
#include "core/frontend/english/tokens.h"

namespace timbre::frontend {

namespace {

constexpr std::size_t kFewestPhones = 4;  // The models stumble over shorter texts.

bool isLetter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string smallLetters(std::string_view word) {
    std::string small(word);
    std::ranges::transform(small, small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return small;
}

/// Phones as the models take them: without what they do not know.
void appendKnown(const english::Phones& phones, std::vector<std::string>& out) {
    for (const std::string_view phone : phones) {
        const std::string_view shown = phone == "<unk>" ? kUnknownPhone : phone == "'" ? std::string_view("-") : phone;
        if (symbolId(PhoneSet::V2, shown))
            out.emplace_back(shown);
    }
}

}  // namespace

EnglishFrontEnd::EnglishFrontEnd(DataFile file, english::Pronouncer pronouncer, english::Tagger tagger)
    : file_(std::move(file)), pronouncer_(std::move(pronouncer)), tagger_(std::move(tagger)) {}

Result<std::shared_ptr<const EnglishFrontEnd>> EnglishFrontEnd::open(const std::filesystem::path& dataFile) {
    auto file = DataFile::open(dataFile);
    if (!file)
        return tl::unexpected(file.error());
    auto pronouncer = english::Pronouncer::open(*file);
    if (!pronouncer)
        return tl::unexpected(pronouncer.error());
    auto tagger = english::Tagger::open(*file);
    if (!tagger)
        return tl::unexpected(tagger.error());
    return std::shared_ptr<const EnglishFrontEnd>(
        new EnglishFrontEnd(std::move(*file), std::move(*pronouncer), std::move(*tagger)));
}

Result<PhoneText> EnglishFrontEnd::phones(std::string_view utf8, const PhoneOptions& options) const {
    auto normalised = english::normalise(utf8, options.reading);
    if (!normalised)
        return tl::unexpected(normalised.error());
    const std::string text = english::shortenRuns(*normalised);
    const std::vector<std::string_view> tokens = english::tokens(text);

    std::vector<std::string> words(tokens.size());
    std::size_t tagged = 0;  // Parts of speech matter up to the last homograph.
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        words[i] = smallLetters(tokens[i]);
        if (words[i].size() > 1 && pronouncer_.isHomograph(words[i]))
            tagged = i + 1;
    }
    const std::vector<std::string_view> tags = tagger_.tags(tokens, tagged);

    PhoneText result{.normalised = std::move(*normalised), .phones = {}, .phonesPerCharacter = {}};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = words[i];
        if (std::ranges::none_of(word, isLetter))
            appendKnown({word}, result.phones);
        else if (word.size() == 1)
            appendKnown(pronouncer_.letter(tokens[i]), result.phones);
        else if (i < tagged && pronouncer_.isHomograph(word))
            appendKnown(pronouncer_.homograph(word, tags[i]), result.phones);
        else
            appendKnown(pronouncer_.word(word), result.phones);
    }
    if (result.phones.size() < kFewestPhones)
        result.phones.insert(result.phones.begin(), ",");
    return result;
}

}  // namespace timbre::frontend
