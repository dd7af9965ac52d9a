// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Flow matching of v3 and v4: features -> normalised mel. Source: SPEC 10.1 - 10.3. Immutable weights.

#include <ATen/ATen.h>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

/// The diffusion transformer that tells which way to go.
class DiffusionTransformer {
  public:
    static constexpr std::int64_t kHeadWidth = 64;

    /// @param weights  of "cfm.estimator". The rotary table is the file's where it has one (rounded to half there, and
    /// the network was trained and is judged with it).
    explicit DiffusionTransformer(const Weights& weights);

    /// What stays the same over the steps: the features [1, I, T] -> [1, T, I]. The result depends on the whole length.
    [[nodiscard]] at::Tensor embedFeatures(const at::Tensor& features) const;
    /// Velocity at time t with step d, from embedded features.
    /// @param x  [1, mel, T], @param prompt  [1, mel, T], zeros behind the prompt. @return [1, T, mel].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, const at::Tensor& prompt, double t, double d,
                                        const at::Tensor& embedded) const;
    [[nodiscard]] std::int64_t bands() const { return out_.weight.size(0); }
    [[nodiscard]] std::int64_t featureWidth() const { return featureWidth_; }

  private:
    struct TextBlock {
        Conv1d depthwise{};
        LayerNorm norm{};
        Linear widen{}, narrow{};
        at::Tensor gamma{}, beta{};
        [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;
    };
    struct Block {
        Linear modulation{}, query{}, key{}, value{}, attentionOut{}, inner{}, outer{};
    };
    struct TimeEmbedding {
        Linear inner, outer;
        [[nodiscard]] at::Tensor operator()(double t) const;
    };
    [[nodiscard]] at::Tensor applyBlock(const Block& block, const at::Tensor& x, const at::Tensor& time,
                                        const at::Tensor& cosines, const at::Tensor& sines) const;

    std::int64_t featureWidth_ = 0;
    TimeEmbedding time_, stepSize_;
    std::vector<TextBlock> textBlocks_;
    Linear in_;
    Conv1d positionFirst_, positionSecond_;
    at::Tensor rotary_;  ///< [32] inverse frequencies.
    std::vector<Block> blocks_;
    Linear finalModulation_, out_;
};

/// Lengths in mel frames.
struct FlowLengths {
    std::int64_t longestPrompt = 468;
    std::int64_t chunk = 934;
};
inline constexpr FlowLengths kFlowLengthsV3{};
inline constexpr FlowLengths kFlowLengthsV4{.longestPrompt = 500, .chunk = 1000};

/// Mels by flow matching, in chunks that each hear the end of the one before.
class FlowMatching {
  public:
    explicit FlowMatching(WeightSource& source);

    [[nodiscard]] const DiffusionTransformer& estimator() const noexcept { return estimator_; }

    struct Prompt {
        at::Tensor mel;       ///< [1, 100, P], normalised.
        at::Tensor features;  ///< [1, I, P]
    };
    /// The last frames that both have, at most `lengths.longestPrompt`.
    static Prompt trimmed(const Prompt& prompt, const FlowLengths& lengths);

    /// Noise for a chunk, [1, 100, frames].
    using Noise = std::function<at::Tensor(std::int64_t chunk, std::int64_t frames)>;
    /// @param prompt  trimmed(). @param features  [1, I, T] of the target. @param chunkFrames  target frames a chunk.
    /// @return [1, 100, T], normalised. Throws Fault: Cancelled when `stop` is asked (looked at every step).
    [[nodiscard]] at::Tensor operator()(Prompt prompt, const at::Tensor& features, std::int64_t chunkFrames,
                                        std::int64_t steps, const Noise& noise, const std::stop_token& stop) const;

  private:
    [[nodiscard]] at::Tensor solve(const at::Tensor& features, const at::Tensor& prompt, at::Tensor x,
                                   std::int64_t steps, const std::stop_token& stop) const;

    DiffusionTransformer estimator_;
};

}  // namespace timbre::nets
