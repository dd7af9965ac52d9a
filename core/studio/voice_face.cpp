// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_face.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/audio/best_window.h"
#include "core/audio/decode.h"
#include "core/audio/peaks.h"
#include "core/audio/resample.h"
#include "core/base/files.h"
#include "core/studio/voice_seal.h"
#include "core/voice/voice_traces.h"

namespace timbre {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr int kFormat = 2;  // 1: windows that began and ended in silence
constexpr std::size_t kLongestFile = std::size_t{1} << 20U;
/// A wave on a card is some 30 pixels high: hundredths of full scale are finer than it can show.
constexpr float kSteps = 127.0F;
constexpr double kLeastWindowSeconds = 3.0;
constexpr double kBestWindowSeconds = 8.0;

/// How well a recording may stand for the voice: clean, and long enough without being a search.
double fitness(const VoiceClip& clip) {
    const double tooShort = clip.seconds < kLeastWindowSeconds ? 1000.0 : 0.0;
    return std::min(clip.snrDb, 40.0) - std::abs(clip.seconds - kBestWindowSeconds) - tooShort;
}

/// Of voices that imitate, the first: it is the reference of their usual style.
std::size_t standsForVoice(const VoiceVersion& version) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < version.clips.size(); ++i) {
        if (fitness(version.clips[i]) > fitness(version.clips[best])) {
            best = i;
        }
    }
    return best;
}

Error cancelled() { return {ErrorCode::Cancelled, "stopped before the recordings were looked at", {}}; }

int stepOf(float sample) { return static_cast<int>(std::lround(std::clamp(sample, -1.0F, 1.0F) * kSteps)); }

}  // namespace

Result<VoiceFace> makeFace(const Voice& voice, const SharedVadModel& vad, const std::stop_token& stop) {
    if (voice.version.clips.empty()) {
        return fail(ErrorCode::NotFound, "the voice " + inQuotes(voice.name) + " has no recordings");
    }
    const auto seal = sealOf(voice);
    if (!seal) {
        return tl::unexpected(seal.error());
    }
    if (stop.stop_requested()) {
        return tl::unexpected(cancelled());
    }
    const std::size_t chosen = standsForVoice(voice.version);
    const VoiceClip& clip = voice.version.clips[chosen];
    const auto audio = readAudio(voice.folder / clip.file, {.mono = true});
    if (!audio) {
        return tl::unexpected(audio.error());
    }
    if (stop.stop_requested()) {
        return tl::unexpected(cancelled());
    }
    const auto found = bestWindow(*audio, vad);
    const FrameRange window = found ? *found : FrameRange{0, audio->frames()};  // too short for one: all of it
    VoiceFace face{.id = {.voice = voice.id, .number = voice.version.number},
                   .seal = *seal,
                   .clip = static_cast<int>(chosen),
                   .clipSeconds = audio->seconds(),
                   .from = static_cast<double>(window.begin) / audio->sampleRateHz,
                   .to = static_cast<double>(window.end) / audio->sampleRateHz,
                   .transcript = clip.transcript,
                   .columns = {}};
    for (const PeakColumn& column :
         Peaks(*audio).columns(0.0, static_cast<double>(audio->frames()), kFaceColumns)) {
        face.columns.emplace_back(static_cast<float>(stepOf(column.lowest)) / kSteps,
                                  static_cast<float>(stepOf(column.highest)) / kSteps);
    }
    return face;
}

fs::path faceFile(const fs::path& dataFolder, const VoiceVersionId& voice) {
    return dataFolder / "cache" / "faces" / fmt::format("{}v{}.json", cachedFilePrefix(voice.voice), voice.number);
}

Result<VoiceFace> readFace(const fs::path& file) {
    const auto text = readFile(file, kLongestFile);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const Json json = Json::parse(*text, nullptr, false);
    try {
        if (json.is_object() && json.at("format").get<int>() == kFormat) {
            VoiceFace face{.id = {.voice = json.at("voice").get<std::string>(), .number = json.at("number").get<int>()},
                           .seal = json.at("seal").get<VoiceSeal>(),
                           .clip = json.at("clip").get<int>(),
                           .clipSeconds = json.at("clip_seconds").get<double>(),
                           .from = json.at("from").get<double>(),
                           .to = json.at("to").get<double>(),
                           .transcript = json.at("transcript").get<std::string>(),
                           .columns = {}};
            for (const Json& column : json.at("columns")) {
                face.columns.emplace_back(static_cast<float>(column.at(0).get<int>()) / kSteps,
                                          static_cast<float>(column.at(1).get<int>()) / kSteps);
            }
            return face;
        }
    } catch (const Json::exception&) {  // NOLINT(bugprone-empty-catch): told below
    }
    return fail(ErrorCode::Corrupt, displayPath(file) + " is no face of a voice");
}

Result<void> writeFace(const fs::path& file, const VoiceFace& face) {
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    Json columns = Json::array();
    for (const auto& [lowest, highest] : face.columns) {
        columns.push_back({stepOf(lowest), stepOf(highest)});
    }
    const Json json = {{"format", kFormat},          {"voice", face.id.voice},
                       {"number", face.id.number},   {"seal", face.seal},
                       {"clip", face.clip},          {"clip_seconds", face.clipSeconds},
                       {"from", face.from},          {"to", face.to},
                       {"transcript", face.transcript}, {"columns", std::move(columns)}};
    return writeFileAtomically(file, json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<VoiceFace> faceOf(const fs::path& dataFolder, const Voice& voice, const SharedVadModel& vad,
                         const std::stop_token& stop) {
    const VoiceVersionId id{.voice = voice.id, .number = voice.version.number};
    const fs::path file = faceFile(dataFolder, id);
    if (auto known = readFace(file); known && known->id == id) {
        return known;
    }
    auto face = makeFace(voice, vad, stop);
    if (face) {
        static_cast<void>(writeFace(file, *face));  // A full disk costs time at the next look, no more.
    }
    return face;
}

}  // namespace timbre
