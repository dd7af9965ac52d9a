// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/database.h"
#include "core/base/ids.h"

/// Internal to core/project: the place of a row is a whole number with gaps, so that a row put in or moved writes
/// itself alone. Where a gap is used up, the 64 or more rows behind it are spread anew: seldom, and never all of them.
namespace timbre::detail {

/// `count` rising keys for rows that come directly behind `after` (nothing: at the very start).
/// NotFound: there is no such sentence.
Result<std::vector<std::int64_t>> keysBehind(Database& database, std::optional<SentenceId> after, std::size_t count);

}  // namespace timbre::detail
