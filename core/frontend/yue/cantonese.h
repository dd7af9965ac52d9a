// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "core/frontend/data_file.h"
#include "core/frontend/language_front_end.h"
#include "core/frontend/yue/jyutping.h"
#include "core/frontend/zh/normaliser.h"
#include "core/frontend/zh/spoken_text.h"

namespace timbre::frontend {

/// Cantonese as GPT-SoVITS reads it, for models after v1.
/// Source: GPT-SoVITS text/cantonese.py over ToJyutping; parity held by the golden yue.jsonl.
class Cantonese final : public LanguageFrontEnd {
  public:
    /// ModelMissing, Corrupt or Io, as DataFile::open.
    static Result<std::shared_ptr<const Cantonese>> open(const std::filesystem::path& file);

    /// Time and memory in proportion to the text. InvalidInput: not UTF-8, and with Reading::Compatible a character
    /// without a reading, which Corrected leaves out.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const override;

    /// Words are looked up as they are written, with traditional or simplified characters. Readings are jyutping
    /// ("nei5 hou2"), one syllable for each Chinese character of their part. Letters have no sound here; a digit is read
    /// by itself.
    [[nodiscard]] Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const override;

    /// Numbers and the like in the words that written Chinese shares.
    [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override;

  private:
    explicit Cantonese(DataFile file) : file_(std::move(file)) {}

    void appendPhones(const yue::WordReading& word, PhoneText& out) const;
    [[nodiscard]] yue::WordReading wordAt(const zh::SpokenCharacters& spoken, std::size_t begin, std::size_t end) const;
    void speakWord(const zh::SpokenCharacters& spoken, std::size_t begin, const yue::WordReading& word,
                   PhoneText& out) const;

    DataFile file_;
    zh::Normaliser normaliser_;
    yue::Jyutping jyutping_;
};

}  // namespace timbre::frontend
