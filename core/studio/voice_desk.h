// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/audio/vad.h"
#include "core/base/result.h"
#include "core/studio/job_runner.h"
#include "core/studio/protocol.h"
#include "core/voice/voice_store.h"

namespace timbre {

struct StudioParts;

/// What the desk borrows of the studio.
struct VoiceDeskServices {
    std::function<Result<VoiceStore*>()> store;
    /// Uses in the project that is open, which only its owner can read; its file, empty for none.
    std::function<Result<std::vector<VoiceUse>>(const std::string& voice, std::filesystem::path& file)> openUses;
    /// Closes the recording book of a voice that is about to go, if it is open here; an error if it is needed still. May be
    /// empty.
    std::function<Result<void>(const std::string& voice)> closeBook{};
    /// Called when a voice is gone: its cached and loaded sound goes too.
    std::function<void(const std::string& voice)> removed;
};

/// The voice library's part of the studio: what needs no engine. Each answers one command with its events. Thread: any,
/// several at once.
class VoiceDesk {
  public:
    VoiceDesk(const StudioParts& parts, VoiceDeskServices services) : parts_(parts), services_(std::move(services)) {}

    Result<void> perform(JobContext& job, const ListVoices& command) const;
    Result<void> perform(JobContext& job, const DescribeVoice& command) const;
    Result<void> perform(JobContext& job, const LoadFaces& command) const;
    Result<void> perform(JobContext& job, const LoadVoiceClip& command) const;
    Result<void> perform(JobContext& job, const RollBackVoice& command) const;
    Result<void> perform(JobContext& job, const RenameVoice& command) const;
    Result<void> perform(JobContext& job, const TagVoice& command) const;
    Result<void> perform(JobContext& job, const PlanRemoval& command) const;
    Result<void> perform(JobContext& job, const RemoveVoice& command) const;
    Result<void> perform(JobContext& job, const ExportVoice& command) const;
    Result<void> perform(JobContext& job, const ImportVoice& command) const;
    Result<void> perform(JobContext& job, const ClassifyFiles& command) const;
    Result<void> perform(JobContext& job, const FindUses& command) const;
    Result<void> perform(JobContext& job, const ExamineMachine& command) const;

    /// A voice as the list shows it now. NotFound.
    [[nodiscard]] Result<VoiceSummary> summary(const std::string& voice) const;

    /// The network that finds speech, loaded once; null where there is none: speech is found by energy then.
    [[nodiscard]] SharedVadModel vad() const;

  private:
    [[nodiscard]] std::vector<std::string> missingModels(const Voice& voice) const;
    Result<void> tellChanged(JobContext& job, const Result<Voice>& voice) const;

    const StudioParts& parts_;
    VoiceDeskServices services_;
    mutable std::mutex vadMutex_;
    mutable std::optional<SharedVadModel> vad_;  ///< Under vadMutex_.
};

}  // namespace timbre
