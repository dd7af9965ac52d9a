// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/database.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <cassert>
#include <map>
#include <memory>
#include <system_error>
#include <vector>

#include "core/base/database_error.h"
#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

const SQLite::Statement& asStatement(const void* statement) {
    return *static_cast<const SQLite::Statement*>(statement);
}

void bindValue(SQLite::Statement& statement, int index, const SqlValue& value) {
    struct Binder {
        SQLite::Statement& statement;
        int index;
        void operator()(std::monostate) const { statement.bind(index); }
        void operator()(std::int64_t number) const { statement.bind(index, number); }
        void operator()(double number) const { statement.bind(index, number); }
        void operator()(const std::string& text) const { statement.bind(index, text); }
        void operator()(const SqlBlob& blob) const {
            statement.bindNoCopy(index, blob.bytes.data(), static_cast<int>(blob.bytes.size()));
        }
    };
    std::visit(Binder{statement, index}, value.variant());
}

std::string versionName(int version) {
    return std::to_string(DatabaseVersion::major(version)) + "." + std::to_string(DatabaseVersion::minor(version));
}

int stopAsked(void* stop) { return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

}  // namespace

struct Database::State {
    fs::path path;
    std::string what;
    bool readOnly = false;
    bool exclusive = false;
    int version = 0;
    std::unique_ptr<SQLite::Database> connection;
    // After `connection`, so that they go first. A statement in use is taken out, so that the same text may be used
    // again inside its own rows.
    std::map<std::string, std::unique_ptr<SQLite::Statement>, std::less<>> statements;

    [[nodiscard]] sqlite3* handle() const { return connection->getHandle(); }

    [[nodiscard]] tl::unexpected<Error> failure() const {
        return tl::unexpected(detail::databaseError(what, path, handle()));
    }
    [[nodiscard]] tl::unexpected<Error> failure(const SQLite::Exception& error) const {
        return tl::unexpected(detail::databaseError(what, path, error.getExtendedErrorCode(), error.what(), 0));
    }

    Result<void> connect(int flags, int busyTimeoutMs) {
        try {
            connection =
                std::make_unique<SQLite::Database>(displayPath(path), flags | SQLITE_OPEN_NOMUTEX, busyTimeoutMs);
        } catch (const SQLite::Exception& error) {
            return failure(error);
        }
        // A project may come from anybody: what stands in its schema must not reach beyond the file.
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        return {};
    }

    Result<std::unique_ptr<SQLite::Statement>> take(std::string_view sql) {
        if (!connection) {
            return fail(ErrorCode::Internal, "the " + what + " " + displayPath(path) + " is closed already");
        }
        if (const auto found = statements.find(sql); found != statements.end()) {
            auto statement = std::move(found->second);
            statements.erase(found);
            return statement;
        }
        try {
            return std::make_unique<SQLite::Statement>(*connection, std::string(sql));
        } catch (const SQLite::Exception& error) {
            return failure(error);
        }
    }

    void putBack(std::string_view sql, std::unique_ptr<SQLite::Statement> statement) {
        statement->tryReset();  // also ends the read it held open
        try {
            statement->clearBindings();
        } catch (const SQLite::Exception&) {
            return;
        }
        statements.insert_or_assign(std::string(sql), std::move(statement));
    }
};

bool SqlRow::isNull(int column) const { return asStatement(statement_).isColumnNull(column); }
std::int64_t SqlRow::integer(int column) const {
    return static_cast<SQLite::Statement*>(statement_)->getColumn(column).getInt64();
}
double SqlRow::real(int column) const {
    return static_cast<SQLite::Statement*>(statement_)->getColumn(column).getDouble();
}
std::string SqlRow::text(int column) const { return std::string(blob(column)); }
std::string_view SqlRow::blob(int column) const {
    const auto value = static_cast<SQLite::Statement*>(statement_)->getColumn(column);
    const void* bytes = value.getBlob();
    return bytes == nullptr
               ? std::string_view{}
               : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(value.getBytes()));
}
int SqlRow::columns() const { return asStatement(statement_).getColumnCount(); }
std::string SqlRow::name(int column) const { return asStatement(statement_).getColumnName(column); }

Database::Database(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        if (state_) {
            static_cast<void>(close());
        }
        state_ = std::move(other.state_);
    }
    return *this;
}
Database::~Database() {
    if (state_) {
        static_cast<void>(close());
    }
}

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

