// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/bigvgan.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace timbre::nets {
namespace {

constexpr std::array<std::int64_t, 3> kDilations{1, 3, 5};
constexpr std::int64_t kTaps = 12;
constexpr std::int64_t kBlocksPerStage = 3;

/// Kaiser-windowed sinc at a quarter of the rate, [1, 1, 12]: what the file holds too, but for its rounding.
at::Tensor halfBandFilter(at::Device device) {
    constexpr double kCutoff = 0.25;
    constexpr double kHalfWidth = 0.3;
    const double attenuation = 2.285 * (static_cast<double>(kTaps) / 2.0 - 1.0) * M_PI * 4.0 * kHalfWidth + 7.95;
    const double beta = 0.1102 * (attenuation - 8.7);
    const at::Tensor window = at::kaiser_window(kTaps, /*periodic=*/false, beta, at::kFloat);
    const at::Tensor time = at::arange(kTaps, at::kFloat) - static_cast<double>(kTaps - 1) / 2.0;
    const at::Tensor filter = 2.0 * kCutoff * window * at::sinc(2.0 * kCutoff * time);
    return (filter / filter.sum()).view({1, 1, -1}).to(device);
}

}  // namespace

at::Tensor BigVgan::Activation::operator()(const at::Tensor& x) const {
    const std::int64_t channels = x.size(1);
    constexpr std::int64_t kUpPadding = kTaps / 2 - 1;
    const at::Tensor wide = at::replication_pad1d(x, {kUpPadding, kUpPadding});
    at::Tensor up = 2.0 * at::conv_transpose1d(wide, upFilter, at::Tensor(), 2, 0, 0, channels);
    constexpr std::int64_t kCrop = 2 * kUpPadding + (kTaps - 2) / 2;
    up = up.slice(2, kCrop, up.size(2) - kCrop);
    up = up + inverseStrength * at::sin(up * frequency).square();
    const at::Tensor padded = at::replication_pad1d(up, {kTaps / 2 - 1, kTaps / 2});
    return at::conv1d(padded, downFilter, at::Tensor(), at::IntArrayRef{2}, at::IntArrayRef{0}, at::IntArrayRef{1},
                      channels);
}

at::Tensor BigVgan::Block::operator()(at::Tensor x) const {
    for (std::size_t i = 0; i < dilated.size(); ++i)
        x = x + plain[i](activations[2 * i + 1](dilated[i](activations[2 * i](x))));
    return x;
}

BigVgan::Activation BigVgan::takeActivation(const Weights& weights, std::int64_t channels) {
    const auto filter = [&](std::string_view name) {
        const at::Tensor stored = weights.takeIfThere(name, {1, 1, kTaps});
        return (stored.defined() ? stored : halfBandFilter(weights.source().device()))
            .expand({channels, 1, kTaps})
            .contiguous();
    };
    const Weights snake = weights.in("act");
    return {.frequency = snake.take("alpha", {channels}).exp().view({1, -1, 1}),
            .inverseStrength = (snake.take("beta", {channels}).exp() + 1e-9).reciprocal().view({1, -1, 1}),
            .upFilter = filter("upsample.filter"),
            .downFilter = filter("downsample.lowpass.filter")};
}

BigVgan::Block BigVgan::takeBlock(const Weights& weights, std::int64_t channels) {
    Block block;
    for (std::size_t i = 0; i < kDilations.size(); ++i) {
        const std::string index = std::to_string(i);
        block.dilated.push_back(takeConv(weights, "convs1." + index, channels, channels, -1, kDilations[i]));
        block.plain.push_back(takeConv(weights, "convs2." + index, channels, channels, -1));
    }
    for (std::int64_t i = 0; i < 2 * static_cast<std::int64_t>(kDilations.size()); ++i)
        block.activations.push_back(takeActivation(weights.in("activations", i), channels));
    return block;
}

BigVgan::BigVgan(WeightSource& source, const std::vector<std::int64_t>& rates) {
    const Weights root(source);
    in_ = takeConv(root, "conv_pre", -1, -1, -1);
    std::int64_t channels = in_.weight.size(0);
    static_cast<void>(root.count("resblocks", kBlocksPerStage * static_cast<std::int64_t>(rates.size())));
    std::int64_t block = 0;
    for (std::size_t stage = 0; stage < rates.size(); ++stage) {
        ups_.push_back(takeUpsampler(root, "ups." + std::to_string(stage) + ".0", channels, rates[stage]));
        channels = ups_.back().weight.size(1);
        blocks_.emplace_back();
        for (std::int64_t i = 0; i < kBlocksPerStage; ++i)
            blocks_.back().push_back(takeBlock(root.in("resblocks", block++), channels));
    }
    last_ = takeActivation(root.in("activation_post"), channels);
    out_ = takeConv(root, "conv_post", 1, channels, -1, 1, /*needsBias=*/false);
    source.check("the BigVGAN vocoder");
}

std::int64_t BigVgan::samplesPerFrame() const {
    std::int64_t samples = 1;
    for (const Upsampler& up : ups_)
        samples *= up.stride;
    return samples;
}

at::Tensor BigVgan::operator()(const at::Tensor& mel) const {
    at::Tensor x = in_(mel);
    for (std::size_t stage = 0; stage < ups_.size(); ++stage) {
        x = ups_[stage](x);
        at::Tensor sum;
        for (const Block& block : blocks_[stage]) {
            const at::Tensor own = block(x);
            sum = sum.defined() ? sum + own : own;
        }
        x = sum / static_cast<double>(blocks_[stage].size());
    }
    return out_(last_(x)).clamp(-1.0, 1.0);
}

}  // namespace timbre::nets
