// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/studio/voice_protocol.h"

namespace timbre {

class Project;

/// Project files in a folder and those below it, by name; none where there is no such folder.
std::vector<std::filesystem::path> projectsIn(const std::filesystem::path& folder);

/// How one project uses a voice, by version. Errors of the project.
Result<std::vector<VoiceUse>> usesIn(const Project& project, const std::string& voice);

/// usesIn() of a file, opened for reading alone. Project::open()'s errors.
Result<std::vector<VoiceUse>> usesIn(const std::filesystem::path& file, const std::string& voice);

}  // namespace timbre
