// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <array>
#include <cstdint>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

/// BigVGAN v2, the vocoder of v3: mels -> wave at 24 kHz. Periodic activations between two rates, so that they do not
/// alias. Source: SPEC 10.5. Immutable.
class BigVgan {
  public:
    /// @param rates  upsampling of each stage (config.json). Throws Fault.
    BigVgan(WeightSource& source, const std::vector<std::int64_t>& rates);
    /// @param mel  [1, 100, T] ln mel. @return [1, 1, T * product of rates] in [-1, 1].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& mel) const;
    /// Samples for each frame of the mel.
    [[nodiscard]] std::int64_t samplesPerFrame() const;

  private:
    struct Activation {
        at::Tensor frequency, inverseStrength;  ///< [1, C, 1]
        at::Tensor upFilter, downFilter;        ///< [C, 1, 12]
        [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;
    };
    struct Block {
        std::vector<Conv1d> dilated, plain;
        std::vector<Activation> activations;  ///< Before each convolution, dilated and plain in turn.
        [[nodiscard]] at::Tensor operator()(at::Tensor x) const;
    };
    static Activation takeActivation(const Weights& weights, std::int64_t channels);
    static Block takeBlock(const Weights& weights, std::int64_t channels);

    Conv1d in_, out_;
    std::vector<Upsampler> ups_;
    std::vector<std::vector<Block>> blocks_;
    Activation last_;
};

}  // namespace timbre::nets
