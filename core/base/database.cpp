// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/database.h"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <memory>
#include <utility>

#include "core/base/database_error.h"
#include "core/base/database_state.h"
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

int stopAsked(void* stop) { return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

}  // namespace

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
