// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_index.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/database.h"
#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/utf8.h"
#include "core/voice/voice_folder.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::array kMigrations{
    Migration{
        .toVersion = DatabaseVersion::of(1, 0),
        .sql =
            "CREATE TABLE voices (id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, created TEXT NOT NULL,"
            " present INTEGER NOT NULL, last_used TEXT NOT NULL, times_spoken INTEGER NOT NULL,"
            " seconds_spoken REAL NOT NULL, stamp TEXT NOT NULL);"
            "CREATE TABLE versions (voice TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER NOT NULL,"
            " created TEXT NOT NULL, engine TEXT NOT NULL, engine_version TEXT NOT NULL, language TEXT NOT NULL,"
            " recordings INTEGER NOT NULL, seconds REAL NOT NULL, consent TEXT NOT NULL, metrics TEXT NOT NULL,"
            " PRIMARY KEY (voice, number));"
            "CREATE TABLE tags (voice TEXT NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL,"
            " PRIMARY KEY (voice, position));"},
    // Older programs write whole rows, so they must not write here; what is new is read from the folders.
    Migration{.toVersion = DatabaseVersion::of(2, 0),
              .sql = "ALTER TABLE voices ADD COLUMN hue INTEGER NOT NULL DEFAULT -1;"
                     "ALTER TABLE versions ADD COLUMN flawed INTEGER NOT NULL DEFAULT 0;"
                     "UPDATE voices SET stamp = '';"},
    // What the engine left out counts no more.
    Migration{.toVersion = DatabaseVersion::of(3, 0), .sql = "UPDATE voices SET stamp = '';"},
};

const DatabaseFormat kFormat{
    .what = "Timbre voice index", .applicationId = 0x54'4D'4C'42 /* TMLB */, .migrations = kMigrations};

constexpr const char* kVersionColumns =
    "number, parent, created, engine, engine_version, language, recordings, seconds, consent, metrics, flawed";

VersionSummary versionAt(const SqlRow& row, int column) {
    VersionSummary version{.number = static_cast<int>(row.integer(column)),
                           .parent = static_cast<int>(row.integer(column + 1)),
                           .created = row.text(column + 2),
                           .engine = row.text(column + 3),
                           .engineVersion = row.text(column + 4),
                           .language = row.text(column + 5),
                           .recordings = static_cast<int>(row.integer(column + 6)),
                           .seconds = row.real(column + 7),
                           .consent = row.text(column + 8),
                           .metrics = {},
                           .flawedRecordings = static_cast<int>(row.integer(column + 10))};
    const auto metrics = nlohmann::json::parse(row.text(column + 9), nullptr, false);
    if (metrics.is_object()) {
        for (const auto& [name, value] : metrics.items()) {
            version.metrics.emplace(name, value.is_number() ? value.get<double>() : 0.0);
        }
    }
    return version;
}

fs::path beside(const fs::path& file, const char* suffix) {
    fs::path path = file;
    path += suffix;
    return path;
}

Result<Database> openExisting(const fs::path& file) {
    // Shared memory of a killed reader: under our lock nobody else can be using it, and we need none.
    std::error_code ignored;
    fs::remove(beside(file, "-shm"), ignored);
    auto database = Database::open(file, kFormat, {.mode = DatabaseMode::ReadWrite, .exclusive = true});
    if (!database) {
        return database;
    }
    // What is deleted is overwritten: a deleted voice's name must not stay in free pages. And nobody waits for the
    // disk: what a power cut loses or tears is read from the folders again.
    if (auto set = database->execute("PRAGMA secure_delete = ON; PRAGMA synchronous = OFF"); !set) {
        return tl::unexpected(set.error());
    }
    return database;
}

/// Reading alone waits for no disk. What a killed writer left beside the file is taken in first, which is writing.
Result<Database> openForReading(const fs::path& file) {
    std::error_code ignored;
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        if (fs::exists(beside(file, suffix), ignored)) {
            return openExisting(file);
        }
    }
    return Database::open(file, kFormat, {.mode = DatabaseMode::ReadOnly});
}

