// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <memory>

#include "core/base/result.h"
#include "core/studio/clip_cache.h"
#include "core/studio/job_runner.h"
#include "core/studio/project_desk.h"
#include "core/studio/protocol.h"
#include "core/studio/voice_rack.h"

namespace timbre {

/// Renders the rows of a script and whole files of them. Thread: the inference thread.
class RenderDesk {
  public:
    /// What is passed here must live as long as this.
    RenderDesk(VoiceRack& rack, ProjectDesk& projects, std::shared_ptr<ClipCache> cache, EventSink sink);

    /// Each row is answered by SentenceStarted and SentenceReady or SentenceFailed. Errors: Cancelled, those of loading
    /// the voice and the lexicon.
    Result<void> perform(JobContext& job, const RenderSentences& command);
    /// Answers with FileWritten. Errors: Cancelled, those of the files, the voice and the lexicon.
    Result<void> perform(JobContext& job, const RenderToFile& command);

  private:
    /// Rows that were spoken before their turn.
    struct Ahead {
        std::size_t until = 0;     ///< Rows before this one were spoken, or tried.
        std::size_t together = 1;  ///< How many come next.
        std::map<SentenceId, double> seconds{};  ///< What the engine spent on each.
    };

    void speakAhead(JobContext& job, const RenderSentences& command, std::size_t from, Ahead& ahead);
    Result<void> renderSentence(JobContext& job, const ScriptSentence& sentence, const RenderSentences& command,
                                const Ahead& ahead);
    /// A take of the project as an answer; false where there is none to be read.
    bool answerWithTake(JobContext& job, const ScriptSentence& sentence, ProjectId project);
    /// Reads with the lexicon of all projects and that of this one from now on. Errors of either.
    Result<void> takeLexicon(ProjectId project);

    VoiceRack& rack_;
    ProjectDesk& projects_;
    std::shared_ptr<ClipCache> cache_;
    EventSink sink_;
};

}  // namespace timbre
