// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/english_words.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace timbre::listen {

namespace {

using frontend::LanguageMode;

/// More ways to say a word only make it easier to be heard where it was not said.
constexpr std::size_t kMostReadings = 4;

std::vector<std::string> arpabet(std::string_view reading) {
    std::vector<std::string> phones;
    while (!reading.empty()) {
        const std::size_t end = std::min(reading.find(' '), reading.size());
        if (std::string phone = withoutStress(reading.substr(0, end)); !phone.empty()) {
            phones.push_back(std::move(phone));
        }
        reading.remove_prefix(std::min(end + 1, reading.size()));
    }
    return phones;
}

void addReading(LineWord& word, std::vector<std::string> phones) {
    if (!phones.empty() && word.readings.size() < kMostReadings && std::ranges::find(word.readings, phones) == word.readings.end()) {
        word.readings.push_back(std::move(phones));
    }
}

std::optional<LanguageMode> modeOf(std::string_view language) {
    for (const auto& name : frontend::kLanguageModeNames) {
        if (name.name == language) {
            return name.mode;
        }
    }
    return std::nullopt;
}

/// A phone that carries a syllable or a mora: finals with their tone, vowels, the Japanese N and the held consonant.
bool carriesSyllable(std::string_view phone, std::string_view language) {
    if (phone.empty()) {
        return false;
    }
    const bool hasTone = phone.back() >= '0' && phone.back() <= '9';
    if (language == "ja") {
        static constexpr std::string_view kMoras[] = {"a", "i", "u", "e", "o", "A", "I", "U", "E", "O", "N", "cl", "Q"};
        return std::ranges::find(kMoras, phone) != std::end(kMoras);
    }
    return hasTone;
}

}  // namespace

ReadAloud readAloudWith(std::shared_ptr<const frontend::TextFrontEnd> text) {
    return [text = std::move(text)](std::string_view utf8) -> Result<std::vector<LineWord>> {
        const auto spoken = text->read(utf8, LanguageMode::English, {}, {});
        if (!spoken) {
            return tl::unexpected(spoken.error());
        }
        std::vector<LineWord> words;
        for (const frontend::ReadWord& read : spoken->words) {
            LineWord word{.beginByte = read.beginByte, .endByte = read.endByte, .readings = {}};
            std::vector<std::string> phones;
            for (std::size_t i = read.firstPhone; i < read.firstPhone + read.phoneCount && i < spoken->phones.size(); ++i) {
                if (std::string phone = withoutStress(spoken->phones[i]); !phone.empty()) {
                    phones.push_back(std::move(phone));
                }
            }
            addReading(word, std::move(phones));
            if (!read.rewritten) {
                for (const std::string& other : read.alternatives) {
                    addReading(word, arpabet(other));
                }
            }
            if (!word.readings.empty()) {
                words.push_back(std::move(word));
            }
        }
        return words;
    };
}

std::optional<double> syllablesOf(const frontend::TextFrontEnd& text, std::string_view utf8, std::string_view language) {
    const auto mode = modeOf(language);
    if (!mode) {
        return std::nullopt;
    }
    const auto spoken = text.read(utf8, *mode, {}, {});
    if (!spoken) {
        return std::nullopt;
    }
    double count = 0.0;
    for (const frontend::SpokenSegment& segment : spoken->segments) {
        const std::string_view code = frontend::languageCode(segment.language);
        for (const std::string& phone : segment.spoken.phones) {
            count += carriesSyllable(phone, code) ? 1.0 : 0.0;
        }
    }
    return count;
}

}  // namespace timbre::listen
