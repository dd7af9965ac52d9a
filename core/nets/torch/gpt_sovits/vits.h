// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The parts SoVITS is made of: text and content encoders, style encoder, flow and generator. All [B, channels, T],
// float32, immutable; every width comes from the weights. Source: SPEC 8. Sequences are never padded, so there are no
// masks.

#include <ATen/ATen.h>

#include <array>
#include <cstdint>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

/// Multi-head attention by 1x1 convolutions, with relative positions up to `window` away where the weights have them.
class VitsAttention {
  public:
    VitsAttention() = default;
    VitsAttention(const Weights& weights, std::int64_t width, std::int64_t heads);
    /// @param x  [B, width, T] asks, @param context  [B, width, S] answers.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, const at::Tensor& context) const;

  private:
    std::int64_t heads_ = 1;
    Conv1d query_, key_, value_, out_;
    at::Tensor relativeKey_, relativeValue_;  ///< [2 * window + 1, d], undefined without.
};

/// Post-norm encoder of VITS.
class VitsEncoder {
  public:
    VitsEncoder() = default;
    /// @param layers  how many there have to be; 0: as many as there are.
    VitsEncoder(const Weights& weights, std::int64_t width, std::int64_t heads, std::int64_t layers);
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

  private:
    struct Layer {
        VitsAttention attention{};
        LayerNorm attentionNorm{};
        Conv1d inner{}, outer{};
        LayerNorm finalNorm{};
    };
    std::vector<Layer> layers_;
};

/// Where content, text and style meet (MRTE).
class StyleMixer {
  public:
    StyleMixer() = default;
    StyleMixer(const Weights& weights, std::int64_t width);
    /// @param style  [B, own width, 1].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& content, const at::Tensor& text,
                                        const at::Tensor& style) const;
    [[nodiscard]] std::int64_t styleWidth() const { return contentIn_.weight.size(0); }

  private:
    Conv1d contentIn_, textIn_, out_;
    VitsAttention cross_;
};

/// Mel style encoder: spectrogram [B, bins, T] -> [B, gin, 1].
class StyleEncoder {
  public:
    StyleEncoder() = default;
    explicit StyleEncoder(const Weights& weights);
    [[nodiscard]] at::Tensor operator()(const at::Tensor& spectrum) const;
    [[nodiscard]] std::int64_t bins() const { return spectralIn_.weight.size(1); }
    [[nodiscard]] std::int64_t width() const { return out_.weight.size(0); }

  private:
    Linear spectralIn_, spectralOut_;
    std::array<Conv1d, 2> temporal_;
    Linear query_, key_, value_, attentionOut_, out_;
};

/// Gated convolutions steered by the style (the WaveNet of VITS).
class GatedConvolutions {
  public:
    GatedConvolutions() = default;
    GatedConvolutions(const Weights& weights, std::int64_t width, std::int64_t styleWidth, std::int64_t layers);
    /// @param mask  [1, 1, T], zero where nothing may come from; undefined: everywhere something.
    [[nodiscard]] at::Tensor operator()(at::Tensor x, const at::Tensor& style, const at::Tensor& mask = {}) const;

  private:
    std::vector<Conv1d> gates_, residuals_;
    Conv1d style_;
    std::int64_t width_ = 0;
};

/// Residual coupling layers, run backwards: prior -> posterior.
class ReverseFlow {
  public:
    ReverseFlow() = default;
    ReverseFlow(const Weights& weights, std::int64_t width, std::int64_t styleWidth);
    [[nodiscard]] at::Tensor operator()(at::Tensor z, const at::Tensor& style) const;

  private:
    struct Coupling {
        Conv1d before{}, after{};
        GatedConvolutions gates{};
    };
    std::vector<Coupling> couplings_;
};

/// HiFi-GAN: latents or mels -> wave.
class Generator {
  public:
    Generator() = default;
    /// @param styleWidth  0 for a generator without a style. The final convolution has a bias where the file has one.
    Generator(const Weights& weights, std::int64_t in, const std::vector<std::int64_t>& rates, std::int64_t styleWidth);
    /// @param style  undefined without. @return [B, 1, T * product of rates] in [-1, 1]. @param trace  "dec.conv_pre",
    /// "dec.ups0".
    [[nodiscard]] at::Tensor operator()(const at::Tensor& z, const at::Tensor& style, Trace* trace = nullptr) const;
    /// Samples for each frame of z.
    [[nodiscard]] std::int64_t samplesPerFrame() const;
    /// Frames of z at either side that a frame's samples depend on.
    [[nodiscard]] std::int64_t reach() const;

  private:
    struct ResidualBlock {
        std::vector<Conv1d> dilated, plain;
        [[nodiscard]] at::Tensor operator()(at::Tensor x) const;
    };
    static ResidualBlock takeBlock(const Weights& weights, std::int64_t width);

    Conv1d in_, style_, out_;
    std::vector<Upsampler> ups_;
    std::vector<std::vector<ResidualBlock>> blocks_;  ///< Of each stage.
};

}  // namespace timbre::nets
