// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/script_rows.h"

#include <fmt/format.h>

#include <utility>

#include "core/project/project_state.h"

namespace timbre::detail {

namespace {

constexpr std::string_view kColumns =
    "id, text, break_after, voice, voice_version, language, role, notes, state, locked, chosen_take, speed_scale, "
    "pitch_semitones, intonation_scale, volume_db, pause_ms, style, seed, engine_settings";

TextBreak breakOf(std::int64_t number) {
    return number == 0 ? TextBreak::Clause : number == 2 ? TextBreak::Paragraph : TextBreak::Sentence;
}

ReviewState stateOf(std::int64_t number) {
    return number == 1 ? ReviewState::Approved : number == 2 ? ReviewState::Problem : ReviewState::Open;
}

ScriptRow rowOf(const SqlRow& row) {
    ScriptRow result;
    result.id = static_cast<SentenceId>(row.integer(0));
    result.text = row.text(1);
    result.breakAfter = breakOf(row.integer(2));
    result.voice = {.voice = row.text(3), .number = static_cast<int>(row.integer(4))};
    result.language = row.text(5);
    result.role = row.text(6);
    result.notes = row.text(7);
    result.state = stateOf(row.integer(8));
    result.locked = row.integer(9) != 0;
    if (!row.isNull(10)) {
        result.chosenTake = static_cast<TakeId>(row.integer(10));
    }
    SentenceProsody& prosody = result.prosody;
    prosody.speedScale = row.real(11);
    prosody.pitchSemitones = row.real(12);
    prosody.intonationScale = row.real(13);
    prosody.volumeDb = row.real(14);
    if (!row.isNull(15)) {
        prosody.pauseMs = row.real(15);
    }
    prosody.style = row.text(16);
    if (!row.isNull(17)) {
        prosody.seed = static_cast<std::uint64_t>(row.integer(17));
    }
    prosody.engineSettings = row.text(18);
    return result;
}

struct Range {
    const char* what;
    double least;
    double most;
};
constexpr Range kSpeed{"speed", 0.25, 4.0};
constexpr Range kPitch{"pitch in semitones", -24.0, 24.0};
constexpr Range kIntonation{"intonation range", 0.0, 3.0};
constexpr Range kVolume{"volume in dB", -60.0, 24.0};
constexpr Range kPause{"pause in ms", 0.0, 60'000.0};

/// Collects assignments and the first thing that is wrong with them.
struct Collector {
    Assignments assignments{};
    Result<void> verdict{};

    void text(std::string_view column, std::string_view what, const std::optional<std::string>& value, bool held) {
        if (!value) {
            return;
        }
        if (verdict) {
            verdict = checkText(what, *value);
        }
        set(column, *value, held);
    }
    void number(std::string_view column, const Range& range, const std::optional<double>& value) {
        if (!value) {
            return;
        }
        if (verdict && !(*value >= range.least && *value <= range.most)) {
            verdict = fail(ErrorCode::InvalidInput, fmt::format("the {} {} is out of range", range.what, *value),
                           fmt::format("Choose {} to {}.", range.least, range.most));
        }
        set(column, *value, true);
    }
    void set(std::string_view column, SqlValue value, bool held) {
        assignments.columns.push_back(column);
        assignments.values.push_back(std::move(value));
        assignments.touchesLocked = assignments.touchesLocked || held;
    }
};

void collectProsody(Collector& collector, const RowPatch& patch) {
    collector.number("speed_scale", kSpeed, patch.speedScale);
    collector.number("pitch_semitones", kPitch, patch.pitchSemitones);
    collector.number("intonation_scale", kIntonation, patch.intonationScale);
    collector.number("volume_db", kVolume, patch.volumeDb);
    if (patch.pauseMs && !*patch.pauseMs) {
        collector.set("pause_ms", nullptr, true);
    } else if (patch.pauseMs) {
        collector.number("pause_ms", kPause, *patch.pauseMs);
    }
    collector.text("style", "style", patch.style, true);
    if (patch.seed) {
        collector.set("seed", *patch.seed, true);
    }
    if (patch.engineSettings) {
        if (collector.verdict) {
            collector.verdict = checkJsonObject("engine settings", *patch.engineSettings);
        }
        collector.set("engine_settings", *patch.engineSettings, true);
    }
}

/// Everything of a row that a patch can say.
RowPatch patchOf(const ScriptRow& row) {
    const SentenceProsody& prosody = row.prosody;
    return {.breakAfter = row.breakAfter,
            .voice = row.voice,
            .language = row.language,
            .role = row.role,
            .notes = row.notes,
            .state = row.state,
            .locked = row.locked,
            .speedScale = prosody.speedScale,
            .pitchSemitones = prosody.pitchSemitones,
            .intonationScale = prosody.intonationScale,
            .volumeDb = prosody.volumeDb,
            .pauseMs = prosody.pauseMs,
            .style = prosody.style,
            .seed = prosody.seed,
            .engineSettings = prosody.engineSettings};
}

}  // namespace

Result<Assignments> assignmentsOf(const RowPatch& patch) {
    Collector collector;
    if (patch.breakAfter) {
        collector.set("break_after", *patch.breakAfter, false);
    }
    if (patch.voice) {
        collector.text("voice", "voice", patch.voice->voice, true);
        collector.set("voice_version", patch.voice->number, true);
    }
    collector.text("language", "language", patch.language, true);
    collector.text("role", "role", patch.role, true);
    collector.text("notes", "notes", patch.notes, false);
    if (patch.state) {
        collector.set("state", *patch.state, false);
    }
    if (patch.locked) {
        collector.set("locked", *patch.locked ? 1 : 0, false);
    }
    collectProsody(collector, patch);
    if (!collector.verdict) {
        return tl::unexpected(collector.verdict.error());
    }
    return std::move(collector.assignments);
}

Result<std::vector<ScriptRow>> readRows(Database& database, std::string_view tail, std::span<const SqlValue> values) {
    std::vector<ScriptRow> rows;
    auto done = database.query(fmt::format("SELECT {} FROM sentences {}", kColumns, tail), values,
                               [&](const SqlRow& row) { rows.push_back(rowOf(row)); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return rows;
}

Result<SentenceId> addRow(Database& database, const ScriptRow& row, std::int64_t sortKey) {
    if (auto text = checkText("text", row.text); !text) {
        return tl::unexpected(text.error());
    }
    const auto assignments = assignmentsOf(patchOf(row));
    if (!assignments) {
        return tl::unexpected(assignments.error());
    }
    // One INSERT: an INSERT with an UPDATE behind it would write the row, and its history, twice.
    std::string names = "sort_key, text";
    std::string marks = "?, ?";
    std::vector<SqlValue> values{sortKey, row.text};
    for (std::size_t i = 0; i < assignments->columns.size(); ++i) {
        names += fmt::format(", {}", assignments->columns[i]);
        marks += ", ?";
        values.push_back(assignments->values[i]);
    }
    const auto added = database.run(fmt::format("INSERT INTO sentences({}) VALUES({})", names, marks), values);
    if (!added) {
        return tl::unexpected(added.error());
    }
    return static_cast<SentenceId>(database.lastInsertId());
}

}  // namespace timbre::detail
