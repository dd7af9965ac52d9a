// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/utf8.h"
#include "core/project/ordering.h"
#include "core/project/project.h"
#include "core/project/project_state.h"
#include "core/project/schema.h"
#include "core/project/script_rows.h"
#include "core/project/text_search.h"

namespace timbre {

namespace {

using detail::asVoid;

Result<std::string> textOf(Database& database, SentenceId id) {
    auto text = database.queryText("SELECT text FROM sentences WHERE id = ?", {id});
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!*text) {
        return detail::noSentence(id);
    }
    return std::move(**text);
}

Result<void> writeText(Database& database, SentenceId id, std::string_view text) {
    return asVoid(database.run("UPDATE sentences SET text = ? WHERE id = ?", {text, id}));
}

/// A copy of a row with all columns this file has, also those a newer version brought, but for id, place, text, lock
/// and chosen take.
Result<SentenceId> copyRow(Database& database, SentenceId id, std::int64_t sortKey, std::string_view text) {
    const auto columns = detail::columnsOf(database, "sentences");
    if (!columns) {
        return tl::unexpected(columns.error());
    }
    constexpr std::array<std::string_view, 5> kOwn{"id", "sort_key", "text", "locked", "chosen_take"};
    std::string names;
    for (const std::string& column : *columns) {
        if (std::ranges::find(kOwn, column) == kOwn.end()) {
            names += ", " + detail::quotedName(column);
        }
    }
    const auto copied = database.run(
        fmt::format("INSERT INTO sentences(sort_key, text{0}) SELECT ?, ?{0} FROM sentences WHERE id = ?", names),
        {sortKey, text, id});
    if (!copied) {
        return tl::unexpected(copied.error());
    }
    return static_cast<SentenceId>(database.lastInsertId());
}

/// Whether each of the rows follows directly on the one before.
Result<bool> followEachOther(Database& database, std::span<const SentenceId> ids) {
    for (std::size_t i = 1; i < ids.size(); ++i) {
        const auto next = database.queryInteger(
            "SELECT id FROM sentences WHERE (sort_key, id) > (SELECT sort_key, id FROM sentences WHERE id = ?) "
            "ORDER BY sort_key, id LIMIT 1",
            {ids[i - 1]});
        if (!next) {
            return tl::unexpected(next.error());
        }
        if (next->value_or(0) != static_cast<std::int64_t>(ids[i])) {
            return false;
        }
    }
    return true;
}

/// Whether the rows stand directly behind `after` already, in this order.
Result<bool> standThere(Database& database, std::span<const SentenceId> ids, std::optional<SentenceId> after) {
    std::vector<SentenceId> wanted(ids.begin(), ids.end());
    if (after) {
        wanted.insert(wanted.begin(), *after);
    } else {
        const auto first = database.queryInteger("SELECT id FROM sentences ORDER BY sort_key, id LIMIT 1");
        if (!first || wanted.empty() || first->value_or(0) != static_cast<std::int64_t>(wanted.front())) {
            return first ? Result<bool>(false) : tl::unexpected(first.error());
        }
    }
    return followEachOther(database, wanted);
}

bool insideCharacter(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

Result<std::vector<ScriptRow>> Project::rows() const {
    return detail::readRows(database(), "ORDER BY sort_key, id", {});
}

Result<ScriptRow> Project::row(SentenceId id) const {
    const std::array<SqlValue, 1> values{id};
    auto rows = detail::readRows(database(), "WHERE id = ?", values);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    if (rows->empty()) {
        return detail::noSentence(id);
    }
    return std::move(rows->front());
}

Result<std::vector<SentenceId>> Project::order() const {
    std::vector<SentenceId> ids;
    auto done = database().query("SELECT id FROM sentences ORDER BY sort_key, id", {},
                                 [&](const SqlRow& row) { ids.push_back(static_cast<SentenceId>(row.integer(0))); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return ids;
}

Result<std::vector<SentenceId>> Project::insertRows(std::span<const ScriptRow> rows, std::optional<SentenceId> after) {
    const auto keys = detail::keysBehind(database(), after, rows.size());
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    std::vector<SentenceId> ids;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto added = detail::addRow(database(), rows[i], (*keys)[i]);
        if (!added) {
            return tl::unexpected(added.error());
        }
        ids.push_back(*added);
    }
    return ids;
}

Result<std::vector<SentenceId>> Project::insert(std::span<const ScriptRow> rows, std::optional<SentenceId> after) {
    std::vector<SentenceId> ids;
    auto done = edit(edit_kind::kInsert, {}, [&]() -> Result<void> {
        auto added = insertRows(rows, after);
        if (!added) {
            return tl::unexpected(added.error());
        }
        ids = std::move(*added);
        return {};
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return ids;
}

Result<void> Project::removeRows(std::span<const SentenceId> ids) {
    for (const SentenceId id : ids) {
        auto done = detail::needUnlocked(database(), id);
        if (done) {
            done = asVoid(database().run("DELETE FROM takes WHERE sentence = ?", {id}));
        }
        if (done) {
            done = asVoid(database().run("DELETE FROM sentences WHERE id = ?", {id}));
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> Project::remove(std::span<const SentenceId> ids) {
    return edit(edit_kind::kRemove, {}, [&] { return removeRows(ids); });
}

Result<void> Project::setText(SentenceId id, std::string_view text, std::string_view mergeKey) {
    return edit(edit_kind::kText, mergeKey, [&]() -> Result<void> {
        auto done = detail::checkText("text", text);
        if (done) {
            done = detail::needUnlocked(database(), id);
        }
        return done ? writeText(database(), id, text) : done;
    });
}

Result<void> Project::setTexts(std::span<const SentenceText> texts) {
    return edit(edit_kind::kReplace, {}, [&]() -> Result<void> {
        for (const SentenceText& one : texts) {
            if (auto done = setText(one.id, one.text); !done) {
                return done;
            }
        }
        return {};
    });
}

Result<ReplaceReport> Project::replaceText(const TextReplacement& wish) {
    if (wish.find.empty()) {
        return fail(ErrorCode::InvalidInput, "there is nothing to look for", "Type what is to be replaced.");
    }
    auto all = rows();
    if (!all) {
        return tl::unexpected(all.error());
    }
    ReplaceReport report;
    std::vector<SentenceText> texts;
    std::vector<SentenceId> only = wish.only;
    std::ranges::sort(only);
    for (const ScriptRow& row : *all) {
        if (!only.empty() && !std::ranges::binary_search(only, row.id)) {
            continue;
        }
        auto replaced = detail::replaceAll(row.text, wish.find, wish.replacement, wish.matchCase);
        if (replaced.count > 0 && row.locked) {
            ++report.lockedRows;
        } else if (replaced.count > 0) {
            report.occurrences += replaced.count;
            ++report.rows;
            texts.push_back({.id = row.id, .text = std::move(replaced.text)});
        }
    }
    if (auto done = setTexts(texts); !done) {
        return tl::unexpected(done.error());
    }
    return report;
}

Result<void> Project::change(std::span<const SentenceId> ids, const RowPatch& patch, std::string_view mergeKey) {
    auto assignments = detail::assignmentsOf(patch);
    if (!assignments) {
        return tl::unexpected(assignments.error());
    }
    if (assignments->columns.empty()) {
        return {};
    }
    const std::string sql =
        fmt::format("UPDATE sentences SET {} = ? WHERE id = ?", fmt::join(assignments->columns, " = ?, "));
    return edit(edit_kind::kChange, mergeKey, [&]() -> Result<void> {
        for (const SentenceId id : ids) {
            if (auto free = assignments->touchesLocked ? detail::needUnlocked(database(), id) : Result<void>{}; !free) {
                return free;
            }
            assignments->values.emplace_back(id);
            const auto changed = database().run(sql, assignments->values);
            assignments->values.pop_back();
            if (!changed) {
                return tl::unexpected(changed.error());
            }
            if (*changed == 0) {
                return detail::noSentence(id);
            }
        }
        return {};
    });
}

Result<SentenceId> Project::split(SentenceId id, std::size_t at) {
    SentenceId second{};
    auto done = edit(edit_kind::kSplit, {}, [&]() -> Result<void> {
        if (auto free = detail::needUnlocked(database(), id); !free) {
            return free;
        }
        const auto text = textOf(database(), id);
        if (!text) {
            return tl::unexpected(text.error());
        }
        if (at >= text->size() || insideCharacter(*text, at)) {
            return fail(ErrorCode::InvalidInput, "a sentence cannot be cut there", "Put the cursor between two words.");
        }
        const auto head = trimSpace(std::string_view(*text).substr(0, at));
        const auto tail = trimSpace(std::string_view(*text).substr(at));
        if (head.empty() || tail.empty()) {
            return fail(ErrorCode::InvalidInput, "one side of the cut has no text",
                        "Put the cursor between two words.");
        }
        const auto keys = detail::keysBehind(database(), id, 1);
        if (!keys) {
            return tl::unexpected(keys.error());
        }
        const auto copied = copyRow(database(), id, keys->front(), tail);
        if (!copied) {
            return tl::unexpected(copied.error());
        }
        second = *copied;
        return asVoid(database().run("UPDATE sentences SET text = ?, break_after = ? WHERE id = ?",
                                     {head, TextBreak::Sentence, id}));
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return second;
}

Result<void> Project::join(std::span<const SentenceId> ids, std::string_view separator) {
    return edit(edit_kind::kJoin, {}, [&]() -> Result<void> {
        if (ids.size() < 2) {
            return fail(ErrorCode::InvalidInput, "joining needs two sentences or more");
        }
        auto done = detail::checkText("separator", separator);
        if (done) {
            done = detail::needUnlocked(database(), ids);
        }
        if (!done) {
            return done;
        }
        const auto adjacent = followEachOther(database(), ids);
        if (!adjacent || !*adjacent) {
            return adjacent ? Result<void>(fail(ErrorCode::InvalidInput,
                                                "only sentences that follow each other can be joined",
                                                "Move them together first."))
                            : tl::unexpected(adjacent.error());
        }
        std::string joined;
        for (const SentenceId id : ids) {
            const auto text = textOf(database(), id);
            if (!text) {
                return tl::unexpected(text.error());
            }
            joined += joined.empty() || text->empty() ? "" : std::string(separator);
            joined += *text;
        }
        done =
            asVoid(database().run("UPDATE sentences SET text = ?, break_after = (SELECT break_after FROM sentences "
                                  "WHERE id = ?) WHERE id = ?",
                                  {joined, ids.back(), ids.front()}));
        return done ? removeRows(ids.subspan(1)) : done;
    });
}

Result<void> Project::move(std::span<const SentenceId> ids, std::optional<SentenceId> after) {
    return edit(edit_kind::kMove, {}, [&]() -> Result<void> {
        if (auto distinct = detail::needDistinct(ids); !distinct) {
            return distinct;
        }
        if (after && std::ranges::find(ids, *after) != ids.end()) {
            return fail(ErrorCode::InvalidInput, "a sentence cannot be moved behind itself");
        }
        const auto there = standThere(database(), ids, after);
        if (!there || *there) {
            return there ? Result<void>{} : tl::unexpected(there.error());
        }
        const auto keys = detail::keysBehind(database(), after, ids.size());
        if (!keys) {
            return tl::unexpected(keys.error());
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto moved = database().run("UPDATE sentences SET sort_key = ? WHERE id = ?", {(*keys)[i], ids[i]});
            if (!moved) {
                return tl::unexpected(moved.error());
            }
            if (*moved == 0) {
                return detail::noSentence(ids[i]);
            }
        }
        return {};
    });
}

}  // namespace timbre