Result<void> Database::execute(std::string_view statements) {
    if (!state_->connection) {
        return fail(ErrorCode::Internal, "the " + state_->what + " is closed already");
    }
    if (state_->connection->tryExec(std::string(statements)) != SQLITE_OK) {
        return state_->failure();
    }
    return {};
}

Result<std::int64_t> Database::run(std::string_view sql, std::span<const SqlValue> values) {
    if (auto done = query(sql, values, nullptr); !done) {
        return tl::unexpected(done.error());
    }
    return sqlite3_changes64(state_->handle());
}

Result<void> Database::query(std::string_view sql, std::span<const SqlValue> values,
                             const std::function<void(const SqlRow&)>& onRow) {
    auto statement = state_->take(sql);
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    try {
        int index = 0;
        for (const SqlValue& value : values) {
            bindValue(**statement, ++index, value);
        }
    } catch (const SQLite::Exception& error) {
        return state_->failure(error);
    }
    int status = (*statement)->tryExecuteStep();
    for (; status == SQLITE_ROW; status = (*statement)->tryExecuteStep()) {
        if (onRow) {
            onRow(SqlRow(statement->get()));
        }
    }
    if (status != SQLITE_DONE) {
        auto failed = state_->failure();  // before the reset, which forgets it
        state_->putBack(sql, std::move(*statement));
        return failed;
    }
    state_->putBack(sql, std::move(*statement));
    return {};
}

Result<std::optional<std::int64_t>> Database::queryInteger(std::string_view sql,
                                                           std::initializer_list<SqlValue> values) {
    std::optional<std::int64_t> first;
    bool seen = false;
    auto done = query(sql, values, [&](const SqlRow& row) {
        if (!std::exchange(seen, true) && !row.isNull(0)) {
            first = row.integer(0);
        }
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return first;
}

Result<std::optional<std::string>> Database::queryText(std::string_view sql, std::initializer_list<SqlValue> values) {
    std::optional<std::string> first;
    bool seen = false;
    auto done = query(sql, values, [&](const SqlRow& row) {
        if (!std::exchange(seen, true) && !row.isNull(0)) {
            first = row.text(0);
        }
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return first;
}

std::int64_t Database::lastInsertId() const {
    return state_->connection ? state_->connection->getLastInsertRowid() : 0;
}

bool Database::insideTransaction() const { return state_->connection && sqlite3_get_autocommit(state_->handle()) == 0; }

Result<void> Database::begin() { return execute("BEGIN IMMEDIATE"); }
Result<void> Database::commit() { return execute("COMMIT"); }
void Database::rollback() noexcept {
    // After a full disk or a read error SQLite has rolled back on its own.
    if (insideTransaction()) {
        state_->connection->tryExec("ROLLBACK");
    }
}

Result<void> Database::copyTo(const fs::path& target, std::stop_token stop) {
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped");
    }
    PendingFile pending(target);
    constexpr int kStepsBetweenLooks = 1'000;
    if (state_->connection && stop.stop_possible()) {
        sqlite3_progress_handler(state_->handle(), kStepsBetweenLooks, stopAsked, &stop);
    }
    auto copied = run("VACUUM INTO ?", {displayPath(pending.temporaryPath())});
    if (state_->connection) {
        sqlite3_progress_handler(state_->handle(), 0, nullptr, nullptr);
    }
    if (!copied) {
        return tl::unexpected(Error{copied.error().code,
                                    "cannot copy to " + displayPath(target) + ": " + copied.error().detail,
                                    copied.error().advice});
    }
    return pending.commit();
}

Result<void> Database::verify() {
    const auto verdict = queryText("PRAGMA quick_check(1)");
    if (!verdict) {
        return tl::unexpected(verdict.error());
    }
    if (verdict->value_or("") != "ok") {
        return tl::unexpected(
            detail::databaseError(state_->what, state_->path, SQLITE_CORRUPT, verdict->value_or(""), 0));
    }
    return {};
}

Result<void> Database::close() {
    State& state = *state_;
    if (!state.connection) {
        return {};
    }
    state.statements.clear();
    rollback();
    Result<void> folded;
    if (state.exclusive && state.version > 0) {
        // Out of WAL mode: a file at rest opens read-only from anywhere, also from a folder that may not be written.
        folded = execute("PRAGMA journal_mode=DELETE");
    }
    state.connection.reset();
    return folded;
}

int Database::version() const { return state_->version; }
const fs::path& Database::path() const { return state_->path; }
bool Database::isReadOnly() const { return state_->readOnly; }

}  // namespace timbre
