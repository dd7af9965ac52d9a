// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/quality.h"
#include "core/audio/recorder.h"
#include "core/base/result.h"
#include "core/voice/clip_offer.h"
#include "core/voice/coverage.h"
#include "core/voice/recording_script.h"

namespace timbre {

struct BookPlan;

/// What TakeFinding::code may be besides problemName() of the quality check.
namespace finding {
inline constexpr std::string_view kHalfRead = "half_read";      ///< The end of the line is missing.
inline constexpr std::string_view kWrongLine = "wrong_line";    ///< Something else was said.
inline constexpr std::string_view kSkippedWord = "skipped_word";
inline constexpr std::string_view kKnock = "knock";             ///< A short noise, such as a door.
inline constexpr std::string_view kSoundLost = "sound_lost";    ///< The computer or the device dropped sound.
inline constexpr std::string_view kRecordingDied = "recording_died";  ///< The program or the device ended in the middle of it.
}  // namespace finding

/// Something that is wrong with a take.
struct TakeFinding {
    std::string code;  ///< Stable identifier; a newer program may have written one that is unknown here.
    Verdict verdict = Verdict::Usable;
    std::optional<double> atSeconds{};  ///< Where in the take, if it is at one place.
    bool operator==(const TakeFinding&) const = default;
};

/// One reading of a line.
struct LineTake {
    int number = 0;        ///< From 1 within its line; not given again while the book knows the take.
    std::string file;      ///< Below the book's folder: "takes/L05-2.wav".
    std::string recorded;  ///< UTC, ISO 8601, when it ended.
    double seconds = 0.0;
    double spokenSeconds = 0.0;  ///< QualityReport::spokenSeconds; 0: unknown, as in books from before it was kept.
    bool measured = false;  ///< The figures below and the verdict were measured; false for a rescued take nobody judged.
    double snrDb = 0.0;
    double speechDbfs = kLowestDbfs;
    double noiseFloorDbfs = kLowestDbfs;
    double peakDbfs = kLowestDbfs;
    double loudnessLufs = kLowestDbfs;  ///< For playing takes against one another at one loudness.
    Verdict verdict = Verdict::Good;    ///< The worst of the findings'.
    std::vector<TakeFinding> findings;  ///< Worst first.
    bool keptKnowingly = false;         ///< The user wants it in spite of RecordAgain.
    bool beingHeard = false;            ///< Its words are being checked; never stored.
    bool guessed = false;               ///< The line's words were guessed from it, and nobody has confirmed that it says them.
    bool cutShort = false;              ///< Rescued: its recorder was killed.
    bool removed = false;               ///< Waits for restoreTake() or purgeRemoved(); counts as not there.
    bool removedWhileChosen = false;    ///< restoreTake() chooses it again, unless another was chosen since:
    int chosenInstead = 0;              ///< the take that was chosen in its place then; 0: there was none.
    bool operator==(const LineTake&) const = default;
};

struct BookLine {
    ScriptLine line;
    bool draft = false;       ///< The text was guessed from a sound and nobody has confirmed it or read it aloud since.
    int chosen = 0;           ///< Number of the take in use; 0: none.
    std::vector<LineTake> takes;  ///< By number, removed ones too.
    bool operator==(const BookLine&) const = default;
};

struct RoomTone {
    std::string file;  ///< Below the book's folder.
    std::string recorded;
    double seconds = 0.0;
    double noiseDbfs = kLowestDbfs;
    bool operator==(const RoomTone&) const = default;
};

/// "This is my own voice, or I have its owner's permission."
struct BookConsent {
    std::string given;     ///< UTC, ISO 8601; empty: never.
    std::string sentence;  ///< As it stood beside the box.
    std::string language;  ///< Of that sentence.
    bool operator==(const BookConsent&) const = default;
};

/// All a book holds, as a value that may go to another thread.
struct BookState {
    std::string id;
    std::filesystem::path folder;
    std::string name;      ///< Of the voice it is for; may be empty.
    std::string language;
    std::string scriptId;  ///< RecordingScript::id.
    std::string title;     ///< RecordingScript::title.
    std::string created;   ///< UTC, ISO 8601.
    std::size_t shortLines = 0;
    BookConsent consent;
    std::optional<RoomTone> roomTone;
    std::vector<BookLine> lines;
    std::string voiceId;   ///< Voice::id of what was made from it last; empty: nothing yet.
    int voiceVersion = 0;  ///< The newest version of that; 0: not known.
    std::vector<std::string> voices;  ///< Voice::id of all that was made from it, oldest first.
    std::int64_t used = 0;  ///< Larger than those of the books that were opened before it.
    bool operator==(const BookState&) const = default;
};

struct LineState {
    enum class Kind {
        New,            ///< Not read yet.
        Good,           ///< The chosen take can be used.
        Again,          ///< The chosen take should be read again; `problem` says why.
        KeptKnowingly,  ///< As Again, but the user keeps it.
        BeingHeard,     ///< Its sound can be used; whether it says the line is being found out.
    };
    Kind kind = Kind::New;
    std::optional<TakeFinding> problem{};  ///< The worst of the chosen take, also of a good one; none when nothing is wrong.
    bool operator==(const LineState&) const = default;
};

[[nodiscard]] LineState stateOf(const BookLine& line);
/// The line of that id, or null. The same for a take that is not removed.
[[nodiscard]] const BookLine* findLine(const BookState& book, std::string_view lineId);
[[nodiscard]] const LineTake* findTake(const BookLine& line, int number);
[[nodiscard]] const LineTake* chosenTake(const BookLine& line);
/// Nobody has confirmed the line's words for the take in use: they, or that it says them, are a guess.
[[nodiscard]] bool isDraft(const BookLine& line);
/// Ids of the lines that are Good or KeptKnowingly and no drafts.
[[nodiscard]] std::set<std::string> linesDone(const BookState& book);
[[nodiscard]] Coverage coverageOf(const BookState& book);
/// What the line's take adds to a voice: its speech with natural pauses. Where that was not measured, the take's length,
/// but no more than half as much again as calm reading of the line takes, and a second of pauses.
[[nodiscard]] double spokenSecondsOf(const BookLine& line, const LineTake& take);
/// spokenSecondsOf() the chosen takes of linesDone().
[[nodiscard]] double secondsDone(const BookState& book);
/// The chosen take of each of linesDone(), in the order of the lines, with its text: for makeVoice().
[[nodiscard]] std::vector<ClipOffer> clipOffers(const BookState& book);
/// The lines again as a script.
[[nodiscard]] RecordingScript scriptOf(const BookState& book);

struct BookFacts {
    std::string name;
    RecordingScript script;  ///< Its lines are copied into the book; may have none, for a book of opened files.
    std::int64_t used = 0;   ///< As BookState::used.
};

/// A take that is about to be recorded.
struct PlannedTake {
    std::string lineId;  ///< Empty: the room tone.
    int number = 0;
    std::filesystem::path file;  ///< The target for the recorder.
};

/// A recording whose recorder was killed, found again.
struct RescuedTake {
    std::string lineId;
    int number = 0;
    double seconds = 0.0;
};

/// A book as a list shows it.
struct BookSummary {
    std::string id;
    std::string name;
    std::string language;
    std::string created;
    std::string scriptId;  ///< RecordingScript::id.
    std::string voiceId;
    std::vector<std::string> voices;  ///< As BookState::voices.
    std::int64_t used = 0;            ///< As BookState::used.
    std::size_t lines = 0;
    std::size_t read = 0;  ///< Lines with a take, drafts too.
    std::size_t done = 0;
    int unfinished = 0;   ///< Recordings of dead recorders that rescue() would find.
    bool inUse = false;   ///< Open in this or another process.
    std::uint64_t bytes = 0;  ///< Of the whole folder.
};

/// Damaged books do not hide the good ones.
struct BookList {
    std::vector<BookSummary> books;  ///< Last used first, else newest first.
    std::vector<Error> problems;     ///< One per folder that could not be read.
};

/// The recordings for one voice: which line was read when, what is wrong with each take, which one counts. It lies in
/// `<data>/recordings/<id>/`: book.json, and below takes/ the sound.
///
/// Every change is on disk (written beside, flushed, renamed) before the call returns, and takes effect only then: after
/// a failure both file and state are as before. A recording is known to the book before its first sample (planTake), so
/// one whose program is killed finds its line again. One process has a book open at a time.
/// Thread: one at a time; each change waits for the disk.
class RecordingBook {
  public:
    /// InvalidInput: ids of the script's lines are missing, double or malformed. Io.
    static Result<RecordingBook> create(const std::filesystem::path& dataFolder, BookFacts facts);

