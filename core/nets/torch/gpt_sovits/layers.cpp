// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/layers.h"

#include <ATen/Context.h>

#include "core/nets/errors.h"

namespace timbre::nets {

Linear takeLinear(const Weights& weights, std::string_view name, std::int64_t out, std::int64_t in) {
    const Weights own = weights.in(name);
    at::Tensor weight = own.take("weight", {out, in});
    at::Tensor bias = own.take("bias", {weight.size(0)});
    return {std::move(weight), std::move(bias)};
}

LayerNorm takeLayerNorm(const Weights& weights, std::string_view name, std::int64_t width, double epsilon) {
    const Weights own = weights.in(name);
    const bool greek = own.has("gamma");
    return {own.take(greek ? "gamma" : "weight", {width}), own.take(greek ? "beta" : "bias", {width}), epsilon};
}

Conv1d takeConv(const Weights& weights, std::string_view name, std::int64_t out, std::int64_t in, std::int64_t kernel,
                std::int64_t dilation, bool needsBias) {
    const Weights own = weights.in(name);
    Conv1d conv{.weight = own.takeFolded({out, in, kernel})};
    if (needsBias || own.has("bias"))
        conv.bias = own.take("bias", {conv.weight.size(0)});
    if (kernel < 0 && conv.weight.size(2) % 2 == 0)
        own.source().noteMisshapen(std::string(name) + " has a kernel of even length");
    conv.dilation = dilation;
    conv.padding = dilation * (conv.weight.size(2) - 1) / 2;
    return conv;
}

Upsampler takeUpsampler(const Weights& weights, std::string_view name, std::int64_t in, std::int64_t stride) {
    const Weights own = weights.in(name);
    at::Tensor weight = own.takeFolded({in, -1, -1});
    at::Tensor bias = own.take("bias", {weight.size(1)});
    if ((weight.size(2) - stride) % 2 != 0 || weight.size(2) < stride)
        own.source().noteMisshapen(std::string(name) + " does not upsample by " + std::to_string(stride));
    return {std::move(weight), std::move(bias), stride};
}

at::Tensor splitHeads(const at::Tensor& x, std::int64_t heads) {
    return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

at::Tensor joinHeads(const at::Tensor& x) { return x.transpose(1, 2).flatten(2); }

at::Tensor PostNormLayer::operator()(const at::Tensor& x) const {
    const at::Tensor attended = at::scaled_dot_product_attention(splitHeads(query(x), heads), splitHeads(key(x), heads),
                                                                 splitHeads(value(x), heads));
    const at::Tensor h = attentionNorm(x + out(joinHeads(attended)));
    return finalNorm(h + outer(at::gelu(inner(h))));
}

PostNormLayer takePostNormLayer(const Weights& layer, const PostNormNames& names, std::int64_t width,
                                std::int64_t heads, double epsilon) {
    PostNormLayer taken{.query = takeLinear(layer, names.query, width, width),
                        .key = takeLinear(layer, names.key, width, width),
                        .value = takeLinear(layer, names.value, width, width),
                        .out = takeLinear(layer, names.out, width, width),
                        .attentionNorm = takeLayerNorm(layer, names.attentionNorm, width, epsilon)};
    taken.inner = takeLinear(layer, names.inner, -1, width);
    taken.outer = takeLinear(layer, names.outer, width, taken.inner.weight.size(0));
    taken.finalNorm = takeLayerNorm(layer, names.finalNorm, width, epsilon);
    taken.heads = heads;
    return taken;
}

std::int64_t checkedHeads(WeightSource& source, const std::string& whose, std::int64_t width, std::int64_t heads) {
    if (heads >= 1 && width % heads == 0)
        return heads;
    source.noteMisshapen(whose + " has a width of " + std::to_string(width) + " that " + std::to_string(heads) +
                         " heads do not share");
    return 1;
}

void checkIds(const at::Tensor& ids, std::int64_t size, const std::string& what) {
    if (ids.numel() > 0 && (ids.min().item<std::int64_t>() < 0 || ids.max().item<std::int64_t>() >= size)) {
        throw Fault(ErrorCode::InvalidInput, "a " + what + " lies outside the model's table of " + std::to_string(size),
                    "Use the model with the symbols of its own version.");
    }
}

void computeInFullPrecision() {
    at::globalContext().setAllowTF32CuDNN(false);
    at::globalContext().setAllowTF32CuBLAS(false);
}

}  // namespace timbre::nets
