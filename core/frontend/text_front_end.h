// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/language_front_end.h"
#include "core/frontend/language_segments.h"
#include "core/frontend/phones.h"
#include "core/frontend/worded_text.h"
#include "core/text/markup.h"

namespace timbre::frontend {

/// Changes whenever the same text may be read otherwise: what was spoken before is then no longer what would be.
inline constexpr std::string_view kReadingVersion = "1";

/// A stretch of one language, spoken.
struct SpokenSegment {
    Language language;
    std::string text;  ///< As it was written; with Reading::Corrected, numbers and the like in words.
    PhoneText spoken;
};

/// A word of a text of any languages.
struct ReadWord {
    std::size_t beginByte = 0;  ///< Of the text that was handed over.
    std::size_t endByte = 0;    ///< Exclusive.
    Language language = Language::English;
    std::string spoken{};   ///< In words: "二零二六年" for "2026年".
    std::string reading{};  ///< SpokenWord::reading.
    /// Where it is spoken as written, other readings; else other words for it. Any of them may be given by hand.
    std::vector<std::string> alternatives{};
    bool rewritten = false;  ///< Spoken otherwise than it is written.
    bool given = false;      ///< Its reading was given by hand.
    std::size_t firstPhone = 0;
    std::size_t phoneCount = 0;
};

/// A text of any languages, spoken: what its segments hold, one behind the other.
struct SpokenText {
    std::string normalised;
    std::vector<std::string> phones;
    std::vector<SpokenSegment> segments;
    std::vector<ReadWord> words{};  ///< In order, without overlap; only with Reading::Corrected.
};

/// A text with numbers and the like in words, nothing else changed.
struct TextInWords {
    std::string text{};
    std::vector<GivenReading> readings{};  ///< Those in phonetic notation, in bytes of `text`.
    std::vector<std::size_t> sourceBytes{};  ///< Where each byte comes from; one more for the end.
};

/// The door of this room: cuts a text by language and lets each stretch be read by its language. Immutable.
/// Source of the compatible reading: GPT-SoVITS TTS_infer_pack/TextPreprocessor.py, get_phones_and_bert, and text/cleaner.py.
class TextFrontEnd {
  public:
    /// A language, or why it cannot be had; that error is given when a text needs the language.
    using Reader = Result<std::shared_ptr<const LanguageFrontEnd>>;

    struct Readers {
        Reader mandarin = notInstalled(Language::Mandarin);
        Reader japanese = notInstalled(Language::Japanese);
        Reader english = notInstalled(Language::English);
        Reader korean = notInstalled(Language::Korean);
        Reader cantonese = notInstalled(Language::Cantonese);
    };

    explicit TextFrontEnd(Readers readers);

    /// Phones of the symbols of `options.set` only; others have become UNK. Texts of fewer than 6 phones are read with "."
    /// before them. With PhoneSet::V1 Korean and Cantonese are silent.
    [[nodiscard]] Result<SpokenText> phones(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const;

    /// One language without looking for others; with Reading::Corrected words of other languages are spoken in theirs.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, Language language, const PhoneOptions& options) const;

    /// The corrected reading of a text without markup, with readings that were given by hand: in the notation of the
    /// language that stands there, or words to be said in its place. InvalidInput names a reading that is neither, or
    /// that does not lie within one language's stretch.
    [[nodiscard]] Result<SpokenText> read(std::string_view utf8, LanguageMode mode, std::span<const GivenReading> given,
                                          const PhoneOptions& options) const;

    /// The text in words alone: for engines with a front end of their own. Errors as read().
    [[nodiscard]] Result<TextInWords> inWords(std::string_view utf8, LanguageMode mode,
                                              std::span<const GivenReading> given) const;

    /// The language's reader, or why it cannot be had.
    [[nodiscard]] const Reader& reader(Language language) const;

  private:
    static tl::unexpected<Error> notInstalled(Language language);
    [[nodiscard]] Result<SpokenText> bySegment(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const;

    using Told = std::function<void(const LanguageStretch& segment, const PhoneText& spoken)>;
    Result<void> speak(const WordedStretch& words, const PhoneOptions& options, SpokenText& text, const Told& told) const;
    [[nodiscard]] RewriteRule rule() const;
    static void lengthen(SpokenText& text);

    Readers readers_;
};

}  // namespace timbre::frontend
