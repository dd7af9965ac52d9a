// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/studio/voice_protocol.h"
#include "core/voice/voice.h"

namespace timbre {

/// Metric of a version: how many of its recordings the check refused and the maker kept.
inline constexpr const char* kKeptNoisyMetric = "kept_noisy";

/// The engine whose voices imitate one short reference: few seconds are no fault of theirs.
inline constexpr const char* kImitatingEngine = "gpt-sovits";

/// How good a version is by its metrics. What was not measured takes no star.
VoiceStars starsFor(const std::map<std::string, double>& metrics, double seconds, bool imitates);

/// With the metrics of its present version.
VoiceSummary summaryOf(const VoiceEntry& entry);

/// Where a voice has no hue of its own yet, by age behind those that have one.
void fillMissingHues(std::vector<VoiceSummary>& voices);

}  // namespace timbre