    /// NotFound, Corrupt, Unsupported (of a newer program), Io; AlreadyExists while it is open elsewhere.
    static Result<RecordingBook> open(const std::filesystem::path& dataFolder, std::string_view id);

    /// All books, without opening them. A folder of recordings that is not there is an empty list.
    static Result<BookList> list(const std::filesystem::path& dataFolder);

    /// Removes a book with all its recordings. NotFound, Io; AlreadyExists while it is open.
    static Result<void> remove(const std::filesystem::path& dataFolder, std::string_view id);

    /// The first half of remove(): the book is out of the way, in the folder it returns, and in no list. It is deleted for
    /// good by whoever has it, or with the next book that is made or listed. Errors of remove().
    static Result<std::filesystem::path> setAside(const std::filesystem::path& dataFolder, std::string_view id);
    /// The undo of setAside(). Io.
    static Result<void> bringBack(const std::filesystem::path& aside);

    RecordingBook(RecordingBook&&) noexcept;
    RecordingBook& operator=(RecordingBook&&) noexcept;
    ~RecordingBook();

    [[nodiscard]] const BookState& state() const noexcept { return state_; }

    Result<void> rename(std::string name);
    /// @param given  UTC, ISO 8601; empty: the present moment. An empty sentence is InvalidInput.
    Result<void> setConsent(std::string sentence, std::string language, std::string given = {});
    Result<void> withdrawConsent();
    [[nodiscard]] bool consented() const noexcept { return !state_.consent.given.empty(); }
    /// After a voice was made from it.
    Result<void> setVoice(std::string voiceId, int version);
    /// The voice is gone.
    Result<void> dropVoice(std::string_view voiceId);
    /// BookState::used.
    Result<void> setUsed(std::int64_t used);

