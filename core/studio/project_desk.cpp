// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/project_desk.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/audio/flac.h"
#include "core/studio/take_values.h"
#include "core/studio/voice_uses.h"

namespace timbre {

namespace {

Result<void> apply(Project& project, const InsertRows& edit, const std::string&) {
    std::optional<SentenceId> after = edit.after;
    if (after && !project.row(*after)) {
        const auto order = project.order();
        if (!order) {
            return tl::unexpected(order.error());
        }
        after = order->empty() ? std::nullopt : std::optional(order->back());
    }
    const auto done = project.insert(edit.rows, after);
    return done ? Result<void>{} : tl::unexpected(done.error());
}
Result<void> apply(Project& project, const RemoveRows& edit, const std::string&) { return project.remove(edit.ids); }
Result<void> apply(Project& project, const SetRowText& edit, const std::string& mergeKey) {
    return project.setText(edit.id, edit.text, mergeKey);
}
Result<void> apply(Project& project, const PatchRows& edit, const std::string& mergeKey) {
    return project.change(edit.ids, edit.patch, mergeKey);
}
Result<void> apply(Project& project, const MoveRows& edit, const std::string&) {
    return project.move(edit.ids, edit.after);
}
Result<void> apply(Project& project, const ChooseVoice& edit, const std::string&) {
    auto settings = project.settings();
    if (!settings) {
        return tl::unexpected(settings.error());
    }
    settings->voice = edit.voice;
    settings->language = edit.language;
    return project.setSettings(*settings);
}
Result<void> apply(Project& project, const PutSetting& edit, const std::string& mergeKey) {
    return project.setSetting(edit.key, edit.value, mergeKey);
}

Result<void> applyAll(Project& project, const EditProject& command) {
    for (const ProjectEdit& edit : command.edits) {
        auto done = std::visit([&](const auto& value) { return apply(project, value, command.mergeKey); }, edit);
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<UndoState> undoStateOf(const Project& project) {
    const auto undo = project.nextUndo();
    const auto redo = project.nextRedo();
    if (!undo || !redo) {
        return tl::unexpected(undo ? redo.error() : undo.error());
    }
    UndoState state;
    if (*undo) {
        state.undo = (*undo)->kind;
    }
    if (*redo) {
        state.redo = (*redo)->kind;
    }
    return state;
}

/// All that a window needs to show a project.
Result<ProjectOpened> contentOf(const Project& project) {
    auto rows = project.rows();
    auto takes = project.takes();
    auto settings = project.settings();
    auto others = project.otherSettings();
    auto undo = undoStateOf(project);
    for (const auto* error : {rows ? nullptr : &rows.error(), takes ? nullptr : &takes.error(),
                              settings ? nullptr : &settings.error(), others ? nullptr : &others.error(),
                              undo ? nullptr : &undo.error()}) {
        if (error != nullptr) {
            return tl::unexpected(*error);
        }
    }
    std::vector<TakeId> chosen;
    for (const ScriptRow& row : *rows) {
        if (row.chosenTake) {
            chosen.push_back(*row.chosenTake);
        }
    }
    std::ranges::sort(chosen);
    std::erase_if(*takes, [&](const Take& take) { return !std::ranges::binary_search(chosen, take.id); });
    return ProjectOpened{.job = {},
                         .project = {},
                         .file = project.path(),
                         .settings = std::move(*settings),
                         .others = std::move(*others),
                         .rows = std::move(*rows),
                         .takes = std::move(*takes),
                         .undo = std::move(*undo)};
}

/// The rows that a change touched and that are still there, with their chosen takes.
Result<void> readRows(const Project& project, const ProjectChange& change, ProjectChanged& event) {
    std::vector<SentenceId> touched = change.changed;
    touched.insert(touched.end(), change.inserted.begin(), change.inserted.end());
    touched.insert(touched.end(), change.takes.begin(), change.takes.end());
    std::ranges::sort(touched);
    touched.erase(std::ranges::unique(touched).begin(), touched.end());
    for (const SentenceId id : touched) {
        auto row = project.row(id);
        if (!row && row.error().code == ErrorCode::NotFound) {
            continue;  // its takes went with it
        }
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (row->chosenTake) {
            if (auto take = project.take(*row->chosenTake)) {
                event.takes.push_back(std::move(*take));
            }
        }
        event.rows.push_back(std::move(*row));
    }
    return {};
}

Result<void> readOrder(const Project& project, const ProjectChange& change, ProjectChanged& event) {
    if (change.inserted.empty() && change.removed.empty() && change.moved.empty()) {
        return {};
    }
    auto order = project.order();
    if (!order) {
        return tl::unexpected(order.error());
    }
    for (const SentenceId id : *order) {
        if (std::ranges::binary_search(change.inserted, id)) {
            event.inserted.push_back(id);
        }
    }
    event.order = std::move(*order);
    return {};
}

Result<void> readSettings(const Project& project, ProjectChanged& event) {
    auto settings = project.settings();
    auto others = project.otherSettings();
    if (!settings || !others) {
        return tl::unexpected(settings ? others.error() : settings.error());
    }
    event.settings = std::move(*settings);
    event.others = std::move(*others);
    return {};
}

}  // namespace

Result<Project*> ProjectDesk::find(ProjectId id) {
    if (!project_ || id != id_) {
        return fail(ErrorCode::NotFound, "the project is not open any more", "Open it again.");
    }
    return &*project_;
}

void ProjectDesk::listen() {
    project_->setListener([this](const ProjectChange& change) { change_ = change; });
}

Result<void> ProjectDesk::open(JobContext& job, const OpenProject& command) {
    auto opened = command.create ? Project::create(command.file) : Project::open(command.file);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    auto content = contentOf(*opened);
    if (!content) {
        return tl::unexpected(content.error());
    }
    const std::scoped_lock lock(mutex_);
    project_.emplace(std::move(*opened));
    listen();
    id_ = ProjectId{static_cast<std::uint64_t>(id_) + 1};
    content->job = job.id();
    content->project = id_;
    job.emit(std::move(*content));
    return {};
}

Result<void> ProjectDesk::change(JobId job, ProjectId id, const std::function<Result<void>(Project&)>& work) {
    const std::scoped_lock lock(mutex_);
    const auto project = find(id);
    if (!project) {
        return tl::unexpected(project.error());
    }
    change_ = {};
    if (auto done = work(**project); !done) {
        return done;
    }
    return change_.empty() ? Result<void>{} : tell(job, std::exchange(change_, {}));
}

/// Under mutex_.
Result<void> ProjectDesk::tell(JobId job, const ProjectChange& change) {
    ProjectChanged event;
    event.job = job;
    event.project = id_;
    auto read = readRows(*project_, change, event);
    if (read) {
        read = readOrder(*project_, change, event);
    }
    if (read && change.settings) {
        read = readSettings(*project_, event);
    }
    if (!read) {
        return read;
    }
    auto undo = undoStateOf(*project_);
    if (!undo) {
        return tl::unexpected(undo.error());
    }
    event.undo = std::move(*undo);
    sink_(std::move(event));
    return {};
}

Result<void> ProjectDesk::edit(const EditProject& command) {
    return change(command.job, command.project, [&](Project& project) {
        return command.edits.size() == 1 && command.kind.empty()
                   ? applyAll(project, command)
                   : project.group(command.kind, [&] { return applyAll(project, command); });
    });
}

Result<void> ProjectDesk::step(const StepProject& command) {
    return change(command.job, command.project, [&](Project& project) -> Result<void> {
        const auto done = command.redo ? project.redo() : project.undo();
        return done ? Result<void>{} : tl::unexpected(done.error());
    });
}

Result<void> ProjectDesk::load(JobContext& job, const LoadTakes& command) {
    for (const TakeId id : command.takes) {
        if (job.stopToken().stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before all takes were there");
        }
        const auto stored = read(command.project, id);
        const auto sound = stored ? decodeFlac(stored->flac) : tl::unexpected(stored.error());
        if (!sound) {
            continue;
        }
        auto clip = std::make_shared<const AudioClip>(*sound);
        auto peaks = std::make_shared<const Peaks>(*clip);
        job.emit(TakeLoaded{.job = job.id(),
                            .project = command.project,
                            .sentence = stored->take.sentence,
                            .take = id,
                            .clip = std::move(clip),
                            .peaks = std::move(peaks),
                            .words = std::make_shared<const std::vector<WordTime>>(wordsOf(stored->take))});
    }
    return {};
}

Result<void> ProjectDesk::saveAs(JobContext& job, const SaveProjectAs& command) {
    const std::scoped_lock lock(mutex_);
    const auto project = find(command.project);
    if (!project) {
        return tl::unexpected(project.error());
    }
    std::error_code ignored;
    if (!std::filesystem::equivalent((*project)->path(), command.target, ignored)) {
        if (auto copied = (*project)->saveCopyAs(command.target); !copied) {
            return copied;
        }
        auto opened = Project::open(command.target);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        project_.emplace(std::move(*opened));
        listen();
    }
    job.emit(ProjectMoved{.job = job.id(), .project = id_, .file = command.target});
    return {};
}

Result<void> ProjectDesk::keep(ProjectId id, const Rendering& rendering) {
    const auto packed = packSound(*rendering.clip);
    if (!packed) {
        return tl::unexpected(packed.error());
    }
    Take take;
    take.sentence = rendering.sentence;
    take.text = rendering.text;
    take.engine = rendering.engine;
    take.engineVersion = rendering.engineVersion;
    take.voice = rendering.recipe.voice;
    take.language = rendering.recipe.language;
    take.seed = rendering.recipe.speak.seed;
    take.settings = takeSettings(rendering.recipe.speak);
    take.words = takeWords(*rendering.words);
    take.checks = takeChecks(rendering.attempts, rendering.remark);
    take.renderSeconds = rendering.renderSeconds;
    return change({}, id, [&](Project& project) -> Result<void> {
        const auto kept = project.keepRendering(take, *packed);
        return kept || kept.error().code == ErrorCode::NotFound ? Result<void>{} : tl::unexpected(kept.error());
    });
}

Result<ProjectDesk::StoredTake> ProjectDesk::read(ProjectId id, TakeId wanted) {
    const std::scoped_lock lock(mutex_);
    const auto project = find(id);
    if (!project) {
        return tl::unexpected(project.error());
    }
    auto take = (*project)->take(wanted);
    if (!take) {
        return tl::unexpected(take.error());
    }
    auto flac = (*project)->takeFlac(wanted);
    if (!flac) {
        return tl::unexpected(flac.error());
    }
    return StoredTake{.take = std::move(*take), .flac = std::move(*flac)};
}

Result<std::vector<LexiconEntry>> ProjectDesk::lexicon(ProjectId id) {
    const std::scoped_lock lock(mutex_);
    const auto project = find(id);
    return project ? (*project)->lexicon() : tl::unexpected(project.error());
}

Result<std::vector<VoiceUse>> ProjectDesk::uses(const std::string& voice, std::filesystem::path& file) {
    const std::scoped_lock lock(mutex_);
    if (!project_) {
        return std::vector<VoiceUse>{};
    }
    file = project_->path();
    return usesIn(*project_, voice);
}

Result<Speech> ProjectDesk::speech(ProjectId id, TakeId wanted) {
    const auto stored = read(id, wanted);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    auto sound = decodeFlac(stored->flac);
    if (!sound) {
        return tl::unexpected(sound.error());
    }
    return Speech{.audio = std::move(*sound), .words = wordsOf(stored->take)};
}

}  // namespace timbre
