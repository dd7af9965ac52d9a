// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/feature.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string_view>

#include "core/frontend/ja/open_jtalk.h"

namespace timbre::frontend::ja {

namespace {

// The fields of a line, with the word itself in front.
enum Field { kWritten, kPartOfSpeech, kKind, kOriginal = 7, kRead, kPronunciation, kAccent, kChainRule, kFields = 13 };

constexpr std::string_view kVoiceless = "’";

using Fields = std::array<std::string_view, kFields>;

/// Into the line itself; what it lacks is "*".
Fields fields(std::string_view feature) {
    Fields all;
    all.fill("*");
    for (std::string_view& field : all) {
        const std::size_t end = feature.find(',');
        field = feature.substr(0, end);
        if (end == std::string_view::npos)
            break;
        feature.remove_prefix(end + 1);
    }
    return all;
}

struct Accent {
    int place = 0;
    int moras = 0;
};

/// "1/2"; nothing for a compound, "1/2:0/3", and for what has no accent.
std::optional<Accent> accentIn(std::string_view field) {
    const char* const end = field.data() + field.size();
    Accent accent;
    const auto place = std::from_chars(field.data(), end, accent.place);
    if (place.ec != std::errc{} || place.ptr == end || *place.ptr != '/')
        return std::nullopt;
    const auto moras = std::from_chars(place.ptr + 1, end, accent.moras);
    return moras.ec == std::errc{} && moras.ptr == end ? std::optional(accent) : std::nullopt;
}

/// Without marks inside it: ’ for voiceless vowels, ":" between the parts of a compound.
std::string plain(std::string_view pronunciation) {
    std::string out;
    while (!pronunciation.empty()) {
        const bool voiceless = pronunciation.starts_with(kVoiceless);
        if (!voiceless && pronunciation.front() != ':')
            out += pronunciation.front();
        pronunciation.remove_prefix(voiceless ? kVoiceless.size() : 1);
    }
    return out;
}

int accentFor(const FixedWord& fixed, std::span<const DictionaryReading> readings, std::string_view old) {
    if (fixed.accent)
        return *fixed.accent;
    for (const DictionaryReading& reading : readings)
        if (reading.pronunciation == fixed.pronunciation && reading.accent)
            return *reading.accent;
    const auto accent = accentIn(old);
    return accent && accent->moras == fixed.moras ? accent->place : 0;
}

struct UsualReading {
    std::string_view written;
    std::string_view dictionary;
    std::string_view usual;
    std::string_view accent;  ///< With the number of moras, as in the dictionary.
};

constexpr UsualReading kUsualReadings[] = {
    {"日本", "ニッポン", "ニホン", "2/3"},
    {"日本人", "ニッポンジン", "ニホンジン", "4/5"},
    {"日本一", "ニッポンイチ", "ニホンイチ", "2/5"},
    {"日本国", "ニッポンコク", "ニホンコク", "3/5"},
    {"明後日", "ミョーゴニチ", "アサッテ", "2/4"},
};

std::string joined(const Fields& fields) {
    std::string line;
    for (const std::string_view field : fields)
        line.append(line.empty() ? "" : ",").append(field);
    return line;
}

}  // namespace

void takeUsualReading(Morpheme& word) {
    const std::string_view line = word.feature;
    const std::string_view written = line.substr(0, line.find(','));
    const auto* const usual = std::ranges::find(kUsualReadings, written, &UsualReading::written);
    if (usual == std::end(kUsualReadings))
        return;
    Fields feature = fields(line);
    if (feature[kPronunciation] != usual->dictionary)
        return;
    feature[kRead] = feature[kPronunciation] = usual->usual;
    feature[kAccent] = usual->accent;
    word.feature = joined(feature);
}

DictionaryReading readingIn(std::string_view feature) {
    const Fields all = fields(feature);
    DictionaryReading reading{.pronunciation = plain(all[kPronunciation - 1])};
    if (const auto accent = accentIn(all[kAccent - 1]))
        reading.accent = accent->place;
    return reading;
}

Morpheme fixedMorpheme(std::span<const Morpheme> words, const FixedWord& fixed,
                       std::span<const DictionaryReading> readings) {
    Fields feature = fields(words.front().feature);
    const int accent = accentFor(fixed, readings, words.size() == 1 ? feature[kAccent] : "");
    if (words.size() > 1) {
        feature.fill("*");
        feature[kPartOfSpeech] = "名詞";
        feature[kKind] = "一般";
        feature[kChainRule] = accent == 0 ? "C4" : "C1";
    }
    feature[kWritten] = feature[kOriginal] = "*";  // rules that change readings know words by how they are written
    feature[kRead] = feature[kPronunciation] = fixed.pronunciation;
    const std::string accentAndMoras = std::to_string(accent) + "/" + std::to_string(fixed.moras);
    feature[kAccent] = accentAndMoras;
    Morpheme out{.begin = words.front().begin,
                 .end = words.back().end,
                 .readings = std::make_shared<const std::vector<DictionaryReading>>(readings.begin(), readings.end())};
    out.feature = joined(feature);
    return out;
}

}  // namespace timbre::frontend::ja
