// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/flow_matching.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::int64_t kTimeChannels = 256;
constexpr std::int64_t kMostPositions = 4096;
constexpr std::int64_t kPositionGroups = 16;
constexpr double kThin = 1e-6;  // epsilon of the norms here

/// Pairs of neighbouring channels of the first 2 * angles channels turned by their angles: of all heads only the first
/// one is, because the reference turns before it splits.
at::Tensor rotate(const at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines) {
    const std::int64_t turned = 2 * cosines.size(1);
    const at::Tensor pairs = x.slice(2, 0, turned).unflatten(2, {-1, 2});
    const at::Tensor a = pairs.select(3, 0);
    const at::Tensor b = pairs.select(3, 1);
    const at::Tensor both = at::stack({a * cosines - b * sines, b * cosines + a * sines}, -1).flatten(2);
    return turned == x.size(2) ? both : at::cat({both, x.slice(2, turned)}, 2);
}

at::Tensor plainNorm(const at::Tensor& x) { return at::layer_norm(x, {x.size(-1)}, {}, {}, kThin); }

Conv1d takePosition(const Weights& weights, std::string_view name, std::int64_t width) {
    const std::int64_t groups = checkedHeads(weights.source(), "the flow-matching network", width, kPositionGroups);
    Conv1d conv = takeConv(weights, name, width, width / groups, -1);
    conv.groups = groups;
    return conv;
}

}  // namespace

at::Tensor DiffusionTransformer::TextBlock::operator()(const at::Tensor& x) const {
    const at::Tensor spread = at::gelu(widen(norm(depthwise(x.transpose(1, 2)).transpose(1, 2))));
    // Each channel's strength over time against the mean of all channels.
    const at::Tensor strength = at::linalg_vector_norm(spread, 2, at::IntArrayRef{1}, true);
    const at::Tensor relative = strength / (strength.mean(-1, true) + kThin);
    return x + narrow(gamma * (spread * relative) + beta + spread);
}

at::Tensor DiffusionTransformer::TimeEmbedding::operator()(double t) const {
    constexpr std::int64_t kHalf = kTimeChannels / 2;
    const at::TensorOptions options = inner.weight.options();
    const at::Tensor rates =
        at::exp(at::arange(kHalf, options) * (-std::log(10000.0) / static_cast<double>(kHalf - 1)));
    const at::Tensor angles = (1000.0 * t * rates).unsqueeze(0);
    return outer(at::silu(inner(at::cat({angles.sin(), angles.cos()}, -1))));
}

DiffusionTransformer::DiffusionTransformer(const Weights& weights) : out_(takeLinear(weights, "proj_out", -1, -1)) {
    const std::int64_t width = out_.weight.size(1);
    for (auto* embedding : {&time_, &stepSize_}) {
        const Weights own = weights.in(embedding == &time_ ? "time_embed.time_mlp" : "d_embed.time_mlp");
        embedding->inner = takeLinear(own, "0", width, kTimeChannels);
        embedding->outer = takeLinear(own, "2", width, width);
    }
    const std::int64_t textBlocks = weights.count("text_embed.text_blocks");
    for (std::int64_t i = 0; i < textBlocks; ++i) {
        const Weights own = weights.in("text_embed.text_blocks", i);
        TextBlock block{.depthwise = takeConv(own, "dwconv", i == 0 ? -1 : featureWidth_, 1, -1)};
        featureWidth_ = block.depthwise.weight.size(0);
        block.depthwise.groups = featureWidth_;
        block.norm = takeLayerNorm(own, "norm", featureWidth_, kThin);
        block.widen = takeLinear(own, "pwconv1", -1, featureWidth_);
        const std::int64_t wide = block.widen.weight.size(0);
        block.gamma = own.in("grn").take("gamma", {1, 1, wide});
        block.beta = own.in("grn").take("beta", {1, 1, wide});
        block.narrow = takeLinear(own, "pwconv2", featureWidth_, wide);
        textBlocks_.push_back(std::move(block));
    }
    if (featureWidth_ % 2 != 0)
        weights.source().noteMisshapen("the features have an odd width of " + std::to_string(featureWidth_));
    in_ = takeLinear(weights, "input_embed.proj", width, 2 * bands() + featureWidth_);
    positionFirst_ = takePosition(weights, "input_embed.conv_pos_embed.conv1d.0", width);
    positionSecond_ = takePosition(weights, "input_embed.conv_pos_embed.conv1d.2", width);
    rotary_ = weights.takeIfThere("rotary_embed.inv_freq", {kHeadWidth / 2});
    if (!rotary_.defined()) {
        rotary_ =
            at::pow(10000.0, at::arange(0, kHeadWidth, 2, out_.weight.options()) / -static_cast<double>(kHeadWidth));
    }
    const std::int64_t count = weights.count("transformer_blocks");
    for (std::int64_t i = 0; i < count; ++i) {
        const Weights own = weights.in("transformer_blocks", i);
        Block block{.modulation = takeLinear(own, "attn_norm.linear", 6 * width, width),
                    .query = takeLinear(own, "attn.to_q", -1, width)};
        const std::int64_t inner = block.query.weight.size(0);
        if (inner % kHeadWidth != 0)
            weights.source().noteMisshapen("attn.to_q.weight has " + std::to_string(inner) +
                                           " rows, no multiple of 64");
        block.key = takeLinear(own, "attn.to_k", inner, width);
        block.value = takeLinear(own, "attn.to_v", inner, width);
        block.attentionOut = takeLinear(own, "attn.to_out.0", width, inner);
        block.inner = takeLinear(own, "ff.ff.0.0", -1, width);
        block.outer = takeLinear(own, "ff.ff.2", width, block.inner.weight.size(0));
        blocks_.push_back(std::move(block));
    }
    finalModulation_ = takeLinear(weights, "norm_out.linear", 2 * width, width);
}

