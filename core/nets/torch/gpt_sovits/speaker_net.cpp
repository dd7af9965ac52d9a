// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/speaker_net.h"

#include <array>
#include <string>

namespace timbre::nets {
namespace {

constexpr std::int64_t kScale = 4;
constexpr double kClippedRelu = 20.0;

at::Tensor clippedRelu(const at::Tensor& x) { return x.clamp(0.0, kClippedRelu); }

}  // namespace

at::Tensor SpeakerNet::BatchNorm::operator()(const at::Tensor& x) const {
    return at::batch_norm(x, weight, bias, mean, variance, /*training=*/false, 0.0, 1e-5, /*cudnn_enabled=*/false);
}

at::Tensor SpeakerNet::Conv::operator()(const at::Tensor& x) const {
    return at::conv2d(x, weight, bias, stride, weight.size(2) / 2);
}

at::Tensor SpeakerNet::Fusion::operator()(const at::Tensor& a, const at::Tensor& b) const {
    const at::Tensor squeezed = at::silu(squeezeNorm(squeeze(at::cat({a, b}, 1))));
    const at::Tensor share = 1.0 + at::tanh(expandNorm(expand(squeezed)));
    return a * share + b * (2.0 - share);
}

at::Tensor SpeakerNet::Block::operator()(const at::Tensor& x) const {
    const std::vector<at::Tensor> pieces = clippedRelu(inNorm(in(x))).chunk(kScale, 1);
    std::vector<at::Tensor> outputs;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        at::Tensor piece = pieces[i];
        if (i > 0)
            piece = fusions.empty() ? outputs.back() + piece : fusions[i - 1](outputs.back(), piece);
        outputs.push_back(clippedRelu(partNorms[i](parts[i](piece))));
    }
    const at::Tensor deep = outNorm(out(at::cat(outputs, 1)));
    return clippedRelu(deep + (shortcut.weight.defined() ? shortcutNorm(shortcut(x)) : x));
}

SpeakerNet::BatchNorm SpeakerNet::takeNorm(const Weights& weights, std::int64_t channels) {
    return {.weight = weights.take("weight", {channels}),
            .bias = weights.take("bias", {channels}),
            .mean = weights.take("running_mean", {channels}),
            .variance = weights.take("running_var", {channels})};
}

SpeakerNet::Conv SpeakerNet::takeConv2d(const Weights& weights, std::int64_t out, std::int64_t in, std::int64_t kernel,
                                        std::int64_t stride) {
    Conv conv{.weight = weights.take("weight", {out, in, kernel, kernel}), .bias = {}, .stride = stride};
    conv.bias = weights.takeIfThere("bias", {conv.weight.size(0)});
    return conv;
}

SpeakerNet::Fusion SpeakerNet::takeFusion(const Weights& weights, std::int64_t channels) {
    const Weights local = weights.in("local_att");
    Fusion fusion{.squeeze = takeConv2d(local.in("0"), -1, 2 * channels, 1, 1),
                  .expand = {},
                  .squeezeNorm = {},
                  .expandNorm = {}};
    const std::int64_t narrow = fusion.squeeze.weight.size(0);
    fusion.squeezeNorm = takeNorm(local.in("1"), narrow);
    fusion.expand = takeConv2d(local.in("3"), channels, narrow, 1, 1);
    fusion.expandNorm = takeNorm(local.in("4"), channels);
    return fusion;
}

SpeakerNet::Block SpeakerNet::takeBlock(const Weights& weights, std::int64_t in, std::int64_t stride) {
    Block block;
    block.in = takeConv2d(weights.in("conv1"), -1, in, 1, stride);
    const std::int64_t wide = block.in.weight.size(0);
    block.inNorm = takeNorm(weights.in("bn1"), wide);
    const std::int64_t width = wide / kScale;
    for (std::int64_t part = 0; part < kScale; ++part) {
        block.parts.push_back(takeConv2d(weights.in("convs", part), width, width, 3, 1));
        block.partNorms.push_back(takeNorm(weights.in("bns", part), width));
    }
    for (std::int64_t i = 0; weights.holds("fuse_models.") && i + 1 < kScale; ++i)
        block.fusions.push_back(takeFusion(weights.in("fuse_models", i), width));
    block.out = takeConv2d(weights.in("conv3"), -1, wide, 1, 1);
    const std::int64_t out = block.out.weight.size(0);
    block.outNorm = takeNorm(weights.in("bn3"), out);
    if (stride != 1 || in != out) {
        block.shortcut = takeConv2d(weights.in("shortcut.0"), out, in, 1, stride);
        block.shortcutNorm = takeNorm(weights.in("shortcut.1"), out);
    }
    return block;
}

SpeakerNet::Layer SpeakerNet::takeLayer(const Weights& root, const std::string& name, std::int64_t blocks,
                                        std::int64_t& channels, std::int64_t stride) {
    Layer layer;
    const std::int64_t count = root.count(name, blocks);
    for (std::int64_t i = 0; i < count; ++i) {
        layer.push_back(takeBlock(root.in(name, i), channels, i == 0 ? stride : 1));
        channels = layer.back().out.weight.size(0);
    }
    return layer;
}

SpeakerNet::SpeakerNet(WeightSource& source) {
    constexpr std::array<std::int64_t, 4> kBlocks{3, 4, 6, 3};
    const Weights root(source);
    stem_ = takeConv2d(root.in("conv1"), -1, 1, 3, 1);
    std::int64_t channels = stem_.weight.size(0);
    stemNorm_ = takeNorm(root.in("bn1"), channels);
    std::int64_t third = 0;
    for (std::size_t i = 0; i < kBlocks.size(); ++i) {
        third = channels;
        layers_.push_back(takeLayer(root, "layer" + std::to_string(i + 1), kBlocks[i], channels, i == 0 ? 1 : 2));
    }
    shrink_ = takeConv2d(root.in("layer3_ds"), channels, third, 3, 2);
    fusion_ = takeFusion(root.in("fuse34"), channels);
    source.check("the speaker model");
}

at::Tensor SpeakerNet::operator()(const at::Tensor& filterBank, Trace* trace) const {
    at::Tensor x = at::relu(stemNorm_(stem_(filterBank.transpose(1, 2).unsqueeze(1))));
    at::Tensor third;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        third = x;
        for (const Block& block : layers_[i])
            x = block(x);
        if (i == 0)
            note(trace, "layer1_mean", x.mean(-1));
    }
    return fusion_(x, shrink_(third)).flatten(1, 2).mean(-1);
}

}  // namespace timbre::nets
