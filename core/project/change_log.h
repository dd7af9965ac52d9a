// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/database.h"
#include "core/project/values.h"

namespace timbre::detail {

enum class Operation { Insert, Update, Delete };

/// A row of history_change.
struct RowChange {
    std::int64_t id = 0;
    std::string table;
    std::int64_t row = 0;
    Operation operation = Operation::Update;
    std::optional<std::string> before{};
    std::optional<std::string> after{};
    std::int64_t sentence = 0;  ///< Of a take.
};

/// The changes of a step above `afterChange`, oldest first.
Result<std::vector<RowChange>> readChanges(Database& database, std::int64_t entry, std::int64_t afterChange);

/// What the listener is told. With `undone` the changes were taken back, newest first.
ProjectChange summarise(const std::vector<RowChange>& changes, bool undone);

}  // namespace timbre::detail
