// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nets/torch/gpt_sovits/t2s.h"
#include "parity/synthesis.h"

namespace timbre::parity {

/// Tokens of refA, [1, P]: the semantic prompt.
at::Tensor promptTokens(const Bench& bench, const nets::SovitsFront& front);

/// Prompt and target phones of the golden file, drawn greedily as the reference does it.
nets::SemanticRequest greedyRequest(const Bench& bench, const at::Tensor& bert, const at::Tensor& prompt);

}  // namespace timbre::parity
