// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/english_front_end.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/frontend/english/arpabet.h"
#include "core/frontend/english/normalise.h"
#include "core/frontend/english/rewriter.h"
#include "core/frontend/english/tokens.h"
#include "core/frontend/english/word_reader.h"

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

std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();)
        text.push_back(decodeUtf8(utf8, at));
    return text;
}

std::string encoded(std::u32string_view text) {
    std::string utf8;
    utf8.reserve(text.size());
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

Result<void> checkPlaces(std::span<const FixedReading> fixed, std::size_t size) {
    std::size_t before = 0;
    for (const FixedReading& one : fixed) {
        if (one.begin < before || one.end <= one.begin || one.end > size)
            return fail(ErrorCode::InvalidInput, "the reading \"" + one.reading + "\" has no place in the text",
                        "Give each reading for a part of the text, in order and without overlap.");
        before = one.end;
    }
    return {};
}

/// A reading by hand that is no ARPAbet is read as English words.
Result<english::Readings> readingsOf(const english::SpeechToken& token, const english::WordContext& context,
                                     english::WordReader& reader) {
    if (token.fixed == nullptr)
        return reader.read(token.text, context);
    const auto given = english::arpabetOf(token.fixed->reading);
    if (!given)
        return tl::unexpected(given.error());
    english::Phones phones = given->value_or(english::Phones{});
    if (!*given)
        for (const auto& word : english::speechTokens(decoded(token.fixed->reading), {}))
            if (const auto readings = reader.read(word.text, {}); word.word && !readings.empty())
                phones.insert(phones.end(), readings.front().begin(), readings.front().end());
    english::Readings readings{phones};
    for (auto& other : reader.read(token.text, context))
        if (other != phones)
            readings.push_back(std::move(other));
    return readings;
}

/// Only what the models know, and no marks.
english::Phones sayable(const english::Phones& phones) {
    english::Phones known;
    std::ranges::copy_if(phones, std::back_inserter(known), [](std::string_view phone) {
        return phone != "-" && phone != "'" && phone != "<unk>" && symbolId(PhoneSet::V2, phone).has_value();
    });
    return known;
}

void addWord(const english::SpeechToken& token, const english::Readings& readings, PhoneText& out) {
    const english::Phones phones = readings.empty() ? english::Phones{} : sayable(readings.front());
    if (phones.empty())
        return;
    SpokenWord word{.begin = token.begin, .end = token.end, .firstPhone = out.phones.size(), .phoneCount = phones.size()};
    word.reading = english::shownPhones(phones);
    for (std::size_t i = 1; i < readings.size(); ++i)
        if (auto other = english::shownPhones(sayable(readings[i])); !other.empty() && other != word.reading)
            word.alternatives.push_back(std::move(other));
    out.phones.insert(out.phones.end(), phones.begin(), phones.end());
    out.words.push_back(std::move(word));
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

Result<PhoneText> EnglishFrontEnd::compatiblePhones(std::string_view utf8) const {
    auto normalised = english::normalise(utf8, Reading::Compatible);
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
    english::Pronouncer::Memory memory;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = words[i];
        if (std::ranges::none_of(word, isLetter))
            appendKnown({word}, result.phones);
        else if (word.size() == 1)
            appendKnown(pronouncer_.letter(tokens[i]), result.phones);
        else if (i < tagged && pronouncer_.isHomograph(word))
            appendKnown(pronouncer_.homograph(word, tags[i]), result.phones);
        else
            appendKnown(pronouncer_.word(word, memory), result.phones);
    }
    if (result.phones.size() < kFewestPhones)
        result.phones.insert(result.phones.begin(), ",");
    return result;
}

Result<PhoneText> EnglishFrontEnd::phones(std::string_view utf8, const PhoneOptions& options) const {
    if (options.reading == Reading::Compatible)
        return compatiblePhones(utf8);
    const std::u32string text = decoded(utf8);
    auto spoken = speak(english::rewritten(text, rewrites(text)), {}, options);
    if (spoken)
        spoken->words.clear();  // They lie in the rewritten text; whoever wants words asks for rewrites() and speak().
    return spoken;
}

std::vector<Rewrite> EnglishFrontEnd::rewrites(std::u32string_view text) const { return english::rewritesOf(text); }

/// Parts of speech up to the last homograph; of all else they do not matter.
std::vector<std::string_view> EnglishFrontEnd::tagsOf(const std::vector<english::SpeechToken>& tokens) const {
    std::vector<std::string_view> words;
    words.reserve(tokens.size());
    std::size_t tagged = 0;
    for (const auto& token : tokens) {
        words.emplace_back(token.text);
        if (token.word && token.small.size() > 1 && (pronouncer_.isHomograph(token.small) || english::isContextual(token.small)))
            tagged = words.size();
    }
    return tagger_.tags(words, tagged);
}

Result<PhoneText> EnglishFrontEnd::speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                         const PhoneOptions& /*options*/) const {
    if (const auto placed = checkPlaces(fixed, text.size()); !placed)
        return tl::unexpected(placed.error());
    const auto tokens = english::speechTokens(text, fixed);
    const auto tags = tagsOf(tokens);
    english::WordReader reader(pronouncer_);
    PhoneText result{.normalised = encoded(text)};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].word) {
            result.phones.push_back(tokens[i].text);
            continue;
        }
        const english::WordContext context{.place = {.tokens = tokens, .index = i}, .tag = i < tags.size() ? tags[i] : ""};
        const auto readings = readingsOf(tokens[i], context, reader);
        if (!readings)
            return tl::unexpected(readings.error());
        addWord(tokens[i], *readings, result);
    }
    return result;
}

}  // namespace timbre::frontend
