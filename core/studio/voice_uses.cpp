// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_uses.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "core/project/project.h"

namespace timbre {

namespace fs = std::filesystem;

std::vector<fs::path> projectsIn(const fs::path& folder) {
    std::vector<fs::path> projects;
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, ignored), end;
         entry != end; entry.increment(ignored)) {
        if (entry->path().extension() == ".timbre" && entry->is_regular_file(ignored)) {
            projects.push_back(entry->path());
        }
    }
    std::ranges::sort(projects);
    return projects;
}

Result<std::vector<VoiceUse>> usesIn(const Project& project, const std::string& voice) {
    const auto settings = project.settings();
    const auto rows = project.rows();
    const auto takes = project.takes();
    if (!settings || !rows || !takes) {
        return tl::unexpected(!settings ? settings.error() : !rows ? rows.error() : takes.error());
    }
    std::map<int, VoiceUse> byNumber;
    std::set<TakeId> chosen;
    for (const ScriptRow& row : *rows) {
        const VoiceVersionId& with = row.voice.voice.empty() ? settings->voice : row.voice;
        if (with.voice == voice) {
            ++byNumber[with.number].sentences;
        }
        if (row.chosenTake) {
            chosen.insert(*row.chosenTake);
        }
    }
    for (const Take& take : *takes) {
        if (take.voice.voice == voice && chosen.contains(take.id)) {
            ++byNumber[take.voice.number].takes;
        }
    }
    std::vector<VoiceUse> uses;
    for (auto& [number, use] : byNumber) {
        use.project = project.path();
        use.number = number;
        uses.push_back(use);
    }
    return uses;
}

Result<std::vector<VoiceUse>> usesIn(const fs::path& file, const std::string& voice) {
    const auto project = Project::open(file, ProjectAccess::ReadOnly);
    return project ? usesIn(*project, voice) : tl::unexpected(project.error());
}

}  // namespace timbre
