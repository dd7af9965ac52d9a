// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "core/frontend/data_file.h"
#include "core/frontend/korean/sound_rules.h"
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

  private:
    explicit KoreanFrontEnd(DataFile file) : file_(std::move(file)) {}

    [[nodiscard]] std::u32string withIdioms(std::u32string text) const;

    DataFile file_;  ///< Everything below looks into it.
    StringTable written_;
    StringTable read_;
    korean::SoundRules sounds_;
};

}  // namespace timbre::frontend
