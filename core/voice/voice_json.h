// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// voice.json and version.json: the records inside a voice's folder. Both carry a format version; readers fill what an
// older one lacks and refuse what a newer program wrote.

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/voice/voice.h"

namespace timbre {

/// voice.json: all that may change about a voice. The index is only a copy, so what must outlive it is here.
struct VoiceRecord {
    std::string id;
    std::string name;
    std::string created;
    std::string engine;
    int currentVersion = 1;
    std::vector<std::string> tags;
    VoiceUsage usage;
    std::vector<VersionChange> changes;
    int hue = kNoHue;
};

/// NotFound, Corrupt, or Unsupported for a newer format; details name the file.
Result<VoiceRecord> readVoiceRecord(const std::filesystem::path& file);
Result<VoiceVersion> readVersionRecord(const std::filesystem::path& file);

/// Fields that this program does not know stay as they are in an existing file. Io, Corrupt.
Result<void> writeVoiceRecord(const std::filesystem::path& file, const VoiceRecord& record);
Result<void> writeVersionRecord(const std::filesystem::path& file, const VoiceVersion& version);

/// What a new voice.json would hold.
std::string voiceRecordText(const VoiceRecord& record);

}  // namespace timbre