at::Tensor DiffusionTransformer::embedFeatures(const at::Tensor& features) const {
    const std::int64_t length = features.size(2);
    const at::TensorOptions options = features.options();
    const at::Tensor rates =
        at::pow(10000.0, at::arange(0, featureWidth_, 2, options) / -static_cast<double>(featureWidth_));
    const at::Tensor places = at::arange(length, options).clamp_max(static_cast<double>(kMostPositions - 1));
    const at::Tensor angles = places.unsqueeze(1) * rates;
    at::Tensor x = features.transpose(1, 2) + at::cat({angles.cos(), angles.sin()}, -1);
    for (const TextBlock& block : textBlocks_)
        x = block(x);
    return x;
}

at::Tensor DiffusionTransformer::applyBlock(const Block& block, const at::Tensor& x, const at::Tensor& time,
                                            const at::Tensor& cosines, const at::Tensor& sines) const {
    // shift, scale and gate of the attention, then of the feed-forward part
    const std::vector<at::Tensor> m = block.modulation(time).unsqueeze(1).chunk(6, -1);
    const std::int64_t heads = block.query.weight.size(0) / kHeadWidth;
    const at::Tensor heard = plainNorm(x) * (1.0 + m[1]) + m[0];
    const at::Tensor attended = at::scaled_dot_product_attention(
        splitHeads(rotate(block.query(heard), cosines, sines), heads),
        splitHeads(rotate(block.key(heard), cosines, sines), heads), splitHeads(block.value(heard), heads));
    const at::Tensor h = x + m[2] * block.attentionOut(joinHeads(attended));
    const at::Tensor fed = plainNorm(h) * (1.0 + m[4]) + m[3];
    return h + m[5] * block.outer(at::gelu(block.inner(fed), "tanh"));
}

at::Tensor DiffusionTransformer::operator()(const at::Tensor& x, const at::Tensor& prompt, double t, double d,
                                            const at::Tensor& embedded) const {
    const at::Tensor time = at::silu(time_(t) + stepSize_(d));
    const at::Tensor joined = in_(at::cat({x.transpose(1, 2), prompt.transpose(1, 2), embedded}, -1));
    const at::Tensor placed = at::mish(positionSecond_(at::mish(positionFirst_(joined.transpose(1, 2)))));
    at::Tensor h = joined + placed.transpose(1, 2);
    const at::Tensor angles = at::arange(h.size(1), rotary_.options()).unsqueeze(1) * rotary_;
    const at::Tensor cosines = angles.cos();
    const at::Tensor sines = angles.sin();
    for (const Block& block : blocks_)
        h = applyBlock(block, h, time, cosines, sines);
    const std::vector<at::Tensor> m = finalModulation_(time).unsqueeze(1).chunk(2, -1);  // scale first here, then shift
    return out_(plainNorm(h) * (1.0 + m[0]) + m[1]);
}

FlowMatching::FlowMatching(WeightSource& source) : estimator_(Weights(source).in("cfm.estimator")) {
    source.check("the flow-matching network");
}

FlowMatching::Prompt FlowMatching::trimmed(const Prompt& prompt, const FlowLengths& lengths) {
    const std::int64_t both = std::min(prompt.mel.size(2), prompt.features.size(2));
    const std::int64_t first = std::max<std::int64_t>(0, both - lengths.longestPrompt);
    return {prompt.mel.slice(2, first, both), prompt.features.slice(2, first, both)};
}

at::Tensor FlowMatching::solve(const at::Tensor& features, const at::Tensor& prompt, at::Tensor x, std::int64_t steps,
                               const std::stop_token& stop) const {
    const std::int64_t prompted = prompt.size(2);
    const at::Tensor before = at::constant_pad_nd(prompt, {0, x.size(2) - prompted});
    const at::Tensor embedded = estimator_.embedFeatures(features);
    const double d = 1.0 / static_cast<double>(steps);
    x = x.clone();
    x.slice(2, 0, prompted).zero_();
    double t = 0.0;
    for (std::int64_t step = 0; step < steps; ++step) {
        if (stop.stop_requested())
            throw Fault(ErrorCode::Cancelled, "the speech was stopped");
        x = x + d * estimator_(x, before, t, d, embedded).transpose(1, 2);
        x.slice(2, 0, prompted).zero_();
        t += d;
    }
    return x.slice(2, prompted);
}

at::Tensor FlowMatching::operator()(Prompt prompt, const at::Tensor& features, std::int64_t chunkFrames,
                                    std::int64_t steps, const Noise& noise, const std::stop_token& stop) const {
    if (chunkFrames < 1 || steps < 1 || features.size(2) < 1) {
        throw Fault(ErrorCode::InvalidInput, "flow matching needs at least one step and one frame a chunk");
    }
    const std::int64_t handedOn = prompt.mel.size(2);
    std::vector<at::Tensor> mels;
    for (std::int64_t begin = 0; begin < features.size(2); begin += chunkFrames) {
        const at::Tensor chunk = features.slice(2, begin, std::min(begin + chunkFrames, features.size(2)));
        const at::Tensor whole = at::cat({prompt.features, chunk}, 2);
        const at::Tensor x = noise(static_cast<std::int64_t>(mels.size()), whole.size(2));
        mels.push_back(solve(whole, prompt.mel, x, steps, stop));
        const std::int64_t kept = std::min(handedOn, chunk.size(2));
        prompt = {mels.back().slice(2, chunk.size(2) - kept), chunk.slice(2, chunk.size(2) - kept)};
    }
    return at::cat(mels, 2);
}

}  // namespace timbre::nets