/// The index while nobody else changes it.
struct Reading {
    FolderLock lock;  ///< Before the database, so that it is given up after it.
    Database database;
};

Result<Reading> openLocked(const fs::path& file, const fs::path& lockFile) {
    auto lock = FolderLock::take(lockFile);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto database = openForReading(file);
    if (!database) {
        return tl::unexpected(database.error());
    }
    return Reading{std::move(*lock), std::move(*database)};
}

Result<Database> openOrCreate(const fs::path& file) {
    if (auto database = openExisting(file); database || database.error().code != ErrorCode::NotFound) {
        return database;
    }
    // Who was killed while making the first one left its parts; under our lock nobody else makes one.
    tidyFolder(file.parent_path(), ".db");
    if (auto made = Database::open(file, kFormat, {.mode = DatabaseMode::CreateNew, .exclusive = true}); !made) {
        return made;
    }
    return openExisting(file);
}

void throwAway(const fs::path& file) {
    std::error_code ignored;
    for (const char* suffix : {"-wal", "-shm", "-journal", ""}) {
        fs::remove(beside(file, suffix), ignored);
    }
}

/// Rows of all tables.
Result<std::int64_t> dropVoice(Database& database, const std::string& id) {
    std::int64_t rows = 0;
    for (const char* statement : {"DELETE FROM tags WHERE voice = ?", "DELETE FROM versions WHERE voice = ?",
                                  "DELETE FROM voices WHERE id = ?"}) {
        const auto removed = database.run(statement, {id});
        if (!removed) {
            return removed;
        }
        rows += *removed;
    }
    return rows;
}

Result<std::int64_t> dropVoices(const fs::path& file, std::span<const std::string> ids) {
    auto database = openExisting(file);
    if (!database) {
        return tl::unexpected(database.error());
    }
    auto rows = database->transaction([&]() -> Result<std::int64_t> {
        std::int64_t sum = 0;
        for (const std::string& id : ids) {
            const auto dropped = dropVoice(*database, id);
            if (!dropped) {
                return dropped;
            }
            sum += *dropped;
        }
        return sum;
    });
    if (auto closed = database->close(); !closed) {
        return tl::unexpected(closed.error());
    }
    return rows;
}

Result<std::int64_t> putVersion(Database& database, const std::string& id, const VersionSummary& version) {
    const std::string metrics =
        nlohmann::json(version.metrics).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return database.run("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        {id, version.number, version.parent, version.created, version.engine, version.engineVersion,
                         version.language, version.recordings, version.seconds, version.consent, metrics,
                         version.flawedRecordings});
}

Result<void> putVoice(Database& database, const StampedRow& stamped) {
    const VoiceEntry& entry = stamped.row.entry;
    if (auto dropped = dropVoice(database, entry.id); !dropped) {
        return tl::unexpected(dropped.error());
    }
    auto put = database.run("INSERT INTO voices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            {entry.id, entry.name, foldCase(entry.name), entry.created, entry.present.number,
                             entry.usage.lastUsed, entry.usage.timesSpoken, entry.usage.secondsSpoken, stamped.stamp,
                             entry.hue});
    for (std::size_t i = 0; put && i < stamped.row.versions.size(); ++i) {
        put = putVersion(database, entry.id, stamped.row.versions[i]);
    }
    for (std::size_t i = 0; put && i < entry.tags.size(); ++i) {
        put = database.run("INSERT INTO tags VALUES (?, ?, ?)", {entry.id, i, entry.tags[i]});
    }
    return put ? Result<void>{} : tl::unexpected(put.error());
}

