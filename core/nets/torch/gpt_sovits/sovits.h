// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"
#include "core/nets/torch/gpt_sovits/vits.h"

namespace timbre::nets {

/// What the shapes of the weights do not tell (`config.model` of the file).
struct SovitsConfig {
    std::int64_t heads = 2;
    std::int64_t layers = 0;  ///< Of the text encoder, twice what the others have; 0: as many as there are.
    std::vector<std::int64_t> rates{10, 8, 2, 2, 2};
};

/// What every version of SoVITS shares: content tokens, encoders, style. Source: SPEC 4 (codes), 8.1 - 8.3. Immutable.
class SovitsFront {
  public:
    SovitsFront(const Weights& root, const SovitsConfig& config);

    /// HuBERT's vectors [1, T, D] -> [1, D, T / 2] at 25 Hz.
    [[nodiscard]] at::Tensor project(const at::Tensor& hubert) const;
    /// Nearest entries of the codebook. @return [T] int64.
    [[nodiscard]] at::Tensor nearestCodes(const at::Tensor& projected) const;
    /// One reference: [1, 1025, T] -> [1, gin, 1], as the style encoder gives it.
    [[nodiscard]] at::Tensor encodeStyle(const at::Tensor& spectrum) const;

    struct Text {
        at::Tensor codes;   ///< [1, 1, T] tokens of the target.
        at::Tensor phones;  ///< [1, L] of the target alone.
        double speed = 1.0;
    };
    /// Streaming: only the last frames go on, faded from what the chunk before ended with.
    struct Tail {
        std::int64_t frames = 0;  ///< 0 keeps all, and so does more than there are.
        at::Tensor before{};      ///< [1, C, o] last frames of the latent of the chunk before; undefined: no fade.
    };
    struct Encoded {
        at::Tensor latent{};     ///< [1, C, 2 T] before the speed: what a stream hands on.
        at::Tensor stretched{};  ///< [1, C, T'] after it.
        at::Tensor mean{}, logDeviation{};
    };
    /// An id beyond a table is a Fault (InvalidInput). @param trace  "enc_p.*".
    [[nodiscard]] Encoded encode(const Text& text, const at::Tensor& style, const Tail& tail, Trace* trace) const;

    [[nodiscard]] std::int64_t latentWidth() const { return proj_.weight.size(0) / 2; }
    [[nodiscard]] std::int64_t styleWidth() const { return styleEncoder_.width(); }
    [[nodiscard]] std::int64_t mixWidth() const { return mixer_.styleWidth(); }

  private:
    Conv1d contentProjection_;  ///< Of the tokens.
    at::Tensor codebook_;       ///< [1024, D]
    StyleEncoder styleEncoder_;
    Conv1d contentIn_;
    at::Tensor phoneTable_;
    VitsEncoder contentEncoder_, textEncoder_, jointEncoder_;
    StyleMixer mixer_;
    Conv1d proj_;
};

/// SoVITS v1, v2, v2Pro and v2ProPlus: tokens, phones and references -> wave at 32 kHz. Source: SPEC 8. Immutable.
class Sovits {
  public:
    /// @param root  weights of s2's "weight". @param generates  false: only latents() are wanted, and the generator's
    /// weights stay in the file. Throws Fault.
    Sovits(WeightSource& source, const SovitsConfig& config, bool generates = true);

    [[nodiscard]] const SovitsFront& front() const noexcept { return front_; }
    /// Whether it wants a speaker embedding with each reference (v2Pro, v2ProPlus).
    [[nodiscard]] bool wantsSpeaker() const { return speakerIn_.weight.defined(); }

    struct Reference {
        at::Tensor spectrum;  ///< [1, 1025, T]
        at::Tensor speaker;   ///< [1, 20480] where wantsSpeaker().
    };
    /// Mean style of the references, [1, gin, 1]. None, or one without its speaker, is a Fault (InvalidInput).
    /// @param trace  of the last reference: "ref_enc", "ge_plus_sv", "ge_prelu".
    [[nodiscard]] at::Tensor style(const std::vector<Reference>& references, Trace* trace = nullptr) const;
    /// The style as the encoders want it: itself, or brought to their width (v2Pro: "ge512").
    [[nodiscard]] at::Tensor mixStyle(const at::Tensor& style) const;

    struct Decoding {
        SovitsFront::Text text;
        at::Tensor style;  ///< style()
        at::Tensor noise;  ///< [1, C, frames()]
        double noiseScale = 0.5;
        SovitsFront::Tail tail{};
    };
    struct Decoded {
        at::Tensor wave;    ///< [1, 1, frames * 640] in [-1, 1].
        at::Tensor latent;  ///< What the next chunk of a stream fades from.
    };
    /// The generator's input, [1, C, frames()], and what a stream hands on. @param trace  "enc_p.*", "z_p", "flow.z".
    struct Latents {
        at::Tensor z;
        at::Tensor latent;
    };
    [[nodiscard]] Latents latents(const Decoding& decoding, Trace* trace = nullptr) const;
    [[nodiscard]] const Generator& generator() const noexcept { return generator_; }
    /// @param trace  that of latents(), and "dec.*".
    [[nodiscard]] Decoded decode(const Decoding& decoding, Trace* trace = nullptr) const;
    /// Latent frames of so many tokens at this speed: what the noise has to be long. Throws Fault (InvalidInput) for a
    /// speed that is none.
    static std::int64_t frames(std::int64_t tokens, double speed);

  private:
    SovitsFront front_;
    Linear speakerIn_, mixIn_;
    at::Tensor slope_;  ///< [gin]
    ReverseFlow flow_;
    Generator generator_;
};

/// How many mel frames v3 and v4 make of a token.
struct FeatureRate {
    double perFrame = 1.875;  ///< Of the 50 Hz frames: 1.875 (v3) or 2 (v4).
    double perToken = 3.875;  ///< What the reference counts by when it masks: 3.875 (v3) or 4 (v4).
};
inline constexpr FeatureRate kFeatureRateV3{};
inline constexpr FeatureRate kFeatureRateV4{.perFrame = 2.0, .perToken = 4.0};

/// What v3 and v4 turn tokens into before flow matching. Source: SPEC 10. Immutable.
class FeatureEncoder {
  public:
    FeatureEncoder(WeightSource& source, const SovitsConfig& config);

    [[nodiscard]] const SovitsFront& front() const noexcept { return front_; }
    /// @return [1, width, mel frames]. @param style  [1, gin, 1].
    [[nodiscard]] at::Tensor operator()(const SovitsFront::Text& text, const at::Tensor& style,
                                        const FeatureRate& rate) const;

  private:
    SovitsFront front_;
    Conv1d bridge_, in_, out_;
    GatedConvolutions gates_;
};

}  // namespace timbre::nets
