// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/targets.h"
#include "core/engine/engines/instant/unit_db.h"

namespace timbre::instant {

struct RenderOptions {
    double clarity = 0.75;        ///< Strength of the spectral correction (beta), 0 (likeness) .. 1 (clarity).
    double speedScale = 1.0;      ///< 0.5 .. 2.0; the planned lengths are divided by it.
    double pitchSemitones = 0.0;  ///< -12..12; formants stay.
    std::uint64_t seed = 0;       ///< 0 is the plain take; another seed varies the melody a little.
    /// The voice's equaliser (tone.h): ln amplitude at the bins of grainTransformSize(); empty where it has none.
    std::span<const float> toneLogGain{};
};

/// Where a planned segment lies in the rendered sound.
struct SegmentTime {
    double startSeconds = 0.0;
    double endSeconds = 0.0;
};

struct RenderedSentence {
    std::vector<float> samples;  ///< Mono at the database's rate, never beyond [-1, 1].
    int sampleRateHz = 0;
    std::vector<SegmentTime> segments;  ///< One a planned segment, in order, without gaps.
};

/// Replays the chosen units pitch-synchronously (TD-PSOLA) with a mild per-grain filter that moves each unit's spectrum
/// towards the predicted one. `units` holds one id per half target. Looks at `stop` every few grains: Cancelled.
/// Sizes or ids that do not fit and options outside their range are InvalidInput.
/// Source: the design study, 3.6. Thread: any; deterministic.
Result<RenderedSentence> renderUnits(const UnitDatabase& database, const SentenceTargets& targets,
                                     std::span<const std::int32_t> units, const RenderOptions& options,
                                     std::stop_token stop);

}  // namespace timbre::instant
