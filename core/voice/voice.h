// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/voice/clip_offer.h"

namespace timbre {

/// One recording inside a voice version.
struct VoiceClip {
    std::string name;        ///< The user's file stem.
    std::string file;        ///< Below the version's folder: "clips/0001.flac".
    std::string transcript;  ///< UTF-8; may be empty.
    double seconds = 0.0;
    double snrDb = 0.0;
    std::string verdict;  ///< Of the quality check: "good", "usable", "record_again".
    /// Levels as in QualityReport; unset in versions that were made before they were kept.
    std::optional<double> speechDbfs{};
    std::optional<double> peakDbfs{};
    /// Codes of what is wrong with it, worst first: problemName() and what else was known (recording_book.h).
    std::vector<std::string> problems{};
    bool keptKnowingly = false;  ///< It was to be recorded again, and its maker kept it.
    double spokenSeconds = 0.0;  ///< QualityReport::spokenSeconds; 0 in versions that were made before it was kept.
    TakePlace place{};           ///< Unknown for opened files.
    bool operator==(const VoiceClip&) const = default;
};

/// A recording that was offered but left out.
struct LeftOutClip {
    std::string name;
    std::string reason;  ///< One sentence.
    /// Why, for programs and for saying it in another language: a problemName() of the quality check, or one of
    /// "no_transcript", "other_language", "enough", "unreadable", "engine"; empty in versions from before it was kept.
    std::string code{};
    std::map<std::string, double> numbers{};  ///< Figures of the reason by name: "snr_db", "needed_db", "seconds".
    TakePlace place{};
    bool operator==(const LeftOutClip&) const = default;
};

/// The room without a voice, as it was recorded before the first line.
struct StoredRoomTone {
    std::string file;  ///< Below the version's folder: "clips/room-tone.flac".
    double seconds = 0.0;
    double noiseDbfs = 0.0;
    bool operator==(const StoredRoomTone&) const = default;
};

/// The part of a recording that stands for the voice: what is shown of it, and what engines that imitate listen to.
struct StoredReference {
    std::string clip;  ///< VoiceClip::file.
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    bool operator==(const StoredReference&) const = default;
};

/// What one version of a voice was made of and what came out; never changed once it is stored.
struct VoiceVersion {
    int number = 1;
    int parent = 0;       ///< The version that was present when this one was begun; 0: none.
    std::string created;  ///< UTC, ISO 8601: "2026-11-21T08:30:00Z".
    std::string engine;   ///< EngineFacts::id.
    std::string engineVersion;
    std::string language;
    std::uint64_t seed = 0;
    bool keptNoisy = false;  ///< Recordings refused for noise alone were used.
    std::vector<VoiceClip> clips;
    std::vector<LeftOutClip> leftOut;
    std::map<std::string, double> metrics;  ///< Units in the names: "seconds_used", "similarity".
    std::string consent;                    ///< UTC time at which the maker stated to have permission; empty: never.
    std::string consentSentence;            ///< What was stated then, in the words that stood beside the box; may be empty.
    std::optional<StoredRoomTone> roomTone;
    std::optional<StoredReference> reference;
    std::string speakerModel;               ///< Which encoder speakerEmbedding comes from; empty when there was none.
    std::vector<float> speakerEmbedding;    ///< Of the clips' centroid.
    bool operator==(const VoiceVersion&) const = default;
};

/// A version as a list shows it.
struct VersionSummary {
    int number = 0;
    int parent = 0;
    std::string created;
    std::string engine;
    std::string engineVersion;
    std::string language;
    int recordings = 0;    ///< That it was learnt from, without those the engine left out.
    double seconds = 0.0;  ///< Of speech in them; of sound where the speech was not measured.
    std::string consent;
    std::map<std::string, double> metrics;
    int flawedRecordings = 0;  ///< How many have VoiceClip::problems.
    bool operator==(const VersionSummary&) const = default;
};

/// How much a voice was spoken with.
struct VoiceUsage {
    std::string lastUsed;  ///< UTC, ISO 8601; empty: never.
    std::int64_t timesSpoken = 0;
    double secondsSpoken = 0.0;  ///< Of sound.
    bool operator==(const VoiceUsage&) const = default;
};

/// A change of which version is the present one.
struct VersionChange {
    std::string when;  ///< UTC, ISO 8601.
    int from = 0;
    int to = 0;
    bool operator==(const VersionChange&) const = default;
};

/// Of voices from before colours were stored.
inline constexpr int kNoHue = -1;

/// A voice as it is stored, with one of its versions: the present one unless another was asked for.
struct Voice {
    std::string id;       ///< Folder name; stays when the voice is renamed.
    std::string name;     ///< UTF-8; unique without regard to case.
    std::string created;  ///< UTC, ISO 8601.
    int presentVersion = 1;
    std::vector<std::string> tags;  ///< Sorted without regard to case.
    VoiceUsage usage;
    std::vector<VersionChange> changes;  ///< Oldest first.
    int hue = kNoHue;  ///< Which of the colours for voices is its own, from 0; another one for each voice of a store.
    VoiceVersion version;
    std::filesystem::path folder;        ///< Of `version`.
    std::filesystem::path engineFolder;  ///< What Engine::loadVoice wants.
};

/// A voice as a list shows it.
struct VoiceEntry {
    std::string id;
    std::string name;
    std::string created;
    VersionSummary present;
    int versions = 1;  ///< How many there are.
    std::vector<std::string> tags;
    VoiceUsage usage;
    int hue = kNoHue;
    bool operator==(const VoiceEntry&) const = default;
};

/// Damaged or newer entries do not hide the good ones.
struct VoiceList {
    std::vector<VoiceEntry> voices;  ///< By name.
    std::vector<Error> problems;     ///< One per folder that could not be read; the detail names it.
};

VersionSummary summaryOf(const VoiceVersion& version);

/// Code of what the engine itself left out of LeftOutClip::code; such recordings are among the clips all the same.
inline constexpr std::string_view kLeftOutByEngine = "engine";

/// Why the engine did not learn from a clip of the version; null: it did.
[[nodiscard]] const LeftOutClip* leftOutOf(const VoiceVersion& version, const VoiceClip& clip);

/// Seconds of speech in a clip; of sound where the speech was not measured.
[[nodiscard]] double spokenSecondsOf(const VoiceClip& clip) noexcept;

/// Names are UTF-8 of 1 to 80 characters without slashes, control characters or blanks at the ends, and not "." or
/// "..". InvalidInput says which rule was broken.
Result<void> checkVoiceName(std::string_view name);

/// checkVoiceName(), and the name does not end in "@" and a number: that is how version 2 of a voice is named.
Result<void> checkNewVoiceName(std::string_view name);

/// Tags are UTF-8 of 1 to 40 characters without commas, control characters or blanks at the ends.
Result<void> checkTag(std::string_view tag);

/// “name”, for messages.
std::string inQuotes(std::string_view name);

/// The present moment in UTC, ISO 8601 to the second.
std::string utcNow();

}  // namespace timbre
