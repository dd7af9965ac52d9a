// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/voice_json.h"

#include <nlohmann/json.hpp>

namespace timbre::app {

namespace {

/// null where there is no such version.
nlohmann::json numberOrNull(int number) { return number == 0 ? nlohmann::json(nullptr) : nlohmann::json(number); }

}  // namespace

nlohmann::json usageJson(const VoiceUsage& usage) {
    return {
        {"last_used", usage.lastUsed}, {"times_spoken", usage.timesSpoken}, {"seconds_spoken", usage.secondsSpoken}};
}

nlohmann::json entryJson(const VoiceEntry& voice) {
    return {{"id", voice.id},
            {"name", voice.name},
            {"created", voice.created},
            {"engine", voice.present.engine},
            {"language", voice.present.language},
            {"version", voice.present.number},
            {"versions", voice.versions},
            {"recordings", voice.present.recordings},
            {"seconds", voice.present.seconds},
            {"tags", voice.tags},
            {"usage", usageJson(voice.usage)}};
}

nlohmann::json summaryJson(const Voice& voice) {
    const VersionSummary version = summaryOf(voice.version);
    return {{"id", voice.id},
            {"name", voice.name},
            {"created", voice.created},
            {"engine", version.engine},
            {"language", version.language},
            {"version", version.number},
            {"present_version", voice.presentVersion},
            {"recordings", version.recordings},
            {"seconds", version.seconds},
            {"tags", voice.tags},
            {"usage", usageJson(voice.usage)}};
}

nlohmann::json versionJson(const VersionSummary& version, int presentVersion) {
    return {{"number", version.number},
            {"parent", numberOrNull(version.parent)},
            {"present", version.number == presentVersion},
            {"created", version.created},
            {"engine", version.engine},
            {"engine_version", version.engineVersion},
            {"language", version.language},
            {"recordings", version.recordings},
            {"seconds", version.seconds},
            {"consent", version.consent},
            {"metrics", version.metrics}};
}

nlohmann::json versionsJson(const std::vector<VersionSummary>& versions, int presentVersion) {
    auto rows = nlohmann::json::array();
    for (const VersionSummary& version : versions) {
        rows.push_back(versionJson(version, presentVersion));
    }
    return rows;
}

nlohmann::json leftOutJson(const LeftOutClip& clip) {
    nlohmann::json json{{"name", clip.name}, {"reason", clip.reason}};
    if (clip.place.known()) {
        json["line"] = clip.place.line;
        json["take"] = clip.place.take;
    }
    return json;
}

}  // namespace timbre::app
