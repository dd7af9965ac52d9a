// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre::nets {

/// The tokenizer of the Chinese text model as far as GPT-SoVITS needs it: one token a character, because its normalised
/// text holds Han characters and punctuation alone. Source: SPEC 5 (BertTokenizer). Immutable.
class BertTokenizer {
  public:
    /// Reads tokenizer.json or vocab.txt of a model's folder. ModelMissing where there is neither, Corrupt where it
    /// cannot be read or lacks [UNK], [CLS] or [SEP].
    static Result<BertTokenizer> load(const std::filesystem::path& folder);

    /// [CLS], an id a character (unknown ones are [UNK]), [SEP]. Latin capitals are read as small letters.
    /// InvalidInput where the text is not UTF-8.
    [[nodiscard]] Result<std::vector<std::int64_t>> encode(std::string_view text) const;

    [[nodiscard]] std::size_t size() const noexcept { return ids_.size(); }

  private:
    std::map<std::string, std::int64_t, std::less<>> ids_;
    std::int64_t unknown_ = 0;
    std::int64_t begin_ = 0;
    std::int64_t end_ = 0;
};

}  // namespace timbre::nets
