// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/schema.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/files.h"

namespace timbre::detail {

namespace {

// Explicit INTEGER PRIMARY KEYs everywhere: the implicit row number may change when a copy is written (VACUUM).
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE settings(
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL);
CREATE TABLE sentences(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    break_after INTEGER NOT NULL DEFAULT 1,
    voice TEXT NOT NULL DEFAULT '',
    voice_version INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    state INTEGER NOT NULL DEFAULT 0,
    locked INTEGER NOT NULL DEFAULT 0,
    chosen_take INTEGER,
    speed_scale REAL NOT NULL DEFAULT 1,
    pitch_semitones REAL NOT NULL DEFAULT 0,
    intonation_scale REAL NOT NULL DEFAULT 1,
    volume_db REAL NOT NULL DEFAULT 0,
    pause_ms REAL,
    style TEXT NOT NULL DEFAULT '',
    seed INTEGER,
    engine_settings TEXT NOT NULL DEFAULT '{}');
CREATE INDEX sentences_position ON sentences(position);
CREATE TABLE audio(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bytes INTEGER NOT NULL,
    flac BLOB NOT NULL);
CREATE TABLE takes(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sentence INTEGER NOT NULL REFERENCES sentences(id),
    audio INTEGER NOT NULL REFERENCES audio(id),
    created TEXT NOT NULL,
    text TEXT NOT NULL,
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    voice TEXT NOT NULL,
    voice_version INTEGER NOT NULL,
    language TEXT NOT NULL,
    seed INTEGER NOT NULL,
    settings TEXT NOT NULL DEFAULT '{}',
    words TEXT NOT NULL DEFAULT '[]',
    checks TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    render_seconds REAL NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    sample_rate_hz INTEGER NOT NULL,
    channels INTEGER NOT NULL,
    frames INTEGER NOT NULL);
CREATE INDEX takes_sentence ON takes(sentence);
CREATE INDEX takes_audio ON takes(audio);
CREATE TABLE lexicon(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    word TEXT NOT NULL,
    reading TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    UNIQUE(word, language, scope));
CREATE TABLE history(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    merge_key TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    changes INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_change(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES history(id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    operation TEXT NOT NULL,
    before TEXT,
    after TEXT,
    sentence INTEGER,
    audio INTEGER);
CREATE INDEX history_change_entry ON history_change(entry);
CREATE INDEX history_change_audio ON history_change(audio) WHERE audio IS NOT NULL;
)sql";

// Version 1 counted the rows 0, 1, 2, ..., so that putting one in between renumbered all behind it. Version 2 leaves
// gaps: see ordering.h.
constexpr std::string_view kVersion2 = R"sql(
DROP INDEX sentences_position;
ALTER TABLE sentences RENAME COLUMN position TO sort_key;
UPDATE sentences SET sort_key = sort_key * 4294967296;
CREATE INDEX sentences_sort_key ON sentences(sort_key);
)sql";

// Version 2.1 tells which of several readings wins.
constexpr std::string_view kVersion2Priority = R"sql(
ALTER TABLE lexicon ADD COLUMN priority INTEGER NOT NULL DEFAULT 5;
)sql";

/// Images of version 1 name the position; renamed and scaled like the rows, so that undo goes on across the migration.
std::optional<std::string> scaledImage(const std::string& image) {
    nlohmann::json values = nlohmann::json::parse(image, nullptr, false);
    if (!values.is_object() || !values.contains("position") || !values["position"].is_string()) {
        return std::nullopt;
    }
    const std::string literal = values["position"].get<std::string>();
    std::int64_t position = 0;
    std::from_chars(literal.data(), literal.data() + literal.size(), position);
    values.erase("position");
    values["sort_key"] = std::to_string(static_cast<std::int64_t>(static_cast<std::uint64_t>(position) << 32U));
    return values.dump();
}

Result<void> scaleHistory(Database& database) {
    struct Image {
        std::int64_t change;
        std::string column;
        std::string text;
    };
    std::vector<Image> images;
    const auto collect = [&](const SqlRow& row) {
        for (const auto& [column, name] : {std::pair{1, "before"}, std::pair{2, "after"}}) {
            if (auto scaled = row.isNull(column) ? std::nullopt : scaledImage(row.text(column))) {
                images.push_back({row.integer(0), name, *scaled});
            }
        }
    };
    auto done =
        database.query("SELECT id, before, after FROM history_change WHERE table_name = 'sentences'", {}, collect);
    for (auto image = images.begin(); done && image != images.end(); ++image) {
        const auto written = database.run("UPDATE history_change SET " + image->column + " = ? WHERE id = ?",
                                          {image->text, image->change});
        done = written ? Result<void>{} : tl::unexpected(written.error());
    }
    return done;
}

constexpr std::array kMigrations{
    Migration{.toVersion = DatabaseVersion::of(1, 0), .sql = kVersion1},
    Migration{.toVersion = DatabaseVersion::of(2, 0), .sql = kVersion2, .run = scaleHistory},
    Migration{.toVersion = DatabaseVersion::of(2, 1), .sql = kVersion2Priority},
};

constexpr std::array<std::string_view, 7> kNeededColumns{
    "SELECT id, key, value FROM settings LIMIT 0",
    "SELECT id, sort_key, text, break_after, voice, voice_version, language, role, notes, state, locked, chosen_take, "
    "speed_scale, pitch_semitones, intonation_scale, volume_db, pause_ms, style, seed, engine_settings FROM sentences "
    "LIMIT 0",
    "SELECT id, bytes, flac FROM audio LIMIT 0",
    "SELECT id, sentence, audio, created, text, engine, engine_version, voice, voice_version, language, seed, "
    "settings, "
    "words, checks, note, render_seconds, starred, sample_rate_hz, channels, frames FROM takes LIMIT 0",
    "SELECT id, word, reading, language, scope, note, priority FROM lexicon LIMIT 0",
    "SELECT id, kind, merge_key, time, undone, changes FROM history LIMIT 0",
    "SELECT id, entry, table_name, row_id, operation, before, after, sentence, audio FROM history_change LIMIT 0",
};

tl::unexpected<Error> wrongShape(const Database& database, const std::string& why) {
    return fail(ErrorCode::Corrupt, displayPath(database.path()) + " is not a sound Timbre project: " + why,
                "Open a copy or a backup of it instead.");
}

}  // namespace

