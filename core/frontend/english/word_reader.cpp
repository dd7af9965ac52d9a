// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/word_reader.h"

#include <algorithm>

#include "core/frontend/english/letter_words.h"
#include "core/frontend/english/number_styles.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kShortestShout = 4;    // Shorter words in capitals are spelled, but for a list.
constexpr std::size_t kShortestUnknown = 6;  // Unknown words in capitals from this length on are names and not letters.

bool isCapital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool isSmall(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string smallOf(std::string_view word) {
    std::string small(word);
    std::ranges::transform(small, small.begin(), [](char c) { return isCapital(c) ? static_cast<char>(c + 32) : c; });
    return small;
}

bool hasVowel(std::string_view word) { return word.find_first_of("aeiouyAEIOUY") != std::string_view::npos; }

bool isInCapitals(std::string_view word) {
    return std::ranges::any_of(word, isCapital) && std::ranges::none_of(word, isSmall);
}

void append(Phones& phones, const Phones& more) { phones.insert(phones.end(), more.begin(), more.end()); }

/// The names in "K AE1 T", which stay where they are.
Phones phonesOf(std::string_view reading) {
    Phones phones;
    while (!reading.empty()) {
        const std::size_t end = std::min(reading.find(' '), reading.size());
        phones.push_back(reading.substr(0, end));
        reading.remove_prefix(std::min(end + 1, reading.size()));
    }
    return phones;
}

/// Without repetitions.
void addReading(Readings& readings, Phones phones) {
    if (!phones.empty() && std::ranges::find(readings, phones) == readings.end())
        readings.push_back(std::move(phones));
}

}  // namespace

Phones WordReader::spelled(std::string_view letters) const {
    Phones phones;
    for (const char c : letters) {
        const char capital = isSmall(c) ? static_cast<char>(c - 32) : c;
        if (isCapital(capital))
            append(phones, pronouncer_.letter({&capital, 1}));
    }
    return phones;
}

/// In the dictionary and no row of letters there.
bool WordReader::isShouted(std::string_view word) const {
    const auto reading = pronouncer_.known(smallOf(word));
    const auto withoutStress = [](Phones phones) {
        for (auto& phone : phones)
            if (isDigit(phone.back()))
                phone.remove_suffix(1);
        return phones;
    };
    return reading && hasVowel(word) && withoutStress(*reading) != withoutStress(spelled(word));
}

Readings WordReader::readLetter(std::string_view word, const WordContext& context) const {
    // "A dog": at the beginning of a sentence the article has a capital.
    const bool article = word == "A" && context.place.beginsSentence() && !context.place.written(1).empty() && isSmall(context.place.written(1).front());
    Readings readings;
    addReading(readings, pronouncer_.letter(article ? "a" : word));
    if (word == "A" || word == "a")
        addReading(readings, pronouncer_.letter(article || word == "a" ? "A" : "a"));
    return readings;
}

Phones WordReader::known(const std::string& small) {
    if (auto phones = pronouncer_.known(small))
        return *phones;
    return {};
}

Readings WordReader::readCapitals(std::string_view word, const WordContext& context) {
    const std::string small = smallOf(word);
    const auto isShout = [&](std::string_view other) {
        return other.size() > 1 && isInCapitals(other) && (isEmphasised(other) || (other.size() >= kShortestShout && isShouted(other)));
    };
    const bool shouting = isShout(context.place.written(-1)) || isShout(context.place.written(1));
    bool word_ = false;
    if (word.size() < kShortestShout)
        word_ = isShortSaidAsWord(word) || (isEmphasised(word) && !(word == "WHO" && context.place.word(-1) == "the")) ||
                (shouting && isShouted(word));
    else
        word_ = isSaidAsWord(word) || (expansionOf(word).empty() && isShouted(word)) ||
                (word.size() >= kShortestUnknown && hasVowel(word) && !pronouncer_.known(small));
    Readings asWord = word_ || pronouncer_.known(small) ? readSmall(small, context) : Readings{};
    Readings readings;
    if (!word_)
        addReading(readings, spelled(word));
    for (auto& reading : asWord)
        addReading(readings, std::move(reading));
    addReading(readings, spelled(word));
    return readings;
}

