// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/hubert.h"

#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::int64_t kFewestSamples = 400;  // one frame

constexpr PostNormNames kLayerNames{.query = "attention.q_proj",
                                    .key = "attention.k_proj",
                                    .value = "attention.v_proj",
                                    .out = "attention.out_proj",
                                    .attentionNorm = "layer_norm",
                                    .inner = "feed_forward.intermediate_dense",
                                    .outer = "feed_forward.output_dense",
                                    .finalNorm = "final_layer_norm"};

Conv1d takePosition(const Weights& weights, std::int64_t width, std::int64_t groups) {
    Conv1d conv{.weight = weights.takeFolded({width, width / groups, -1}, 2), .bias = weights.take("bias", {width})};
    conv.padding = conv.weight.size(2) / 2;
    conv.groups = groups;
    return conv;
}

}  // namespace

Hubert::Hubert(WeightSource& source, const HubertConfig& config) : config_(config) {
    const Weights all(source);
    const Weights root = all.holds("hubert.") ? all.in("hubert") : all;
    std::int64_t channels = 1;
    for (std::size_t i = 0; i < config_.strides.size(); ++i) {
        const Weights conv = root.in("feature_extractor.conv_layers", static_cast<std::int64_t>(i));
        convolutions_.push_back(
            {.weight = conv.in("conv").take("weight", {-1, channels, -1}), .stride = config_.strides[i]});
        channels = convolutions_.back().weight.size(0);
    }
    const Weights first = root.in("feature_extractor.conv_layers.0");
    firstNorm_ = takeLayerNorm(first, "layer_norm", convolutions_.front().weight.size(0), config_.epsilon);
    featureNorm_ = takeLayerNorm(root.in("feature_projection"), "layer_norm", channels, config_.epsilon);
    projection_ = takeLinear(root.in("feature_projection"), "projection", -1, channels);
    const std::int64_t width = projection_.weight.size(0);
    config_.heads = checkedHeads(source, "HuBERT", width, config_.heads);
    config_.positionGroups = checkedHeads(source, "HuBERT's positional convolution", width, config_.positionGroups);
    position_ = takePosition(root.in("encoder.pos_conv_embed.conv"), width, config_.positionGroups);
    encoderNorm_ = takeLayerNorm(root.in("encoder"), "layer_norm", width, config_.epsilon);
    const std::int64_t count = root.count("encoder.layers", config_.layers);
    for (std::int64_t i = 0; i < count; ++i) {
        layers_.push_back(
            takePostNormLayer(root.in("encoder.layers", i), kLayerNames, width, config_.heads, config_.epsilon));
    }
    source.check("the HuBERT model");
}

at::Tensor Hubert::operator()(const at::Tensor& wave, Trace* trace) const {
    if (wave.size(-1) < kFewestSamples) {
        throw Fault(ErrorCode::InvalidInput, "the recording is shorter than 25 ms",
                    "Choose a recording of 3 to 10 seconds.");
    }
    at::Tensor x = wave.view({1, 1, -1});
    for (std::size_t i = 0; i < convolutions_.size(); ++i) {
        x = convolutions_[i](x);
        if (i == 0)
            x = at::group_norm(x, x.size(1), firstNorm_.weight, firstNorm_.bias, firstNorm_.epsilon);
        x = at::gelu(x);
    }
    note(trace, "conv_features", x);
    x = projection_(featureNorm_(x.transpose(1, 2)));
    note(trace, "projected", x);
    // An even kernel padded by half on both sides gives one frame too many.
    const at::Tensor position = position_(x.transpose(1, 2)).slice(2, 0, x.size(1));
    x = encoderNorm_(x + at::gelu(position).transpose(1, 2));
    for (const PostNormLayer& layer : layers_)
        x = layer(x);
    return x;
}

}  // namespace timbre::nets
