// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/vits.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace timbre::nets {
namespace {

constexpr std::int64_t kCrossHeads = 4;
constexpr std::int64_t kStyleHeads = 2;
constexpr std::int64_t kCouplings = 4;
constexpr std::int64_t kFlowLayers = 4;
constexpr std::int64_t kBlocksPerStage = 3;
constexpr std::array<std::int64_t, 3> kDilations{1, 3, 5};
constexpr double kLeak = 0.1;
constexpr double kFinalLeak = 0.01;  // the default slope: the reference names none there

/// Over the channels of [B, channels, T].
at::Tensor channelNorm(const LayerNorm& norm, const at::Tensor& x) { return norm(x.transpose(1, 2)).transpose(1, 2); }

/// For each row i of T the offsets r: column i + r - window, which may lie outside. [T, 2 * window + 1].
at::Tensor bandColumns(std::int64_t length, std::int64_t window, at::Device device) {
    const at::TensorOptions options = at::device(device).dtype(at::kLong);
    return at::arange(length, options).unsqueeze(1) + at::arange(-window, window + 1, options);
}

}  // namespace

VitsAttention::VitsAttention(const Weights& weights, std::int64_t width, std::int64_t heads)
    : heads_(heads),
      query_(takeConv(weights, "conv_q", width, width, 1)),
      key_(takeConv(weights, "conv_k", width, width, 1)),
      value_(takeConv(weights, "conv_v", width, width, 1)),
      out_(takeConv(weights, "conv_o", width, width, 1)) {
    heads_ = heads = checkedHeads(weights.source(), "an encoder of the SoVITS model", width, heads);
    if (weights.has("emb_rel_k") || weights.has("emb_rel_v")) {
        relativeKey_ = weights.take("emb_rel_k", {1, -1, width / heads})[0];
        relativeValue_ = weights.take("emb_rel_v", {1, relativeKey_.size(0), width / heads})[0];
        if (relativeKey_.size(0) % 2 == 0)
            weights.source().noteMisshapen("emb_rel_k has an even number of places");
    }
}

at::Tensor VitsAttention::operator()(const at::Tensor& x, const at::Tensor& context) const {
    const auto heads = [this](const at::Tensor& y) {
        return y.view({y.size(0), heads_, y.size(1) / heads_, y.size(2)}).transpose(2, 3);
    };
    const at::Tensor key = heads(key_(context));
    const at::Tensor value = heads(value_(context));
    const at::Tensor query = heads(query_(x)) / std::sqrt(static_cast<double>(key.size(3)));
    at::Tensor scores = at::matmul(query, key.transpose(2, 3));
    at::Tensor columns;
    at::Tensor inside;
    if (relativeKey_.defined()) {
        const std::int64_t length = scores.size(3);
        columns = bandColumns(length, relativeKey_.size(0) / 2, x.device());
        inside = columns.ge(0).logical_and(columns.lt(length)).to(scores.dtype());
        columns = columns.clamp(0, length - 1).expand({scores.size(0), heads_, length, -1});
        // Added: several offsets may be clamped to one column, and all but the true one weigh nothing.
        scores = scores.scatter_add(3, columns, at::matmul(query, relativeKey_.t()) * inside);
    }
    const at::Tensor shares = at::softmax(scores, -1);
    at::Tensor out = at::matmul(shares, value);
    if (relativeKey_.defined())
        out = out + at::matmul(shares.gather(3, columns) * inside, relativeValue_);
    return out_(out.transpose(2, 3).reshape(x.sizes()));
}

VitsEncoder::VitsEncoder(const Weights& weights, std::int64_t width, std::int64_t heads, std::int64_t layers) {
    const std::int64_t count = weights.count("attn_layers", layers);
    for (std::int64_t i = 0; i < count; ++i) {
        const Weights feed = weights.in("ffn_layers", i);
        Layer layer{.attention = VitsAttention(weights.in("attn_layers", i), width, heads),
                    .attentionNorm = takeLayerNorm(weights.in("norm_layers_1"), std::to_string(i), width, 1e-5),
                    .inner = takeConv(feed, "conv_1", -1, width, -1)};
        layer.outer = takeConv(feed, "conv_2", width, layer.inner.weight.size(0), -1);
        layer.finalNorm = takeLayerNorm(weights.in("norm_layers_2"), std::to_string(i), width, 1e-5);
        layers_.push_back(std::move(layer));
    }
}

at::Tensor VitsEncoder::operator()(const at::Tensor& input) const {
    at::Tensor x = input;
    for (const Layer& layer : layers_) {
        x = channelNorm(layer.attentionNorm, x + layer.attention(x, x));
        x = channelNorm(layer.finalNorm, x + layer.outer(at::relu(layer.inner(x))));
    }
    return x;
}

