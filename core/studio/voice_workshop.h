// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/studio/job_runner.h"
#include "core/studio/protocol.h"
#include "core/studio/reference_voice.h"
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
    /// Tells a recording book which voice was made from it; may be empty.
    std::function<Result<void>(const std::string& book, const std::string& voice, int version)> bindBook{};
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
    /// A voice of an engine that imitates.
    struct Imitation {
        std::string engine;
        std::map<std::string, std::filesystem::path> models;  ///< Those that were given.
        std::string modelVersion;
        ReferenceVoiceSettings settings;
        std::string book{};      ///< CreateVoice::book.
        double begunAt = 0.0;    ///< Of the whole job, 0..1: what was done before.
    };

    Result<VoiceMakerParts> partsFor(const std::string& engine);
    /// Loaded when it is first needed; null where there is none.
    const SpeakerMeter* meter();
    /// @param book  CreateVoice::book, as below.
    Result<void> make(JobContext& job, const std::string& engine, VoiceMakerSettings settings, const std::string& book);
    /// Whether an engine makes voices of this language; yes where that cannot be told.
    [[nodiscard]] bool learns(const std::string& engine, const std::string& language);
    /// The voice of a language that the wanted engine does not learn: the best line becomes the reference of the imitating one.
    Result<void> imitate(JobContext& job, const CreateVoice& command);
    Result<void> imitate(JobContext& job, Imitation imitation);
    Result<void> tellMade(JobContext& job, Result<MadeVoice> made, const std::string& book);
    Result<VersionSpoken> speak(JobContext& job, const SpeakVersions& command, Side side);

    const StudioParts& parts_;
    const VoiceDesk& desk_;
    VoiceWorkshopServices services_;
    std::unique_ptr<SpeakerMeter> meter_;
    bool meterTried_ = false;
};

}  // namespace timbre
