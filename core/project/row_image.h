// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/database.h"

/// Internal to core/project: rows as they stand in the undo history.
///
/// An image is a JSON object from column name to the value as an SQL literal (what SQLite's quote() gives): numbers
/// come back to the last bit, and text, bytes and NULL stay apart. It is parsed here and bound as values; nothing that
/// stands in a file is ever run as SQL.
namespace timbre::detail {

struct RowPlace {
    std::string table;
    std::vector<std::string> columns;  ///< All that this file has.
    std::int64_t id = 0;
};

/// The whole row as it is now. Corrupt: there is none.
Result<std::string> rowImage(Database& database, const RowPlace& place);

/// Corrupt: the image is damaged, names a column that is not there, or the row does not fit.
Result<void> insertRow(Database& database, const RowPlace& place, const std::string& image);
Result<void> updateRow(Database& database, const RowPlace& place, const std::string& image);
Result<void> deleteRow(Database& database, const RowPlace& place);

/// The SQL expression whose value is the image of OLD or NEW (inside a trigger).
/// @param otherThan  empty: all columns; else only those that differ from that row.
std::string imageExpression(const std::vector<std::string>& columns, const std::string& row,
                            const std::string& otherThan);

}  // namespace timbre::detail