StyleMixer::StyleMixer(const Weights& weights, std::int64_t width)
    : contentIn_(takeConv(weights, "c_pre", -1, width, 1)),
      textIn_(takeConv(weights, "text_pre", contentIn_.weight.size(0), width, 1)),
      out_(takeConv(weights, "c_post", width, contentIn_.weight.size(0), 1)),
      cross_(weights.in("cross_attention"), contentIn_.weight.size(0), kCrossHeads) {}

at::Tensor StyleMixer::operator()(const at::Tensor& content, const at::Tensor& text, const at::Tensor& style) const {
    const at::Tensor asked = contentIn_(content);
    return out_(cross_(asked, textIn_(text)) + asked + style);
}

StyleEncoder::StyleEncoder(const Weights& weights) : spectralIn_(takeLinear(weights, "spectral.0.fc", -1, -1)) {
    const std::int64_t width = spectralIn_.weight.size(0);
    checkedHeads(weights.source(), "the style encoder of the SoVITS model", width, kStyleHeads);
    spectralOut_ = takeLinear(weights, "spectral.3.fc", width, width);
    for (std::size_t i = 0; i < temporal_.size(); ++i)
        temporal_[i] =
            takeConv(weights.in("temporal", static_cast<std::int64_t>(i)), "conv1.conv", 2 * width, width, -1);
    query_ = takeLinear(weights, "slf_attn.w_qs", width, width);
    key_ = takeLinear(weights, "slf_attn.w_ks", width, width);
    value_ = takeLinear(weights, "slf_attn.w_vs", width, width);
    attentionOut_ = takeLinear(weights, "slf_attn.fc", width, width);
    out_ = takeLinear(weights, "fc.fc", -1, width);
}

at::Tensor StyleEncoder::operator()(const at::Tensor& spectrum) const {
    at::Tensor x = at::mish(spectralOut_(at::mish(spectralIn_(spectrum.transpose(1, 2))))).transpose(1, 2);
    for (const Conv1d& conv : temporal_)
        x = x + at::glu(conv(x), 1);
    x = x.transpose(1, 2);
    // Scaled by the whole width, not by a head's: the reference's temperature.
    const double scale = 1.0 / std::sqrt(static_cast<double>(x.size(2)));
    const at::Tensor attended = at::scaled_dot_product_attention(
        splitHeads(query_(x), kStyleHeads), splitHeads(key_(x), kStyleHeads), splitHeads(value_(x), kStyleHeads),
        /*attn_mask=*/{}, /*dropout_p=*/0.0, /*is_causal=*/false, scale);
    return out_(attentionOut_(joinHeads(attended)) + x).mean(1).unsqueeze(-1);
}

GatedConvolutions::GatedConvolutions(const Weights& weights, std::int64_t width, std::int64_t styleWidth,
                                     std::int64_t layers)
    : width_(width) {
    const std::int64_t count = weights.count("in_layers", layers);
    for (std::int64_t i = 0; i < count; ++i) {
        gates_.push_back(takeConv(weights, "in_layers." + std::to_string(i), 2 * width, width, -1));
        residuals_.push_back(
            takeConv(weights, "res_skip_layers." + std::to_string(i), i + 1 < count ? 2 * width : width, width, 1));
    }
    style_ = takeConv(weights, "cond_layer", 2 * width * count, styleWidth, 1);
}

at::Tensor GatedConvolutions::operator()(at::Tensor x, const at::Tensor& style, const at::Tensor& mask) const {
    const auto masked = [&mask](const at::Tensor& y) { return mask.defined() ? y * mask : y; };
    const at::Tensor steering = style_(style);
    at::Tensor sum;
    for (std::size_t i = 0; i < gates_.size(); ++i) {
        const auto first = static_cast<std::int64_t>(i) * 2 * width_;
        const at::Tensor gate = gates_[i](x) + steering.slice(1, first, first + 2 * width_);
        const at::Tensor active = at::tanh(gate.slice(1, 0, width_)) * at::sigmoid(gate.slice(1, width_));
        const at::Tensor parts = residuals_[i](active);
        const bool last = i + 1 == gates_.size();
        const at::Tensor skip = last ? parts : parts.slice(1, width_);
        sum = sum.defined() ? sum + skip : skip;
        if (!last)
            x = masked(x + parts.slice(1, 0, width_));
    }
    return masked(sum);
}