Readings WordReader::readSmall(const std::string& small, const WordContext& context) {
    Readings readings;
    if (isContextual(small)) {
        const auto [chosen, other] = contextualReading(small, context.place, context.tag);
        addReading(readings, phonesOf(chosen));
        addReading(readings, phonesOf(other));
    } else if (pronouncer_.isHomograph(small))
        addReading(readings, pronouncer_.homograph(small, certainTag(context.place, context.tag)));
    else if (pronouncer_.known(small))
        addReading(readings, known(small));
    else if (small.size() > 2 && small.ends_with("'s")) {
        readings = readSmall(small.substr(0, small.size() - 2), context);
        std::ranges::for_each(readings, Pronouncer::addSibilant);
        return readings;
    } else if (small.find('\'') != std::string::npos) {
        std::string letters;
        std::ranges::copy_if(small, std::back_inserter(letters), isSmall);
        return letters.empty() ? readings : readSmall(letters, context);
    } else if (!hasVowel(small) && small.size() <= 5) {
        addReading(readings, spelled(small));
    } else {
        addReading(readings, pronouncer_.unknown(small, memory_));
    }
    for (auto& other : pronouncer_.others(small))
        addReading(readings, std::move(other));
    return readings;
}

/// "OpenAI", "GPTs": parts begin with capitals; capitals in a row are one part.
Phones WordReader::readParts(std::string_view word) {
    Phones phones;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= word.size(); ++i) {
        const bool border = i == word.size() || (isCapital(word[i]) && !isCapital(word[i - 1])) ||
                            (i + 1 < word.size() && isCapital(word[i]) && isCapital(word[i - 1]) && isSmall(word[i + 1]) &&
                             word.substr(i + 1) != "s");
        if (!border)
            continue;
        const std::string_view part = word.substr(begin, i - begin);
        const bool plural = part.size() > 2 && part.ends_with('s') && isInCapitals(part.substr(0, part.size() - 1));
        const std::string_view body = plural ? part.substr(0, part.size() - 1) : part;
        const Readings readings = body.size() == 1  ? readLetter(smallOf(body) == "a" ? "A" : body, {})
                                  : isInCapitals(body) ? readCapitals(body, {})
                                                       : readSmall(smallOf(body), {});
        if (!readings.empty())
            append(phones, readings.front());
        if (plural)
            Pronouncer::addSibilant(phones);
        begin = i;
    }
    return phones;
}

Phones WordReader::readNumber(std::string_view digits) {
    Phones phones;
    const std::string words = sayCardinal(digits);
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        append(phones, known(words.substr(begin, end - begin)));
        begin = end + 1;
    }
    return phones;
}

Readings WordReader::read(std::string_view word, const WordContext& context) {
    if (word.empty())
        return {};
    if (isDigit(word.front()))
        return {readNumber(word)};
    if (word.size() == 1)
        return readLetter(word, context);
    const std::string small = smallOf(word);
    if (word.ends_with('\'') && !pronouncer_.known(small))  // "Berlin'"
        return read(word.substr(0, word.size() - 1), context);
    const bool possessive = word.size() > 3 && word[word.size() - 2] == '\'' && small.back() == 's';
    const std::string_view stem = possessive ? word.substr(0, word.size() - 2) : word;
    const bool capitals = isInCapitals(stem) && stem.size() > 1;
    if (capitals && stem.find('\'') == std::string_view::npos) {
        Readings readings = readCapitals(stem, context);
        if (possessive)
            std::ranges::for_each(readings, Pronouncer::addSibilant);
        return readings;
    }
    const bool mixed = !isInCapitals(word) && std::ranges::any_of(word.substr(1), isCapital);
    const bool plural = mixed && word.size() > 2 && word.back() == 's' && isInCapitals(word.substr(0, word.size() - 1));
    if (mixed && (plural || !pronouncer_.known(small))) {
        Phones phones = readParts(stem);
        if (possessive)
            Pronouncer::addSibilant(phones);
        return {std::move(phones)};
    }
    return readSmall(small, context);
}

}  // namespace timbre::frontend::english
