// SPDX-License-Identifier: GPL-3.0-or-later
// The corrected reading of Korean.
#include <algorithm>
#include <vector>

#include "core/base/utf8.h"
#include "core/frontend/ja/source.h"
#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/korean_front_end.h"
#include "core/frontend/korean/letters.h"
#include "core/frontend/korean/marks.h"
#include "core/frontend/korean/rewriting.h"

namespace timbre::frontend {

namespace {

using korean::kNoPlace;
using korean::TracedLetters;
using korean::TracedText;

std::string utf8Of(std::u32string_view text) {
    std::string utf8;
    utf8.reserve(text.size() * 3);
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

bool isOfWord(char32_t c) {
    const bool letter = (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E);
    return korean::isSyllable(c) || letter || ja::isAsciiDigit(c) || !korean::letterName(c).empty();
}

/// A word and its letters as they sound.
struct Word {
    SpokenWord spoken{};
    std::u32string letters{};
};

/// The words of a text, with the number of each character's word; readings by hand are words of their own.
struct Words {
    std::vector<Word> words{};
    std::vector<std::size_t> numbers{};

    Words(std::u32string_view text, std::span<const FixedReading> fixed) : numbers(text.size(), kNoPlace) {
        for (std::size_t place = 0; place < text.size();) {
            std::size_t end = place;
            if (!fixed.empty() && fixed.front().begin == place) {
                end = std::min(std::max(fixed.front().end, place + 1), text.size());
                fixed = fixed.subspan(1);
            } else {
                while (end < text.size() && isOfWord(text[end]) && (fixed.empty() || end < fixed.front().begin))
                    ++end;
            }
            if (end > place)
                words.push_back({.spoken = {.begin = place, .end = end}});
            for (std::size_t i = place; i < end; ++i)
                numbers[i] = words.size() - 1;
            place = std::max(end, place + 1);
        }
    }
};

}  // namespace

std::vector<Rewrite> KoreanFrontEnd::rewrites(std::u32string_view text) const { return korean::rewritesOf(text); }

/// Idioms outside of readings by hand.
TracedText KoreanFrontEnd::withIdioms(TracedText text) const {
    for (std::size_t idiom = 0; idiom < written_.size(); ++idiom) {
        std::u32string from;
        for (std::size_t at = 0; at < written_[idiom].size();)
            from += decodeUtf8(written_[idiom], at);
        std::size_t at = from.empty() ? std::u32string::npos : text.text.find(from);
        if (at == std::u32string::npos)
            continue;
        TracedText out;
        std::size_t copied = 0;
        const auto copyTo = [&](std::size_t end) {
            for (; copied < end; ++copied)
                out.add(text.text[copied], text.places[copied], text.given[copied]);
        };
        for (; at != std::u32string::npos; at = text.text.find(from, copied)) {
            copyTo(at);
            const auto given = std::span(text.given).subspan(at, from.size());
            if (std::ranges::any_of(given, [](int reading) { return reading != korean::kNotGiven; })) {
                copyTo(at + 1);
                continue;
            }
            std::size_t place = at;
            for (std::size_t byte = 0; byte < read_[idiom].size(); place += place + 1 < at + from.size() ? 1 : 0)
                out.add(decodeUtf8(read_[idiom], byte), text.places[place], korean::kNotGiven);
            copied = at + from.size();
        }
        copyTo(text.text.size());
        text = std::move(out);
    }
    return text;
}

Result<PhoneText> KoreanFrontEnd::speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                        const PhoneOptions& options) const {
    auto written = korean::traced(text, fixed);
    if (!written)
        return tl::unexpected(written.error());
    TracedText source = withIdioms(std::move(*written));
    korean::insertNasals(source);
    const TracedLetters sounding = korean::traceBack(
        korean::withSilentLeads(sounds_.apply(korean::decomposed(korean::marked(source.text)))), source);
    const TracedLetters letters = korean::withGiven(sounding, source, fixed);
    Words words(text, fixed);
    std::u32string standing;
    standing.reserve(2 * letters.letters.size());
    for (std::size_t i = 0; i < letters.letters.size(); ++i) {
        const std::size_t first = standing.size();
        korean::appendStanding(letters.letters[i], standing);
        const std::size_t owner = letters.owners[i];
        const std::size_t number = owner == kNoPlace ? kNoPlace : words.numbers[source.places[owner]];
        if (number == kNoPlace)
            continue;
        Word& word = words.words[number];
        if (word.letters.empty())
            word.spoken.firstPhone = first;
        word.spoken.phoneCount = standing.size() - word.spoken.firstPhone;
        word.letters += letters.letters[i];
    }
    korean::correctRieul(standing);
    korean::endWithStop(standing);
    PhoneText out{.normalised = utf8Of(text)};
    out.phones.reserve(standing.size());
    std::ranges::transform(standing, std::back_inserter(out.phones), korean::phoneOf);
    for (Word& word : words.words) {
        if (word.letters.empty())
            continue;
        word.spoken.reading = utf8Of(korean::withoutOthers(korean::composed(word.letters)));
        out.words.push_back(std::move(word.spoken));
    }
    replaceUnknown(options.set, out.phones);
    return out;
}

}  // namespace timbre::frontend
