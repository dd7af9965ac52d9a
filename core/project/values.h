// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/text/text.h"

/// What a project is made of, as values: read from a Project, changed by its edits.
namespace timbre {

enum class TakeId : std::uint64_t {};
enum class LexiconId : std::uint64_t {};

/// What the author thinks of a sentence.
enum class ReviewState { Open, Approved, Problem };

/// How one sentence is to be spoken. Neutral values are the voice's own way of speaking.
struct SentenceProsody {
    double speedScale = 1.0;              ///< 0.25..4.
    double pitchSemitones = 0.0;          ///< -24..24.
    double intonationScale = 1.0;         ///< 0 (flat) .. 3: range of the pitch.
    double volumeDb = 0.0;                ///< -60..24.
    std::optional<double> pauseMs{};      ///< Behind the sentence, 0..60000; unset: by the kind of break.
    std::string style{};                  ///< Emotion or manner, a name that the voice knows; empty is neutral.
    std::optional<std::uint64_t> seed{};  ///< Pinned; unset: the engine's choice.
    std::string engineSettings = "{}";    ///< JSON object of the engine's own settings, kept as it is.
    bool operator==(const SentenceProsody&) const = default;
};

/// One row of the script.
struct ScriptRow {
    SentenceId id{};
    std::string text{};  ///< UTF-8; may be empty.
    TextBreak breakAfter = TextBreak::Sentence;
    VoiceVersionId voice{};  ///< Empty: the project's.
    std::string language{};  ///< Empty: the project's.
    std::string role{};      ///< Who speaks, of the cast; empty is the narrator.
    std::string notes{};     ///< Not spoken.
    ReviewState state = ReviewState::Open;
    bool locked = false;  ///< Finished: words, voice, prosody and chosen take stay as they are until it is unlocked.
    std::optional<TakeId> chosenTake{};
    SentenceProsody prosody{};
    bool operator==(const ScriptRow&) const = default;
};

/// What to change in some rows; what is unset stays.
struct RowPatch {
    std::optional<TextBreak> breakAfter{};
    std::optional<VoiceVersionId> voice{};
    std::optional<std::string> language{};
    std::optional<std::string> role{};
    std::optional<std::string> notes{};
    std::optional<ReviewState> state{};
    std::optional<bool> locked{};
    std::optional<double> speedScale{};
    std::optional<double> pitchSemitones{};
    std::optional<double> intonationScale{};
    std::optional<double> volumeDb{};
    std::optional<std::optional<double>> pauseMs{};
    std::optional<std::string> style{};
    std::optional<std::optional<std::uint64_t>> seed{};
    std::optional<std::string> engineSettings{};
};

struct SentenceText {
    SentenceId id{};
    std::string text;
};

struct TextReplacement {
    std::string find;  ///< Taken literally; not empty.
    std::string replacement{};
    bool matchCase = true;
    std::vector<SentenceId> only{};  ///< Empty: the whole script.
};

struct ReplaceReport {
    std::size_t occurrences = 0;
    std::size_t rows = 0;
    std::size_t lockedRows = 0;  ///< Would have changed, but are locked.
};

/// Sound as it is stored in a take.
struct PackedSound {
    std::string flac;
    int sampleRateHz = 0;
    int channels = 0;
    std::uint64_t frames = 0;
};

/// One rendering of a sentence; its sound is fetched on its own. Never changes but for star, note and checks.
struct Take {
    TakeId id{};
    SentenceId sentence{};
    std::string created{};  ///< UTC, ISO 8601. Empty when it is added: now.
    std::string text{};     ///< What was spoken; differs from the row's once that was edited.
    std::string engine{};   ///< EngineFacts::id.
    std::string engineVersion{};
    VoiceVersionId voice{};
    std::string language{};
    std::uint64_t seed = 0;
    std::string settings = "{}";  ///< JSON object: the prosody it was spoken with.
    std::string words = "[]";     ///< JSON array: when each word sounds.
    std::string checks = "{}";    ///< JSON object: recognition errors, similarity, loudness, ...
    std::string note{};
    double renderSeconds = 0.0;
    bool starred = false;
    int sampleRateHz = 0;  ///< These three come from the sound.
    int channels = 0;
    std::uint64_t frames = 0;
    bool operator==(const Take&) const = default;
};

/// How a word is to be read.
struct LexiconEntry {
    LexiconId id{};
    std::string word;        ///< Not empty; unique with language and scope.
    std::string reading;     ///< In the notation of the language's front end.
    std::string language{};  ///< BCP 47 primary tag; empty: every one.
    std::string scope{};     ///< Empty: the whole project; "voice:ID" or "role:NAME" narrows it.
    std::string note{};
    int priority = 5;  ///< 1..9; the higher one wins where several entries fit.
    bool operator==(const LexiconEntry&) const = default;
};

struct ProjectSettings {
    std::string title{};
    VoiceVersionId voice{};  ///< For rows that name none.
    std::string language = "en";
    std::string exportSettings = "{}";  ///< JSON object, kept as it is.
    bool operator==(const ProjectSettings&) const = default;
};

/// One step of undo. `kind` is a stable word ("insert", "text", "remove-takes", ...: see edits.h); a newer version may
/// have written one that is not known here.
struct HistoryStep {
    std::int64_t id = 0;
    std::string kind;
    std::string time;       ///< UTC, ISO 8601.
    std::int64_t rows = 0;  ///< How many rows of the file it touched.
};

/// What an edit, an undo or a redo changed; the listener reads the new state from the project.
struct ProjectChange {
    std::vector<SentenceId> inserted{};
    std::vector<SentenceId> removed{};
    std::vector<SentenceId> changed{};  ///< Content, not place.
    std::vector<SentenceId> moved{};    ///< Their place may have changed; read the order anew.
    std::vector<SentenceId> takes{};    ///< Takes were added, removed or marked.
    bool lexicon = false;
    bool settings = false;
    [[nodiscard]] bool empty() const {
        return inserted.empty() && removed.empty() && changed.empty() && moved.empty() && takes.empty() && !lexicon &&
               !settings;
    }
    bool operator==(const ProjectChange&) const = default;
};

}  // namespace timbre
