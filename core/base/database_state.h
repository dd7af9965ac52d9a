// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/database.h"
#include "core/base/database_error.h"
#include "core/base/files.h"

/// Internal to core/base: the connection behind Database and its kept statements.
namespace timbre {

struct Database::State {
    std::filesystem::path path;
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

}  // namespace timbre
