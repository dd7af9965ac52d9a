// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/engines/instant/linguistic_front.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// One recording to align; both are borrowed for the call.
struct AlignmentTask {
    const FrontResult* front = nullptr;  ///< Its transcript as the base voices read it.
    const RecordingFeatures* features = nullptr;
};

struct AlignmentOutcome {
    Alignment alignment;         ///< Covers every frame, without gaps; only meaningful when `matches`.
    bool matches = false;        ///< The recording says what its transcript says.
    std::string mismatch;        ///< Why not, one sentence; empty when it matches.
    double mismatchScore = 0.0;  ///< What `matches` was decided by: at most 1 when it matches, 2 where the front is experimental.
};

/// Finds where each phone of each transcript is spoken, with phone models learnt from these very recordings (the seed
/// comes from the front's base voices reading the same texts), and finds recordings whose transcripts say something else; those do not
/// take part in the learning.
/// @return one outcome per task, in order. Cancelled within 50 ms of `stop`.
/// Source: design study instant-engine.md, 3.2.
/// @param front  that read the tasks' transcripts.
Result<std::vector<AlignmentOutcome>> alignRecordings(std::span<const AlignmentTask> tasks, const LinguisticFront& front,
                                                      const ProgressSink& progress, const std::stop_token& stop);

}  // namespace timbre::instant
