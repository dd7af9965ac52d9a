// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/engine/engines/instant/durations.h"
#include "core/engine/engines/instant/types.h"
#include "core/engine/engines/instant/unit_db.h"
#include "core/nets/guide_net.h"

namespace timbre::instant {

/// What the selection looks for: half of one phone of the sentence.
struct HalfTarget {
    PhoneId phone = 0;
    PhoneId left = 0;
    PhoneId right = 0;
    bool second = false;
    bool stressed = false;
    std::uint8_t tone = 0;
    bool phraseFinal = false;
    bool phraseInitial = false;
    float frames = 0.0F;  ///< Wanted length in 5 ms frames.
    float logF0 = 0.0F;   ///< ln F0 in its middle.
    int guideBegin = 0;   ///< Rows of SentenceTargets::cepstrum and logF0.
    int guideEnd = 0;     ///< Exclusive, at least one row.
};

/// A whole sentence of targets; halves[2 i] and halves[2 i + 1] belong to planned segment i.
struct SentenceTargets {
    std::vector<HalfTarget> halves;
    Matrix shapes;             ///< [halves, 72], on the scale of UnitDatabase::shapes().
    Matrix cepstrum;           ///< [10 ms frames, 25] predicted c0..c24 after the variance correction.
    std::vector<float> logF0;  ///< [10 ms frames] ln F0 after the variance correction.
};

/// Joins the plan with the net's prediction. Over-smoothed statistics are widened back to the user's own
/// (c_k <- m_k + (c_k - m_k) clip(ratio, 1, 2.2)^0.7; ln F0 with exponent 0.5, clip 1..1.5).
/// @param sentence    the front end's reading that `plan` was made from.
/// @param guide       [10 ms frames, 44]; row j stands at planned frame 2 j + 1, so rows = planned frames / 2.
/// @param statistics  of the net that made it.
/// Sizes that disagree are InvalidInput. Source: the design study, 3.3 and 3.5.
Result<SentenceTargets> makeTargets(const FrontUtterance& sentence, std::span<const PlannedSegment> plan,
                                    const Matrix& guide, const GuideStatistics& statistics,
                                    const UnitDatabase& database);

}  // namespace timbre::instant
