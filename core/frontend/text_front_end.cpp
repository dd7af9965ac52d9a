// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/text_front_end.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/frontend/decoded_text.h"
#include "core/frontend/worded_text.h"

namespace timbre::frontend {

namespace {

constexpr std::size_t kMostAround = 40;   // Characters beside a rewrite in one word, for which other ways are offered.
constexpr std::size_t kFewestPhones = 6;  // The models stumble over shorter texts.

/// The models of the first generation know three languages.
bool knows(PhoneSet set, Language language) {
    return set != PhoneSet::V1 || (language != Language::Korean && language != Language::Cantonese);
}

std::string withSingleBlanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text)
        if (c != ' ' || out.empty() || out.back() != ' ')
            out += c;
    return out;
}

/// Readings given by hand, in code points, without the blanks around their words.
Result<std::vector<FixedReading>> placed(std::span<const GivenReading> given, const DecodedText& decoded) {
    std::vector<FixedReading> fixed;
    std::size_t before = 0;
    for (const GivenReading& one : given) {
        if (auto text = requireText(one.reading, "a reading"); !text)
            return tl::unexpected(text.error());
        std::size_t begin = decoded.placeOf(one.beginByte);
        std::size_t end = decoded.placeOf(one.endByte);
        while (begin < end && isSpace(decoded.text[begin]))
            ++begin;
        while (begin < end && isSpace(decoded.text[end - 1]))
            --end;
        if (begin >= end || begin < before || end > decoded.text.size())
            return fail(ErrorCode::InvalidInput, "the reading “" + one.reading + "” has no place in the text",
                        "Give each reading for a part of the text, in order and without overlap.");
        fixed.push_back({begin, end, one.reading});
        before = end;
    }
    return fixed;
}

/// Words of several segments and rewrites, as they stand in the text that was handed over.
class WordList {
  public:
    WordList(const DecodedText& decoded, std::span<const FixedReading> given) : decoded_(decoded), given_(given) {}

    /// @param segment  of `words`, to whose text the spoken words refer.
    void add(const WordedStretch& words, const LanguageStretch& segment, const PhoneText& spoken, std::size_t firstPhone) {
        for (const SpokenWord& word : spoken.words) {
            const std::size_t begin = segment.begin + word.begin;
            const std::size_t end = segment.begin + word.end;
            if (begin >= end || end > words.text.size())
                continue;
            ReadWord read{.beginByte = words.origins[begin].begin,
                          .endByte = words.origins[end - 1].end,
                          .language = segment.language,
                          .spoken = toUtf8(std::u32string_view(words.text).substr(begin, end - begin)),
                          .reading = word.reading,
                          .alternatives = word.alternatives,
                          .firstPhone = firstPhone + word.firstPhone,
                          .phoneCount = word.phoneCount};
            for (std::size_t i = begin; i < end; ++i)
                read.rewritten = read.rewritten || words.origins[i].rewrite >= 0;
            if (!words_.empty() && words_.back().endByte > read.beginByte)
                join(words_.back(), read);
            else
                words_.push_back(std::move(read));
        }
    }

    /// @param stretches  whose rewrites tell how else a part may be said.
    std::vector<ReadWord> take(std::span<const WordedStretch> stretches) && {
        addOtherWays(stretches);
        for (ReadWord& word : words_) {
            const auto one = std::ranges::partition_point(
                given_, [&](const FixedReading& reading) { return reading.end <= word.beginByte; });
            word.given = one != given_.end() && one->begin < word.endByte;
            word.beginByte = decoded_.bytes[word.beginByte];
            word.endByte = decoded_.bytes[word.endByte];
        }
        return std::move(words_);
    }

  private:
    static void join(ReadWord& word, const ReadWord& next) {
        word.endByte = std::max(word.endByte, next.endByte);
        word.spoken += next.spoken;
        word.reading += (word.reading.empty() || next.reading.empty() ? "" : " ") + next.reading;
        word.rewritten = true;
        word.phoneCount = next.firstPhone + next.phoneCount - word.firstPhone;
    }

    /// What is rewritten has other words for all of it in place of other readings.
    void addOtherWays(std::span<const WordedStretch> stretches) {
        auto word = words_.begin();
        for (const WordedStretch& stretch : stretches) {
            for (const Rewrite& rewrite : stretch.rewrites) {
                word = std::find_if(word, words_.end(), [&](const ReadWord& one) { return one.endByte > rewrite.begin; });
                if (word == words_.end())
                    return;
                if (word->beginByte >= rewrite.end)
                    continue;
                word->alternatives.clear();
                // A whole line may be one word of numbers that hang together: nobody chooses among ways to say that.
                if (word->endByte - word->beginByte > rewrite.end - rewrite.begin + kMostAround)
                    continue;
                const auto before = part(word->beginByte, rewrite.begin);
                const auto behind = part(rewrite.end, word->endByte);
                for (const std::u32string& other : rewrite.alternatives)
                    word->alternatives.push_back(toUtf8(before + other + behind));
            }
        }
    }

