// SPDX-License-Identifier: GPL-3.0-or-later
#include <cassert>
#include <memory>
#include <string>
#include <system_error>

#include "core/base/database.h"
#include "core/base/database_error.h"
#include "core/base/database_state.h"
#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

std::string versionName(int version) {
    return std::to_string(DatabaseVersion::major(version)) + "." + std::to_string(DatabaseVersion::minor(version));
}

}  // namespace

Result<void> Database::create(const fs::path& path, const DatabaseFormat& format) {
    PendingFile pending(path);
    {
        auto state = std::make_unique<State>();
        state->path = pending.temporaryPath();
        state->what = format.what;
        if (auto connected = state->connect(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0); !connected) {
            return connected;
        }
        Database made(std::move(state));
        // Nobody knows the file yet, and commitNew() flushes it: no journal, no waiting for the disk.
        auto prepared = made.execute(
            "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA auto_vacuum=INCREMENTAL;"
            "PRAGMA foreign_keys=ON; PRAGMA application_id=" +
            std::to_string(format.applicationId));
        if (prepared) {
            prepared = made.migrate(format);
        }
        if (prepared) {
            prepared = made.close();
        }
        if (!prepared) {
            prepared.error().detail = "cannot make " + displayPath(path) + ": " + prepared.error().detail;
            return prepared;
        }
    }
    return pending.commitNew();
}

Result<Database> Database::open(const fs::path& path, const DatabaseFormat& format, const DatabaseOptions& options) {
    assert(format.applicationId != 0 && !format.migrations.empty());
    std::error_code ignored;
    const bool there = fs::exists(path, ignored);
    if (options.mode == DatabaseMode::CreateNew || (options.mode == DatabaseMode::OpenOrCreate && !there)) {
        const auto made = create(path, format);
        const bool otherWasFaster =
            options.mode == DatabaseMode::OpenOrCreate && !made && made.error().code == ErrorCode::AlreadyExists;
        if (!made && !otherWasFaster) {
            return tl::unexpected(made.error());
        }
    }
    if (auto ours = detail::checkDatabaseHeader(format.what, path, format.applicationId); !ours) {
        return tl::unexpected(ours.error());
    }
    auto state = std::make_unique<State>();
    state->path = path;
    state->what = format.what;
    state->readOnly = options.mode == DatabaseMode::ReadOnly;
    state->exclusive = options.exclusive && !state->readOnly;
    const int flags = state->readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (auto connected = state->connect(flags, options.busyTimeoutMs); !connected) {
        return tl::unexpected(connected.error());
    }
    Database database(std::move(state));
    if (auto ready = database.prepare(format); !ready) {
        return tl::unexpected(ready.error());
    }
    return database;
}

Result<void> Database::prepare(const DatabaseFormat& format) {
    State& state = *state_;
    if (state.exclusive) {
        // Before the first read: it then needs no shared memory and keeps its lock to the end.
        if (auto set = execute("PRAGMA locking_mode=EXCLUSIVE"); !set) {
            return set;
        }
    }
    const auto found = queryInteger("PRAGMA user_version");
    if (!found) {
        return tl::unexpected(found.error());
    }
    state.version = static_cast<int>(found->value_or(0));
    if (auto readable = checkVersion(format); !readable) {
        return readable;
    }
    if (state.readOnly) {
        return {};
    }
    // SQLite opens what may not be written read-only without a word.
    if (sqlite3_db_readonly(state.handle(), "main") != 0) {
        return tl::unexpected(detail::databaseError(state.what, state.path, SQLITE_READONLY, {}, 0));
    }
    // FULL: each commit waits for the disk, so that a power cut does not take back what was confirmed.
    if (auto set = execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                           "PRAGMA journal_size_limit=8388608; PRAGMA temp_store=MEMORY");
        !set) {
        return set;
    }
    if (state.exclusive) {
        if (auto taken = execute("BEGIN IMMEDIATE; COMMIT"); !taken) {
            return taken;
        }
    }
    return migrate(format);
}

Result<void> Database::checkVersion(const DatabaseFormat& format) const {
    const State& state = *state_;
    const std::string subject = "the " + state.what + " " + displayPath(state.path);
    if (state.version <= 0) {
        return fail(ErrorCode::Corrupt, subject + " has no format version", "Open a copy or a backup of it instead.");
    }
    if (DatabaseVersion::major(state.version) > DatabaseVersion::major(format.version())) {
        return fail(ErrorCode::Unsupported,
                    subject + " was written by a newer version of the program (format " + versionName(state.version) +
                        ", known up to " + versionName(format.version()) + ")",
                    "Update Timbre Studio and open it again.");
    }
    if (state.readOnly && DatabaseVersion::major(state.version) < DatabaseVersion::major(format.version())) {
        return fail(ErrorCode::Unsupported,
                    subject + " has an older format and must be converted, but is opened read-only",
                    "Copy it to a folder you may write to and open the copy.");
    }
    return {};
}

Result<void> Database::migrate(const DatabaseFormat& format) {
    State& state = *state_;
    if (state.version >= format.version()) {
        return {};
    }
    auto done = transaction([&]() -> Result<void> {
        for (const Migration& step : format.migrations) {
            if (step.toVersion <= state.version) {
                continue;
            }
            if (auto applied = execute(step.sql); !applied) {
                return applied;
            }
            if (auto applied = step.run != nullptr ? step.run(*this) : Result<void>{}; !applied) {
                return applied;
            }
        }
        return execute("PRAGMA user_version=" + std::to_string(format.version()));
    });
    if (done) {
        state.version = format.version();
    }
    return done;
}

}  // namespace timbre
