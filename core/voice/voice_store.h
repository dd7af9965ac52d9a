// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// One recording inside a voice version.
struct VoiceClip {
    std::string name;        ///< The user's file stem.
    std::string file;        ///< Below the version's folder: "clips/0001.flac".
    std::string transcript;  ///< UTF-8; may be empty.
    double seconds = 0.0;
    double snrDb = 0.0;
    std::string verdict;  ///< Of the quality check: "good", "usable", "record_again".
    bool operator==(const VoiceClip&) const = default;
};

/// A recording that was offered but left out.
struct LeftOutClip {
    std::string name;
    std::string reason;  ///< One sentence.
    bool operator==(const LeftOutClip&) const = default;
};

/// What one version of a voice was made of and what came out; never changed once it is stored.
struct VoiceVersion {
    int number = 1;
    std::string created;  ///< UTC, ISO 8601: "2026-11-21T08:30:00Z".
    std::string engine;   ///< EngineFacts::id.
    std::string engineVersion;
    std::string language;
    std::uint64_t seed = 0;
    std::vector<VoiceClip> clips;
    std::vector<LeftOutClip> leftOut;
    std::map<std::string, double> metrics;  ///< Units in the names: "seconds_used", "similarity".
    std::string consent;                    ///< UTC time at which the maker stated to have permission; empty: never.
    std::string speakerModel;               ///< Which encoder speakerEmbedding comes from; empty when there was none.
    std::vector<float> speakerEmbedding;    ///< Of the clips' centroid.
    bool operator==(const VoiceVersion&) const = default;
};

/// A voice as it is stored, with its present version.
struct Voice {
    std::string id;       ///< Folder name; stays when the voice is renamed.
    std::string name;     ///< UTF-8; unique without regard to case.
    std::string created;  ///< UTC, ISO 8601.
    VoiceVersion version;
    std::filesystem::path folder;         ///< Of the present version.
    std::filesystem::path engineFolder;   ///< What Engine::loadVoice wants.
};

/// Damaged or newer entries do not hide the good ones.
struct VoiceList {
    std::vector<Voice> voices;    ///< By name.
    std::vector<Error> problems;  ///< One per folder that could not be read; the detail names it.
};

/// What delete took away.
struct RemovedVoice {
    std::string name;
    std::vector<std::string> files;  ///< Below the voice's folder, sorted.
    std::uintmax_t bytes = 0;
};

/// A voice that is being made, in a hidden folder of its own. Dropped without commit(), nothing of it remains; where even
/// that is not possible (kill -9, power cut) the next VoiceStore::open sweeps it, told by a lock that dies with the maker.
class PendingVoice {
  public:
    PendingVoice(PendingVoice&&) noexcept;
    PendingVoice& operator=(PendingVoice&&) noexcept;
    ~PendingVoice();

    [[nodiscard]] const std::filesystem::path& clipsFolder() const noexcept;   ///< Exists, empty.
    [[nodiscard]] const std::filesystem::path& engineFolder() const noexcept;  ///< Exists, empty.

    /// Writes the records, flushes everything to disk and renames the folder. `version.number` and `version.created` are
    /// set here. AlreadyExists when the name was taken meanwhile; Io. On failure nothing remains.
    Result<Voice> commit(VoiceVersion version);

  private:
    friend class VoiceStore;
    struct State;
    explicit PendingVoice(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

/// The voices of one data folder: `<data>/voices/<id>/voice.json` and `versions/0001/{version.json,clips/,engine/}`.
/// Several processes may use one folder at once. Thread: any.
class VoiceStore {
  public:
    /// Sweeps what dead makers left. A data folder that does not exist yet has no voices; begin() makes it. InvalidInput
    /// when the data folder is a file.
    static Result<VoiceStore> open(const std::filesystem::path& dataFolder);

    [[nodiscard]] Result<VoiceList> list() const;

    /// By name without regard to case, or by id. NotFound advises near names.
    [[nodiscard]] Result<Voice> find(std::string_view name) const;

    /// The id that remove() would delete under this name, readable or not. NotFound as find().
    [[nodiscard]] Result<std::string> findId(std::string_view name) const;

    /// InvalidInput: see checkVoiceName. AlreadyExists. Io.
    [[nodiscard]] Result<PendingVoice> begin(std::string_view name);

    /// NotFound, InvalidInput, AlreadyExists (another voice has the new name), Io.
    Result<Voice> rename(std::string_view name, std::string_view newName);

    /// A voice that cannot be read any more is deleted by its id. NotFound, Io.
    Result<RemovedVoice> remove(std::string_view name);

    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

  private:
    explicit VoiceStore(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;  ///< `<data>/voices`
};

/// Names are UTF-8 of 1 to 80 characters without slashes, control characters or blanks at the ends, and not "." or "..".
/// InvalidInput says which rule was broken.
Result<void> checkVoiceName(std::string_view name);

/// The present moment in UTC, ISO 8601 to the second.
std::string utcNow();

}  // namespace timbre
