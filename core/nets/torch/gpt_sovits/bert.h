// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

struct BertConfig {
    std::int64_t heads = 16;
    std::int64_t layers = 24;  ///< Of the whole model; the features come from the third from the end.
    double epsilon = 1e-12;
};

/// chinese-roberta-wwm-ext-large as far as GPT-SoVITS needs it: hidden_states[-3]. The last two layers, pooler and head
/// are neither needed nor loaded. Source: SPEC 5. Immutable.
class Bert {
  public:
    /// Names may begin with "bert.". Throws Fault.
    Bert(WeightSource& source, const BertConfig& config);

    /// @param ids  [1, tokens] with [CLS] and [SEP]. More than the position table holds is a Fault (InvalidInput), and
    /// so is an id beyond the vocabulary; Cancelled, between two layers. @return [1, tokens, width].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& ids, const std::stop_token& stop = {}) const;

    [[nodiscard]] std::int64_t width() const { return words_.size(1); }
    /// Tokens that the position table holds.
    [[nodiscard]] std::int64_t longest() const { return positions_.size(0); }

    /// Column i of the tokens between [CLS] and [SEP] repeated word2ph[i] times. @return [width, sum].
    static at::Tensor phoneLevel(const at::Tensor& hidden, const at::Tensor& word2ph);

  private:
    BertConfig config_;
    at::Tensor words_, positions_, kind_;
    LayerNorm embeddingNorm_;
    std::vector<PostNormLayer> layers_;
};

}  // namespace timbre::nets
