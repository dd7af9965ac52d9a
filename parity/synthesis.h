// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Steps that several suites take alike.

#include "core/nets/torch/gpt_sovits/model_files.h"
#include "parity/torch_suite.h"

namespace timbre::parity {

/// HuBERT's vectors of the reference clip, [1, T, width].
at::Tensor hubertOf(const Bench& bench, const nets::Hubert& hubert, const std::string& clip);

/// Spectrum of a clip, and its speaker embedding where the model wants one.
nets::Sovits::Reference referenceOf(const Bench& bench, const nets::Sovits& model, const std::string& clip);

/// The model in a folder of the set.
nets::Sovits openSovits(const Bench& bench);

/// "refA.ssl_proj", "refA.codes" and the same of refB.
void giveCodes(Bench& bench, const nets::SovitsFront& front);

}  // namespace timbre::parity
