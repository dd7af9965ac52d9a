// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

/// ERes2NetV2 (base width 24, scale 4, expansion 4): the speaker embedding of v2Pro and v2ProPlus. Source: SPEC 9.
/// Every width comes from the weights. Immutable.
class SpeakerNet {
  public:
    /// Throws Fault.
    explicit SpeakerNet(WeightSource& source);

    /// @param filterBank  [1, frames, 80] (kaldiFilterBank). @return [1, 320 * base width].
    /// @param trace  "layer1_mean".
    [[nodiscard]] at::Tensor operator()(const at::Tensor& filterBank, Trace* trace = nullptr) const;

  private:
    struct BatchNorm {
        at::Tensor weight, bias, mean, variance;
        [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;
    };
    struct Conv {
        at::Tensor weight, bias;
        std::int64_t stride = 1;
        [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;
    };
    /// Attentional fusion of two maps.
    struct Fusion {
        Conv squeeze, expand;
        BatchNorm squeezeNorm, expandNorm;
        [[nodiscard]] at::Tensor operator()(const at::Tensor& a, const at::Tensor& b) const;
    };
    struct Block {
        Conv in, out, shortcut;
        BatchNorm inNorm, outNorm, shortcutNorm;
        std::vector<Conv> parts;
        std::vector<BatchNorm> partNorms;
        std::vector<Fusion> fusions;  ///< Empty where neighbouring parts are added.
        [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;
    };
    using Layer = std::vector<Block>;

    static BatchNorm takeNorm(const Weights& weights, std::int64_t channels);
    static Conv takeConv2d(const Weights& weights, std::int64_t out, std::int64_t in, std::int64_t kernel,
                           std::int64_t stride);
    static Fusion takeFusion(const Weights& weights, std::int64_t channels);
    static Block takeBlock(const Weights& weights, std::int64_t in, std::int64_t stride);
    static Layer takeLayer(const Weights& root, const std::string& name, std::int64_t blocks, std::int64_t& channels,
                           std::int64_t stride);

    Conv stem_;
    BatchNorm stemNorm_;
    std::vector<Layer> layers_;
    Conv shrink_;
    Fusion fusion_;
};

}  // namespace timbre::nets
