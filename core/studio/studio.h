// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/frontend/lexicon.h"
#include "core/studio/clip_cache.h"
#include "core/studio/job_runner.h"
#include "core/studio/line_listener.h"
#include "core/studio/project_desk.h"
#include "core/studio/protocol.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// What a studio needs of its surroundings; app/compose fills it.
struct StudioParts {
    std::function<Result<VoiceStore>()> openVoices;  ///< Called once, on a thread of the studio's.
    std::function<Result<std::unique_ptr<Engine>>(std::string_view id)> makeEngine;  ///< Called on the inference thread.
    std::shared_ptr<ClipCache> cache;
    /// The lexicon of all projects, looked at for every job; may be empty.
    std::function<Result<std::vector<frontend::LexiconWord>>()> loadLexicon{};
    /// What listens to takes and drafts texts; may be empty. One serves any number of threads.
    std::function<Result<std::unique_ptr<LineListener>>()> makeListener{};
};

/// What the window (and later the service) holds: takes commands, answers with events.
///
/// Three threads do the work. The inference thread owns the engines and everything heavy; the library thread lists voices
/// and reads texts, so that these answer at once while a long render runs; the project thread edits the open project, so
/// that nobody waits for a disk. Weights are loaded when they are first needed. Thread: any one thread.
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
    /// Rows that were spoken before their turn.
    struct Ahead {
        std::size_t until = 0;     ///< Rows before this one were spoken, or tried.
        std::size_t together = 1;  ///< How many come next.
        std::map<SentenceId, double> seconds{};  ///< What the engine spent on each.
    };
    struct LoadedVoice {
        VoiceVersionId id;  ///< With its number.
        std::string engine;         ///< EngineFacts::id.
        std::string engineVersion;
        std::shared_ptr<const EngineVoice> voice;
        VoiceSeal seal{};
    };

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

    Result<void> listVoices(JobContext& job);
    Result<void> renderSentences(JobContext& job, const RenderSentences& command);
    void speakAhead(JobContext& job, const RenderSentences& command, std::size_t from, Ahead& ahead);
    Result<void> renderSentence(JobContext& job, const ScriptSentence& sentence, const RenderSentences& command,
                                const Ahead& ahead);
    /// A take of the project as an answer; false where there is none to be read.
    bool answerWithTake(JobContext& job, const ScriptSentence& sentence, ProjectId project);
    Result<void> renderToFile(JobContext& job, const RenderToFile& command);

    Result<const VoiceStore*> voices();
    Result<Engine*> engine(const std::string& id);
    Result<const LoadedVoice*> loadVoice(const VoiceVersionId& id);
    /// What scripts are read with from now on: the lexicon of all projects and that of this one. Errors of either.
    Result<void> takeLexicon(ProjectId project);

    StudioParts parts_;
    EventSink sink_;
    std::atomic<std::uint64_t> lastJob_{0};

    std::mutex voicesMutex_;
    std::optional<VoiceStore> voices_;  ///< Under voicesMutex_; never changes once it is there.

    // Inference thread alone.
    std::map<std::string, std::unique_ptr<Engine>> engines_;
    std::deque<LoadedVoice> loaded_;  ///< Used last at the front.
    std::shared_ptr<const frontend::Lexicon> lexicon_;

    // Runners end from the last to the first: renderings that still run need the desk, and its edits end after them.
    ProjectDesk desk_;
    JobRunner projects_;
    JobRunner inference_;
    JobRunner library_;
};

}  // namespace timbre
