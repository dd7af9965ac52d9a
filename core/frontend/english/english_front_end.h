// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "core/frontend/data_file.h"
#include "core/frontend/english/pronouncer.h"
#include "core/frontend/english/speech_tokens.h"
#include "core/frontend/english/tagger.h"
#include "core/frontend/language_front_end.h"

namespace timbre::frontend {

/// English text to ARPAbet phones.
/// Source of the compatible reading: GPT-SoVITS text/english.py; parity held by the golden vectors.
class EnglishFrontEnd : public LanguageFrontEnd {
  public:
    /// Opens en.tfd, which scripts/frontend_data/en.py makes. Nothing is parsed; ModelMissing where the file is not there,
    /// Corrupt where it is damaged.
    static Result<std::shared_ptr<const EnglishFrontEnd>> open(const std::filesystem::path& dataFile);

    /// Corrected: the text with its rewrites, spoken.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const override;

    [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override;

    /// Readings by hand are ARPAbet with stress digits ("R EH1 D") or an English spelling ("red"). InvalidInput names a
    /// reading that is neither, and one whose place is not inside the text or overlaps the one before.
    [[nodiscard]] Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const override;

  private:
    EnglishFrontEnd(DataFile file, english::Pronouncer pronouncer, english::Tagger tagger);

    [[nodiscard]] Result<PhoneText> compatiblePhones(std::string_view utf8) const;
    [[nodiscard]] std::vector<std::string_view> tagsOf(const std::vector<english::SpeechToken>& tokens) const;

    DataFile file_;  ///< Everything below looks into it.
    english::Pronouncer pronouncer_;
    english::Tagger tagger_;
};

}  // namespace timbre::frontend
