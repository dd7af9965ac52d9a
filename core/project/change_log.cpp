// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/change_log.h"

#include <map>
#include <set>
#include <string_view>

namespace timbre::detail {

namespace {

Operation operationOf(std::string_view name) {
    return name == "insert" ? Operation::Insert : name == "delete" ? Operation::Delete : Operation::Update;
}

/// Whether an image of an update names the place in the script, and whether it names anything else.
struct Touched {
    bool place = false;
    bool content = false;
};

Touched touchedBy(const std::string& image) {
    // Inside values quotes are escaped, so this finds the key alone.
    constexpr std::string_view kKey = "\"sort_key\":";
    const bool place = image.find(kKey) != std::string::npos;
    const bool another = image.find("\",\"") != std::string::npos;
    return {.place = place, .content = !place || another};
}

/// What became of one row in the course of a step.
struct Fate {
    bool wasThere = true;
    bool isThere = true;
    Touched touched{};
};

using Fates = std::map<std::int64_t, Fate>;

void follow(Fates& fates, const RowChange& change) {
    const auto [fate, fresh] = fates.try_emplace(change.row);
    if (fresh) {
        fate->second.wasThere = change.operation != Operation::Insert;
    }
    fate->second.isThere = change.operation != Operation::Delete;
    if (change.operation == Operation::Update) {
        const Touched touched = touchedBy(change.before.value_or(""));
        fate->second.touched.place |= touched.place;
        fate->second.touched.content |= touched.content;
    }
}

}  // namespace

Result<std::vector<RowChange>> readChanges(Database& database, std::int64_t entry, std::int64_t afterChange) {
    std::vector<RowChange> changes;
    const auto collect = [&](const SqlRow& row) {
        RowChange& change = changes.emplace_back();
        change.id = row.integer(0);
        change.table = row.text(1);
        change.row = row.integer(2);
        change.operation = operationOf(row.blob(3));
        change.before = row.isNull(4) ? std::nullopt : std::optional(row.text(4));
        change.after = row.isNull(5) ? std::nullopt : std::optional(row.text(5));
        change.sentence = row.integer(6);
    };
    auto done = database.query(
        "SELECT id, table_name, row_id, operation, before, after, sentence FROM history_change "
        "WHERE entry = ? AND id > ? ORDER BY id",
        {entry, afterChange}, collect);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return changes;
}

ProjectChange summarise(const std::vector<RowChange>& changes, bool undone) {
    ProjectChange summary;
    Fates sentences;
    std::set<std::int64_t> takes;
    for (const RowChange& change : changes) {
        if (change.table == "sentences") {
            follow(sentences, change);
        } else if (change.table == "takes") {
            takes.insert(change.sentence);
        } else if (change.table == "lexicon") {
            summary.lexicon = true;
        } else if (change.table == "settings") {
            summary.settings = true;
        }
    }
    for (const auto& [row, fate] : sentences) {
        const bool before = undone ? fate.isThere : fate.wasThere;
        const bool after = undone ? fate.wasThere : fate.isThere;
        const auto id = static_cast<SentenceId>(row);
        if (before != after) {
            (after ? summary.inserted : summary.removed).push_back(id);
        } else if (after) {
            if (fate.touched.content) {
                summary.changed.push_back(id);
            }
            if (fate.touched.place) {
                summary.moved.push_back(id);
            }
        }
    }
    for (const std::int64_t sentence : takes) {
        summary.takes.push_back(static_cast<SentenceId>(sentence));
    }
    return summary;
}

}  // namespace timbre::detail
