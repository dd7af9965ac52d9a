// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/targets.h"
#include "core/engine/engines/instant/unit_db.h"

namespace timbre::instant {

/// Weights of the costs; the defaults are the study's. A weight of 0 switches its term off.
struct SelectionWeights {
    float nearContext = 0.5F;
    float farContext = 0.1F;
    float stress = 0.25F;
    float tone = 0.6F;  ///< A final of another tone.
    float phraseFinal = 0.3F;
    float phraseInitial = 0.2F;
    float duration = 0.5F;
    float pitch = 0.4F;
    float substitute = 2.0F;
    float guide = 2.0F;
    float outlier = 0.15F;  ///< Per unit of Unit::outlier (badly aligned or mispronounced pieces).
    float joinBase = 0.35F;
    float joinSpectrum = 0.8F;
    float joinPitch = 1.5F;
    float joinVoicing = 0.15F;
    float joinLevel = 0.0F;    ///< Per neper of level step.
    float joinAtPause = 0.3F;  ///< Factor on a join that touches a pause.
};

/// Value of SelectionOptions::withoutRecording that leaves no recording out.
inline constexpr std::int32_t kUseAllRecordings = -1;

struct SelectionOptions {
    SelectionWeights weights;
    int candidates = 60;     ///< Best units by target cost kept per half phone.
    std::uint64_t seed = 0;  ///< 0 is the best path; another seed, another take.
    float jitter = 0.4F;     ///< Largest random addition to a unit's target cost where seed is not 0.
    /// A recording whose units are not used, to hear how the others would say it.
    std::int32_t withoutRecording = kUseAllRecordings;
};

struct Selection {
    std::vector<std::int32_t> units;  ///< One unit id per half target.
    double cost = 0.0;                ///< Of the whole path.
    int joins = 0;                    ///< Places where neighbours do not follow each other in a recording.
};

/// The units that together look most like the sentence and join best (Viterbi over the K best per half phone).
/// Cancelled when `stop` is asked; InvalidInput without targets. A phone that no recording holds is replaced by a
/// similar one. Source: the design study, 3.5. Thread: any; deterministic.
Result<Selection> selectUnits(const UnitDatabase& database, const SentenceTargets& targets,
                              const SelectionOptions& options, std::stop_token stop);

}  // namespace timbre::instant
