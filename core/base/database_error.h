// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct sqlite3;

/// Internal to core/base: what SQLite's result codes mean to people.
namespace timbre::detail {

/// @param what     "Timbre project".
/// @param code     extended SQLite result code.
/// @param message  SQLite's own words.
/// @param systemCode  errno of the failed system call, 0 where there was none.
Error databaseError(std::string_view what, const std::filesystem::path& path, int code, const std::string& message,
                    int systemCode);

/// The last failure of a connection.
Error databaseError(std::string_view what, const std::filesystem::path& path, sqlite3* connection);

/// NotFound: there is no such file. InvalidInput: it is a folder or device.
Result<void> checkDatabaseFile(std::string_view what, const std::filesystem::path& path);

/// Reads the header before SQLite gets to look at a file that may be somebody else's. Corrupt: not a database, cut
/// short, or of another program (another application id). Io. Through the connection's own file handle: when a process
/// closes any other handle of a file, the system drops all locks that process has on it, also those of SQLite
/// (fcntl(2)).
Result<void> checkDatabaseHeader(std::string_view what, const std::filesystem::path& path, sqlite3* connection,
                                 unsigned int applicationId);

}  // namespace timbre::detail
