// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/bert.h"

#include <algorithm>

#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr PostNormNames kLayerNames{.query = "attention.self.query",
                                    .key = "attention.self.key",
                                    .value = "attention.self.value",
                                    .out = "attention.output.dense",
                                    .attentionNorm = "attention.output.LayerNorm",
                                    .inner = "intermediate.dense",
                                    .outer = "output.dense",
                                    .finalNorm = "output.LayerNorm"};

}  // namespace

Bert::Bert(WeightSource& source, const BertConfig& config) : config_(config) {
    const Weights all(source);
    const Weights root = all.holds("bert.") ? all.in("bert") : all;
    const Weights embeddings = root.in("embeddings");
    words_ = embeddings.in("word_embeddings").take("weight", {-1, -1});
    const std::int64_t width = words_.size(1);
    config_.heads = checkedHeads(source, "BERT", width, config_.heads);
    positions_ = embeddings.in("position_embeddings").take("weight", {-1, width});
    kind_ = embeddings.in("token_type_embeddings").take("weight", {-1, width})[0];
    embeddingNorm_ = takeLayerNorm(embeddings, "LayerNorm", width, config_.epsilon);
    for (std::int64_t i = 0; i < std::max<std::int64_t>(1, config_.layers - 2); ++i) {
        layers_.push_back(
            takePostNormLayer(root.in("encoder.layer", i), kLayerNames, width, config_.heads, config_.epsilon));
    }
    source.check("the BERT model");
}

at::Tensor Bert::operator()(const at::Tensor& ids, const std::stop_token& stop) const {
    const std::int64_t tokens = ids.size(1);
    if (tokens > positions_.size(0)) {
        throw Fault(ErrorCode::InvalidInput,
                    "the sentence has " + std::to_string(tokens - 2) + " characters, the Chinese text model reads " +
                        std::to_string(positions_.size(0) - 2),
                    "Cut the sentence into shorter ones.");
    }
    if (ids.min().item<std::int64_t>() < 0 || ids.max().item<std::int64_t>() >= words_.size(0)) {
        throw Fault(ErrorCode::InvalidInput, "a token lies outside the vocabulary of the Chinese text model",
                    "Use the vocabulary that came with the model.");
    }
    at::Tensor x = embeddingNorm_(at::embedding(words_, ids) + positions_.slice(0, 0, tokens) + kind_);
    for (const PostNormLayer& layer : layers_) {
        if (stop.stop_requested())
            throw Fault(ErrorCode::Cancelled, "the speech was stopped");
        x = layer(x);
    }
    return x;
}

at::Tensor Bert::phoneLevel(const at::Tensor& hidden, const at::Tensor& word2ph) {
    const at::Tensor characters = hidden[0].slice(0, 1, hidden.size(1) - 1);
    if (characters.size(0) != word2ph.size(0)) {
        throw Fault(ErrorCode::InvalidInput, "the text has " + std::to_string(characters.size(0)) +
                                                 " characters and phones for " + std::to_string(word2ph.size(0)));
    }
    return at::repeat_interleave(characters, word2ph.to(characters.device()), 0).t().contiguous();
}

}  // namespace timbre::nets
