// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/pronouncer.h"

#include <algorithm>
#include <array>

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestSpelled = 3;  // Unknown words up to this length are spelled.
constexpr std::size_t kMostRemembered = 4096;
constexpr char kReadingEnd = '\xFF';
constexpr std::string_view kLetterA = "EY1";
constexpr std::string_view kMarksInWords = "'-.";
constexpr std::array<std::string_view, 6> kVoiceless{"P", "T", "K", "F", "TH", "HH"};
constexpr std::array<std::string_view, 6> kSibilants{"S", "Z", "SH", "ZH", "CH", "JH"};

bool isLetter(char c) noexcept { return c >= 'a' && c <= 'z'; }

void append(Phones& phones, const Phones& more) { phones.insert(phones.end(), more.begin(), more.end()); }

/// What is left of a word before "'s", where the rest are letters; otherwise empty.
std::string_view stemOf(std::string_view word) {
    if (!word.ends_with("'s"))
        return {};
    const std::string_view stem = word.substr(0, word.size() - 2);
    return std::ranges::all_of(stem, isLetter) ? stem : std::string_view{};
}

}  // namespace

Result<Pronouncer> Pronouncer::open(const DataFile& file) {
    Pronouncer pronouncer;
    const auto take = [](auto opened, auto& place) -> Result<void> {
        if (!opened)
            return tl::unexpected(opened.error());
        place = std::move(*opened);
        return {};
    };
    const auto opened =
        take(StringTable::open(file, "phone"), pronouncer.names_)
            .and_then([&] { return take(HashIndex::open(file, "word"), pronouncer.words_); })
            .and_then([&] { return take(HashIndex::open(file, "homograph"), pronouncer.homographs_); })
            .and_then([&] {
                return take(stringsOf(file, "word.phones", pronouncer.words_.size()), pronouncer.wordPhones_);
            })
            .and_then([&] { return take(HashIndex::open(file, "more"), pronouncer.moreWords_); })
            .and_then([&] {
                return take(stringsOf(file, "more.readings", pronouncer.moreWords_.size()), pronouncer.moreReadings_);
            })
            .and_then([&] {
                return take(stringsOf(file, "homograph.first", pronouncer.homographs_.size()), pronouncer.firstReadings_);
            })
            .and_then([&] {
                return take(stringsOf(file, "homograph.second", pronouncer.homographs_.size()), pronouncer.secondReadings_);
            })
            .and_then([&] {
                return take(stringsOf(file, "homograph.tag", pronouncer.homographs_.size()), pronouncer.homographTags_);
            })
            .and_then([&] { return take(WordSplitter::open(file), pronouncer.splitter_); })
            .and_then([&] { return take(LetterNetwork::open(file), pronouncer.network_); });
    if (!opened)
        return tl::unexpected(opened.error());
    if (pronouncer.names_.size() < LetterNetwork::kPhoneNumbers)
        return file.damaged("it does not name all phones of its network");
    return pronouncer;
}

Phones Pronouncer::decode(std::string_view numbers) const {
    Phones phones;
    phones.reserve(numbers.size());
    for (const char number : numbers)
        if (static_cast<unsigned char>(number) < names_.size())
            phones.push_back(names_[static_cast<unsigned char>(number)]);
    return phones;
}

std::optional<Phones> Pronouncer::known(std::string_view word) const {
    const auto entry = words_.find(word);
    if (!entry)
        return std::nullopt;
    return decode(wordPhones_[*entry]);
}

Phones Pronouncer::letter(std::string_view letter) const {
    if (letter == "A")
        return {kLetterA};
    const char small = static_cast<char>(letter.front() | 0x20);
    return known(std::string_view(&small, 1)).value_or(Phones{});
}

Phones Pronouncer::homograph(std::string_view word, std::string_view tag) const {
    const auto entry = homographs_.find(word);
    if (!entry)
        return {};
    // Either tag may be the beginning of the other: "V" means all verbs, and "VB" may be meant by "VBP".
    const std::string_view wanted = homographTags_[*entry];
    const bool first = tag.starts_with(wanted) || wanted.starts_with(tag);
    return decode(first ? firstReadings_[*entry] : secondReadings_[*entry]);
}

Phones Pronouncer::spelled(std::string_view word) const {
    Phones phones;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const std::string_view letter = word.substr(at, 1);
        if (letter == "a")
            phones.push_back(kLetterA);
        else if (isLetter(letter.front()))
            append(phones, known(letter).value_or(Phones{}));
        else if (const auto mark = kMarksInWords.find(letter); mark != std::string_view::npos)
            phones.push_back(kMarksInWords.substr(mark, 1));
    }
    return phones;
}

std::vector<Phones> Pronouncer::others(std::string_view word) const {
    std::vector<Phones> readings;
    if (const auto entry = homographs_.find(word))
        readings = {decode(firstReadings_[*entry]), decode(secondReadings_[*entry])};
    if (const auto entry = moreWords_.find(word)) {
        std::string_view rest = moreReadings_[*entry];
        for (std::size_t end = rest.find(kReadingEnd); end != std::string_view::npos; end = rest.find(kReadingEnd)) {
            readings.push_back(decode(rest.substr(0, end)));
            rest.remove_prefix(end + 1);
        }
    }
    return readings;
}

void Pronouncer::addSibilant(Phones& phones) {
    const std::string_view last = phones.empty() ? std::string_view{} : phones.back();
    if (std::ranges::find(kVoiceless, last) != kVoiceless.end())
        phones.push_back("S");
    else if (std::ranges::find(kSibilants, last) != kSibilants.end())
        append(phones, {"AH0", "Z"});
    else
        phones.push_back("Z");
}

Phones Pronouncer::possessive(std::string_view stem, Memory& memory) const {
    Phones phones = word(stem, memory);
    addSibilant(phones);
    return phones;
}

Phones Pronouncer::guessed(std::string_view word, Memory& memory) const {
    if (const auto found = memory.find(std::string(word)); found != memory.end())
        return found->second;
    Phones phones;
    for (const std::uint8_t number : network_.phones(word))
        phones.push_back(names_[number]);
    if (memory.size() < kMostRemembered)
        memory.emplace(word, phones);
    return phones;
}

Phones Pronouncer::unknown(std::string_view word, Memory& memory) const {
    const std::vector<std::string> parts = splitter_.split(word);
    if (parts.size() == 1)
        return guessed(word, memory);
    Phones phones;
    for (const std::string& part : parts)
        append(phones, this->word(part, memory));
    return phones;
}

Phones Pronouncer::word(std::string_view word, Memory& memory) const {
    if (word.size() > 1)
        if (auto phones = known(word))
            return *phones;
    if (word.size() <= kLongestSpelled)
        return spelled(word);
    if (const std::string_view stem = stemOf(word); !stem.empty())
        return possessive(stem, memory);
    return unknown(word, memory);
}

}  // namespace timbre::frontend::english
