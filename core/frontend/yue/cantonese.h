// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "core/frontend/data_file.h"
#include "core/frontend/language_front_end.h"
#include "core/frontend/trie.h"
#include "core/frontend/zh/normaliser.h"

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

  private:
    explicit Cantonese(DataFile file) : file_(std::move(file)) {}

    [[nodiscard]] std::size_t append(std::u32string_view rest, PhoneText& out) const;

    DataFile file_;
    zh::Normaliser normaliser_;
    Trie words_;                                ///< Value: the first of the word's syllables in syllables_, plus 1.
    std::span<const std::uint16_t> syllables_;  ///< Numbers of jyutping; kMore: one more for the same character.
    StringTable initials_;
    StringTable finals_;
};

}  // namespace timbre::frontend
