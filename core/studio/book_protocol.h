// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/local_noise.h"
#include "core/audio/peaks.h"
#include "core/audio/recorder.h"
#include "core/base/ids.h"
#include "core/studio/job_id.h"
#include "core/studio/line_listener.h"
#include "core/studio/sound_intake.h"
#include "core/voice/recording_book.h"

/// What is asked about the recordings for a voice, and what is answered; a part of protocol.h.
namespace timbre {

// ---- Commands ------------------------------------------------------------------------------------------------------

/// Opens the recordings to go on with. Answer: BookOpened. After a failure the open ones stay open.
struct OpenBook {
    JobId job{};
    std::string language = "en";
    /// A new one, or one that nobody has touched; else the last used of the language that no voice was made from.
    bool fresh = false;
    std::string ownText{};  ///< Of a new one: the user's own sentences, cut by ownLines(); empty: the installed script.
    std::string id{};       ///< This one, whatever was made from it; nothing else counts then.
};

/// Opens the recordings that a voice was made from to make one of them again, or puts the voice's own recordings into a
/// book where those are gone. Answers: JobProgress, BookOpened with `retake`.
struct OpenVoiceBook {
    JobId job{};
    VoiceVersionId voice;
    int clip = -1;  ///< Of the version's clips; -1: the one that needs it most.
};

/// Answer: BookChanged, as to all that follow.
struct GiveConsent {
    JobId job{};
    bool given = false;
    std::string sentence{};  ///< As it stands beside the box.
    std::string language{};
};

/// Before a recording starts. Answer: TakePlanned.
struct PlanTake {
    JobId job{};
    std::string lineId{};  ///< Empty: the room tone.
};

/// The planned recording came to nothing.
struct DropPlan {
    JobId job{};
    PlannedTake plan;
};

/// Enters a recording. The line is listened to afterwards: another BookChanged comes when that is done.
struct KeepTake {
    JobId job{};
    PlannedTake plan;
    RecordedTake recorded;
    std::vector<LocalNoise> noises{};
    SharedClip clip{};
};

struct KeepRoomTone {
    JobId job{};
    PlannedTake plan;
    TakeFile file;
    double noiseDbfs = 0.0;
};

struct ChooseTake {
    JobId job{};
    std::string lineId;
    int number = 0;
};

/// The user keeps a take in spite of what is wrong with it, or no longer.
struct KeepTakeKnowingly {
    JobId job{};
    std::string lineId;
    int number = 0;
    bool keep = true;
};

struct RemoveTake {
    JobId job{};
    std::string lineId;
    int number = 0;
    bool restore = false;  ///< Takes the removal back.
};

/// A person has read or corrected the words of a line: they are no draft any more. InvalidInput: no words.
struct SetLineText {
    JobId job{};
    std::string lineId;
    std::string text;
};

/// Fetches the sound of a take. Answer: BookTakeLoaded.
struct LoadBookTake {
    JobId job{};
    std::string lineId;
    int number = 0;
};

/// Cuts files into slices and finds their words. Answers: JobProgress, FileDecoded, SliceFound, FileHeard, FileRefused,
/// FilesTakenIn.
struct TakeInFiles {
    JobId job{};
    std::vector<std::filesystem::path> files;
    std::optional<std::filesystem::path> script{};
    bool draft = true;
};

/// Makes one slice of two neighbours of one file. Answer: SlicesJoined. Errors of joinSlices().
struct JoinSlices {
    JobId job{};
    SoundSlice first;
    SoundSlice second;
    double longestSeconds = 15.0;
};

/// Puts slices into the book as lines with one take each; those without words are left out.
struct AdoptSlices {
    JobId job{};
    std::vector<SoundSlice> slices;
};

/// Deletes recordings that no voice was made from, the open ones or others. Answer: BookClosed. InvalidInput: a voice was
/// made from them, or is being made or to be made; NotFound, Io; AlreadyExists while another program has them open.
struct RemoveBook {
    JobId job{};
    std::string id;
};

/// A voice was made from the book; CreateVoice and NewVersionFromClips tell it by themselves.
struct SetBookVoice {
    JobId job{};
    std::string voice;
    int version = 1;
    std::string book{};  ///< BookState::id; empty: the open one.
};

using BookCommand =
    std::variant<OpenBook, OpenVoiceBook, GiveConsent, PlanTake, DropPlan, KeepTake, KeepRoomTone, ChooseTake, KeepTakeKnowingly,
                 RemoveTake, SetLineText, LoadBookTake, TakeInFiles, JoinSlices, AdoptSlices, RemoveBook, SetBookVoice>;

// ---- Events --------------------------------------------------------------------------------------------------------

/// The recording of a voice that is to be made again, and where in the book it lies.
struct BookRetake {
    VoiceVersionId voice;  ///< With its number.
    std::string voiceName;
    int clip = 0;  ///< Of the version's clips.
    std::string lineId;
    int take = 0;  ///< The recording there is.
};

struct BookOpened {
    JobId job{};
    std::shared_ptr<const BookState> book;
    Coverage coverage;
    std::vector<RescuedTake> rescued;          ///< Of recordings that a killed program left.
    std::vector<std::string> scriptLanguages;  ///< That have a script to read.
    std::optional<BookRetake> retake{};        ///< To OpenVoiceBook.
    std::vector<BookSummary> books{};          ///< All that can be opened, this one too, last used first.
    std::vector<Error> problems{};             ///< Recordings that cannot be read, each told once.
};

/// The recordings were closed, as they were deleted or what was made from them is being deleted.
struct BookClosed {
    JobId job{};  ///< 0: nobody asked for it.
    std::string book{};  ///< BookState::id.
};

struct BookChanged {
    JobId job{};  ///< 0: a line was listened to, or a voice was made from the book.
    std::shared_ptr<const BookState> book;
    Coverage coverage;
    std::string lineId{};  ///< Whose takes changed; empty: something else did.
    int number = 0;        ///< The take that was entered or judged.
    std::optional<LineFit> heard{};  ///< What was heard of the line, as its text stands in `book`.
    std::optional<Error> problem{};  ///< Why the take's words could not be checked, or what was found not be stored.
};

struct TakePlanned {
    JobId job{};
    PlannedTake plan;
};

struct BookTakeLoaded {
    JobId job{};
    std::string lineId;
    int number = 0;
    SharedClip clip;
    std::shared_ptr<const Peaks> peaks;
};

struct SliceFound {
    JobId job{};
    SoundSlice slice;
};

/// So much of a file is decoded and will be listened to: IntakeSink::decoded.
struct FileDecoded {
    JobId job{};
    HeardFile file;
};

/// All of a file was listened to; its slices came before.
struct FileHeard {
    JobId job{};
    HeardFile file;
};

struct FileRefused {
    JobId job{};
    RefusedFile file;
};

struct FilesTakenIn {
    JobId job{};
    std::shared_ptr<const SoundIntake> intake;
};

struct SlicesJoined {
    JobId job{};
    SoundSlice slice;  ///< Takes the place of the two.
};

using BookEvent = std::variant<BookOpened, BookClosed, BookChanged, TakePlanned, BookTakeLoaded, SliceFound, FileDecoded, FileHeard,
                               FileRefused, FilesTakenIn, SlicesJoined>;

}  // namespace timbre