Result<void> putVoices(const fs::path& file, std::span<const StampedRow> rows) {
    auto database = openOrCreate(file);
    if (!database) {
        return tl::unexpected(database.error());
    }
    auto done = database->transaction([&]() -> Result<void> {
        for (const StampedRow& row : rows) {
            if (auto put = putVoice(*database, row); !put) {
                return put;
            }
        }
        return {};
    });
    auto closed = database->close();
    return done ? closed : done;
}

Result<void> readTags(Database& database, std::map<std::string, VoiceIndex::Known>& known) {
    return database.query("SELECT voice, tag FROM tags ORDER BY voice, position", {}, [&](const SqlRow& row) {
        if (const auto voice = known.find(row.text(0)); voice != known.end()) {
            voice->second.entry.tags.push_back(row.text(1));
        }
    });
}

}  // namespace

VoiceIndex::VoiceIndex(const fs::path& dataFolder)
    : file_(dataFolder / "library.db"), lockFile_(dataFolder / "library.lock") {}

Result<std::map<std::string, VoiceIndex::Known>> VoiceIndex::read() const {
    std::error_code ignored;
    if (!fs::exists(file_, ignored)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(file_));
    }
    auto reading = openLocked(file_, lockFile_);
    if (!reading) {
        return tl::unexpected(reading.error());
    }
    Database& database = reading->database;
    std::map<std::string, Known> known;
    const std::string sql =
        std::string(
            "SELECT id, name, v.created, last_used, times_spoken, seconds_spoken, stamp,"
            " (SELECT COUNT(*) FROM versions c WHERE c.voice = id), ") +
        "p.number, p.parent, p.created, p.engine, p.engine_version, p.language, p.recordings, p.seconds,"
        " p.consent, p.metrics, p.flawed, v.hue FROM voices v JOIN versions p ON p.voice = id AND p.number = v.present";
    auto got = database.query(sql, {}, [&](const SqlRow& row) {
        Known voice{
            .stamp = row.text(6),
            .entry = {.id = row.text(0),
                      .name = row.text(1),
                      .created = row.text(2),
                      .present = versionAt(row, 8),
                      .versions = static_cast<int>(row.integer(7)),
                      .tags = {},
                      .usage = {.lastUsed = row.text(3), .timesSpoken = row.integer(4), .secondsSpoken = row.real(5)},
                      .hue = static_cast<int>(row.integer(19))}};
        std::string id = voice.entry.id;
        known.emplace(std::move(id), std::move(voice));
    });
    if (got) {
        got = readTags(database, known);
    }
    if (!got) {
        return tl::unexpected(got.error());
    }
    return known;
}

Result<VoiceIndex::KnownVersions> VoiceIndex::versions(const std::string& id) const {
    auto reading = openLocked(file_, lockFile_);
    if (!reading) {
        return tl::unexpected(reading.error());
    }
    Database& database = reading->database;
    KnownVersions known;
    const std::string sql =
        std::string("SELECT ") + kVersionColumns +
        ", (SELECT stamp FROM voices WHERE id = voice) FROM versions WHERE voice = ? ORDER BY number";
    auto got = database.query(sql, {id}, [&](const SqlRow& row) {
        known.versions.push_back(versionAt(row, 0));
        known.stamp = row.text(11);
    });
    if (!got) {
        return tl::unexpected(got.error());
    }
    return known;
}

Result<void> VoiceIndex::put(std::span<const StampedRow> rows) const {
    const auto lock = FolderLock::take(lockFile_);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto written = putVoices(file_, rows);
    if (!written && written.error().code == ErrorCode::Corrupt) {
        throwAway(file_);  // The rows that are lost with it are read again by the next list.
        written = putVoices(file_, rows);
    }
    return written;
}

Result<std::int64_t> VoiceIndex::drop(std::span<const std::string> ids) const {
    std::error_code ignored;
    if (!fs::exists(file_, ignored)) {
        return 0;
    }
    const auto lock = FolderLock::take(lockFile_);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto rows = dropVoices(file_, ids);
    if (!rows) {
        throwAway(file_);
    }
    return rows;
}

}  // namespace timbre
