// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: from the guide net's sentences to normalised numbers and back.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/nets/guide_net.h"
#include "core/nets/guide_network.h"

namespace timbre::nets {

enum class WithTarget { No, Yes };

/// InvalidInput where sizes, ids or values cannot be used; `name` says which sentence in the message.
Result<void> checkSentence(const GuideSentence& sentence, const GuideSizes& sizes, WithTarget withTarget,
                           const std::string& name);

/// Mean and standard deviation per column, over all frames.
struct GuideScales {
    std::vector<float> baseMean, baseDeviation;      ///< [27 * voices]
    std::vector<float> targetMean, targetDeviation;  ///< [44]
};

/// `sentences` have been checked.
GuideScales measureScales(std::span<const GuideSentence> sentences);

GuideInput makeInput(const GuideSentence& sentence, const GuideScales& scales);

/// A piece of a sentence with what the net is to say there.
struct GuideLesson {
    GuideInput input;
    std::vector<float> target;  ///< [frames, 44], normalised.
    std::vector<float> voiced;  ///< [frames], 0/1.
    std::vector<float> weight;  ///< [frames]: pauses count little.
    std::vector<bool> speech;   ///< [frames]: outside pauses.
};

/// Sentences longer than some 12 s become several lessons, so that a step stays short and can be stopped.
std::vector<GuideLesson> makeLessons(std::span<const GuideSentence> sentences, const GuideScales& scales);

/// From normalised values, [frames, 44], to the units of the targets; voicing from a logit to a probability.
Matrix denormalise(std::span<const float> values, const GuideScales& scales);

}  // namespace timbre::nets
