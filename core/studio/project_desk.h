// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/project/project.h"
#include "core/studio/job_runner.h"
#include "core/studio/protocol.h"

namespace timbre {

/// What an engine made of a sentence.
struct Rendering {
    SentenceId sentence{};
    std::string text;
    SpeechRecipe recipe;
    std::string engine;
    std::string engineVersion;
    SharedClip clip;
    std::shared_ptr<const std::vector<WordTime>> words;
    double renderSeconds = 0.0;
    int attempts = 1;
    std::string remark{};
};

/// The project that is open. Its file is only touched here: edits come from one thread of the studio, renderings and
/// questions for sound from another. Every change goes to the sink as a ProjectChanged, in the order of the file.
/// Thread: any. A command for a project that is no longer open fails with NotFound.
class ProjectDesk {
  public:
    explicit ProjectDesk(EventSink sink) : sink_(std::move(sink)) {}

    /// Project::open()'s and Project::create()'s errors; the project before is then still open.
    Result<void> open(JobContext& job, const OpenProject& command);
    Result<void> edit(const EditProject& command);
    Result<void> step(const StepProject& command);
    /// Takes that are gone or damaged are left out. Decoded outside the lock, so that edits do not wait for it.
    Result<void> load(JobContext& job, const LoadTakes& command);
    Result<void> saveAs(JobContext& job, const SaveProjectAs& command);

    /// Puts a rendering into its sentence; nothing happens where that is gone. InvalidInput, Io.
    Result<void> keep(ProjectId project, const Rendering& rendering);

    /// Readings of the project's words. NotFound.
    Result<std::vector<LexiconEntry>> lexicon(ProjectId project);

    /// A take's sound with its words. NotFound, Corrupt.
    Result<Speech> speech(ProjectId project, TakeId take);

    /// How the open project uses a voice; nothing where none is open. @param file  set to the project's.
    Result<std::vector<VoiceUse>> uses(const std::string& voice, std::filesystem::path& file);

  private:
    struct StoredTake {
        Take take;
        std::string flac;
    };
    Result<StoredTake> read(ProjectId project, TakeId take);
    Result<Project*> find(ProjectId id);
    void listen();
    Result<void> change(JobId job, ProjectId id, const std::function<Result<void>(Project&)>& work);
    Result<void> tell(JobId job, const ProjectChange& change);

    EventSink sink_;
    std::mutex mutex_;  ///< Over everything below; held while the sink hears of a change, so that changes stay in order.
    std::optional<Project> project_;
    ProjectId id_{};
    ProjectChange change_;  ///< What the project's listener heard of the edit that runs.
};

}  // namespace timbre
