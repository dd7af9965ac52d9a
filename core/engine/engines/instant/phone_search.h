// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/matrix.h"
#include "core/engine/engines/instant/phone_models.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// One phone that a recording must, or in the case of a pause may, contain.
struct ExpectedPhone {
    PhoneId phone = 0;
    int frontIndex = -1;  ///< Into FrontUtterance::segments; -1 for a pause that flite did not plan.
    bool optional = false;
};

/// A reading as the search wants it: its phones, with an optional pause between any two words.
std::vector<ExpectedPhone> expectedPhones(const FrontUtterance& front);

struct PhonePath {
    std::vector<std::int32_t> state;  ///< Per frame: expected phone * 3 + position.
    float score = 0.0F;               ///< Log-likelihood of the path with its transitions.
};

/// The likeliest way to read `expected` over all frames. An empty path when there are fewer frames than the phones
/// need, or when `stop` was asked.
/// @param logLikelihoods  [frames, states].
PhonePath forcedPath(std::span<const ExpectedPhone> expected, const Matrix& logLikelihoods,
                     const std::stop_token& stop);

/// Log-likelihood, frame by frame, of the likeliest sequence of any phones at all: what a perfect transcript could
/// reach.
std::vector<float> freePathScores(const Matrix& logLikelihoods);

/// The runs of a path as segments that cover every frame.
std::vector<AlignedSegment> segmentsOf(const PhonePath& path, std::span<const ExpectedPhone> expected);

}  // namespace timbre::instant
