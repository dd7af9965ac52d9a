// SPDX-License-Identifier: GPL-3.0-or-later
// The corrected reading of Mandarin.
#include <algorithm>
#include <utility>

#include "core/frontend/zh/careful_tones.h"
#include "core/frontend/zh/mandarin.h"
#include "core/frontend/zh/pinyin_notation.h"

namespace timbre::frontend {

using zh::Syllable;

namespace {

constexpr std::size_t kMostAlternatives = 8;  // More than a menu should hold; the likelier ones come first.
constexpr unsigned kNeutral = 5;

/// The tone that a character has by itself where only its neighbours make it another; 0 for most.
unsigned toneAlone(char32_t c) {
    if (c == U'一')
        return 1;
    return c == U'不' ? 4 : 0;
}

/// Phrases of pypinyin's have some of these two as they are spoken and some as they are alone.
void takeToneAlone(char32_t c, Syllable& syllable) {
    if (const unsigned tone = toneAlone(c); tone != 0 && syllable.tone() != kNeutral)
        syllable.setTone(tone);
}

/// A syllable as a dictionary has it: without a tone where the word has none, but not as its neighbours make it.
Syllable shown(char32_t c, Syllable read, Syllable spoken) {
    if (toneAlone(c) == 0 && spoken.tone() == kNeutral)
        read.setTone(kNeutral);
    return read;
}

/// Texts of Mandarin, and readings in pinyin.
class PinyinTextReader final : public zh::SpokenTextReader {
  public:
    PinyinTextReader(const zh::Normaliser& normaliser, const zh::Pinyin& pinyin)
        : SpokenTextReader(zh::MarkStyle::Mandarin), normaliser_(normaliser), pinyin_(pinyin) {}

  protected:
    [[nodiscard]] char32_t plain(char32_t c) const override {
        c = normaliser_.simplified(pinyin_.plain(c));
        if (c == U'嗯' || c == U'呣')
            return c == U'嗯' ? U'恩' : U'母';  // What models learnt for these sounds.
        return c;
    }

    [[nodiscard]] Result<GivenSyllables> syllables(const std::string& reading,
                                                   std::u32string_view characters) const override {
        const auto written = zh::readPinyin(reading, pinyin_);
        if (!written)
            return tl::unexpected(written.error());
        if (auto fitted = zh::fitSyllables(*written, characters, pinyin_))
            return GivenSyllables{.syllables = std::move(*fitted), .fit = true};
        GivenSyllables given;
        for (const auto& [syllable, rhotic] : *written) {
            given.syllables.push_back(syllable);
            if (rhotic)
                given.syllables.emplace_back(pinyin_.baseNamed("er"), syllable.tone());
        }
        return given;
    }

    [[nodiscard]] char32_t standIn(Syllable syllable) const override { return pinyin_.standIn(syllable); }

    [[nodiscard]] std::string advice() const override {
        return "Write one syllable for each character with its tone, for example \"ni3 hao3\".";
    }

  private:
    const zh::Normaliser& normaliser_;
    const zh::Pinyin& pinyin_;
};

}  // namespace

Result<PhoneText> Mandarin::speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                  const PhoneOptions& options) const {
    const auto spoken = PinyinTextReader(normaliser_, pinyin_).read(text, fixed);
    if (!spoken)
        return tl::unexpected(spoken.error());
    PhoneText out{.normalised = zh::toUtf8(spoken->text)};
    out.phones.reserve(2 * spoken->size());
    out.phonesPerCharacter.reserve(spoken->size());
    for (std::size_t begin = 0; begin < spoken->size();) {
        std::size_t end = begin;
        while (end < spoken->size() && !zh::isMark(spoken->text[end]))
            ++end;
        speakClause(*spoken, begin, end, options, out);
        if (end < spoken->size()) {
            out.phones.push_back(zh::toUtf8(std::u32string_view(spoken->text).substr(end, 1)));
            out.phonesPerCharacter.push_back(1);
        }
        begin = end + 1;
    }
    replaceUnknown(options.set, out.phones);
    return out;
}

