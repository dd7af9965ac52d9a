// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

/// What the shapes of the weights do not tell (config.json).
struct HubertConfig {
    std::int64_t heads = 12;
    std::int64_t layers = 12;
    std::int64_t positionGroups = 16;
    std::vector<std::int64_t> strides{5, 2, 2, 2, 2, 2, 2};
    double epsilon = 1e-5;
};

/// chinese-hubert-base: 50 vectors a second of what is said. Source: SPEC 4 (HF HubertModel). Immutable.
class Hubert {
  public:
    /// Names may begin with "hubert.". Throws Fault.
    Hubert(WeightSource& source, const HubertConfig& config);

    /// @param wave  [1, samples] at 16 kHz, not normalised, at least 400 samples. @return [1, frames, width], frames =
    /// (samples - 400) / 320 + 1. @param trace  "conv_features", "projected".
    [[nodiscard]] at::Tensor operator()(const at::Tensor& wave, Trace* trace = nullptr) const;

  private:
    HubertConfig config_;
    std::vector<Conv1d> convolutions_;
    LayerNorm firstNorm_;
    LayerNorm featureNorm_;
    Linear projection_;
    Conv1d position_;
    LayerNorm encoderNorm_;
    std::vector<PostNormLayer> layers_;
};

}  // namespace timbre::nets
