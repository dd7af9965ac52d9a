// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/database.h"
#include "core/project/values.h"

/// Internal to core/project: rows of the script to and from the table `sentences`.
namespace timbre::detail {

/// @param tail  of the SELECT: WHERE, ORDER BY.
Result<std::vector<ScriptRow>> readRows(Database& database, std::string_view tail, std::span<const SqlValue> values);

/// Adds a row at a place. InvalidInput where a value is out of range or no text.
Result<SentenceId> addRow(Database& database, const ScriptRow& row, std::int64_t sortKey);

/// The columns a patch changes and their new values.
struct Assignments {
    std::vector<std::string_view> columns{};  ///< Constants.
    std::vector<SqlValue> values{};
    bool touchesLocked = false;  ///< Something that a lock holds.
};

/// InvalidInput where a value is out of range or no text.
Result<Assignments> assignmentsOf(const RowPatch& patch);

}  // namespace timbre::detail
