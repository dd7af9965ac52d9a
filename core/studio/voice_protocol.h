// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/peaks.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/studio/clip_source.h"
#include "core/studio/job_id.h"
#include "core/studio/machine_report.h"
#include "core/voice/voice.h"

/// The part of the boundary that is about the voice library: included by protocol.h, values only.
namespace timbre {

// ---- What is told about voices -------------------------------------------------------------------------------------

/// Long-term spectrum of a voice in 7 bands from 150 Hz to 6 kHz, each 0..1: the bars of its seal.
using VoiceSeal = std::array<float, 7>;

/// Why a voice has less than five stars; each reason takes one.
enum class StarReason {
    SomeNoise,     ///< Median SNR under 30 dB.
    Noise,         ///< Median SNR under 22 dB: one more.
    FairLikeness,  ///< Similarity under 0.80.
    PoorLikeness,  ///< Similarity under 0.70: one more.
    FewSeconds,    ///< Learnt from less than 40 s (engines that imitate need no more than their reference).
    KeptNoisy,     ///< Recordings that the check refused for noise were kept.
};

/// A reason with the figure it stands on: dB, 0..1 or seconds.
struct StarDeduction {
    StarReason reason = StarReason::SomeNoise;
    double value = 0.0;
    bool operator==(const StarDeduction&) const = default;
};

/// How good a voice is, as far as it can be measured.
struct VoiceStars {
    int stars = 5;  ///< 1..5.
    std::vector<StarDeduction> deductions{};
    bool operator==(const VoiceStars&) const = default;
};

/// A voice as a list shows it.
struct VoiceSummary {
    VoiceVersionId id;  ///< The present version.
    std::string name;
    std::string language;
    std::string engine;         ///< EngineFacts::id.
    std::string created;        ///< UTC, ISO 8601.
    double secondsUsed = 0.0;   ///< Of recordings.
    int recordings = 0;
    int order = 0;  ///< Decides the voice's colour; stored with the voice, so it stays when others come and go.
    int versions = 1;                           ///< How many there are.
    std::vector<std::string> tags{};            ///< Sorted without regard to case.
    std::vector<std::string> styles{};          ///< Names of its ways of speaking; the first is the usual one.
    std::map<std::string, double> metrics{};    ///< Of the present version: "similarity", "median_snr_db", "consistency".
    std::string consent{};                      ///< UTC time at which permission was stated; empty: never.
    VoiceUsage usage{};
    VoiceStars stars{};
    bool operator==(const VoiceSummary&) const = default;

