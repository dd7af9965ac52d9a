// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/durations.h"
#include "core/engine/engines/instant/unit_db.h"
#include "core/nets/guide_net.h"

namespace timbre::instant {

/// Everything the instant engine knows of a voice.
struct VoiceModel {
    UnitDatabase units;
    DurationModel durations;
    GuideNet guide;
    std::string language = "en";  ///< BCP 47 primary tag; its PhoneSet is that of the units.
    std::vector<float> toneLogGain{};  ///< The equaliser (tone.h); empty in voices made before there was one.
};

/// Writes units.safetensors (format, units, recordings, durations, equaliser) and guide.safetensors into `directory`, each
/// atomically. Io.
Result<void> saveVoice(const std::filesystem::path& directory, const VoiceModel& model);

/// Reads what saveVoice() wrote. A missing file is ModelMissing, a damaged, foreign or newer one Corrupt or
/// Unsupported; the detail names the file.
Result<VoiceModel> loadVoiceModel(const std::filesystem::path& directory);

}  // namespace timbre::instant
