// SPDX-License-Identifier: GPL-3.0-or-later
// The corrected reading of Cantonese.
#include <algorithm>

#include "core/frontend/yue/cantonese.h"
#include "core/frontend/zh/spoken_forms.h"

namespace timbre::frontend {

namespace {

/// Jyutping's syllables in the place of Mandarin's, for which the shared reader has room: 0 is none.
zh::Syllable packed(yue::Syllable syllable) { return zh::Syllable(static_cast<std::uint16_t>(syllable + 1)); }
yue::Syllable unpacked(zh::Syllable syllable) { return static_cast<yue::Syllable>(syllable.code() - 1); }

/// Texts of Cantonese, and readings in jyutping.
class JyutpingTextReader final : public zh::SpokenTextReader {
  public:
    JyutpingTextReader(const zh::Normaliser& normaliser, const yue::Jyutping& jyutping)
        : SpokenTextReader(zh::MarkStyle::Cantonese), normaliser_(normaliser), jyutping_(jyutping) {}

  protected:
    [[nodiscard]] char32_t plain(char32_t c) const override { return c == U'〇' ? U'零' : normaliser_.simplified(c); }

    [[nodiscard]] Result<GivenSyllables> syllables(const std::string& reading,
                                                   std::u32string_view characters) const override {
        const auto written = jyutping_.read(reading);
        if (!written)
            return tl::unexpected(written.error());
        GivenSyllables given{.fit = written->size() == characters.size()};
        for (const yue::Syllable syllable : *written)
            given.syllables.push_back(packed(syllable));
        return given;
    }

    [[nodiscard]] char32_t standIn(zh::Syllable syllable) const override {
        return jyutping_.standIn(unpacked(syllable));
    }

    [[nodiscard]] std::string advice() const override {
        return "Write one syllable for each character with its tone, for example \"nei5 hou2\".";
    }

  private:
    const zh::Normaliser& normaliser_;
    const yue::Jyutping& jyutping_;
};

}  // namespace

std::vector<Rewrite> Cantonese::rewrites(std::u32string_view text) const { return zh::spokenForms(text); }

Result<PhoneText> Cantonese::speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                   const PhoneOptions& options) const {
    const auto spoken = JyutpingTextReader(normaliser_, jyutping_).read(text, fixed);
    if (!spoken)
        return tl::unexpected(spoken.error());
    PhoneText out{.normalised = zh::toUtf8(spoken->text)};
    out.phones.reserve(2 * spoken->size());
    out.phonesPerCharacter.reserve(spoken->size());
    for (std::size_t begin = 0; begin < spoken->size();) {
        if (zh::isMark(spoken->text[begin])) {
            out.phones.push_back(zh::toUtf8(std::u32string_view(spoken->text).substr(begin, 1)));
            out.phonesPerCharacter.push_back(1);
            ++begin;
            continue;
        }
        std::size_t end = begin + 1;
        while (end < spoken->size() && !spoken->starts[end] && !zh::isMark(spoken->text[end]))
            ++end;
        for (std::size_t at = begin; at < end;) {
            const auto word = wordAt(*spoken, at, end);
            speakWord(*spoken, at, word, out);
            at += word.size();
        }
        begin = end;
    }
    replaceUnknown(options.set, out.phones);
    return out;
}

/// The word at `begin`: all up to `end` where its reading is given, else the longest one that is known. As it was written
/// comes first, since traditional characters tell more. What is not known is a character without a sound.
yue::WordReading Cantonese::wordAt(const zh::SpokenCharacters& spoken, std::size_t begin, std::size_t end) const {
    yue::WordReading word;
    if (!spoken.given[begin].empty()) {
        for (std::size_t i = begin; i < end; ++i)
            word.characters.push_back({unpacked(spoken.given[i])});
        return word;
    }
    word = jyutping_.longest(std::u32string_view(spoken.written).substr(begin, end - begin));
    auto simplified = jyutping_.longest(std::u32string_view(spoken.text).substr(begin, end - begin));
    if (simplified.size() > word.size())
        word = std::move(simplified);
    if (word.size() == 0)
        word.characters.resize(1);
    return word;
}

void Cantonese::speakWord(const zh::SpokenCharacters& spoken, std::size_t begin, const yue::WordReading& word,
                          PhoneText& out) const {
    const std::size_t firstPhone = out.phones.size();
    appendPhones(word, out);
    if (out.phones.size() == firstPhone)
        return;
    SpokenWord shown{.begin = spoken.begin[begin],
                     .end = spoken.end[begin + word.size() - 1],
                     .firstPhone = firstPhone,
                     .phoneCount = out.phones.size() - firstPhone,
                     .reading = jyutping_.write(word)};
    auto others = jyutping_.others(std::u32string_view(spoken.written).substr(begin, word.size()));
    if (others.empty())
        others = jyutping_.others(std::u32string_view(spoken.text).substr(begin, word.size()));
    for (const auto& other : others)
        if (auto reading = jyutping_.write(other); reading != shown.reading)
            shown.alternatives.push_back(std::move(reading));
    out.words.push_back(std::move(shown));
}

}  // namespace timbre::frontend
