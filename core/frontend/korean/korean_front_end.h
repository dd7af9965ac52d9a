// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "core/frontend/data_file.h"
#include "core/frontend/korean/sound_rules.h"
#include "core/frontend/korean/traced_text.h"
#include "core/frontend/language_front_end.h"

namespace timbre::frontend {

/// Korean text to the letters it sounds like. Parts of speech come from rules that stand in for a morphological analysis
/// (korean/marks.h).
/// Source: GPT-SoVITS text/korean.py and g2pk2 0.0.3; parity held by the golden vectors.
class KoreanFrontEnd : public LanguageFrontEnd {
  public:
    /// Opens ko.tfd, which scripts/frontend_data/ko.py makes. Nothing is parsed; ModelMissing where the file is not there,
    /// Corrupt where it is damaged.
    static Result<std::shared_ptr<const KoreanFrontEnd>> open(const std::filesystem::path& dataFile);

    /// Nothing is normalised: the text itself is given back. 空 stands for a blank, 停 for what has no sound.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const override;

    /// Numbers, units, dates and signs.
    [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override;

    /// Words are what stands between blanks and marks. Readings are Hangul as it is pronounced (궁물); where it is spelled
    /// instead (값이), the rules apply. What stands right before and behind a reading is joined to it as in speech. Latin
    /// letters are said by their names, digits one by one.
    [[nodiscard]] Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const override;

  private:
    explicit KoreanFrontEnd(DataFile file) : file_(std::move(file)) {}

    [[nodiscard]] std::u32string withIdioms(std::u32string text) const;
    [[nodiscard]] korean::TracedText withIdioms(korean::TracedText text) const;

    DataFile file_;  ///< Everything below looks into it.
    StringTable written_;
    StringTable read_;
    korean::SoundRules sounds_;
};

}  // namespace timbre::frontend