const DatabaseFormat& projectFormat() {
    static constexpr DatabaseFormat kFormat{
        .what = "Timbre project", .applicationId = kProjectApplicationId, .migrations = kMigrations};
    return kFormat;
}

std::vector<std::string> recordedTables() { return {"settings", "sentences", "takes", "lexicon"}; }

Result<void> checkProjectShape(Database& database) {
    // Triggers would run with our own edits: a file that came by mail must not bring any.
    const auto foreign = database.queryInteger("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')");
    if (!foreign) {
        return tl::unexpected(foreign.error());
    }
    if (foreign->value_or(0) != 0) {
        return wrongShape(database, "it has triggers or views, which no project has");
    }
    for (const std::string_view statement : kNeededColumns) {
        auto there = database.query(statement, {}, nullptr);
        if (!there && there.error().code == ErrorCode::Internal) {
            return wrongShape(database, "a table or a column is missing");
        }
        if (!there) {
            return there;
        }
    }
    // Far beyond what edits reach (ordering.h), and small enough that differences of two keys do not overflow.
    const auto strayKeys = database.queryInteger(
        "SELECT 1 FROM (SELECT min(sort_key) AS least, max(sort_key) AS most FROM sentences) "
        "WHERE least < -2305843009213693952 OR most > 2305843009213693952 OR typeof(least) NOT IN ('integer', 'null') "
        "OR typeof(most) NOT IN ('integer', 'null')");
    if (!strayKeys) {
        return tl::unexpected(strayKeys.error());
    }
    return *strayKeys ? Result<void>(wrongShape(database, "the order of its rows is damaged")) : Result<void>{};
}

std::string quotedName(const std::string& name) {
    std::string quoted = "\"";
    for (const char c : name) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + "\"";
}

Result<std::vector<std::string>> columnsOf(Database& database, const std::string& table) {
    std::vector<std::string> columns;
    auto done = database.query("SELECT name FROM pragma_table_info(?)", {table},
                               [&](const SqlRow& row) { columns.push_back(row.text(0)); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return columns;
}

}  // namespace timbre::detail