/// Words of a clause, counted from its beginning; none goes across what is not spoken, and given readings are words of
/// their own.
std::vector<zh::Word> Mandarin::wordsOf(const zh::SpokenCharacters& spoken, std::size_t begin, std::size_t end) const {
    std::vector<zh::Word> words;
    for (std::size_t first = begin; first < end;) {
        std::size_t last = first + 1;
        while (last < end && !spoken.starts[last])
            ++last;
        if (spoken.given[first].empty()) {
            for (auto word : knowingSegmenter_.cut(std::u32string_view(spoken.text).substr(first, last - first))) {
                word.begin += first - begin;
                words.push_back(word);
            }
        } else {
            words.push_back({.begin = first - begin, .size = last - first});
        }
        first = last;
    }
    return words;
}

void Mandarin::speakClause(const zh::SpokenCharacters& spoken, std::size_t begin, std::size_t end,
                           const PhoneOptions& options, PhoneText& out) const {
    const auto text = std::u32string_view(spoken.text).substr(begin, end - begin);
    const auto written = std::u32string_view(spoken.written).substr(begin, end - begin);
    const auto words = wordsOf(spoken, begin, end);
    auto readings = contexts_.read(
        {.text = text, .written = written, .words = words, .segmenter = knowingSegmenter_, .pinyin = pinyin_});
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (const Syllable given = spoken.given[begin + i]; !given.empty())
            readings[i] = {.syllable = given, .origin = zh::Origin::Given};
        else
            takeToneAlone(text[i], readings[i].syllable);
    }
    const zh::Sandhi::Tools tools{.segmenter = knowingSegmenter_, .pinyin = pinyin_};
    const bool erhua = options.set != PhoneSet::V1;
    const auto tones = carefulTones(sandhi_, tools, {.text = text, .words = words, .readings = readings}, erhua);
    for (const auto& word : words) {
        std::vector<Syllable> syllables;
        const std::size_t firstPhone = out.phones.size();
        for (std::size_t i = word.begin; i < word.begin + word.size; ++i) {
            syllables.push_back(shown(text[i], readings[i].syllable, tones[i]));
            const auto initial = pinyin_.initial(tones[i]);
            const bool audible = !tones[i].empty() && !initial.empty();
            out.phonesPerCharacter.push_back(audible ? 2 : 0);
            if (!audible)
                continue;
            out.phones.emplace_back(initial);
            out.phones.push_back(pinyin_.final(tones[i]));
        }
        if (out.phones.size() == firstPhone)
            continue;
        out.words.push_back({.begin = spoken.begin[begin + word.begin],
                             .end = spoken.end[begin + word.begin + word.size - 1],
                             .firstPhone = firstPhone,
                             .phoneCount = out.phones.size() - firstPhone,
                             .reading = zh::writePinyin(syllables, pinyin_),
                             .alternatives = alternatives(text.substr(word.begin, word.size), syllables)});
    }
}

/// The other readings of a character; of a word those that change one character to what it is in some phrase.
std::vector<std::string> Mandarin::alternatives(std::u32string_view word, std::span<const Syllable> syllables) const {
    std::vector<std::string> found;
    std::vector<Syllable> changed(syllables.begin(), syllables.end());
    for (std::size_t i = 0; i < word.size(); ++i) {
        for (const auto& [syllable, inPhrases] : pinyin_.heteronyms(word[i])) {
            const bool sandhi = toneAlone(word[i]) != 0 && syllable.base() == syllables[i].base();
            if (syllable == syllables[i] || sandhi || (word.size() > 1 && !inPhrases) ||
                found.size() == kMostAlternatives)
                continue;
            changed[i] = syllable;
            found.push_back(zh::writePinyin(changed, pinyin_));
        }
        changed[i] = syllables[i];
    }
    return found;
}

}  // namespace timbre::frontend