    [[nodiscard]] std::u32string part(std::size_t begin, std::size_t end) const {
        return begin < end ? decoded_.text.substr(begin, end - begin) : std::u32string{};
    }

    const DecodedText& decoded_;
    std::span<const FixedReading> given_;
    std::vector<ReadWord> words_;  // Places in code points until they are taken.
};

}  // namespace

TextFrontEnd::TextFrontEnd(Readers readers) : readers_(std::move(readers)) {}

tl::unexpected<Error> TextFrontEnd::notInstalled(Language language) {
    return fail(ErrorCode::ModelMissing,
                "the dictionary of the language \"" + std::string(languageCode(language)) + "\" is not installed",
                "Run `make setup`, which fetches and makes it.");
}

const TextFrontEnd::Reader& TextFrontEnd::reader(Language language) const {
    switch (language) {
        case Language::Japanese: return readers_.japanese;
        case Language::English: return readers_.english;
        case Language::Korean: return readers_.korean;
        case Language::Cantonese: return readers_.cantonese;
        case Language::Mandarin: break;
    }
    return readers_.mandarin;
}

Result<PhoneText> TextFrontEnd::phones(std::string_view utf8, Language language, const PhoneOptions& options) const {
    if (options.reading == Reading::Corrected) {
        auto text = read(utf8, modeOf(language), {}, options);
        if (!text)
            return tl::unexpected(text.error());
        PhoneText spoken{.normalised = std::move(text->normalised), .phones = std::move(text->phones)};
        if (text->segments.size() == 1)
            spoken.phonesPerCharacter = std::move(text->segments.front().spoken.phonesPerCharacter);
        const DecodedText decoded(utf8);
        for (ReadWord& word : text->words)
            spoken.words.push_back({decoded.placeOf(word.beginByte), decoded.placeOf(word.endByte), word.firstPhone,
                                    word.phoneCount, std::move(word.reading), std::move(word.alternatives)});
        return spoken;
    }
    // The reference reads what a model does not know as an English blank.
    const bool known = knows(options.set, language);
    const Reader& opened = reader(known ? language : Language::English);
    if (!opened)
        return tl::unexpected(opened.error());
    auto spoken = (*opened)->phones(known ? utf8 : " ", options);
    if (spoken)
        replaceUnknown(options.set, spoken->phones);
    return spoken;
}