ReverseFlow::ReverseFlow(const Weights& weights, std::int64_t width, std::int64_t styleWidth) {
    if (width % 2 != 0)
        weights.source().noteMisshapen("the flow has an odd width of " + std::to_string(width));
    for (std::int64_t i = 0; i < kCouplings; ++i) {
        const Weights flow = weights.in("flows", 2 * i);  // every second one only turns the channels round
        Coupling coupling{.before = takeConv(flow, "pre", -1, width / 2, 1)};
        const std::int64_t hidden = coupling.before.weight.size(0);
        coupling.after = takeConv(flow, "post", width / 2, hidden, 1);
        coupling.gates = GatedConvolutions(flow.in("enc"), hidden, styleWidth, kFlowLayers);
        couplings_.push_back(std::move(coupling));
    }
}

at::Tensor ReverseFlow::operator()(at::Tensor z, const at::Tensor& style) const {
    for (auto coupling = couplings_.rbegin(); coupling != couplings_.rend(); ++coupling) {
        const std::vector<at::Tensor> halves = z.flip({1}).chunk(2, 1);
        const at::Tensor shift = coupling->after(coupling->gates(coupling->before(halves[0]), style));
        z = at::cat({halves[0], halves[1] - shift}, 1);
    }
    return z;
}

Generator::ResidualBlock Generator::takeBlock(const Weights& weights, std::int64_t width) {
    ResidualBlock block;
    for (std::size_t i = 0; i < kDilations.size(); ++i) {
        const std::string index = std::to_string(i);
        block.dilated.push_back(takeConv(weights, "convs1." + index, width, width, -1, kDilations[i]));
        block.plain.push_back(takeConv(weights, "convs2." + index, width, width, -1));
    }
    return block;
}

Generator::Generator(const Weights& weights, std::int64_t in, const std::vector<std::int64_t>& rates,
                     std::int64_t styleWidth)
    : in_(takeConv(weights, "conv_pre", -1, in, -1)) {
    std::int64_t width = in_.weight.size(0);
    if (styleWidth > 0)
        style_ = takeConv(weights, "cond", width, styleWidth, 1);
    std::int64_t block = 0;
    static_cast<void>(weights.count("resblocks", kBlocksPerStage * static_cast<std::int64_t>(rates.size())));
    for (std::size_t stage = 0; stage < rates.size(); ++stage) {
        ups_.push_back(takeUpsampler(weights, "ups." + std::to_string(stage), width, rates[stage]));
        width = ups_.back().weight.size(1);
        blocks_.emplace_back();
        for (std::int64_t i = 0; i < kBlocksPerStage; ++i)
            blocks_.back().push_back(takeBlock(weights.in("resblocks", block++), width));
    }
    out_ = takeConv(weights, "conv_post", 1, width, -1, 1, /*needsBias=*/false);
}

at::Tensor Generator::ResidualBlock::operator()(at::Tensor x) const {
    for (std::size_t i = 0; i < dilated.size(); ++i)
        x = x + plain[i](at::leaky_relu(dilated[i](at::leaky_relu(x, kLeak)), kLeak));
    return x;
}

std::int64_t Generator::samplesPerFrame() const {
    std::int64_t samples = 1;
    for (const Upsampler& up : ups_)
        samples *= up.stride;
    return samples;
}

std::int64_t Generator::reach() const {
    double frames = static_cast<double>(in_.weight.size(2) / 2);
    double rate = 1.0;  // of a stage, in units of z's
    for (std::size_t stage = 0; stage < ups_.size(); ++stage) {
        const Upsampler& up = ups_[stage];
        frames += static_cast<double>(up.weight.size(2) / up.stride) / rate;
        rate *= static_cast<double>(up.stride);
        std::int64_t widest = 0;
        for (const ResidualBlock& block : blocks_[stage]) {
            std::int64_t own = 0;
            for (std::size_t i = 0; i < block.dilated.size(); ++i)
                own += block.dilated[i].padding + block.plain[i].padding;
            widest = std::max(widest, own);
        }
        frames += static_cast<double>(widest) / rate;
    }
    return static_cast<std::int64_t>(std::ceil(frames + static_cast<double>(out_.weight.size(2) / 2) / rate));
}

at::Tensor Generator::operator()(const at::Tensor& z, const at::Tensor& style, Trace* trace) const {
    at::Tensor x = in_(z);
    note(trace, "dec.conv_pre", x);
    if (style.defined())
        x = x + style_(style);
    for (std::size_t stage = 0; stage < ups_.size(); ++stage) {
        x = ups_[stage](at::leaky_relu(x, kLeak));
        if (stage == 0)
            note(trace, "dec.ups0", x);
        at::Tensor sum;
        for (const ResidualBlock& block : blocks_[stage]) {
            const at::Tensor own = block(x);
            sum = sum.defined() ? sum + own : own;
        }
        x = sum / static_cast<double>(blocks_[stage].size());
    }
    return at::tanh(out_(at::leaky_relu(x, kFinalLeak)));
}

}  // namespace timbre::nets
