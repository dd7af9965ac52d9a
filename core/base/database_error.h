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

/// Reads the header of the file itself, before SQLite gets to touch a file that may be somebody else's. Corrupt: not a
/// database, cut inside the header, or of another program (another application id). NotFound, Io.
Result<void> checkDatabaseHeader(std::string_view what, const std::filesystem::path& path, unsigned int applicationId);

}  // namespace timbre::detail
