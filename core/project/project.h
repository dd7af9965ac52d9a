// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A project: one `.timbre` file that holds the script, how each sentence is spoken, every take with its sound,
// readings, settings and the whole undo history. There is nothing to save: each edit is one transaction, on disk when
// it returns.
//
// For who copies the file by hand: while it is open, or after a crash, the newest edits stand in NAME.timbre-wal beside
// it; take both, or use saveCopyAs(). After a clean close there is the one file. See core/base/database.h.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"
#include "core/project/edits.h"
#include "core/project/values.h"

namespace timbre {

class Database;

enum class ProjectAccess { Edit, ReadOnly };

/// How much undo a project keeps: the oldest steps beyond either bound are dropped, and with them sound that only they
/// needed; the newest step is always kept.
struct ProjectLimits {
    std::int64_t undoSteps = 1'000;
    std::int64_t undoChanges = 1'000'000;  ///< Row changes of all steps together; a step over 10,000 rows has 10,000.
};

/// Told after an edit, undo or redo is on disk, on the thread that did it.
using ProjectListener = std::function<void(const ProjectChange&)>;

/// The words as the file keeps them, FLAC of 16 bits. Slow enough to be done off the GUI thread; needs no project.
/// Errors: encodeFlac()'s.
Result<PackedSound> packSound(const AudioClip& clip);

/// An open project. One process at a time has it open for editing: a second one is told that it is in use.
///
/// Every edit is one transaction and one undo step, or none of it: after an error (Io: disk full, read-only; NotFound:
/// no such row; InvalidInput: a value out of range, text that is not UTF-8, a locked sentence) the project is as before
/// and goes on working. An edit that changes nothing is no step. Edits with a `mergeKey` equal to that of the step
/// before become one step with it (typing, dragging a slider): let it name row and gesture. Locks hold words, voice,
/// language, role, prosody, chosen take, splitting, joining and removal; not notes, state, break and place. Thread:
/// any, one at a time.
class Project {
  public:
    /// Makes a new file; it appears only when whole. AlreadyExists, Io.
    static Result<Project> create(const std::filesystem::path& path, const ProjectLimits& limits = {});

    /// NotFound: no such file. Corrupt: cut, damaged, or not a project. Unsupported: of a newer major format, or an
    /// older one opened read-only. Io: no rights, in use by another process or window. An older file is migrated first.
    static Result<Project> open(const std::filesystem::path& path, ProjectAccess access = ProjectAccess::Edit,
                                const ProjectLimits& limits = {});

    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    ~Project();

    /// Afterwards there is one file. Any later call fails with Internal. An error here loses nothing.
    Result<void> close();

    /// A complete copy, also of what is not in the main file yet; replaces an older file there when it is whole. The
    /// project itself stays where it is. InvalidInput: onto itself. Cancelled. Io: also where the project there is in use.
    Result<void> saveCopyAs(const std::filesystem::path& target, std::stop_token stop = {});

    /// Looks at every page; slow on big projects. Corrupt.
    Result<void> verify();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] bool isReadOnly() const;
    void setListener(ProjectListener listener);

    // ---- Script

    [[nodiscard]] Result<std::vector<ScriptRow>> rows() const;  ///< In order.
    [[nodiscard]] Result<ScriptRow> row(SentenceId id) const;
    [[nodiscard]] Result<std::vector<SentenceId>> order() const;

    /// Puts rows in behind `after` (nothing: at the start). Their ids and chosen takes are not looked at.
    /// @return the new ids, in order.
    Result<std::vector<SentenceId>> insert(std::span<const ScriptRow> rows, std::optional<SentenceId> after);
    Result<void> remove(std::span<const SentenceId> ids);  ///< With their takes.
    Result<void> setText(SentenceId id, std::string_view text, std::string_view mergeKey = {});
    Result<void> setTexts(std::span<const SentenceText> texts);  ///< One step: for what a search has prepared.
    Result<ReplaceReport> replaceText(const TextReplacement& wish);
    Result<void> change(std::span<const SentenceId> ids, const RowPatch& patch, std::string_view mergeKey = {});
    /// Cuts the text before the byte `at`; white space at the cut goes. The new row behind it has the same settings and
    /// no takes. InvalidInput: the cut lies inside a character or leaves a side without text.
    Result<SentenceId> split(SentenceId id, std::size_t at);
    /// Joins rows that follow each other into the first; the takes of the others go.
    Result<void> join(std::span<const SentenceId> ids, std::string_view separator = " ");
    /// Moves rows, in the order given, behind `after` (nothing: to the start), which is none of them.
    Result<void> move(std::span<const SentenceId> ids, std::optional<SentenceId> after);

