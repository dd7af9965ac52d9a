// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "core/frontend/data_file.h"
#include "core/frontend/english/pronouncer.h"
#include "core/frontend/english/tagger.h"
#include "core/frontend/language_front_end.h"

namespace timbre::frontend {

/// English text to ARPAbet phones.
/// Source: GPT-SoVITS text/english.py; parity held by the golden vectors.
class EnglishFrontEnd : public LanguageFrontEnd {
  public:
    /// Opens en.tfd, which scripts/frontend_data/en.py makes. Nothing is parsed; ModelMissing where the file is not there,
    /// Corrupt where it is damaged.
    static Result<std::shared_ptr<const EnglishFrontEnd>> open(const std::filesystem::path& dataFile);

    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const override;

  private:
    EnglishFrontEnd(DataFile file, english::Pronouncer pronouncer, english::Tagger tagger);

    DataFile file_;  ///< Everything below looks into it.
    english::Pronouncer pronouncer_;
    english::Tagger tagger_;
};

}  // namespace timbre::frontend
