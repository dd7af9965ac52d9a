// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/database.h"
#include "core/project/history.h"
#include "core/project/project.h"

/// Internal to core/project: what the files behind Project share.
namespace timbre {

struct Project::State {
    Database database;
    detail::History history;
    ProjectListener listener{};
    bool editing = false;
    std::optional<Error> failure{};  // of a part of the present group
};

namespace detail {

inline Result<void> asVoid(const Result<std::int64_t>& done) {
    return done ? Result<void>{} : tl::unexpected(done.error());
}

/// UTF-8 without the NUL character, which SQLite's text functions stop at. InvalidInput names `what`.
Result<void> checkText(std::string_view what, std::string_view text);
Result<void> checkJsonObject(std::string_view what, std::string_view json);
Result<void> checkJsonArray(std::string_view what, std::string_view json);

tl::unexpected<Error> noSentence(SentenceId id);
tl::unexpected<Error> noTake(TakeId id);

/// NotFound, or InvalidInput where it is locked.
Result<void> needUnlocked(Database& database, SentenceId id);
Result<void> needUnlocked(Database& database, std::span<const SentenceId> ids);

/// InvalidInput where an id is there twice.
Result<void> needDistinct(std::span<const SentenceId> ids);

}  // namespace detail
}  // namespace timbre
