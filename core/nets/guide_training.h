// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: the loss of the guide net and the optimiser's loop over its lessons.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/nets/guide_data.h"
#include "core/nets/guide_network.h"

namespace timbre::nets {

/// How far `output` ([frames, 44], normalised, voicing as a logit) is from the lesson, and the derivative.
/// Absolute error of the cepstra and, half as heavy, of their change from frame to frame; voicing and pitch weigh 0.3.
/// @param gradient  [frames, 44]; overwritten.
float guideLoss(std::span<const float> output, const GuideLesson& lesson, std::span<float> gradient);

struct TrainedWeights {
    std::vector<float> weights;  ///< As GuideLayout has them; empty when the training was stopped.
    float finalLoss = 0.0F;      ///< Mean over the last epoch.
};

/// Trains one net from weights drawn with `seed`. @param afterStep  called after each of epochs * lessons steps; false
/// stops the training. Thread: any, several at once; deterministic.
TrainedWeights trainWeights(std::span<const GuideLesson> lessons, const GuideLayout& layout, const Products& products,
                            int epochs, std::uint64_t seed, const std::function<bool()>& afterStep);

}  // namespace timbre::nets