Result<SpokenText> TextFrontEnd::bySegment(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const {
    SpokenText text;
    for (auto& segment : languageSegments(utf8, mode)) {
        auto spoken = phones(segment.text, segment.language, options);
        if (!spoken)
            return tl::unexpected(spoken.error());
        text.normalised += spoken->normalised;
        text.phones.insert(text.phones.end(), spoken->phones.begin(), spoken->phones.end());
        text.segments.push_back({segment.language, std::move(segment.text), std::move(*spoken)});
    }
    return text;
}

Result<SpokenText> TextFrontEnd::phones(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const {
    if (options.reading == Reading::Corrected)
        return read(utf8, mode, {}, options);
    const std::string text = withSingleBlanks(utf8);
    auto spoken = bySegment(text, mode, options);
    if (!spoken || spoken->phones.size() >= kFewestPhones)
        return spoken;
    return bySegment("." + text, mode, options);
}

Result<SpokenText> TextFrontEnd::read(std::string_view utf8, LanguageMode mode, std::span<const GivenReading> given,
                                      const PhoneOptions& options) const {
    if (auto text = requireText(utf8, "the text"); !text)
        return tl::unexpected(text.error());
    const DecodedText decoded(utf8);
    const auto fixed = placed(given, decoded);
    if (!fixed)
        return tl::unexpected(fixed.error());
    const auto stretches = frontend::inWords(decoded.text, mode, *fixed, rule());
    if (!stretches)
        return tl::unexpected(stretches.error());
    SpokenText text;
    WordList words(decoded, *fixed);
    for (const WordedStretch& stretch : *stretches) {
        if (auto spoken = speak(stretch, options, text, [&](const LanguageStretch& segment, const PhoneText& phones) {
                words.add(stretch, segment, phones, text.phones.size());
            });
            !spoken)
            return tl::unexpected(spoken.error());
    }
    text.words = std::move(words).take(*stretches);
    if (text.phones.size() < kFewestPhones && !text.segments.empty())
        lengthen(text);
    return text;
}

Result<void> TextFrontEnd::speak(const WordedStretch& words, const PhoneOptions& options, SpokenText& text,
                                 const Told& told) const {
    std::span<const FixedReading> fixed = words.fixed;
    for (const LanguageStretch& segment : stretchesOfWords(words)) {
        std::vector<FixedReading> inside;
        for (; !fixed.empty() && fixed.front().begin < segment.end; fixed = fixed.subspan(1)) {
            FixedReading one = fixed.front();
            if (one.end > segment.end || one.begin < segment.begin)
                return fail(ErrorCode::InvalidInput,
                            "the reading “" + one.reading + "” is given for a part that is of two languages",
                            "Give a reading to each part.");
            one.begin -= segment.begin;
            one.end -= segment.begin;
            inside.push_back(std::move(one));
        }
        if (!knows(options.set, segment.language))
            return fail(ErrorCode::Unsupported,
                        "models of the first generation do not speak \"" +
                            std::string(languageCode(segment.language)) + "\"",
                        "Choose a model of v2 or later.");
        const Reader& opened = reader(segment.language);
        if (!opened)
            return tl::unexpected(opened.error());
        const auto part = std::u32string_view(words.text).substr(segment.begin, segment.end - segment.begin);
        auto spoken = (*opened)->speak(part, inside, options);
        if (!spoken)
            return tl::unexpected(spoken.error());
        replaceUnknown(options.set, spoken->phones);
        told(segment, *spoken);
        std::string written = toUtf8(part);
        text.normalised += segment.language == Language::English ? written : spoken->normalised;
        text.phones.insert(text.phones.end(), spoken->phones.begin(), spoken->phones.end());
        text.segments.push_back({segment.language, std::move(written), std::move(*spoken)});
    }
    return {};
}

void TextFrontEnd::lengthen(SpokenText& text) {
    text.normalised.insert(0, ".");
    text.phones.insert(text.phones.begin(), ".");
    PhoneText& first = text.segments.front().spoken;
    first.normalised.insert(0, ".");
    first.phones.insert(first.phones.begin(), ".");
    if (!first.phonesPerCharacter.empty())
        first.phonesPerCharacter.insert(first.phonesPerCharacter.begin(), 1);
    for (SpokenWord& word : first.words)
        ++word.firstPhone;
    for (ReadWord& word : text.words)
        ++word.firstPhone;
}

RewriteRule TextFrontEnd::rule() const {
    return [this](Language language, std::u32string_view stretch) -> Result<std::vector<Rewrite>> {
        const Reader& opened = reader(language);
        if (!opened)
            return tl::unexpected(opened.error());
        return (*opened)->rewrites(stretch);
    };
}

Result<TextInWords> TextFrontEnd::inWords(std::string_view utf8, LanguageMode mode,
                                          std::span<const GivenReading> given) const {
    if (auto text = requireText(utf8, "the text"); !text)
        return tl::unexpected(text.error());
    const DecodedText decoded(utf8);
    const auto fixed = placed(given, decoded);
    if (!fixed)
        return tl::unexpected(fixed.error());
    const auto stretches = frontend::inWords(decoded.text, mode, *fixed, rule());
    if (!stretches)
        return tl::unexpected(stretches.error());
    TextInWords words;
    std::size_t place = 0;
    const auto keep = [&](std::size_t end) {
        for (std::size_t byte = decoded.bytes[place]; byte < decoded.bytes[end]; ++byte) {
            words.text += utf8[byte];
            words.sourceBytes.push_back(byte);
        }
        place = end;
    };
    for (const WordedStretch& stretch : *stretches) {
        keep(std::max(place, stretch.begin));
        std::vector<std::size_t> bytes;  // Of each code point of the stretch's text.
        for (std::size_t i = 0; i < stretch.text.size(); ++i) {
            bytes.push_back(words.text.size());
            appendUtf8(words.text, stretch.text[i]);
            words.sourceBytes.resize(words.text.size(), decoded.bytes[stretch.origins[i].begin]);
        }
        bytes.push_back(words.text.size());
        place = stretch.end;
        for (const FixedReading& one : stretch.fixed)
            words.readings.push_back({bytes[one.begin], bytes[one.end], one.reading});
    }
    keep(decoded.text.size());
    words.sourceBytes.push_back(utf8.size());
    return words;
}

}  // namespace timbre::frontend
