// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/nets/semantic_decoder.h"
#include "core/nets/token_sampler.h"

namespace timbre::nets {

/// A sentence to be turned into tokens.
struct SemanticSentence {
    std::vector<std::int64_t> phones;    ///< Of prompt and target, or of the target alone without a prompt.
    std::vector<float> bert{};           ///< [phones, 1024]; empty for zeros, where the language is not Chinese.
    std::vector<std::int64_t> prompt{};  ///< Tokens of the reference; empty without one.
    SamplingOptions sampling{};
    std::uint64_t seed = 0;
    std::int64_t earlyStop = -1;  ///< Ends once more tokens than this were made; -1 never.
    /// Exactly so many tokens, the end token never drawn: for measurements.
    std::optional<std::size_t> fixedLength{};
    /// Noise of a step in place of the seed's own, for parity; Exp(1).
    std::function<void(std::int64_t step, std::span<float> noise)> noise{};
};

struct SemanticSpeech {
    std::vector<std::int64_t> tokens;  ///< Without the prompt and without the end token.
    bool ended = false;                ///< By the end token, not by its length.
};

/// Called after every step with each unfinished sentence's newest token; the index is that of the sentence.
using TokenListener = std::function<void(std::size_t sentence, std::int64_t token)>;

/// Speaks several sentences at once: the weights are read once for all of them, and a sentence that has ended leaves
/// the others alone. Each gets the tokens that it would get by itself, whatever is spoken beside it. The rules of
/// ending are the reference's: no end in the first 11 steps, the end drawn or likeliest ends, 1500 tokens at most.
/// Source: SPEC 7. Throws Fault: Cancelled when `stop` is asked (looked at every step), InvalidInput.
std::vector<SemanticSpeech> generateTokens(const SemanticDecoder& decoder, std::span<const SemanticSentence> sentences,
                                           SemanticDecoder::Workspace& workspace, const std::stop_token& stop,
                                           const TokenListener& listener = {});

}  // namespace timbre::nets
