// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/ordering.h"

#include <algorithm>
#include <limits>
#include <string>

namespace timbre::detail {

namespace {

constexpr std::int64_t kGap = std::int64_t{1} << 32;   // between rows written one behind the other
constexpr std::int64_t kStep = std::int64_t{1} << 20;  // inside a gap: room for thousands in the same direction
constexpr std::int64_t kSparse = 1 << 16;              // what spreading anew must reach, so that it stays seldom

/// A row's place: rows of equal key (of a damaged file) follow by id.
struct Place {
    std::int64_t key = 0;
    std::int64_t id = 0;
};

Result<std::optional<Place>> findPlace(Database& database, std::string_view sql,
                                       std::initializer_list<SqlValue> values) {
    std::optional<Place> found;
    auto done = database.query(sql, values, [&](const SqlRow& row) { found = Place{row.integer(0), row.integer(1)}; });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return found;
}

std::vector<std::int64_t> evenly(std::int64_t first, std::int64_t step, std::size_t count) {
    std::vector<std::int64_t> keys(count);
    for (std::size_t i = 0; i < count; ++i) {
        keys[i] = first + step * static_cast<std::int64_t>(i);
    }
    return keys;
}

Result<std::vector<Place>> rowsBehind(Database& database, const Place& lower, std::size_t count) {
    std::vector<Place> rows;
    auto done =
        database.query("SELECT sort_key, id FROM sentences WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT ?",
                       {lower.key, lower.id, count}, [&](const SqlRow& row) {
                           rows.push_back({row.integer(0), row.integer(1)});
                       });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return rows;
}

/// Makes room for `count` keys behind `lower` by moving the rows that follow.
Result<std::vector<std::int64_t>> spread(Database& database, const Place& lower, std::size_t count) {
    for (std::size_t window = 64;; window *= 2) {
        auto rows = rowsBehind(database, lower, window + 1);
        if (!rows) {
            return tl::unexpected(rows.error());
        }
        const bool toTheEnd = rows->size() <= window;
        const auto parts = static_cast<std::int64_t>(count + std::min(window, rows->size()) + 1);
        const std::int64_t step = toTheEnd ? kGap : (rows->back().key - lower.key) / parts;
        if (step < kSparse) {
            continue;
        }
        if (!toTheEnd) {
            rows->pop_back();
        }
        std::int64_t key = lower.key + step * static_cast<std::int64_t>(count);
        for (const Place& row : *rows) {
            key += step;
            if (auto moved = database.run("UPDATE sentences SET sort_key = ? WHERE id = ?", {key, row.id}); !moved) {
                return tl::unexpected(moved.error());
            }
        }
        return evenly(lower.key + step, step, count);
    }
}

}  // namespace

Result<std::vector<std::int64_t>> keysBehind(Database& database, std::optional<SentenceId> after, std::size_t count) {
    const auto size = static_cast<std::int64_t>(count);
    if (!after) {
        const auto first = findPlace(database, "SELECT sort_key, id FROM sentences ORDER BY sort_key, id LIMIT 1", {});
        if (!first) {
            return tl::unexpected(first.error());
        }
        return evenly(*first ? (*first)->key - size * kGap : 0, kGap, count);
    }
    const auto lower = findPlace(database, "SELECT sort_key, id FROM sentences WHERE id = ?", {*after});
    if (!lower) {
        return tl::unexpected(lower.error());
    }
    if (!*lower) {
        return fail(ErrorCode::NotFound, "there is no sentence " + std::to_string(static_cast<std::uint64_t>(*after)));
    }
    const auto next = rowsBehind(database, **lower, 1);
    if (!next) {
        return tl::unexpected(next.error());
    }
    if (next->empty()) {
        return evenly((*lower)->key + kGap, kGap, count);
    }
    const std::int64_t step = std::min((next->front().key - (*lower)->key) / (size + 1), kStep);
    if (step < 1) {
        return spread(database, **lower, count);
    }
    return evenly((*lower)->key + step, step, count);
}

}  // namespace timbre::detail
