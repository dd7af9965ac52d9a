// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/files.h"
#include "core/base/json_record.h"

namespace timbre {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;

/// <id>/voice.json and <id>/versions/0001/version.json.
std::string voiceIdOf(const fs::path& file) {
    const fs::path folder = file.parent_path();
    return displayPath((file.filename() == "voice.json" ? folder : folder.parent_path().parent_path()).filename());
}

RecordFile recordFile(const fs::path& file) {
    return {.path = file,
            .newestFormat = kFormatVersion,
            .adviceWhenDamaged = fmt::format(
                "Restore the file from a backup, or delete the voice with `timbre voice delete {}`.", voiceIdOf(file)),
            .adviceWhenNewer = "Update this program to use the voice."};
}

Result<Json> readRecord(const fs::path& file) {
    const auto bytes = readFile(file, kMaximumRecordBytes);
    return bytes ? recordFile(file).parse(*bytes) : tl::unexpected(bytes.error());
}

std::string textOf(const Json& record, const char* key) { return record.value(key, std::string{}); }

Json usageJson(const VoiceUsage& usage) {
    return {{"last_used", usage.lastUsed}, {"times_spoken", usage.timesSpoken}, {"seconds_spoken", usage.secondsSpoken}};
}

Json changesJson(const std::vector<VersionChange>& changes) {
    Json rows = Json::array();
    for (const VersionChange& change : changes) {
        rows.push_back({{"when", change.when}, {"from", change.from}, {"to", change.to}});
    }
    return rows;
}

VoiceUsage usageFrom(const Json& usage) {
    return {.lastUsed = textOf(usage, "last_used"),
            .timesSpoken = usage.value("times_spoken", std::int64_t{0}),
            .secondsSpoken = usage.value("seconds_spoken", 0.0)};
}

std::vector<VersionChange> changesFrom(const Json& rows) {
    std::vector<VersionChange> changes;
    for (const Json& row : rows) {
        changes.push_back({.when = textOf(row, "when"), .from = row.at("from").get<int>(), .to = row.at("to").get<int>()});
    }
    return changes;
}

VoiceRecord voiceFrom(const Json& record) {
    return {.id = record.at("id").get<std::string>(),
            .name = record.at("name").get<std::string>(),
            .created = textOf(record, "created"),
            .engine = textOf(record, "engine"),
            .currentVersion = record.at("current_version").get<int>(),
            .tags = record.value("tags", std::vector<std::string>{}),
            .usage = usageFrom(record.value("usage", Json::object())),
            .changes = changesFrom(record.value("version_changes", Json::array())),
            .hue = std::max(record.value("hue", kNoHue), kNoHue)};
}

void put(Json& json, const char* key, const std::optional<double>& value) {
    if (value) {
        json[key] = *value;
    }
}

std::optional<double> numberAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

/// Of an object; what is no number is passed over.
std::map<std::string, double> numbersAt(const Json& json, const char* key) {
    std::map<std::string, double> numbers;
    const Json values = json.value(key, Json::object());  // Named: items() borrows it for the whole loop.
    for (const auto& [name, value] : values.items()) {
        if (value.is_number()) {
            numbers.emplace(name, value.get<double>());
        }
    }
    return numbers;
}

void putPlace(Json& json, const TakePlace& place) {
    if (place.known()) {
        json["line"] = place.line;
        json["take"] = place.take;
    }
}

TakePlace placeFrom(const Json& json) { return {.line = json.value("line", 0), .take = json.value("take", 0)}; }

Json toJson(const VoiceClip& clip) {
    Json json{{"name", clip.name},
              {"file", clip.file},
              {"transcript", clip.transcript},
              {"seconds", clip.seconds},
              {"snr_db", clip.snrDb},
              {"verdict", clip.verdict},
              {"problems", clip.problems},
              {"kept_knowingly", clip.keptKnowingly},
              {"spoken_seconds", clip.spokenSeconds}};
    putPlace(json, clip.place);
    put(json, "speech_dbfs", clip.speechDbfs);
    put(json, "peak_dbfs", clip.peakDbfs);
    return json;
}

VoiceClip clipFrom(const Json& clip) {
    return {.name = clip.at("name").get<std::string>(),
            .file = clip.at("file").get<std::string>(),
            .transcript = clip.value("transcript", std::string{}),
            .seconds = clip.value("seconds", 0.0),
            .snrDb = clip.value("snr_db", 0.0),
            .verdict = clip.value("verdict", std::string{}),
            .speechDbfs = numberAt(clip, "speech_dbfs"),
            .peakDbfs = numberAt(clip, "peak_dbfs"),
            .problems = clip.value("problems", std::vector<std::string>{}),
            .keptKnowingly = clip.value("kept_knowingly", false),
            .spokenSeconds = clip.value("spoken_seconds", 0.0),
            .place = placeFrom(clip)};
}

Json toJson(const LeftOutClip& clip) {
    Json json{{"name", clip.name}, {"reason", clip.reason}, {"code", clip.code}, {"numbers", clip.numbers}};
    putPlace(json, clip.place);
    return json;
}

template <typename Item>
Json listOf(const std::vector<Item>& items) {
    Json list = Json::array();
    for (const Item& item : items) {
        list.push_back(toJson(item));
    }
    return list;
}

/// What only some versions have.
void putExtras(Json& json, const VoiceVersion& version) {
    if (version.roomTone) {
        json["room_tone"] = {{"file", version.roomTone->file},
                             {"seconds", version.roomTone->seconds},
                             {"noise_dbfs", version.roomTone->noiseDbfs}};
    }
    if (version.reference) {
        json["reference"] = {{"clip", version.reference->clip},
                             {"from_seconds", version.reference->fromSeconds},
                             {"to_seconds", version.reference->toSeconds}};
    }
}

void readExtras(const Json& record, VoiceVersion& version) {
    if (const auto tone = record.find("room_tone"); tone != record.end() && tone->is_object()) {
        version.roomTone = StoredRoomTone{.file = tone->at("file").get<std::string>(),
                                          .seconds = tone->value("seconds", 0.0),
                                          .noiseDbfs = tone->value("noise_dbfs", 0.0)};
    }
    if (const auto window = record.find("reference"); window != record.end() && window->is_object()) {
        version.reference = StoredReference{.clip = window->at("clip").get<std::string>(),
                                            .fromSeconds = window->value("from_seconds", 0.0),
                                            .toSeconds = window->value("to_seconds", 0.0)};
    }
}

Json toJson(const VoiceVersion& version) {
    Json json{{"format", kFormatVersion},
            {"number", version.number},
            {"parent", version.parent},
            {"created", version.created},
            {"engine", version.engine},
            {"engine_version", version.engineVersion},
            {"language", version.language},
            {"seed", version.seed},
            {"kept_noisy", version.keptNoisy},
            {"clips", listOf(version.clips)},
            {"left_out", listOf(version.leftOut)},
            {"metrics", version.metrics},
            {"consent", version.consent},
            {"consent_sentence", version.consentSentence},
            {"speaker_model", version.speakerModel},
            {"speaker_embedding", version.speakerEmbedding}};
    putExtras(json, version);
    return json;
}

VoiceVersion versionFrom(const Json& record) {
    VoiceVersion version;
    version.number = record.at("number").get<int>();
    version.parent = record.value("parent", 0);
    version.created = textOf(record, "created");
    version.engine = record.at("engine").get<std::string>();
    version.engineVersion = textOf(record, "engine_version");
    version.language = record.at("language").get<std::string>();
    version.seed = record.value("seed", std::uint64_t{0});
    version.keptNoisy = record.value("kept_noisy", false);
    for (const Json& clip : record.at("clips")) {
        version.clips.push_back(clipFrom(clip));
    }
    for (const Json& clip : record.value("left_out", Json::array())) {
        version.leftOut.push_back({.name = clip.at("name").get<std::string>(),
                                   .reason = clip.value("reason", std::string{}),
                                   .code = clip.value("code", std::string{}),
                                   .numbers = numbersAt(clip, "numbers"),
                                   .place = placeFrom(clip)});
    }
    version.metrics = numbersAt(record, "metrics");
    version.consent = textOf(record, "consent");
    version.consentSentence = textOf(record, "consent_sentence");
    readExtras(record, version);
    version.speakerModel = textOf(record, "speaker_model");
    version.speakerEmbedding = record.value("speaker_embedding", std::vector<float>{});
    return version;
}

/// Bad UTF-8 cannot come this far (names and transcripts were checked); should it, a mark is better than a crash.
std::string textFor(const Json& record) { return record.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Result<void> writeRecord(const fs::path& file, const Json& record) { return writeFileAtomically(file, textFor(record)); }

void fill(Json& json, const VoiceRecord& record) {
    json["format"] = kFormatVersion;
    json["id"] = record.id;
    json["name"] = record.name;
    json["created"] = record.created;
    json["engine"] = record.engine;
    json["current_version"] = record.currentVersion;
    json["tags"] = record.tags;
    json["usage"] = usageJson(record.usage);
    json["version_changes"] = changesJson(record.changes);
    if (record.hue != kNoHue) {
        json["hue"] = record.hue;
    }
}

}  // namespace

Result<VoiceRecord> readVoiceRecord(const fs::path& file) {
    auto record = readRecord(file);
    if (!record) {
        return tl::unexpected(record.error());
    }
    try {
        return voiceFrom(*record);
    } catch (const Json::exception& problem) {
        return recordFile(file).damaged(problem.what());
    }
}

Result<VoiceVersion> readVersionRecord(const fs::path& file) {
    auto record = readRecord(file);
    if (!record) {
        return tl::unexpected(record.error());
    }
    try {
        return versionFrom(*record);
    } catch (const Json::exception& problem) {
        return recordFile(file).damaged(problem.what());
    }
}

Result<void> writeVoiceRecord(const fs::path& file, const VoiceRecord& record) {
    Json json = Json::object();
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        auto known = readRecord(file);
        if (!known) {
            return tl::unexpected(known.error());
        }
        json = std::move(*known);
    }
    fill(json, record);
    return writeRecord(file, json);
}

std::string voiceRecordText(const VoiceRecord& record) {
    Json json = Json::object();
    fill(json, record);
    return textFor(json);
}

Result<void> writeVersionRecord(const fs::path& file, const VoiceVersion& version) {
    return writeRecord(file, toJson(version));
}

}  // namespace timbre
