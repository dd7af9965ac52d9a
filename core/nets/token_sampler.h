// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace timbre::nets {

/// How the next token is drawn. The order is the reference's: penalty, top-p, temperature, top-k. Source: SPEC 7.1.
struct SamplingOptions {
    std::int64_t topK = 15;  ///< 1 is greedy.
    double topP = 1.0;
    double temperature = 1.0;
    double repetitionPenalty = 1.35;  ///< On every token so far, the prompt's included.
};

/// Draws tokens from logits on the CPU, without torch and without allocating. One sentence at a time.
class TokenSampler {
  public:
    explicit TokenSampler(std::size_t tokens);

    struct Drawn {
        std::int64_t token = 0;
        std::int64_t likeliest = 0;  ///< After the penalty, before everything else: what the end is judged by.
    };
    /// @param logits  changed. @param noise  Exp(1) for each logit; empty takes the most likely token (topK 1).
    /// @param seen  ids so far, each below the number of tokens.
    Drawn draw(std::span<float> logits, std::span<const std::int64_t> seen, const SamplingOptions& options,
               std::span<const float> noise);

  private:
    void penalise(std::span<float> logits, std::span<const std::int64_t> seen, float penalty);
    void keepTopP(std::span<float> logits, double p);
    void keepTopK(std::span<float> logits, std::size_t k);

    std::vector<char> marked_;
    std::vector<std::size_t> order_;
    std::vector<float> sorted_;
};

}  // namespace timbre::nets
