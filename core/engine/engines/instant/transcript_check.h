// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/matrix.h"
#include "core/engine/engines/instant/phone_search.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// How well a recording fits its transcript, in log-likelihood per frame (5 ms).
struct TranscriptFit {
    bool aligned = false;         ///< False: the transcript has more phones than the recording has room for.
    double gain = 0.0;            ///< Of the transcript over texts that have nothing to do with the recording.
    double worstStretch = 0.0;    ///< Of the 0.7 s where the transcript loses most against any phones at all; <= 0.
    double worstStretchAt = 0.0;  ///< Its middle, seconds.
    double quickest = 1.0;        ///< Least share of flite's duration that ten phones in a row took.
    int quickestSegment = 0;      ///< First of those, index into FrontUtterance::segments.
    double pace = 1.0;            ///< The whole recording's share of flite's duration.
};

/// @param features  alignmentFeatures() of the recording, which the likelihoods are of.
/// @param strangers  phone sequences of other texts, whole sentences one after the other, without pauses at the seams.
TranscriptFit measureFit(const FrontUtterance& front, std::span<const ExpectedPhone> expected, const PhonePath& path,
                         const Matrix& features, const Matrix& logLikelihoods,
                         std::span<const ExpectedPhone> strangers, const std::stop_token& stop);

struct FitVerdict {
    bool matches = false;
    std::string reason;  ///< One sentence; empty when it matches.
    double score = 0.0;  ///< At most 1 when it matches.
};

/// How strict judgeFits() is: before the phone models know this voice, only foreign texts show.
enum class FitStage { StrangeVoice, KnownVoice };

/// Judges all recordings of a voice together, since their level depends on the voice and the room.
/// `fronts` and `fits` go together.
std::vector<FitVerdict> judgeFits(std::span<const FrontUtterance* const> fronts, std::span<const TranscriptFit> fits,
                                  FitStage stage);

}  // namespace timbre::instant
