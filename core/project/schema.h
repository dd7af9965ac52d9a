// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The tables of a `.timbre` file and how they came to be.
//
// Format rule (see DatabaseVersion): a minor version adds columns with defaults, tables and JSON keys only; it adds no
// triggers or views, which a project file never has. This build opens every minor of its major, changes only columns it
// knows and so keeps the rest, also through undo, since history images name every column the file has.

#include <string>
#include <vector>

#include "core/base/database.h"

namespace timbre::detail {

/// "Timb", in SQLite's application_id.
inline constexpr std::uint32_t kProjectApplicationId = 0x54696D62;

const DatabaseFormat& projectFormat();

/// Tables whose changes are recorded for undo; each has an INTEGER PRIMARY KEY `id`. Audio is not among them: it only
/// comes and goes with what refers to it.
std::vector<std::string> recordedTables();

/// Corrupt where tables or columns that this build needs are missing, or triggers and views are there.
Result<void> checkProjectShape(Database& database);

/// A quoted SQL identifier.
std::string quotedName(const std::string& name);

/// The names of a table's columns as this very file has them.
Result<std::vector<std::string>> columnsOf(Database& database, const std::string& table);

}  // namespace timbre::detail
