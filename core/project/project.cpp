// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/audio/flac.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/project/project_state.h"
#include "core/project/schema.h"

namespace timbre {

namespace fs = std::filesystem;

namespace detail {

Result<void> checkText(std::string_view what, std::string_view text) {
    if (findInvalidUtf8(text) || text.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::InvalidInput, "the " + std::string(what) + " is not UTF-8 text");
    }
    return {};
}

namespace {

Result<void> checkJson(std::string_view what, std::string_view json, bool (nlohmann::json::*isRight)() const noexcept) {
    const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
    if ((parsed.*isRight)()) {
        return checkText(what, json);
    }
    return fail(ErrorCode::InvalidInput, "the " + std::string(what) + " are not the JSON they should be");
}

}  // namespace

Result<void> checkJsonObject(std::string_view what, std::string_view json) {
    return checkJson(what, json, &nlohmann::json::is_object);
}
Result<void> checkJsonArray(std::string_view what, std::string_view json) {
    return checkJson(what, json, &nlohmann::json::is_array);
}

tl::unexpected<Error> noSentence(SentenceId id) {
    return fail(ErrorCode::NotFound, "there is no sentence " + std::to_string(static_cast<std::uint64_t>(id)));
}
tl::unexpected<Error> noTake(TakeId id) {
    return fail(ErrorCode::NotFound, "there is no take " + std::to_string(static_cast<std::uint64_t>(id)));
}

Result<void> needUnlocked(Database& database, SentenceId id) {
    const auto locked = database.queryInteger("SELECT locked FROM sentences WHERE id = ?", {id});
    if (!locked) {
        return tl::unexpected(locked.error());
    }
    if (!*locked) {
        return noSentence(id);
    }
    if (**locked != 0) {
        return fail(ErrorCode::InvalidInput,
                    "sentence " + std::to_string(static_cast<std::uint64_t>(id)) + " is locked", "Unlock it first.");
    }
    return {};
}

Result<void> needUnlocked(Database& database, std::span<const SentenceId> ids) {
    for (const SentenceId id : ids) {
        if (auto free = needUnlocked(database, id); !free) {
            return free;
        }
    }
    return {};
}

Result<void> needDistinct(std::span<const SentenceId> ids) {
    std::vector<SentenceId> sorted(ids.begin(), ids.end());
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) {
        return fail(ErrorCode::InvalidInput, "a sentence is named twice");
    }
    return {};
}

}  // namespace detail

namespace {

/// Gives room that removed sound has left back to the file system, when it is worth it. Bounded, so that closing stays
/// quick; the rest waits for the next time. That it fails is no loss.
void shrink(Database& database) {
    constexpr std::int64_t kWorthwhilePages = 1'024;  // 4 MiB
    const auto unused = database.queryInteger("PRAGMA freelist_count");
    if (unused && unused->value_or(0) > kWorthwhilePages) {
        static_cast<void>(database.execute("PRAGMA incremental_vacuum(16384)"));
    }
}

}  // namespace

Result<PackedSound> packSound(const AudioClip& clip) {
    auto flac = encodeFlac(clip);
    if (!flac) {
        return tl::unexpected(flac.error());
    }
    return PackedSound{.flac = std::move(*flac),
                       .sampleRateHz = clip.sampleRateHz,
                       .channels = clip.channels,
                       .frames = clip.frames()};
}

namespace {

/// What lies under the name of a copy: a project that somebody has open must stay, and the journal of one that is replaced
/// must not be taken for the copy's.
Result<void> freeForReplacing(const fs::path& target) {
    std::error_code ignored;
    if (!fs::exists(target, ignored)) {
        return {};
    }
    if (auto there = Project::open(target)) {
        return there->close();
    } else if (there.error().code == ErrorCode::Io) {
        return tl::unexpected(there.error());
    }
    for (const char* ending : {"-wal", "-shm", "-journal"}) {
        fs::remove(fs::path(target) += ending, ignored);
    }
    return {};
}

}  // namespace

