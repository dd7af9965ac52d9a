// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/loudness.h"
#include "core/audio/peaks.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/project/values.h"
#include "core/studio/book_protocol.h"
#include "core/studio/job_id.h"
#include "core/studio/sound_protocol.h"
#include "core/studio/voice_protocol.h"
#include "core/text/text.h"

/// What crosses the boundary between the studio and whoever holds it (window, service): values only. No widget, no tensor
/// and no reference into a document; big things travel as shared_ptr<const ...>.
namespace timbre {

/// Everything but the words that decides how a sentence sounds.
struct SpeechRecipe {
    VoiceVersionId voice;
    std::string language = "en";
    SpeakSettings speak;
    bool operator==(const SpeechRecipe&) const = default;
};

/// Which opening of which project; never used twice in a process, 0 is none. Ids of sentences and takes mean nothing
/// without it.
enum class ProjectId : std::uint64_t {};

struct ScriptSentence {
    SentenceId id{};
    std::string text;  ///< UTF-8.
    TextBreak breakAfter = TextBreak::Sentence;
    std::optional<TakeId> take{};  ///< Of the command's project: heard as it is, without the engine.
};

// ---- Commands ------------------------------------------------------------------------------------------------------

/// Answer: VoicesListed.
struct ListVoices {
    JobId job{};
};

/// Loads a voice into memory, so that its first sentence comes quickly. Answer: VoicePrepared.
struct PrepareVoice {
    JobId job{};
    VoiceVersionId voice;
};

/// Cuts text into sentences. Answer: TextSplit.
struct SplitText {
    JobId job{};
    std::string text;  ///< UTF-8.
    std::string language = "en";
};

/// Reads a text file of any usual encoding and cuts it into sentences. Answer: TextSplit.
struct OpenText {
    JobId job{};
    std::filesystem::path file;
    std::string language = "en";
};

/// Answers: SentenceStarted and then SentenceReady or SentenceFailed for each, in order. What the engine makes becomes a
/// take of `project`, which says so by a ProjectChanged of its own.
struct RenderSentences {
    JobId job{};
    ProjectId project{};
    std::vector<ScriptSentence> sentences;
    SpeechRecipe recipe;
    int pauseMs = 350;  ///< Between the sentences inside one line.
};

/// Renders what is not in the cache yet and writes one file. Answer: FileWritten.
struct RenderToFile {
    JobId job{};
    ProjectId project{};
    std::vector<ScriptSentence> sentences;
    SpeechRecipe recipe;
    int pauseMs = 350;  ///< Between sentences; see NarrationSettings.
    std::optional<LoudnessGoal> loudness{};  ///< Unset: the engine's own level.
    std::filesystem::path target{};          ///< The extension chooses the exporter.
    std::optional<std::filesystem::path> subtitles{};
    std::string title{};
};

/// Opens a project file, or makes one. The one before stays open until the new one is. Answer: ProjectOpened.
struct OpenProject {
    JobId job{};
    std::filesystem::path file;
    bool create = false;  ///< AlreadyExists where there is a file of that name.
};

// Edits of a project; see the functions of Project with these names.
struct InsertRows {
    std::vector<ScriptRow> rows;
    std::optional<SentenceId> after{};  ///< Where that row is gone by now, they go to the end.
};
struct RemoveRows {
    std::vector<SentenceId> ids;
};
struct SetRowText {
    SentenceId id{};
    std::string text;
};
struct PatchRows {
    std::vector<SentenceId> ids;
    RowPatch patch;
};
struct MoveRows {
    std::vector<SentenceId> ids;
    std::optional<SentenceId> after{};
};
struct ChooseVoice {  ///< For rows that name none.
    VoiceVersionId voice;
    std::string language = "en";
};
struct PutSetting {
    std::string key;
    std::string value;
};
using ProjectEdit =
    std::variant<InsertRows, RemoveRows, SetRowText, PatchRows, MoveRows, ChooseVoice, PutSetting>;

/// One undo step, or none of it. Edits are done in the order they were posted, also those that still wait when the studio
/// goes, and cannot be cancelled. Answer: ProjectChanged, unless nothing changed.
struct EditProject {
    JobId job{};
    ProjectId project{};
    std::vector<ProjectEdit> edits;
    std::string kind{};      ///< Of the step, see core/project/edits.h. May be empty for a single edit.
    std::string mergeKey{};  ///< Of a single edit: a step before it with the same key goes on (dragging, typing).
};

/// Answer: ProjectChanged.
struct StepProject {
    JobId job{};
    ProjectId project{};
    bool redo = false;
};

/// Fetches the sound of takes. Answer: TakeLoaded for each that is there.
struct LoadTakes {
    JobId job{};
    ProjectId project{};
    std::vector<TakeId> takes;
};

/// Writes the project under another name and goes on in that file; what lies there is replaced, unless somebody has it open.
/// Done, like edits, when it was posted. Answer: ProjectMoved.
struct SaveProjectAs {
    JobId job{};
    ProjectId project{};
    std::filesystem::path target;
};

/// Ends a job early, waiting or running; its JobFinished says Cancelled. Unknown and finished jobs are ignored, and what
/// opens, edits and saves projects.
struct CancelJob {
    JobId job{};
};

/// One variant of the alternatives of several.
template <typename... Variants>
struct Joined;
template <typename... Alternatives>
struct Joined<std::variant<Alternatives...>> {
    using Type = std::variant<Alternatives...>;
};
template <typename... Left, typename... Right, typename... Rest>
struct Joined<std::variant<Left...>, std::variant<Right...>, Rest...> : Joined<std::variant<Left..., Right...>, Rest...> {};

/// Whether a type is one of a variant's alternatives.
template <typename T, typename Variant>
inline constexpr bool kIsOneOf = false;
template <typename T, typename... Alternatives>
inline constexpr bool kIsOneOf<T, std::variant<Alternatives...>> = (std::is_same_v<T, Alternatives> || ...);

using ScriptCommand = std::variant<ListVoices, PrepareVoice, SplitText, OpenText, RenderSentences, RenderToFile,
                                   OpenProject, EditProject, StepProject, LoadTakes, SaveProjectAs, CancelJob>;
using Command = Joined<ScriptCommand, VoiceCommand, SoundCommand, BookCommand>::Type;

// ---- Events --------------------------------------------------------------------------------------------------------

struct VoicesListed {
    JobId job{};
    std::vector<VoiceSummary> voices;  ///< By name.
    std::vector<Error> problems;       ///< Folders that could not be read.
};

struct VoicePrepared {
    JobId job{};
    VoiceVersionId voice;
    VoiceSeal seal{};
    double loadSeconds = 0.0;
};

struct TextSplit {
    JobId job{};
    std::vector<TextSpan> spans;
};

struct SentenceStarted {
    JobId job{};
    SentenceId sentence{};
};

/// What is known about one rendering.
struct TakeFacts {
    std::uint64_t seed = 0;
    double renderSeconds = 0.0;
    bool fromCache = false;
    bool fromTake = false;  ///< Out of the project, not made now.
    int attempts = 1;       ///< How often the engine drew it until its own checks were content.
    std::string remark{};   ///< What they still find wrong; empty: nothing.
};

struct SentenceReady {
    JobId job{};
    SentenceId sentence{};
    SharedClip clip;
    std::shared_ptr<const Peaks> peaks;
    std::shared_ptr<const std::vector<WordTime>> words;  ///< In the clip's time; may be empty.
    TakeFacts facts;
    std::optional<TakeId> take{};  ///< Which it is, where it came out of the project.
};

/// This sentence cannot be spoken; the job goes on with the next.
struct SentenceFailed {
    JobId job{};
    SentenceId sentence{};
    Error error;
};

/// Thinned at the source to 30 a second; the last one of a stage always comes.
struct JobProgress {
    JobId job{};
    int done = 0;
    int total = 0;
    std::string stage{};  ///< Short English name of what is being done ("checking the recordings"); may be empty.
};

struct FileWritten {
    JobId job{};
    std::filesystem::path target;
    std::optional<std::filesystem::path> subtitles;
    double seconds = 0.0;       ///< Of sound.
    double renderSeconds = 0.0;
    std::optional<LoudnessReport> loudness;
    std::vector<std::string> skipped;  ///< Sentences that could not be spoken.
};

/// Kinds of the steps that undo and redo would do next.
struct UndoState {
    std::optional<std::string> undo{};
    std::optional<std::string> redo{};
    bool operator==(const UndoState&) const = default;
};

struct ProjectOpened {
    JobId job{};
    ProjectId project{};
    std::filesystem::path file;
    ProjectSettings settings;
    std::map<std::string, std::string> others;  ///< What PutSetting wrote.
    std::vector<ScriptRow> rows;                ///< In order.
    std::vector<Take> takes;                    ///< The chosen ones.
    UndoState undo;
};

/// What is different in the project. Comes for every change, in order, whatever has become of the job: after it the
/// receiver knows the project as it is in the file.
struct ProjectChanged {
    JobId job{};  ///< 0: a rendering was kept.
    ProjectId project{};
    std::optional<std::vector<SentenceId>> order{};  ///< Of all rows, where it changed.
    std::vector<ScriptRow> rows;                     ///< New and changed ones.
    std::vector<SentenceId> inserted;                ///< In order.
    std::vector<Take> takes;                         ///< The chosen ones of `rows`.
    std::optional<ProjectSettings> settings{};       ///< With the settings below: where they changed.
    std::map<std::string, std::string> others;
    UndoState undo;
};

/// A rendering was heard but could not be put into the project (disk full, read-only).
struct RenderingNotKept {
    JobId job{};
    ProjectId project{};
    SentenceId sentence{};
    Error error;
};

/// The same project, with the same ids, lies in another file now.
struct ProjectMoved {
    JobId job{};
    ProjectId project{};
    std::filesystem::path file;
};

struct TakeLoaded {
    JobId job{};
    ProjectId project{};
    SentenceId sentence{};
    TakeId take{};
    SharedClip clip;
    std::shared_ptr<const Peaks> peaks;
    std::shared_ptr<const std::vector<WordTime>> words;
};

/// The last event of a job: exactly one a job, cancelled ones too.
struct JobFinished {
    JobId job{};
    Result<void> outcome;
};

using ScriptEvent =
    std::variant<VoicesListed, VoicePrepared, TextSplit, SentenceStarted, SentenceReady, SentenceFailed, JobProgress,
                 FileWritten, ProjectOpened, ProjectChanged, ProjectMoved, RenderingNotKept, TakeLoaded, JobFinished>;
using Event = Joined<ScriptEvent, VoiceEvent, SoundEvent, BookEvent>::Type;

/// Where events go. Called on a thread of the studio's, or on the caller's for a job that never started; returns quickly.
using EventSink = std::function<void(Event)>;

inline JobId jobOf(const Event& event) {
    return std::visit([](const auto& value) { return value.job; }, event);
}
/// Whether this event comes whatever has become of its job, or without one.
inline bool isUnsolicited(const Event& event) {
    return jobOf(event) == JobId{} || std::holds_alternative<ProjectChanged>(event) ||
           std::holds_alternative<RenderingNotKept>(event) || std::holds_alternative<TakeRecorded>(event);
}
inline JobId jobOf(const Command& command) {
    return std::visit([](const auto& value) { return value.job; }, command);
}

}  // namespace timbre
