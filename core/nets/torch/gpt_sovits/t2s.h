// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/nets/token_sampler.h"
#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

struct SemanticRequest {
    at::Tensor phones;        ///< [1, X] prompt and target, or the target alone without a prompt.
    at::Tensor bert;          ///< [1, 1024, X]; zeros where the language is not Chinese.
    at::Tensor promptTokens;  ///< [1, P]; undefined or empty without a prompt.
    SamplingOptions sampling{};
    std::int64_t earlyStop = -1;  ///< Ends once more tokens than this were made; -1 never.
    /// Exponential noise of a step, at least [columns] long, from which the token is drawn (argmax p / q). It has to be
    /// there unless topK is 1.
    std::function<at::Tensor(std::int64_t step, std::int64_t columns)> noise{};
    /// The reference's habits kept: where the length ends it instead of the end token, its count is one short, so that
    /// the caller who takes the last `count` tokens loses the first one.
    bool referenceExact = false;
};

/// What a step saw, for parity and for whoever follows the tokens; null functions are not called.
struct SemanticObserver {
    std::function<void(std::int64_t step, const at::Tensor& logits, const at::Tensor& hidden)> raw{};
    std::function<void(std::int64_t step, const at::Tensor& probabilities)> drawn{};
};

struct SemanticTokens {
    at::Tensor tokens;  ///< [1, N] without the prompt and without the end token.
    std::int64_t count =
        0;  ///< What the reference returns beside them; N unless referenceExact (0 there without a prompt).
    bool ended = false;  ///< By the end token.
};

/// What the shapes of the weights do not tell (`config.model` of the file).
struct SemanticConfig {
    std::int64_t heads = 16;
    std::int64_t endToken = 1024;  ///< The last entry of the token table.
};

/// GPT-SoVITS's text-to-semantic decoder (s1): phones to 25 tokens a second. Post-norm transformer; text sees all text,
/// tokens see the text and what came before. Source: SPEC 7. Weights immutable; what one run changes is a State of its
/// own.
class TextToSemantic {
  public:
    /// Keys and values of what was read so far.
    struct State {
        std::vector<at::Tensor> keys;    ///< A layer each, [1, heads, capacity, d].
        std::vector<at::Tensor> values;  ///< The same.
        std::int64_t length = 0;
    };

    /// Names begin with "model.". Throws Fault.
    TextToSemantic(WeightSource& source, const SemanticConfig& config);

    /// @return [1, X, width]: phones, BERT features and positions. An id beyond the table is a Fault (InvalidInput).
    [[nodiscard]] at::Tensor embedText(const at::Tensor& phones, const at::Tensor& bert) const;
    /// Reads text [1, X, width] and tokens [1, P] (may be empty). @return hidden state of the last position, [1,
    /// width].
    at::Tensor prefill(State& state, const at::Tensor& text, const at::Tensor& tokens) const;
    /// Reads one token [1, 1] at its position among the tokens. @return [1, width].
    at::Tensor step(State& state, const at::Tensor& token, std::int64_t position) const;
    /// Tokens with the end token, 1025 in every official model.
    [[nodiscard]] std::int64_t tokens() const { return endToken_ + 1; }
    /// [1, width] -> [1, tokens()].
    [[nodiscard]] at::Tensor logits(const at::Tensor& hidden) const { return at::linear(hidden, predict_); }

    /// @param state  keeps what was read, for whoever wants to look; a fresh one a run.
    /// Throws Fault: Cancelled when `stop` is asked (looked at every token), InvalidInput.
    SemanticTokens generate(const SemanticRequest& request, State& state, const SemanticObserver& observer,
                            const std::stop_token& stop) const;

    /// Several texts with one prompt. Each is computed at its own length, which is what the reference's left padding
    /// and masks amount to. With referenceExact the length drops a text's last token as there, and without a prompt the
    /// penalty is the usual one, because the reference forgets the asked one on that way.
    std::vector<SemanticTokens> generateBatch(const std::vector<SemanticRequest>& requests,
                                              const std::stop_token& stop) const;

  private:
    struct Layer {
        Linear qkv{}, out{};
        LayerNorm attentionNorm{};
        Linear inner{}, outer{};
        LayerNorm finalNorm{};
    };
    [[nodiscard]] at::Tensor positions(std::int64_t from, std::int64_t count) const;
    /// @param mask  [rows, state.length + rows] true where a row may look; undefined: everywhere.
    at::Tensor run(State& state, at::Tensor x, const at::Tensor& mask) const;
    void reserve(State& state, std::int64_t positions) const;

    std::int64_t heads_;
    std::int64_t endToken_;
    Linear bertProjection_;
    at::Tensor phoneTable_, tokenTable_, textAlpha_, tokenAlpha_, predict_;
    std::vector<Layer> layers_;
};

/// Probabilities and the token drawn from logits [1, columns], which are changed by the penalty in place.
/// @param seen  [1, n] tokens so far; may be empty. @param noise  [columns] or undefined for the most likely one.
struct Draw {
    at::Tensor probabilities;  ///< [1, columns]
    std::int64_t token = 0;
    std::int64_t likeliest = 0;  ///< After the penalty, before everything else: what the end is judged by.
};
Draw drawToken(at::Tensor logits, const at::Tensor& seen, const SamplingOptions& options, const at::Tensor& noise);

}  // namespace timbre::nets
