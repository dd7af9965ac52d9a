// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/frontend/lexicon.h"
#include "core/studio/book_desk.h"
#include "core/studio/clip_cache.h"
#include "core/studio/file_kinds.h"
#include "core/studio/job_runner.h"
#include "core/studio/project_desk.h"
#include "core/studio/protocol.h"
#include "core/studio/render_desk.h"
#include "core/studio/sound_desk.h"
#include "core/studio/speaker_meter.h"
#include "core/studio/voice_desk.h"
#include "core/studio/voice_rack.h"
#include "core/studio/voice_workshop.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// What a studio needs of its surroundings; app/compose fills it.
struct StudioParts {
    std::function<Result<VoiceStore>()> openVoices;  ///< Called once, on a thread of the studio's.
    std::function<Result<std::unique_ptr<Engine>>(std::string_view id)> makeEngine;  ///< Called on the inference thread.
    std::shared_ptr<ClipCache> cache;
    /// The lexicon of all projects, looked at for every job; may be empty.
    std::function<Result<std::vector<frontend::LexiconWord>>()> loadLexicon{};

    // For the voice library; what is empty is done without, or told to be missing. Called on any thread of the studio's.
    std::function<Result<SharedVadModel>()> loadVad{};                     ///< Called once.
    std::function<Result<std::unique_ptr<SpeakerMeter>>()> makeMeter{};    ///< Called once, when it is first needed.
    ModelLook lookAtModel{};                                               ///< For files that are dropped.
    /// Fills in what a voice that imitates needs and was not given, from the models that are known.
    std::function<Result<std::map<std::string, std::filesystem::path>>(
        const std::map<std::string, std::filesystem::path>& given, const std::string& modelVersion,
        const std::string& language)>
        completeModels{};
    /// Names of the models that a voice speaks with and that cannot be found here.
    std::function<std::vector<std::string>(const std::string& engine, const std::filesystem::path& engineFolder)>
        missingModels{};
    MachineCheck examineMachine{};
    std::filesystem::path projectFolder{};  ///< Where projects usually lie; empty: nowhere.
    BookDeskParts books{};   ///< Recordings for voices.
    SoundDeskParts sound{};  ///< The microphone; without it, commands to it are Unsupported.
};

/// What the window (and later the service) holds: takes commands, answers with events.
///
/// Six threads do the work. The inference thread owns the engines and everything heavy; the library thread lists and changes
/// voices and reads texts, so that these answer at once while a long render runs; the shelf thread looks at many files and
/// packs voices; the project thread edits the open project, so
/// that nobody waits for a disk; the sound thread opens microphones and begins and ends takes;
/// the book thread enters them. Weights are loaded when they are first needed. Thread: any one thread.
class Studio {
  public:
    Studio(StudioParts parts, EventSink sink);
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;
    /// Stops all work and waits for it; edits that were posted are still done. No event comes afterwards.
    ~Studio();

    /// Never the same twice.
    [[nodiscard]] JobId newJobId() noexcept { return JobId{++lastJob_}; }

    /// Takes a command whose job id is new; its answers come as events and end with one JobFinished. Drop the handle and
    /// the job is cancelled and silent. For CancelJob the handle is empty.
    [[nodiscard]] JobHandle post(Command command);

  private:
    JobHandle accept(ListVoices command);
    JobHandle accept(PrepareVoice command);
    JobHandle accept(SplitText command);
    JobHandle accept(OpenText command);
    JobHandle accept(RenderSentences command);
    JobHandle accept(RenderToFile command);
    JobHandle accept(OpenProject command);
    JobHandle accept(EditProject command);
    JobHandle accept(StepProject command);
    JobHandle accept(LoadTakes command);
    JobHandle accept(SaveProjectAs command);
    JobHandle accept(const CancelJob& command);
    /// What is about the voice library.
    template <typename Asked>
        requires kIsOneOf<Asked, VoiceCommand>
    JobHandle accept(Asked command);
    /// What is about recordings for voices.
    template <typename Asked>
        requires kIsOneOf<Asked, BookCommand>
    JobHandle accept(Asked command);
    /// What is about the microphone.
    template <typename Asked>
        requires kIsOneOf<Asked, SoundCommand>
    JobHandle accept(Asked command);

    StudioParts parts_;
    EventSink sink_;
    std::atomic<std::uint64_t> lastJob_{0};

    // Runners end from the last to the first: renderings that still run need the desk, and its edits end after them.
    VoiceRack rack_;
    ProjectDesk desk_;
    RenderDesk renderDesk_;
    VoiceDesk voiceDesk_;
    VoiceWorkshop workshop_;
    BookDesk bookDesk_;  // The library's jobs close books.
    JobRunner projects_;
    JobRunner inference_;
    JobRunner library_;
    JobRunner shelf_;
    JobRunner books_;
    SoundDesk microphone_;
    JobRunner sound_;
};

}  // namespace timbre
