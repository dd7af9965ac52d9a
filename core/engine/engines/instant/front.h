// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <string_view>

#include "core/base/result.h"
#include "core/engine/engines/instant/types.h"
#include "core/text/markup.h"

namespace timbre::instant {

/// flite's stock voices. Slt comes first in FrontResult and gives the durations.
enum class BaseVoice { Slt, Rms, Awb };

/// The sentence as each of `voices` would say it: phones, timing, prosodic marks and the parameter track, 5 ms frames.
/// No waveform is made. Voices whose phones differ from the first one's are replaced by a copy of the first.
/// Long text is read in pieces of some 300 letters, cut where a reader would breathe.
/// @param readings  in bytes of `text`: ARPAbet, or other words; a part with a reading is one word, said as it tells.
/// Errors as plainText() and withGivenReadings(); text that flite finds no phone in is InvalidInput; Cancelled between
/// pieces and voices. flite keeps global state, so calls queue up behind one lock. Deterministic.
/// Source: flite's clustergen voices (cst_cg.h); the vocoder is stopped at its first frame.
Result<FrontResult> readText(std::string_view text, std::span<const BaseVoice> voices,
                             std::span<const GivenReading> readings, const std::stop_token& stop);

Result<FrontResult> readText(std::string_view text, std::span<const BaseVoice> voices, const std::stop_token& stop);

/// readText() with the two voices the guide net listens to, Slt and Rms.
Result<FrontResult> readText(std::string_view text, std::span<const GivenReading> readings, const std::stop_token& stop);
Result<FrontResult> readText(std::string_view text, const std::stop_token& stop);

}  // namespace timbre::instant
