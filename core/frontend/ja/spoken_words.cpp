// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/spoken_words.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "core/frontend/ja/prosody.h"

namespace timbre::frontend::ja {

namespace {

constexpr std::size_t kMostAlternatives = 8;
constexpr std::string_view kVoiceless = "’";

/// The parts of an analysis that are one word for the reader.
struct Word {
    std::size_t firstPart = 0;
    std::size_t endPart = 0;
};

std::string withoutVoiceless(std::string_view pronunciation) {
    std::string out;
    while (!pronunciation.empty()) {
        const std::size_t mark = std::min(pronunciation.find(kVoiceless), pronunciation.size());
        out += pronunciation.substr(0, mark);
        pronunciation.remove_prefix(std::min(mark + kVoiceless.size(), pronunciation.size()));
    }
    return out;
}

/// Parts of one word of the dictionary belong together, and numbers with their counters.
std::vector<Word> wordsOf(std::span<const AccentedPart> parts) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool goesOn = i > 0 && (parts[i].word == parts[i - 1].word ||
                                      (parts[i - 1].numeral && (parts[i].numeral || parts[i].counter)) ||
                                      (parts[i - 1].point && parts[i].numeral));
        if (goesOn)
            words.back().endPart = i + 1;
        else
            words.push_back({i, i + 1});
    }
    return words;
}

/// "ハシ 1"; without the accent where there is more than one.
std::string readingOf(std::span<const AccentedPart> parts) {
    std::string reading;
    for (const AccentedPart& part : parts)
        reading += withoutVoiceless(part.pronunciation);
    if (parts.size() == 1)
        return reading + " " + std::to_string(parts.front().ownAccent);
    const bool onePhrase = !parts.front().joins && std::ranges::all_of(parts.subspan(1), &AccentedPart::joins);
    if (onePhrase && parts.front().phraseAccent <= countSpokenMoras(reading))
        reading += " " + std::to_string(parts.front().phraseAccent);
    return reading;
}

std::vector<std::string> alternativesTo(const std::string& chosen, std::span<const DictionaryReading> readings) {
    std::vector<std::string> out;
    for (const DictionaryReading& reading : readings) {
        std::string other = reading.pronunciation;
        if (reading.accent)
            other += " " + std::to_string(*reading.accent);
        if (out.size() < kMostAlternatives && other != chosen && countSpokenMoras(reading.pronunciation) > 0 &&
            std::ranges::find(out, other) == out.end())
            out.push_back(std::move(other));
    }
    return out;
}

}  // namespace

void appendSpeech(const OpenJTalk& analyser, const Letters& letters, Stretch stretch, PhoneText& out) {
    std::vector<FixedWord> fixed;
    for (auto one = std::ranges::lower_bound(letters.fixed, stretch.begin, {}, &FixedWord::begin);
         one != letters.fixed.end() && one->begin < stretch.end; ++one) {
        FixedWord word = *one;
        if (word.end > stretch.end)
            continue;
        word.begin -= stretch.begin;
        word.end -= stretch.begin;
        fixed.push_back(std::move(word));
    }
    std::vector<std::size_t> borders;
    for (auto border = std::ranges::lower_bound(letters.borders, stretch.begin);
         border != letters.borders.end() && *border < stretch.end; ++border)
        borders.push_back(*border - stretch.begin);
    const auto text = std::u32string_view(letters.letters).substr(stretch.begin, stretch.end - stretch.begin);
    const Analysis analysis = analyser.analyse(text, {.fixed = fixed, .borders = borders, .readings = true, .usual = true});
    ProsodicPhones spoken = prosodicPhones(analysis.parts);
    const std::size_t phonesBefore = out.phones.size();
    std::ranges::move(spoken.phones, std::back_inserter(out.phones));
    for (const Word& word : wordsOf(analysis.parts)) {
        const auto parts = std::span(analysis.parts).subspan(word.firstPart, word.endPart - word.firstPart);
        SpokenWord shown;
        for (std::size_t i = word.firstPart; i < word.endPart; ++i) {
            const auto& phones = spoken.parts[i];
            if (phones.count == 0)
                continue;
            if (shown.phoneCount == 0)
                shown.firstPhone = phonesBefore + phones.first;
            shown.phoneCount = phonesBefore + phones.first + phones.count - shown.firstPhone;
        }
        const AnalysedWord& first = analysis.words[parts.front().word];
        const AnalysedWord& last = analysis.words[parts.back().word];
        if (shown.phoneCount == 0 || first.begin >= last.end)
            continue;
        shown.begin = letters.places[stretch.begin + first.begin].begin;
        shown.end = letters.places[stretch.begin + last.end - 1].end;
        shown.reading = readingOf(parts);
        if (first.readings != nullptr && parts.front().word == parts.back().word)
            shown.alternatives = alternativesTo(shown.reading, *first.readings);
        out.words.push_back(std::move(shown));
    }
}

}  // namespace timbre::frontend::ja