    /// Adds a line at the end, with an id of its own ("x1", "x2" ...) where line.id is empty: for opened files and own
    /// sentences. @return its id.
    Result<std::string> addLine(ScriptLine line, bool draft = false);
    /// Changes what a line says; a person did it who heard the take in use, so it is no draft any more with that one.
    Result<void> setLineText(std::string_view lineId, ScriptLine line);
    /// Somebody has read the guessed words of a line aloud: they are no draft any more, but of a take they were guessed from.
    Result<void> confirmWords(std::string_view lineId);

    /// To be called before the recorder starts. InvalidInput without consent; NotFound: no such line.
    Result<PlannedTake> planTake(std::string_view lineId);
    Result<PlannedTake> planRoomTone();
    /// A take was planned that is neither entered nor given up: it is being recorded, or waits for rescue().
    [[nodiscard]] bool awaitsSound() const noexcept;
    /// The plan came to nothing: no sound was kept.
    Result<void> dropPlan(const PlannedTake& plan);

    /// Enters a finished recording with what the recorder measured and what else is known. It becomes the chosen take,
    /// unless it is to be read again and the line has one that is not. NotFound: it was not planned.
    Result<LineTake> addTake(const PlannedTake& plan, const RecordedTake& recorded, std::vector<TakeFinding> more = {});
    /// Copies a sound file (a slice, a clip of a voice) into the book as a take; the words of a draft were guessed from it.
    /// Rules as for addTake().
    Result<LineTake> adoptFile(std::string_view lineId, const std::filesystem::path& file, const QualityReport& quality,
                           std::vector<TakeFinding> more = {});
    /// Judges a take anew: what is known only later (the text against the sound), or of a rescued take. Where the chosen
    /// take is to be read again now, the newest one that is not takes its place.
    Result<LineTake> judge(std::string_view lineId, int number, const QualityReport& quality, std::vector<TakeFinding> more);
    /// LineTake::beingHeard of a take, in the state alone: after a crash nobody listens any more.
    void setBeingHeard(std::string_view lineId, int number, bool beingHeard) noexcept;
    /// The room tone before it is forgotten, its file too.
    Result<void> setRoomTone(const PlannedTake& plan, const TakeFile& file, double noiseDbfs);

    Result<void> choose(std::string_view lineId, int number);
    Result<void> keepKnowingly(std::string_view lineId, int number, bool keep = true);
    /// The file stays until purgeRemoved(). If it was the chosen one, the newest other that can be used is chosen.
    Result<void> removeTake(std::string_view lineId, int number);
    /// The undo of removeTake(): the take is there again, and chosen if it was and no other has been recorded or chosen
    /// since that can be used.
    Result<void> restoreTake(std::string_view lineId, int number);
    /// Deletes the files of removed takes for good. @return how many.
    Result<int> purgeRemoved();

    /// Finds the recordings that killed recorders left, repairs them and enters each one once, as a take that is cut
    /// short (or as a whole one, where only the entry was missing). Nobody has judged them yet: see judge(). What is still
    /// being recorded is left alone; half a room tone is removed.
    Result<std::vector<RescuedTake>> rescue();

    [[nodiscard]] std::filesystem::path pathOf(const LineTake& take) const { return state_.folder / take.file; }

  private:
    struct Impl;
    RecordingBook(BookState state, std::unique_ptr<Impl> impl);
    Result<void> store(BookState next, std::vector<BookPlan> plans);
    [[nodiscard]] BookPlan nextPlan(std::string lineId, std::string_view extension) const;
    Result<PlannedTake> plan(std::string lineId);
    [[nodiscard]] std::vector<BookPlan> plansWithout(std::string_view lineId, int number) const;
    [[nodiscard]] Result<std::string> nameInBook(const std::filesystem::path& file) const;
    Result<LineTake> enter(std::string_view lineId, LineTake take, std::vector<BookPlan> plans);
    Result<std::optional<LineTake>> rescued(const BookPlan& plan) const;

    BookState state_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace timbre
