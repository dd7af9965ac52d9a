// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace timbre {

namespace {

std::vector<ComparedFact> compareFacts(const VoiceVersion& left, const VoiceVersion& right) {
    std::vector<ComparedFact> facts;
    const auto add = [&](const char* name, const auto& read) { facts.push_back({name, read(left), read(right)}); };
    add("made", [](const VoiceVersion& version) { return version.created; });
    add("parent", [](const VoiceVersion& version) {
        return version.parent == 0 ? std::string() : std::to_string(version.parent);
    });
    add("engine", [](const VoiceVersion& version) { return version.engine; });
    add("engine_version", [](const VoiceVersion& version) { return version.engineVersion; });
    add("language", [](const VoiceVersion& version) { return version.language; });
    add("seed", [](const VoiceVersion& version) { return std::to_string(version.seed); });
    add("kept_noisy", [](const VoiceVersion& version) { return std::string(version.keptNoisy ? "yes" : "no"); });
    add("recordings", [](const VoiceVersion& version) { return std::to_string(summaryOf(version).recordings); });
    add("seconds", [](const VoiceVersion& version) { return fmt::format("{:.1f}", summaryOf(version).seconds); });
    add("left_out", [](const VoiceVersion& version) { return std::to_string(version.leftOut.size()); });
    add("consent", [](const VoiceVersion& version) { return version.consent; });
    return facts;
}

std::vector<ComparedFact> compareMetrics(const VoiceVersion& left, const VoiceVersion& right) {
    std::map<std::string, ComparedFact> metrics;
    for (const auto& [name, value] : left.metrics) {
        metrics[name].left = fmt::format("{:.4g}", value);
    }
    for (const auto& [name, value] : right.metrics) {
        metrics[name].right = fmt::format("{:.4g}", value);
    }
    std::vector<ComparedFact> rows;
    for (auto& [name, fact] : metrics) {
        fact.name = name;
        rows.push_back(fact);
    }
    return rows;
}

/// The file inside the version is only a number; what counts is what was recorded.
bool sameRecording(const VoiceClip& left, const VoiceClip& right) {
    return left.transcript == right.transcript && left.seconds == right.seconds && left.snrDb == right.snrDb;
}

}  // namespace

VersionComparison compareVersions(const VoiceVersion& left, const VoiceVersion& right) {
    VersionComparison comparison{.facts = compareFacts(left, right),
                                 .metrics = compareMetrics(left, right),
                                 .clipsOnlyLeft = {},
                                 .clipsOnlyRight = {},
                                 .clipsDiffering = {},
                                 .clipsAlike = {}};
    for (const VoiceClip& clip : left.clips) {
        const auto other = std::ranges::find(right.clips, clip.name, &VoiceClip::name);
        if (other == right.clips.end()) {
            comparison.clipsOnlyLeft.push_back(clip.name);
        } else {
            (sameRecording(clip, *other) ? comparison.clipsAlike : comparison.clipsDiffering).push_back(clip.name);
        }
    }
    for (const VoiceClip& clip : right.clips) {
        if (std::ranges::find(left.clips, clip.name, &VoiceClip::name) == left.clips.end()) {
            comparison.clipsOnlyRight.push_back(clip.name);
        }
    }
    return comparison;
}

}  // namespace timbre
