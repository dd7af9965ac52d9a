// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/types.h"
#include "core/engine/engines/instant/voice_file.h"

namespace timbre::instant {

/// The voice's equaliser. Replaying short grains and filtering them towards a prediction leaves the voice a little fuller
/// below its melody and duller above 3 kHz than the user is; how much is found by speaking what the user read, each
/// recording by the units of the others, and comparing the long-term average spectra. `readings[i]` is what recording i of
/// model.units says; as many recordings take part as a minute holds.
/// Returns ln amplitude at the bins of grainTransformSize(), at most 6 dB either way; flat where there is only one
/// recording. Cancelled when `stop` is asked. Thread: any; deterministic.
Result<std::vector<float>> learnTone(const VoiceModel& model, std::span<const FrontResult* const> readings,
                                     const std::stop_token& stop);

}  // namespace timbre::instant
