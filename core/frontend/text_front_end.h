// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/language_front_end.h"
#include "core/frontend/language_segments.h"
#include "core/frontend/phones.h"

namespace timbre::frontend {

/// A stretch of one language, spoken.
struct SpokenSegment {
    Language language;
    std::string text;  ///< As it was written.
    PhoneText spoken;
};

/// A text of any languages, spoken: what its segments hold, one behind the other.
struct SpokenText {
    std::string normalised;
    std::vector<std::string> phones;
    std::vector<SpokenSegment> segments;
};

/// The door of this room: cuts a text by language and lets each stretch be read by its language. Immutable.
/// Source: GPT-SoVITS TTS_infer_pack/TextPreprocessor.py, get_phones_and_bert, and text/cleaner.py.
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

    /// One language without looking for others.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, Language language, const PhoneOptions& options) const;

  private:
    static tl::unexpected<Error> notInstalled(Language language);
    [[nodiscard]] const Reader& reader(Language language) const;
    [[nodiscard]] Result<SpokenText> bySegment(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const;

    Readers readers_;
};

}  // namespace timbre::frontend
