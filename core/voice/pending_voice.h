// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/voice/voice.h"

namespace timbre {

class MakingFolder;
class VoiceCatalogue;

/// A voice, or a new version of one, that is being made in a hidden folder of its own. Dropped without commit(),
/// nothing of it remains; where even that is not possible (kill -9, power cut) the next VoiceStore::open sweeps it.
class PendingVoice {
  public:
    PendingVoice(PendingVoice&&) noexcept;
    PendingVoice& operator=(PendingVoice&&) noexcept;
    ~PendingVoice();

    [[nodiscard]] const std::filesystem::path& clipsFolder() const noexcept;   ///< Exists, empty.
    [[nodiscard]] const std::filesystem::path& engineFolder() const noexcept;  ///< Exists, empty.

    /// Writes the records, flushes everything to disk, renames the folder and makes the version the present one.
    /// `version.number`, `parent` and `created` are set here. AlreadyExists when the name was taken meanwhile; NotFound
    /// when the voice to which the version belongs was deleted meanwhile; Io. On failure nothing remains.
    Result<Voice> commit(VoiceVersion version);

  private:
    friend class VoiceStore;
    struct State;
    explicit PendingVoice(std::unique_ptr<State> state) noexcept;

    static Result<PendingVoice> begin(const VoiceCatalogue& catalogue, std::string name);
    static Result<PendingVoice> beginVersion(const VoiceCatalogue& catalogue, std::string id, int parent);

    static Result<Voice> commitVoice(const State& state, VoiceVersion& version);
    static Result<Voice> commitVersion(const State& state, VoiceVersion& version);

    std::unique_ptr<State> state_;
};

}  // namespace timbre