    /// Worth recording again: three stars or less.
    [[nodiscard]] bool needsWork() const noexcept { return stars.stars <= 3; }
};

/// What a voice card draws, kept in a file beside the other caches so that a list of voices reads no sound.
struct VoiceFace {
    VoiceVersionId id;  ///< With its number.
    VoiceSeal seal{};
    int clip = 0;            ///< Of the version's clips: the one that the window is cut from.
    double clipSeconds = 0.0;
    double from = 0.0;       ///< The 3 to 10 s that sound best, in seconds into the clip.
    double to = 0.0;
    std::string transcript;  ///< Of the clip.
    /// Of the whole clip in equal columns: smallest and largest sample, -1..1.
    std::vector<std::pair<float, float>> columns;
    bool operator==(const VoiceFace&) const = default;
};

// ---- Commands ------------------------------------------------------------------------------------------------------

/// Everything that stands in a voice's records. Answer: VoiceDescribed.
struct DescribeVoice {
    JobId job{};
    VoiceVersionId voice;
};

/// Answer: FaceLoaded for each voice that has one, in order; a voice that cannot be read is left out.
struct LoadFaces {
    JobId job{};
    std::vector<VoiceVersionId> voices;
};

/// Fetches the sound of one recording of a voice. Answer: VoiceClipLoaded.
struct LoadVoiceClip {
    JobId job{};
    VoiceVersionId voice;
    int clip = 0;  ///< Of VoiceDescribed::version.clips.
};

/// The maker's statement to have the speaker's permission.
struct Consent {
    bool given = false;
    std::string sentence{};  ///< What was agreed to, as it stood on the screen.
    std::string when{};      ///< UTC; empty: the time of making.
};

/// Makes a voice from recordings. Where the engine does not learn their language and clips are named, the best of them becomes
/// the reference of the engine that imitates. Answers: JobProgress with stages, RecordingRefused, then VoiceMade; nothing is stored
/// when it fails or is cancelled.
struct CreateVoice {
    JobId job{};
    std::string name;
    std::string language = "en";
    std::string engine = "instant";
    std::vector<ClipSource> clips{};  ///< Those alone; empty: the folder below. clipOffers() of a recording book.
    std::optional<RoomToneOffer> roomTone{};  ///< Of the recording book that the clips come from.
    /// BookState::id of that book, which remembers the voice; until the job has ended none of its recordings is deleted. May
    /// be empty.
    std::string book{};
    std::filesystem::path clipsFolder{};
    std::optional<std::filesystem::path> transcripts{};  ///< Unset: `<stem>.txt` or `.lab` beside each clip.
    bool newVersion = false;  ///< Of the voice `name`, which must be there.
    bool keepNoisy = false;
    Consent consent{};
    std::uint64_t seed = 0;
};

/// A way of speaking, from a file, for engines that imitate; see ReferenceStyle.
struct ReferenceSource {
    std::string style = "neutral";
    std::filesystem::path recording;
    std::optional<std::pair<double, double>> window{};  ///< Seconds; unset: the best 3 to 10 s are found.
    std::string transcript{};                           ///< Of the window; empty: only its sound is used.
    std::string language{};                             ///< Of the transcript; empty: the voice's.
};

/// Makes a voice of an engine that imitates references, GPT-SoVITS, from weights that were dropped and those the studio
/// knows. Answers as CreateVoice.
struct MakeReferenceVoice {
    JobId job{};
    std::string name;
    std::string language = "en";
    std::string engine = "gpt-sovits";
    std::vector<ReferenceSource> references;
    /// "gpt", "sovits", ... as the engine names its parts; what is missing is completed from the known models.
    std::map<std::string, std::filesystem::path> models{};
    std::string modelVersion{};  ///< "v2", "v4", ...; empty: by the SoVITS file, or the best there is.
    bool newVersion = false;
    bool keepNoisy = false;
    Consent consent{};
    std::uint64_t seed = 0;
};

/// A recording in the place of one that a version has.
struct ClipReplacement {
    int clip = 0;  ///< Of the version's clips.
    ClipSource with;  ///< Without a transcript: that of the clip it replaces.
};

/// Makes the next version of a voice out of the present recordings with some of them changed; engine, language and
/// permission stay. Answers as CreateVoice.
struct NewVersionFromClips {
    JobId job{};
    VoiceVersionId voice;  ///< Which version's recordings.
    std::vector<ClipReplacement> replace{};
    std::vector<int> leaveOut{};
    std::vector<ClipSource> add{};
    bool keepNoisy = false;  ///< The version's own noisy recordings are kept in any case.
    std::string book{};      ///< As CreateVoice::book.
};

/// Makes another version the present one. Answer: VoiceChanged.
struct RollBackVoice {
    JobId job{};
    std::string voice;  ///< Voice::id.
    int number = 0;     ///< 0: the parent of the present one.
};

/// Answer: VoiceChanged.
struct RenameVoice {
    JobId job{};
    std::string voice;
    std::string name;
};

/// Answer: VoiceChanged.
struct TagVoice {
    JobId job{};
    std::string voice;
    std::vector<std::string> add{};
    std::vector<std::string> remove{};
};

/// What RemoveVoice would take away. Answer: RemovalPlanned.
struct PlanRemoval {
    JobId job{};
    std::string voice;
};

/// Answer: VoiceRemoved. InvalidInput: a voice is being made from recordings that would go with it.
struct RemoveVoice {
    JobId job{};
    std::string voice;
};

/// Answers: JobProgress, VoiceExported.
struct ExportVoice {
    JobId job{};
    std::string voice;
    std::vector<int> versions{};  ///< Empty: all.
    std::filesystem::path target;
};

/// Answers: JobProgress, VoiceImported.
struct ImportVoice {
    JobId job{};
    std::filesystem::path file;
    std::string newName{};  ///< Empty: the name in the file.
};

/// Finds out what files are by their content; folders are looked through one level deep. Answer: FilesClassified.
struct ClassifyFiles {
    JobId job{};
    std::vector<std::filesystem::path> files;
};

/// Where a voice is used: sentences in projects. Answer: UsesFound.
struct FindUses {
    JobId job{};
    std::string voice;
    std::vector<std::filesystem::path> projects{};  ///< Beside those of the studio's own folder.
};

/// One sentence by two versions of a voice, or two voices, at one loudness. Answer: VersionSpoken for each.
struct SpeakVersions {
    JobId job{};
    std::string text;
    std::string language = "en";
    VoiceVersionId left;
    VoiceVersionId right;
    SpeakSettings speak{};
    double lufs = -20.0;  ///< Both come at it; quieter where a peak would pass -1 dBFS, both by the same amount.
};

/// Answers: MachineFound for each finding as it comes, then MachineExamined.
struct ExamineMachine {
    JobId job{};
};

using VoiceCommand = std::variant<DescribeVoice, LoadFaces, LoadVoiceClip, CreateVoice, MakeReferenceVoice,
                                  NewVersionFromClips, RollBackVoice, RenameVoice, TagVoice, PlanRemoval, RemoveVoice,
                                  ExportVoice, ImportVoice, ClassifyFiles, FindUses, SpeakVersions, ExamineMachine>;

// ---- Events --------------------------------------------------------------------------------------------------------

struct VoiceDescribed {
    JobId job{};
    VoiceSummary summary;                 ///< Of the voice as it is now.
    VoiceVersion version;                 ///< The one that was asked for.
    std::vector<VersionSummary> versions;  ///< By number.
    std::vector<VersionChange> changes;    ///< Oldest first.
    VoiceStars stars;                      ///< Of `version`.
    std::uintmax_t bytes = 0;              ///< On this computer, all versions.
    /// Models it speaks with that are not on this machine: by their file names.
    std::vector<std::string> missingModels;
};

struct FaceLoaded {
    JobId job{};
    VoiceFace face;
};

struct VoiceClipLoaded {
    JobId job{};
    VoiceVersionId voice;  ///< With its number.
    int clip = 0;
    std::shared_ptr<const AudioClip> audio;
    std::shared_ptr<const Peaks> peaks;
};

/// A recording that will not become part of the voice; the making goes on.
struct RecordingRefused {
    JobId job{};
    LeftOutClip recording;
};

struct VoiceMade {
    JobId job{};
    VoiceSummary voice;
    int version = 1;
    VoiceReport report;
    std::vector<LeftOutClip> leftOut;
    std::vector<std::string> warnings;  ///< English sentences.
    double secondsOffered = 0.0;
    double makingSeconds = 0.0;
    VoiceFace face;  ///< Its best window and the words said there.
};

/// A voice has another name, tags or present version.
struct VoiceChanged {
    JobId job{};
    VoiceSummary voice;
    std::vector<VersionChange> changes;
};

struct RemovalPlanned {
    JobId job{};
    std::string voice;
    std::string name;
    /// Below the voice's folder, sorted; after them those of the recording books it was made from, below the data folder:
    /// "recordings/<id>/takes/L05-2.wav".
    std::vector<std::string> files;
    std::vector<std::string> caches;  ///< Below the data folder, sorted.
    int versions = 0;
    int recordings = 0;               ///< Of all versions.
    std::uintmax_t bytes = 0;
};

struct VoiceRemoved {
    JobId job{};
    std::string voice;
    std::string name;
    std::vector<std::string> files;
    std::vector<std::string> caches;
    std::uintmax_t bytes = 0;
};

struct VoiceExported {
    JobId job{};
    std::filesystem::path file;
    std::vector<int> versions;
    std::uintmax_t bytes = 0;
};

struct VoiceImported {
    JobId job{};
    VoiceSummary voice;
    std::vector<int> versions;
    std::vector<std::string> missingModels;  ///< What it needs and this machine lacks: by file names.
};

enum class FileKind {
    Unknown,
    Missing,     ///< There is no such file.
    Model,       ///< GPT-SoVITS weights; `role` says which.
    Voice,       ///< A .timbrevoice.
    Audio,
    Video,       ///< With sound in it.
    Text,        ///< To be read, or the words of recordings: `role` "transcripts" where its lines name recordings.
    Project,
    Folder,      ///< In which nothing known lies.
};

struct ClassifiedFile {
    std::filesystem::path file;
    FileKind kind = FileKind::Unknown;
    std::string role{};     ///< Of models: "gpt", "sovits", "sovits-lora", ... as `timbre models` names them.
    std::string version{};  ///< Of models: "v2", ...; where it is known.
    double seconds = 0.0;   ///< Of sound and video.
    std::uintmax_t bytes = 0;
    std::optional<Error> trouble{};  ///< Why it cannot be used though it looks like something: damaged, too new.
    bool operator==(const ClassifiedFile& other) const {
        return file == other.file && kind == other.kind && role == other.role && version == other.version;
    }
};

struct FilesClassified {
    JobId job{};
    std::vector<ClassifiedFile> files;
};

/// Sentences of one project with one version.
struct VoiceUse {
    std::filesystem::path project;
    int number = 0;     ///< Version; 0: whichever is present.
    int sentences = 0;  ///< That are to be spoken with it.
    int takes = 0;      ///< Chosen renderings made with it.
    bool operator==(const VoiceUse&) const = default;
};

struct UsesFound {
    JobId job{};
    std::string voice;
    std::vector<VoiceUse> uses;      ///< By project and version.
    std::vector<Error> problems;     ///< Projects that could not be read.
};

enum class Side { Left, Right };

struct VersionSpoken {
    JobId job{};
    Side side = Side::Left;
    VoiceVersionId voice;  ///< With its number.
    std::shared_ptr<const AudioClip> clip;
    std::shared_ptr<const Peaks> peaks;
    std::shared_ptr<const std::vector<WordTime>> words;
    std::shared_ptr<const std::vector<double>> pitchHz;  ///< Every pitchStepSeconds from 0; 0 where there is none.
    double pitchStepSeconds = 0.01;
    double lufs = 0.0;     ///< As it comes.
    double gainDb = 0.0;   ///< What was added for that.
    double similarity = 0.0;  ///< To the version's recordings; 0: not known.
};

struct MachineFound {
    JobId job{};
    MachineFinding finding;
};

struct MachineExamined {
    JobId job{};
    MachineReport report;
};

using VoiceEvent =
    std::variant<VoiceDescribed, FaceLoaded, VoiceClipLoaded, RecordingRefused, VoiceMade, VoiceChanged, RemovalPlanned,
                 VoiceRemoved, VoiceExported, VoiceImported, FilesClassified, UsesFound, VersionSpoken, MachineFound,
                 MachineExamined>;

}  // namespace timbre
