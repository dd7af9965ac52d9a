// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/database.h"
#include "core/project/values.h"

namespace timbre::detail {

struct RowChange;

/// How much undo is kept: the oldest steps beyond either bound are dropped, the newest one never.
struct HistoryLimits {
    std::int64_t steps = 1'000;
    std::int64_t changes = 1'000'000;  ///< Row changes of all steps together; one over 10,000 rows is 10,000.
};

/// The undo history of a project, recorded by temporary triggers: whatever an edit does to a recorded table is in it,
/// so no edit can forget its inverse. All functions run inside the caller's transaction.
///
/// Takes that a rendering added outside the history belong to no step. When undo or redo removes their sentence they
/// become part of that step, so that they come back with it.
///
/// Sound that only the history still needs stays in the file until the last step that needs it is dropped.
class History {
  public:
    explicit History(HistoryLimits limits = {}) : limits_(limits) {}

    /// Sets the triggers up for this connection; once after opening.
    Result<void> attach(Database& database);

    /// What begin() started.
    struct Recording {
        std::int64_t entry = 0;
        std::int64_t lastChange = 0;  ///< Changes above this one belong to the present edit.
    };

    /// From here on changes are recorded. With a non-empty `mergeKey` equal to that of the newest step, and nothing to
    /// redo, they become part of that step.
    Result<Recording> begin(Database& database, std::string_view kind, std::string_view mergeKey);

    /// Stops recording, forgets what could be redone and drops what is over the limits. An edit that changed nothing
    /// leaves no step and what could be redone.
    /// @return what changed.
    Result<ProjectChange> finish(Database& database, const Recording& recording);

    /// The step that undo() or redo() would do next.
    static Result<std::optional<HistoryStep>> next(Database& database, bool redo);
    static Result<std::vector<HistoryStep>> steps(Database& database);

    struct Replayed {
        HistoryStep step;
        ProjectChange change;
    };
    /// InvalidInput: there is nothing to undo or redo. Corrupt: the history does not fit the content.
    Result<Replayed> undo(Database& database);
    Result<Replayed> redo(Database& database);

  private:
    Result<Replayed> replay(Database& database, bool redo);
    /// A step that is being replayed.
    struct Replay {
        std::int64_t entry = 0;
        bool redo = false;
        std::set<std::int64_t> leaving{};  ///< Takes that the step itself removes.
    };
    Result<void> replayOne(Database& database, const Replay& replay, const RowChange& change);
    Result<void> adoptTakes(Database& database, const Replay& replay, std::int64_t sentence);
    Result<void> trim(Database& database, std::int64_t newest);

    HistoryLimits limits_;
    std::map<std::string, std::vector<std::string>> columns_;  // by recorded table
};

}  // namespace timbre::detail
