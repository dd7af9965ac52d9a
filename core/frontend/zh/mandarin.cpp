// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/mandarin.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/frontend/zh/spoken_forms.h"

namespace timbre::frontend {

using zh::Syllable;

namespace {

/// Signs that ask for a pause, for which every comma of the text is taken then (the reference's own way).
constexpr std::array<std::pair<char32_t, std::string_view>, 2> kPauses{{{U'￥', "SP2"}, {U'^', "SP3"}}};

/// The pause a text asks for, whose signs become commas; empty for none.
std::string_view takePause(std::u32string& text) {
    for (const auto& [sign, pause] : kPauses) {
        if (text.find(sign) != std::u32string::npos) {
            std::ranges::replace(text, sign, U',');
            return pause;
        }
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const Mandarin>> Mandarin::open(const std::filesystem::path& path) {
    auto file = DataFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::shared_ptr<Mandarin> mandarin(new Mandarin(std::move(*file)));
    auto normaliser = zh::Normaliser::open(mandarin->file_);
    auto segmenter = zh::Segmenter::open(mandarin->file_);
    auto pinyin = zh::Pinyin::open(mandarin->file_);
    if (!normaliser)
        return tl::unexpected(normaliser.error());
    if (!segmenter)
        return tl::unexpected(segmenter.error());
    if (!pinyin)
        return tl::unexpected(pinyin.error());
    auto sandhi = zh::Sandhi::open(mandarin->file_, *pinyin);
    if (!sandhi)
        return tl::unexpected(sandhi.error());
    mandarin->normaliser_ = *normaliser;
    mandarin->segmenter_ = *segmenter;
    mandarin->pinyin_ = *pinyin;
    mandarin->sandhi_ = *sandhi;
    auto knowing = zh::Segmenter::open(mandarin->file_, zh::Segmenter::Vocabulary::WithOurOwn);
    auto contexts = zh::PolyphoneContexts::open(mandarin->file_);
    if (!knowing)
        return tl::unexpected(knowing.error());
    if (!contexts)
        return tl::unexpected(contexts.error());
    mandarin->knowingSegmenter_ = *knowing;
    mandarin->contexts_ = *contexts;
    return mandarin;
}

std::vector<Rewrite> Mandarin::rewrites(std::u32string_view text) const { return zh::spokenForms(text); }

Result<std::u32string> Mandarin::normalise(std::u32string_view text, Reading reading) const {
    const auto sentences = normaliser_.sentences(text, reading);
    if (!sentences)
        return tl::unexpected(sentences.error());
    std::u32string normalised;
    normalised.reserve(text.size());
    for (const auto& sentence : *sentences)
        normalised += zh::withPlainMarks(sentence, zh::MarkStyle::Mandarin);
    return zh::withoutRepeatedMarks(normalised);
}

Result<PhoneText> Mandarin::phones(std::string_view utf8, const PhoneOptions& options) const {
    auto text = zh::codePoints(utf8);
    if (!text)
        return tl::unexpected(text.error());
    const std::string_view pause = takePause(*text);
    const auto normalised = normalise(*text, options.reading);
    if (!normalised)
        return tl::unexpected(normalised.error());
    PhoneText out{.normalised = zh::toUtf8(*normalised)};
    out.phones.reserve(2 * normalised->size());
    out.phonesPerCharacter.reserve(normalised->size());
    for (std::u32string_view rest = *normalised; !rest.empty();) {
        const auto* const mark = std::ranges::find_if(rest, zh::isMark);
        const auto size = std::min(static_cast<std::size_t>(mark - rest.begin()) + 1, rest.size());
        if (const auto spoken = speakSegment(rest.substr(0, size), options, out); !spoken)
            return tl::unexpected(spoken.error());
        rest.remove_prefix(size);
    }
    if (!pause.empty())
        std::ranges::replace(out.phones, std::string(","), std::string(pause));
    replaceUnknown(options.set, out.phones);
    return out;
}

/// One segment: Han, and a mark at its end.
Result<void> Mandarin::speakSegment(std::u32string_view segment, const PhoneOptions& options, PhoneText& out) const {
    const zh::Sandhi::Tools tools{.segmenter = segmenter_, .pinyin = pinyin_};
    const bool bySentence = options.set != PhoneSet::V1 && options.polyphones == Polyphones::BySentence;
    std::vector<Syllable> whole;
    if (bySentence)
        whole = pinyin_.read(segment);
    for (const auto& word : sandhi_.join(tools, segment, segmenter_.cut(segment))) {
        const auto text = segment.substr(word.begin, word.size);
        const auto tag = segmenter_.tagName(word.tag);
        std::vector<Syllable> syllables;
        if (bySentence) {
            syllables.assign(whole.begin() + static_cast<std::ptrdiff_t>(word.begin),
                             whole.begin() + static_cast<std::ptrdiff_t>(word.begin + word.size));
            decide(text, syllables);
        } else {
            syllables = pinyin_.read(text);
        }
        sandhi_.change(tools, text, tag, syllables);
        if (options.set != PhoneSet::V1)
            sandhi_.erhua(text, tag, syllables);
        if (const auto appended = append(text, syllables, options.reading, out); !appended)
            return appended;
    }
    return {};
}

/// Puts what is known about a word over its part of the sentence's reading.
void Mandarin::decide(std::u32string_view word, std::span<Syllable> syllables) const {
    auto known = pinyin_.ownWord(word);
    if (!known && word.size() > 1)
        known = pinyin_.phrase(word);
    if (known) {
        std::ranges::copy(*known, syllables.begin());
        return;
    }
    for (std::size_t i = 0; i < word.size(); ++i)
        if (const auto single = pinyin_.ownWord(word.substr(i, 1)))
            syllables[i] = single->front();
}

Result<void> Mandarin::append(std::u32string_view word, std::span<const Syllable> syllables, Reading reading,
                              PhoneText& out) const {
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto initial = pinyin_.initial(syllables[i]);
        if (zh::isMark(word[i])) {
            out.phones.push_back(zh::toUtf8(word.substr(i, 1)));
            out.phonesPerCharacter.push_back(1);
        } else if (!syllables[i].empty() && !initial.empty()) {
            out.phones.emplace_back(initial);
            out.phones.push_back(pinyin_.final(syllables[i]));
            out.phonesPerCharacter.push_back(2);
        } else if (reading == Reading::Compatible) {
            return fail(ErrorCode::InvalidInput,
                        "the character " + zh::toUtf8(word.substr(i, 1)) + " has no reading that the models can speak",
                        "Write another character for it.");
        } else {
            out.phonesPerCharacter.push_back(0);
        }
    }
    return {};
}

}  // namespace timbre::frontend