    // ---- Takes

    [[nodiscard]] Result<std::vector<Take>> takes() const;                     ///< Of all sentences, oldest first.
    [[nodiscard]] Result<std::vector<Take>> takes(SentenceId sentence) const;  ///< Oldest first.
    [[nodiscard]] Result<Take> take(TakeId id) const;
    [[nodiscard]] Result<AudioClip> takeSound(TakeId id) const;   ///< Corrupt: the sound is damaged.
    [[nodiscard]] Result<std::string> takeFlac(TakeId id) const;  ///< The same as it is stored; see decodeFlac().

    /// Adds a rendering to `take.sentence`; never replaces one. `choose` makes it the sentence's chosen take unless the
    /// sentence is locked. The id and layout in `take` are not looked at.
    Result<TakeId> addTake(const Take& take, const PackedSound& sound, bool choose);
    /// Adds and chooses what an engine made of a sentence. No edit of the user's: it is no undo step, leaves what can be
    /// redone, and is still there after undo and redo, also where these remove and bring back its sentence. Where the
    /// sentence has a take of the same words, language, voice, engine version, seed and settings, that one is chosen and
    /// `sound` not looked at. A locked sentence keeps its chosen take.
    /// @return the take that holds the rendering.
    Result<TakeId> keepRendering(const Take& take, const PackedSound& sound);
    Result<void> starTakes(std::span<const TakeId> ids, bool starred);
    Result<void> setTakeNote(TakeId id, std::string_view note, std::string_view mergeKey = {});
    Result<void> chooseTake(SentenceId sentence, std::optional<TakeId> take);
    /// Their sound stays in the file as long as undo can bring them back. A chosen take of a locked sentence is
    /// refused.
    Result<void> removeTakes(std::span<const TakeId> ids);
    /// Writes down what a check found out later: no edit of the user's, so no undo step; it survives undo and redo.
    Result<void> setTakeChecks(TakeId id, std::string_view checksJson);

    // ---- Readings

    [[nodiscard]] Result<std::vector<LexiconEntry>> lexicon() const;
    /// AlreadyExists: the word has a reading in that language and scope.
    Result<std::vector<LexiconId>> addReadings(std::span<const LexiconEntry> entries);
    /// Adds words; those that have a reading in that language and scope get the new one. Ids are not looked at.
    /// @return how many had one.
    Result<std::size_t> putReadings(std::span<const LexiconEntry> entries);
    Result<void> changeReading(const LexiconEntry& entry);
    Result<void> removeReadings(std::span<const LexiconId> ids);

    // ---- Settings

    [[nodiscard]] Result<ProjectSettings> settings() const;
    Result<void> setSettings(const ProjectSettings& settings);
    /// Further settings by name, any text; nothing where it was never set.
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view key) const;
    [[nodiscard]] Result<std::map<std::string, std::string>> otherSettings() const;  ///< All that setSetting() wrote.
    Result<void> setSetting(std::string_view key, std::string_view value, std::string_view mergeKey = {});

    // ---- Undo

    /// Everything that `work` edits is one transaction and one step; it fails as a whole when `work` fails.
    Result<void> group(std::string_view kind, const std::function<Result<void>()>& work);

    [[nodiscard]] Result<std::optional<HistoryStep>> nextUndo() const;
    [[nodiscard]] Result<std::optional<HistoryStep>> nextRedo() const;
    [[nodiscard]] Result<std::vector<HistoryStep>> history() const;  ///< What can be undone, oldest first.
    Result<HistoryStep> undo();                                      ///< InvalidInput: there is nothing to undo.
    Result<HistoryStep> redo();                                      ///< InvalidInput: there is nothing to redo.

  private:
    struct State;
    explicit Project(std::unique_ptr<State> state) noexcept;
    static Result<Project> start(Database database, const ProjectLimits& limits);
    [[nodiscard]] Database& database() const;
    [[nodiscard]] Error readOnlyError() const;
    Result<void> edit(std::string_view kind, std::string_view mergeKey, const std::function<Result<void>()>& work);
    Result<HistoryStep> replay(bool redo);
    Result<std::vector<SentenceId>> insertRows(std::span<const ScriptRow> rows, std::optional<SentenceId> after);
    Result<void> removeRows(std::span<const SentenceId> ids);

    std::unique_ptr<State> state_;
};

}  // namespace timbre
