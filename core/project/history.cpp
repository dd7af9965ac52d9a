// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/history.h"

#include <algorithm>
#include <utility>

#include "core/base/files.h"
#include "core/project/change_log.h"
#include "core/project/clock.h"
#include "core/project/row_image.h"
#include "core/project/schema.h"

namespace timbre::detail {

namespace {

constexpr const char* kStepColumns = "SELECT id, kind, time, changes FROM history ";

HistoryStep stepOf(const SqlRow& row) {
    return {.id = row.integer(0), .kind = row.text(1), .time = row.text(2), .rows = row.integer(3)};
}

/// The triggers that write a table's changes into history_change while `recorder` names a step.
std::string triggersFor(const std::string& table, const std::vector<std::string>& columns) {
    // Which sentence a take belongs to and which sound it holds: for the listener, and for dropping sound.
    const auto owner = [&](const std::string& row) {
        return table == "takes" ? row + ".sentence, " + row + ".audio" : std::string("NULL, NULL");
    };
    const auto trigger = [&](const std::string& name, const std::string& condition, const std::string& before,
                             const std::string& after, const std::string& row) {
        return "CREATE TEMP TRIGGER record_" + table + "_" + name + " AFTER " + name + " ON main." + table +
               " WHEN (SELECT entry FROM recorder) > 0" + condition +
               " BEGIN INSERT INTO history_change(entry, table_name, row_id, operation, before, after, sentence, "
               "audio) "
               "VALUES((SELECT entry FROM recorder), '" +
               table + "', " + row + ".id, '" + name + "', " + before + ", " + after + ", " + owner(row) + "); END;";
    };
    std::string differs;
    for (const std::string& column : columns) {
        const std::string name = quotedName(column);
        differs += (differs.empty() ? " AND (OLD." : " OR OLD.") + name + " IS NOT NEW." + name;
    }
    // What an insert wrote is read when it is undone: most never are.
    return trigger("insert", "", "NULL", "NULL", "NEW") +
           trigger("update", differs + ")", imageExpression(columns, "OLD", "NEW"),
                   imageExpression(columns, "NEW", "OLD"), "NEW") +
           trigger("delete", "", imageExpression(columns, "OLD", ""), "NULL", "OLD");
}

Result<void> asVoid(const Result<std::int64_t>& done) { return done ? Result<void>{} : tl::unexpected(done.error()); }

Result<void> record(Database& database, std::int64_t entry) {
    return asVoid(database.run("UPDATE recorder SET entry = ?", {entry}));
}

/// Removes a step and the sound that nothing else needs.
Result<void> dropStep(Database& database, std::int64_t entry) {
    std::vector<std::int64_t> sounds;
    auto done = database.query("SELECT DISTINCT audio FROM history_change WHERE entry = ? AND audio IS NOT NULL",
                               {entry}, [&](const SqlRow& row) { sounds.push_back(row.integer(0)); });
    if (done) {
        done = asVoid(database.run("DELETE FROM history_change WHERE entry = ?", {entry}));
    }
    if (done) {
        done = asVoid(database.run("DELETE FROM history WHERE id = ?", {entry}));
    }
    for (auto sound = sounds.begin(); done && sound != sounds.end(); ++sound) {
        done =
            asVoid(database.run("DELETE FROM audio WHERE id = ?1 AND NOT EXISTS(SELECT 1 FROM takes WHERE audio = ?1) "
                                "AND NOT EXISTS(SELECT 1 FROM history_change WHERE audio = ?1)",
                                {*sound}));
    }
    return done;
}

Result<void> dropSteps(Database& database, std::string_view which) {
    std::vector<std::int64_t> entries;
    auto done = database.query(which, {}, [&](const SqlRow& row) { entries.push_back(row.integer(0)); });
    for (auto entry = entries.begin(); done && entry != entries.end(); ++entry) {
        done = dropStep(database, *entry);
    }
    return done;
}

Result<void> keepImage(Database& database, const RowPlace& place, const char* column, std::int64_t change) {
    const auto image = rowImage(database, place);
    if (!image) {
        return tl::unexpected(image.error());
    }
    return asVoid(
        database.run(std::string("UPDATE history_change SET ") + column + " = ? WHERE id = ?", {*image, change}));
}

/// A take that went with a step may have been chosen since, outside the history.
Result<void> unchooseMissing(Database& database, const std::vector<RowChange>& changes) {
    for (const RowChange& change : changes) {
        if (change.table != "takes") {
            continue;
        }
        auto done = database.run(
            "UPDATE sentences SET chosen_take = NULL WHERE id = ?1 AND chosen_take = ?2 AND NOT EXISTS(SELECT 1 FROM "
            "takes WHERE id = ?2)",
            {change.sentence, change.row});
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    return {};
}

}  // namespace

Result<void> History::attach(Database& database) {
    auto done = database.execute("CREATE TEMP TABLE recorder(entry INTEGER NOT NULL); INSERT INTO recorder VALUES(0)");
    for (const std::string& table : recordedTables()) {
        if (!done) {
            return done;
        }
        auto columns = columnsOf(database, table);
        if (!columns) {
            return tl::unexpected(columns.error());
        }
        done = database.execute(triggersFor(table, *columns));
        columns_[table] = std::move(*columns);
    }
    return done;
}

Result<History::Recording> History::begin(Database& database, std::string_view kind, std::string_view mergeKey) {
    Recording recording;
    const auto last = database.queryInteger("SELECT max(id) FROM history_change");
    if (!last) {
        return tl::unexpected(last.error());
    }
    recording.lastChange = last->value_or(0);
    if (!mergeKey.empty()) {
        const auto same = database.queryInteger(
            "SELECT id FROM history WHERE id = (SELECT max(id) FROM history) AND undone = 0 AND kind = ? AND merge_key "
            "= ?",
            {kind, mergeKey});
        if (!same) {
            return tl::unexpected(same.error());
        }
        recording.entry = same->value_or(0);
    }
    if (recording.entry == 0) {
        const auto added =
            database.run("INSERT INTO history(kind, merge_key, time) VALUES(?, ?, ?)", {kind, mergeKey, utcNow()});
        if (!added) {
            return tl::unexpected(added.error());
        }
        recording.entry = database.lastInsertId();
    }
    if (auto on = record(database, recording.entry); !on) {
        return tl::unexpected(on.error());
    }
    return recording;
}

Result<ProjectChange> History::finish(Database& database, const Recording& recording) {
    auto done = record(database, 0);
    if (!done) {
        return tl::unexpected(done.error());
    }
    const auto changes = readChanges(database, recording.entry, recording.lastChange);
    if (!changes) {
        return tl::unexpected(changes.error());
    }
    if (changes->empty()) {
        // A merged step has changes of its own and stays.
        done = asVoid(database.run("DELETE FROM history WHERE id = ?1 AND changes = 0", {recording.entry}));
        return done ? Result<ProjectChange>(ProjectChange{}) : tl::unexpected(done.error());
    }
    done = asVoid(
        database.run("UPDATE history SET changes = changes + ? WHERE id = ?", {changes->size(), recording.entry}));
    if (done) {
        done = dropSteps(database, "SELECT id FROM history WHERE undone = 1");
    }
    if (done) {
        done = trim(database, recording.entry);
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    return summarise(*changes, false);
}

Result<void> History::trim(Database& database, std::int64_t newest) {
    std::vector<std::int64_t> over;
    std::int64_t steps = 0;
    std::int64_t rows = 0;
    auto done = database.query("SELECT id, changes FROM history ORDER BY id DESC", {}, [&](const SqlRow& row) {
        rows += row.integer(1);
        if ((++steps > limits_.steps || rows > limits_.changes) && row.integer(0) != newest) {
            over.push_back(row.integer(0));
        }
    });
    for (auto entry = over.begin(); done && entry != over.end(); ++entry) {
        done = dropStep(database, *entry);
    }
    return done;
}

Result<std::optional<HistoryStep>> History::next(Database& database, bool redo) {
    std::optional<HistoryStep> found;
    const std::string sql = std::string(kStepColumns) + (redo ? "WHERE undone = 1 ORDER BY id LIMIT 1"
                                                              : "WHERE undone = 0 ORDER BY id DESC LIMIT 1");
    auto done = database.query(sql, {}, [&](const SqlRow& row) { found = stepOf(row); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return found;
}

Result<std::vector<HistoryStep>> History::steps(Database& database) {
    std::vector<HistoryStep> found;
    auto done = database.query(std::string(kStepColumns) + "WHERE undone = 0 ORDER BY id", {},
                               [&](const SqlRow& row) { found.push_back(stepOf(row)); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return found;
}

Result<History::Replayed> History::undo(Database& database) { return replay(database, false); }
Result<History::Replayed> History::redo(Database& database) { return replay(database, true); }

Result<History::Replayed> History::replay(Database& database, bool redo) {
    const auto step = next(database, redo);
    if (!step) {
        return tl::unexpected(step.error());
    }
    if (!*step) {
        return fail(ErrorCode::InvalidInput, redo ? "there is nothing to redo" : "there is nothing to undo");
    }
    auto changes = readChanges(database, (*step)->id, 0);
    if (!changes) {
        return tl::unexpected(changes.error());
    }
    ProjectChange summary = summarise(*changes, !redo);
    if (!redo) {
        std::ranges::reverse(*changes);
    }
    // Adopted takes stand behind their sentence in both directions; all is in place again when the transaction ends.
    if (auto deferred = database.execute("PRAGMA defer_foreign_keys = ON"); !deferred) {
        return tl::unexpected(deferred.error());
    }
    Replay replay{.entry = (*step)->id, .redo = redo};
    for (const RowChange& change : *changes) {
        if (redo && change.table == "takes" && change.operation == Operation::Delete) {
            replay.leaving.insert(change.row);
        }
    }
    for (const RowChange& change : *changes) {
        if (auto done = replayOne(database, replay, change); !done) {
            return tl::unexpected(done.error());
        }
    }
    if (auto done = unchooseMissing(database, *changes); !done) {
        return tl::unexpected(done.error());
    }
    const auto marked = database.run("UPDATE history SET undone = ? WHERE id = ?", {redo ? 0 : 1, (*step)->id});
    if (!marked) {
        return tl::unexpected(marked.error());
    }
    return Replayed{.step = **step, .change = std::move(summary)};
}

/// Takes back one change, or does it again. A row that goes is read first, so that what was noted in it outside the
/// history (checks of a take) comes back with it.
Result<void> History::replayOne(Database& database, const Replay& replay, const RowChange& change) {
    const bool redo = replay.redo;
    const auto columns = columns_.find(change.table);
    if (columns == columns_.end()) {
        return fail(ErrorCode::Corrupt, "the undo history of " + displayPath(database.path()) + " is damaged");
    }
    const RowPlace place{.table = change.table, .columns = columns->second, .id = change.row};
    const bool appears = change.operation == (redo ? Operation::Insert : Operation::Delete);
    const bool goes = change.operation == (redo ? Operation::Delete : Operation::Insert);
    if (!goes) {
        const std::string image = (redo ? change.after : change.before).value_or("");
        return appears ? insertRow(database, place, image) : updateRow(database, place, image);
    }
    auto done = keepImage(database, place, redo ? "before" : "after", change.id);
    if (done && change.table == "sentences") {
        done = adoptTakes(database, replay, change.row);
    }
    return done ? deleteRow(database, place) : done;
}

Result<void> History::adoptTakes(Database& database, const Replay& replay, std::int64_t sentence) {
    // A redo has the removals that the step knows already still before it.
    std::vector<std::int64_t> takes;
    auto done = database.query("SELECT id FROM takes WHERE sentence = ? ORDER BY id", {sentence},
                               [&](const SqlRow& row) {
                                   if (!replay.leaving.contains(row.integer(0))) {
                                       takes.push_back(row.integer(0));
                                   }
                               });
    for (auto take = takes.begin(); done && take != takes.end(); ++take) {
        const RowPlace place{.table = "takes", .columns = columns_["takes"], .id = *take};
        const auto image = rowImage(database, place);
        if (!image) {
            return tl::unexpected(image.error());
        }
        const auto added = database.run(
            std::string("INSERT INTO history_change(entry, table_name, row_id, operation, ") +
                (replay.redo ? "before" : "after") +
                ", sentence, audio) SELECT ?1, 'takes', id, ?2, ?3, sentence, audio FROM takes WHERE id = ?4",
            {replay.entry, replay.redo ? "delete" : "insert", *image, *take});
        done = added ? deleteRow(database, place) : Result<void>(tl::unexpected(added.error()));
    }
    if (done && !takes.empty()) {
        done = asVoid(database.run("UPDATE history SET changes = changes + ? WHERE id = ?", {takes.size(), replay.entry}));
    }
    return done;
}

}  // namespace timbre::detail
