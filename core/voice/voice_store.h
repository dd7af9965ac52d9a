// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/voice/pending_voice.h"
#include "core/voice/voice.h"
#include "core/voice/voice_catalogue.h"

namespace timbre {

struct VoiceRecord;

/// What delete took away.
struct RemovedVoice {
    std::string id;
    std::string name;
    std::vector<std::string> files;   ///< Below the voice's folder, sorted.
    std::vector<std::string> caches;  ///< Below the data folder, sorted: sentences that were spoken with it.
    std::int64_t rows = 0;            ///< Of the index.
    std::uintmax_t bytes = 0;         ///< Of the files and caches.
};

/// The voices of one data folder: `<data>/voices/<id>/voice.json` and `versions/0001/{version.json,clips/,engine/}`,
/// with an index in `<data>/library.db`. A version never changes once it is stored; a voice's name, tags, usage and
/// which version is the present one stand in voice.json. Several processes may use one folder at once. Thread: any.
class VoiceStore {
  public:
    /// Sweeps what dead processes left. A data folder that does not exist yet has no voices; begin() makes it.
    /// InvalidInput when the data folder is a file.
    static Result<VoiceStore> open(const std::filesystem::path& dataFolder);

    [[nodiscard]] Result<VoiceList> list() const;

    /// By name without regard to case, or by id, with its version `number`; 0 is the present one. NotFound advises near
    /// names, or names the versions there are.
    [[nodiscard]] Result<Voice> find(std::string_view name, int number = 0) const;

    /// find() of "NAME" or "NAME@3". A voice whose whole name is the reference comes first.
    [[nodiscard]] Result<Voice> findReference(std::string_view reference) const;

    /// The id that remove() would delete under this name, readable or not. NotFound as find().
    [[nodiscard]] Result<std::string> findId(std::string_view name) const;

    /// All versions, by number. NotFound, Io.
    [[nodiscard]] Result<std::vector<VersionSummary>> versions(std::string_view name) const;

    /// A new voice. InvalidInput: see checkNewVoiceName. AlreadyExists. Io.
    [[nodiscard]] Result<PendingVoice> begin(std::string_view name);

    /// A new version of a voice there is; its parent is the present version. NotFound, Io.
    [[nodiscard]] Result<PendingVoice> beginVersion(std::string_view name);

    /// NotFound, InvalidInput, AlreadyExists (another voice has the new name), Io.
    Result<Voice> rename(std::string_view name, std::string_view newName);

    /// Makes version `number` the present one and notes when; no version is changed or deleted. 0: the parent of the
    /// present one (NotFound when it has none). A version that is present already stays and nothing is noted.
    Result<Voice> rollBack(std::string_view name, int number = 0);

    /// Adds and removes tags; the case of a tag does not matter. InvalidInput: see checkTag, or more than 32.
    /// NotFound: a tag to remove that the voice does not have.
    Result<Voice> changeTags(std::string_view name, std::span<const std::string> add,
                             std::span<const std::string> remove);

    /// Counts one use of the voice. NotFound, Io.
    Result<void> countUse(const std::string& id, double secondsSpoken) const;

    /// What remove() would take away, but for the index's rows, which are not counted. NotFound.
    [[nodiscard]] Result<RemovedVoice> planRemoval(std::string_view name) const;

    /// Gives every voice from before colours were stored one of its own, the oldest first. Io.
    Result<void> settleHues();

    /// Clips, features, weights, cached sentences and index rows. A voice that cannot be read any more is deleted by
    /// its id. NotFound, Io.
    Result<RemovedVoice> remove(std::string_view name);

    [[nodiscard]] const std::filesystem::path& folder() const noexcept {
        return catalogue_.voices();
    }  ///< `<data>/voices`
    [[nodiscard]] const VoiceCatalogue& catalogue() const noexcept { return catalogue_; }

  private:
    explicit VoiceStore(const std::filesystem::path& dataFolder) : catalogue_(dataFolder) {}

    /// Changes voice.json under the lock and brings the index in step. `change` returns whether there is anything to
    /// write.
    Result<Voice> edit(std::string_view name,
                       const std::function<Result<bool>(VoiceRecord&, const std::string& id)>& change) const;

    VoiceCatalogue catalogue_;
};

}  // namespace timbre
