// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The small pieces the networks are made of: weights and how they are applied. All immutable, float32.

#include <ATen/ATen.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/nets/torch/gpt_sovits/weights.h"

namespace timbre::nets {

/// Intermediate results by name, for parity; null where nobody looks.
using Trace = std::map<std::string, at::Tensor>;

inline void note(Trace* trace, const std::string& name, const at::Tensor& tensor) {
    if (trace != nullptr)
        trace->insert_or_assign(name, tensor);
}

/// [..., in] -> [..., out].
struct Linear {
    at::Tensor weight{};
    at::Tensor bias{};
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const { return at::linear(x, weight, bias); }
};

/// `in` and `out` of -1 take what the file has.
Linear takeLinear(const Weights& weights, std::string_view name, std::int64_t out, std::int64_t in);

/// Over the last dimension.
struct LayerNorm {
    at::Tensor weight{};
    at::Tensor bias{};
    double epsilon = 1e-5;
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const {
        return at::layer_norm(x, {x.size(-1)}, weight, bias, epsilon);
    }
};

/// Tensors "weight" and "bias", or "gamma" and "beta".
LayerNorm takeLayerNorm(const Weights& weights, std::string_view name, std::int64_t width, double epsilon);

/// [B, in, T] -> [B, out, T'].
struct Conv1d {
    at::Tensor weight{};
    at::Tensor bias{};
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::int64_t dilation = 1;
    std::int64_t groups = 1;
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const {
        return at::conv1d(x, weight, bias, stride, padding, dilation, groups);
    }
};

/// Keeps the length: padding dilation * (kernel - 1) / 2. A weight split into direction and length is folded.
/// @param kernel  -1 takes what the file has, which must be odd. Without a "bias" in the file there is none, unless
/// `needsBias`.
Conv1d takeConv(const Weights& weights, std::string_view name, std::int64_t out, std::int64_t in, std::int64_t kernel,
                std::int64_t dilation = 1, bool needsBias = true);

/// [B, in, T] -> [B, out, T * stride].
struct Upsampler {
    at::Tensor weight{};  ///< [in, out, kernel]
    at::Tensor bias{};
    std::int64_t stride = 1;
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const {
        return at::conv_transpose1d(x, weight, bias, stride, (weight.size(2) - stride) / 2);
    }
};

/// @param name  folder with weight (or weight_g and weight_v; the length is kept per input channel) and bias.
Upsampler takeUpsampler(const Weights& weights, std::string_view name, std::int64_t in, std::int64_t stride);

/// Names of a transformer layer's parts below the layer's folder.
struct PostNormNames {
    std::string_view query, key, value, out, attentionNorm, inner, outer, finalNorm;
};

/// A transformer layer that normalises after each residual, with GELU: HuBERT's and BERT's. [B, T, width].
struct PostNormLayer {
    Linear query{}, key{}, value{}, out{};
    LayerNorm attentionNorm{};
    Linear inner{}, outer{};
    LayerNorm finalNorm{};
    std::int64_t heads = 1;
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;
};

PostNormLayer takePostNormLayer(const Weights& layer, const PostNormNames& names, std::int64_t width,
                                std::int64_t heads, double epsilon);

/// Splits [B, T, heads * d] for attention, [B, heads, T, d], and back.
at::Tensor splitHeads(const at::Tensor& x, std::int64_t heads);
at::Tensor joinHeads(const at::Tensor& x);

/// Notes a width that does not divide into heads as misshapen. @return heads, or 1 where they do not fit.
std::int64_t checkedHeads(WeightSource& source, const std::string& whose, std::int64_t width, std::int64_t heads);

/// Ids outside a table of `size` entries are a Fault (InvalidInput). @param what  "phone".
void checkIds(const at::Tensor& ids, std::int64_t size, const std::string& what);

/// float32 means float32: no TF32 in convolutions and products on CUDA. For the whole process.
void computeInFullPrecision();

}  // namespace timbre::nets