Project::Project(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() {
    if (state_) {
        static_cast<void>(close());
    }
}

Result<Project> Project::create(const fs::path& path, const ProjectLimits& limits) {
    auto database = Database::open(path, detail::projectFormat(), {.mode = DatabaseMode::CreateNew, .exclusive = true});
    if (!database) {
        return tl::unexpected(database.error());
    }
    return start(std::move(*database), limits);
}

Result<Project> Project::open(const fs::path& path, ProjectAccess access, const ProjectLimits& limits) {
    const bool readOnly = access == ProjectAccess::ReadOnly;
    constexpr int kPatienceMs = 200;  // the owner keeps its lock: waiting helps only while another is just closing
    auto database = Database::open(path, detail::projectFormat(),
                                   {.mode = readOnly ? DatabaseMode::ReadOnly : DatabaseMode::ReadWrite,
                                    .exclusive = true,
                                    .busyTimeoutMs = kPatienceMs});
    if (!database) {
        return tl::unexpected(database.error());
    }
    return start(std::move(*database), limits);
}

Result<Project> Project::start(Database database, const ProjectLimits& limits) {
    if (auto sound = detail::checkProjectShape(database); !sound) {
        return tl::unexpected(sound.error());
    }
    auto state = std::make_unique<State>(
        State{.database = std::move(database),
              .history = detail::History({.steps = limits.undoSteps, .changes = limits.undoChanges})});
    if (!state->database.isReadOnly()) {
        if (auto attached = state->history.attach(state->database); !attached) {
            return tl::unexpected(attached.error());
        }
    }
    return Project(std::move(state));
}

Result<void> Project::close() {
    if (!state_->database.isReadOnly()) {
        shrink(state_->database);
    }
    return state_->database.close();
}

Result<void> Project::saveCopyAs(const fs::path& target, std::stop_token stop) {
    std::error_code ignored;
    if (fs::equivalent(path(), target, ignored)) {
        return fail(ErrorCode::InvalidInput, "cannot copy " + displayPath(target) + " onto itself",
                    "Choose another name.");
    }
    if (auto free = freeForReplacing(target); !free) {
        return free;
    }
    return database().copyTo(target, std::move(stop));
}

Result<void> Project::verify() { return database().verify(); }
const fs::path& Project::path() const { return state_->database.path(); }
bool Project::isReadOnly() const { return state_->database.isReadOnly(); }
void Project::setListener(ProjectListener listener) { state_->listener = std::move(listener); }
Database& Project::database() const { return state_->database; }

Error Project::readOnlyError() const {
    return {ErrorCode::Io, displayPath(path()) + " is open for reading only", "Save a copy and edit that."};
}

Result<void> Project::edit(std::string_view kind, std::string_view mergeKey,
                           const std::function<Result<void>()>& work) {
    State& state = *state_;
    if (state.database.isReadOnly()) {
        return tl::unexpected(readOnlyError());
    }
    if (state.editing) {  // inside group(): a part that failed may be half done, so the whole has failed with it
        if (auto done = state.failure ? Result<void>(tl::unexpected(*state.failure)) : work(); !done) {
            state.failure = done.error();
            return done;
        }
        return {};
    }
    state.editing = true;
    state.failure.reset();
    auto changed = state.database.transaction([&]() -> Result<ProjectChange> {
        const auto recording = state.history.begin(state.database, kind, mergeKey);
        if (!recording) {
            return tl::unexpected(recording.error());
        }
        if (auto done = work(); !done || state.failure) {
            return tl::unexpected(state.failure ? *state.failure : done.error());
        }
        return state.history.finish(state.database, *recording);
    });
    state.editing = false;
    if (!changed) {
        return tl::unexpected(changed.error());
    }
    if (state.listener && !changed->empty()) {
        state.listener(*changed);
    }
    return {};
}

Result<void> Project::group(std::string_view kind, const std::function<Result<void>()>& work) {
    return edit(kind, {}, work);
}

Result<std::optional<HistoryStep>> Project::nextUndo() const { return detail::History::next(database(), false); }
Result<std::optional<HistoryStep>> Project::nextRedo() const { return detail::History::next(database(), true); }
Result<std::vector<HistoryStep>> Project::history() const { return detail::History::steps(database()); }
Result<HistoryStep> Project::undo() { return replay(false); }
Result<HistoryStep> Project::redo() { return replay(true); }

Result<HistoryStep> Project::replay(bool redo) {
    State& state = *state_;
    if (state.database.isReadOnly()) {
        return tl::unexpected(readOnlyError());
    }
    if (state.editing) {
        return fail(ErrorCode::Internal, "undo inside an edit");
    }
    auto replayed = state.database.transaction(
        [&] { return redo ? state.history.redo(state.database) : state.history.undo(state.database); });
    if (!replayed) {
        return tl::unexpected(replayed.error());
    }
    if (state.listener && !replayed->change.empty()) {
        state.listener(replayed->change);
    }
    return replayed->step;
}

}  // namespace timbre
