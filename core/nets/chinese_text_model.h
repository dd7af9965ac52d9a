// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/nets/bert_tokenizer.h"
#include "core/nets/gpt_sovits_model.h"
#include "core/nets/sovits_net.h"

namespace timbre::nets {

/// The text model that GPT-SoVITS reads Chinese with (chinese-roberta-wwm-ext-large): what a character means where it
/// stands. Immutable; any thread, several at once.
class ChineseTextModel {
  public:
    /// @param folder  with config.json, the vocabulary and the weights, which are widened to float32.
    /// ModelMissing, Corrupt; InvalidInput: a text model of another kind; Unsupported: no CUDA; OutOfMemory.
    static Result<std::shared_ptr<const ChineseTextModel>> open(const std::filesystem::path& folder, Place place,
                                                                int threads);
    /// The file in `folder` that holds the weights, there or not.
    [[nodiscard]] static std::filesystem::path weights(const std::filesystem::path& folder);
    /// What open() will need. ModelMissing, Corrupt.
    static Result<MemoryNeed> memoryNeed(const std::filesystem::path& folder);

    /// A row for each code point of `text` (UTF-8, as the front end normalised it). Texts beyond the model's 510
    /// characters are read in pieces of equal length. @return [code points, width()]. InvalidInput: not UTF-8;
    /// Cancelled; OutOfMemory.
    [[nodiscard]] Result<std::vector<float>> features(std::string_view text, const std::stop_token& stop) const;
    /// kTextFeatures.
    [[nodiscard]] std::size_t width() const noexcept { return net_->width(); }

    ChineseTextModel(BertTokenizer tokenizer, std::unique_ptr<const TextNet> net)
        : tokenizer_(std::move(tokenizer)), net_(std::move(net)) {}

  private:
    BertTokenizer tokenizer_;
    std::unique_ptr<const TextNet> net_;
};

/// Numbers for each phone that GPT models take. Source: GPT-SoVITS, bert_proj.
inline constexpr std::size_t kTextFeatures = 1024;

}  // namespace timbre::nets
