// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/engine/engines/instant/durations.h"
#include "core/engine/engines/instant/types.h"
#include "core/nets/guide_net.h"

namespace timbre::instant {

/// What the guide net learns from: the base voices' reading laid over the recording's own timing, with the recording's
/// features as target. Row j stands at the recording's 5 ms frame 2 j + 1.
/// @param medianLogF0  of the voice (UnitDatabase::medianLogF0()); ln F0 targets are relative to it.
GuideSentence trainingSentence(const FrontResult& front, const Alignment& alignment, const RecordingFeatures& features,
                               double medianLogF0);

/// What the guide net predicts from: the base voices' reading laid over the planned timing. Row j stands at planned
/// frame 2 j + 1; there are planned frames / 2 rows.
GuideSentence plannedSentence(const FrontResult& front, std::span<const PlannedSegment> plan);

}  // namespace timbre::instant
