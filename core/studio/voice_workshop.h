// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/studio/job_runner.h"
#include "core/studio/protocol.h"
#include "core/studio/speaker_meter.h"
#include "core/studio/voice_desk.h"
#include "core/studio/voice_maker.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// What the workshop borrows of the studio.
struct VoiceWorkshopServices {
    struct Speaker {
        VoiceVersionId id;  ///< With its number.
        const EngineVoice* voice = nullptr;
    };
    std::function<Result<VoiceStore*>()> store;
    std::function<Result<Engine*>(const std::string& id)> engine;
    std::function<Result<Speaker>(const VoiceVersionId& id)> load;
};

/// Makes voices and lets versions of them speak against each other: what needs an engine. Thread: inference.
class VoiceWorkshop {
  public:
    VoiceWorkshop(const StudioParts& parts, const VoiceDesk& desk, VoiceWorkshopServices services)
        : parts_(parts), desk_(desk), services_(std::move(services)) {}

    Result<void> perform(JobContext& job, const CreateVoice& command);
    Result<void> perform(JobContext& job, const MakeReferenceVoice& command);
    Result<void> perform(JobContext& job, const NewVersionFromClips& command);
    Result<void> perform(JobContext& job, const SpeakVersions& command);

  private:
    Result<VoiceMakerParts> partsFor(const std::string& engine);
    /// Loaded when it is first needed; null where there is none.
    const SpeakerMeter* meter();
    Result<void> make(JobContext& job, const std::string& engine, VoiceMakerSettings settings);
    Result<void> tellMade(JobContext& job, Result<MadeVoice> made);
    Result<VersionSpoken> speak(JobContext& job, const SpeakVersions& command, Side side);

    const StudioParts& parts_;
    const VoiceDesk& desk_;
    VoiceWorkshopServices services_;
    std::unique_ptr<SpeakerMeter> meter_;
    bool meterTried_ = false;
};

}  // namespace timbre
