// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/book_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "core/base/files.h"
#include "core/base/json_record.h"

namespace timbre {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;
constexpr std::string_view kFileName = "book.json";

RecordFile recordFile(const fs::path& file) {
    return {.path = file,
            .newestFormat = kFormatVersion,
            .adviceWhenDamaged = "The recordings lie in the folder beside it and can be opened as files.",
            .adviceWhenNewer = "Update this program to go on with these recordings."};
}

Json toJson(const TakeFinding& finding) {
    Json json{{"code", finding.code}, {"verdict", verdictName(finding.verdict)}};
    if (finding.atSeconds) {
        json["at_seconds"] = *finding.atSeconds;
    }
    return json;
}

Verdict verdictFrom(const std::string& name) {
    constexpr std::array kAll{Verdict::Good, Verdict::Usable, Verdict::RecordAgain};
    const auto* const found = std::ranges::find(kAll, name, verdictName);
    // What a newer program may have called otherwise is no reason to refuse a recording.
    return found == kAll.end() ? Verdict::Usable : *found;
}

TakeFinding findingFrom(const Json& json) {
    TakeFinding finding{.code = json.at("code").get<std::string>(), .verdict = verdictFrom(json.value("verdict", ""))};
    if (const auto at = json.find("at_seconds"); at != json.end() && at->is_number()) {
        finding.atSeconds = at->get<double>();
    }
    return finding;
}

Json toJson(const LineTake& take) {
    Json findings = Json::array();
    for (const TakeFinding& finding : take.findings) {
        findings.push_back(toJson(finding));
    }
    return {{"number", take.number},
            {"file", take.file},
            {"recorded", take.recorded},
            {"seconds", take.seconds},
            {"spoken_seconds", take.spokenSeconds},
            {"measured", take.measured},
            {"snr_db", take.snrDb},
            {"speech_dbfs", take.speechDbfs},
            {"noise_floor_dbfs", take.noiseFloorDbfs},
            {"peak_dbfs", take.peakDbfs},
            {"loudness_lufs", take.loudnessLufs},
            {"verdict", verdictName(take.verdict)},
            {"findings", std::move(findings)},
            {"kept_knowingly", take.keptKnowingly},
            {"guessed", take.guessed},
            {"cut_short", take.cutShort},
            {"removed", take.removed},
            {"removed_while_chosen", take.removedWhileChosen},
            {"chosen_instead", take.chosenInstead}};
}

/// A name that leads out of the book's folder is none of ours.
std::string fileFrom(const Json& json) {
    auto file = json.at("file").get<std::string>();
    const fs::path path(file);
    if (file.empty() || path.is_absolute() || std::ranges::find(path, fs::path("..")) != path.end()) {
        throw std::invalid_argument("the file name “" + file + "” leads out of the folder");
    }
    return file;
}

LineTake takeFrom(const Json& json) {
    LineTake take;
    take.number = json.at("number").get<int>();
    take.file = fileFrom(json);
    take.recorded = json.value("recorded", "");
    take.seconds = json.value("seconds", 0.0);
    take.spokenSeconds = json.value("spoken_seconds", 0.0);
    take.measured = json.value("measured", false);
    take.snrDb = json.value("snr_db", 0.0);
    take.speechDbfs = json.value("speech_dbfs", kLowestDbfs);
    take.noiseFloorDbfs = json.value("noise_floor_dbfs", kLowestDbfs);
    take.peakDbfs = json.value("peak_dbfs", kLowestDbfs);
    take.loudnessLufs = json.value("loudness_lufs", kLowestDbfs);
    take.verdict = verdictFrom(json.value("verdict", ""));
    for (const Json& finding : json.value("findings", Json::array())) {
        take.findings.push_back(findingFrom(finding));
    }
    take.keptKnowingly = json.value("kept_knowingly", false);
    take.cutShort = json.value("cut_short", false);
    take.removed = json.value("removed", false);
    take.removedWhileChosen = json.value("removed_while_chosen", false);
    take.chosenInstead = json.value("chosen_instead", 0);
    return take;
}

Json toJson(const BookLine& line) {
    Json takes = Json::array();
    for (const LineTake& take : line.takes) {
        takes.push_back(toJson(take));
    }
    return {{"id", line.line.id},         {"text", line.line.text},
            {"phones", line.line.phones}, {"syllables", line.line.syllables},
            {"draft", line.draft},        {"expected_seconds", line.line.expectedSeconds},
            {"chosen", line.chosen},      {"takes", std::move(takes)}};
}

BookLine lineFrom(const Json& json) {
    BookLine line;
    line.line.id = json.at("id").get<std::string>();
    line.line.text = json.at("text").get<std::string>();
    line.line.phones = json.value("phones", std::vector<std::string>{});
    line.line.syllables = json.value("syllables", 0);
    line.line.expectedSeconds = json.value("expected_seconds", 0.0);
    line.draft = json.value("draft", false);
    line.chosen = json.value("chosen", 0);
    for (const Json& take : json.value("takes", Json::array())) {
        LineTake one = takeFrom(take);
        // Books from before the mark was kept: a draft begins with the take it was guessed from.
        one.guessed = take.value("guessed", line.draft && line.takes.empty());
        line.takes.push_back(std::move(one));
    }
    return line;
}

void fillFacts(Json& json, const BookState& state) {
    json["format"] = kFormatVersion;
    json["name"] = state.name;
    json["language"] = state.language;
    json["script"] = state.scriptId;
    json["title"] = state.title;
    json["created"] = state.created;
    json["short_lines"] = state.shortLines;
    json["voice"] = state.voiceId;
    json["voice_version"] = state.voiceVersion;
    json["voices"] = state.voices;
    json["used"] = state.used;
    json["consent"] = {{"given", state.consent.given},
                       {"sentence", state.consent.sentence},
                       {"language", state.consent.language}};
    json["room_tone"] = Json();
    if (state.roomTone) {
        json["room_tone"] = {{"file", state.roomTone->file},
                             {"recorded", state.roomTone->recorded},
                             {"seconds", state.roomTone->seconds},
                             {"noise_dbfs", state.roomTone->noiseDbfs}};
    }
}

void fillLists(Json& json, const BookRecord& record) {
    Json lines = Json::array();
    for (const BookLine& line : record.state.lines) {
        lines.push_back(toJson(line));
    }
    json["lines"] = std::move(lines);
    Json plans = Json::array();
    for (const BookPlan& plan : record.plans) {
        plans.push_back({{"line", plan.lineId}, {"number", plan.number}, {"file", plan.file}});
    }
    json["plans"] = std::move(plans);
}

BookState factsFrom(const Json& json) {
    BookState state;
    state.name = json.value("name", "");
    state.language = json.at("language").get<std::string>();
    state.scriptId = json.value("script", "");
    state.title = json.value("title", "");
    state.created = json.value("created", "");
    state.shortLines = json.value("short_lines", std::size_t{0});
    state.voiceId = json.value("voice", "");
    state.voiceVersion = json.value("voice_version", 0);
    state.voices = json.value("voices", std::vector<std::string>{});
    if (state.voices.empty() && !state.voiceId.empty()) {
        state.voices.push_back(state.voiceId);
    }
    state.used = json.value("used", std::int64_t{0});
    const Json consent = json.value("consent", Json::object());
    state.consent = {.given = consent.value("given", ""),
                     .sentence = consent.value("sentence", ""),
                     .language = consent.value("language", "")};
    if (const auto tone = json.find("room_tone"); tone != json.end() && tone->is_object()) {
        state.roomTone = RoomTone{.file = fileFrom(*tone),
                                  .recorded = tone->value("recorded", ""),
                                  .seconds = tone->value("seconds", 0.0),
                                  .noiseDbfs = tone->value("noise_dbfs", kLowestDbfs)};
    }
    return state;
}

BookRecord recordFrom(const Json& json) {
    BookRecord record{.state = factsFrom(json), .plans = {}, .unknown = {}};
    for (const Json& line : json.at("lines")) {
        record.state.lines.push_back(lineFrom(line));
    }
    for (const Json& plan : json.value("plans", Json::array())) {
        record.plans.push_back(
            {.lineId = plan.at("line").get<std::string>(), .number = plan.at("number").get<int>(), .file = fileFrom(plan)});
    }
    return record;
}

}  // namespace

Result<BookRecord> readBookRecord(const fs::path& folder) {
    const fs::path file = folder / kFileName;
    auto bytes = readFile(file, kMaximumRecordBytes);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const RecordFile told = recordFile(file);
    const auto json = told.parse(*bytes);
    if (!json) {
        return tl::unexpected(json.error());
    }
    try {
        BookRecord record = recordFrom(*json);
        record.state.id = displayPath(folder.filename());
        record.state.folder = folder;
        record.unknown = std::move(*bytes);
        return record;
    } catch (const Json::exception& problem) {
        return told.damaged(problem.what());
    } catch (const std::invalid_argument& problem) {
        return told.damaged(problem.what());
    }
}

Result<void> writeBookRecord(const fs::path& folder, const BookRecord& record) {
    Json json = Json::parse(record.unknown, nullptr, false);
    if (!json.is_object()) {
        json = Json::object();
    }
    fillFacts(json, record.state);
    fillLists(json, record);
    return writeFileAtomically(folder / kFileName, json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace timbre
