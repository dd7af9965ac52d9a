// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The stable JSON objects of the `voice` commands.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/voice/voice.h"

namespace timbre::app {

nlohmann::json entryJson(const VoiceEntry& voice);
nlohmann::json summaryJson(const Voice& voice);
nlohmann::json usageJson(const VoiceUsage& usage);
nlohmann::json versionJson(const VersionSummary& version, int presentVersion);
nlohmann::json versionsJson(const std::vector<VersionSummary>& versions, int presentVersion);

/// {"name","reason"}, and "line" and "take" where it is a take of a reading.
nlohmann::json leftOutJson(const LeftOutClip& clip);

}  // namespace timbre::app
