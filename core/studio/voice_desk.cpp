// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "core/studio/file_kinds.h"
#include "core/studio/studio.h"
#include "core/studio/voice_books.h"
#include "core/studio/voice_face.h"
#include "core/studio/voice_styles.h"
#include "core/studio/voice_summary.h"
#include "core/studio/voice_uses.h"
#include "core/voice/voice_archive.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr int kProgressSteps = 1000;
/// Somebody who drops a whole disk wants something else.
constexpr std::size_t kMostFilesOfAFolder = 1000;

Error cancelled() { return {ErrorCode::Cancelled, "stopped before all was looked at", {}}; }

ProgressSink progressOf(JobContext& job) {
    return [&job](const Progress& at) {
        job.progress(static_cast<int>(at.fraction * kProgressSteps), kProgressSteps, at.stage);
    };
}

double secondsUsed(const VoiceVersion& version) {
    const auto metric = version.metrics.find("seconds_used");
    return metric != version.metrics.end() ? metric->second : summaryOf(version).seconds;
}

/// A folder stands for the files in it.
std::vector<fs::path> withoutFolders(const std::vector<fs::path>& files) {
    std::vector<fs::path> all;
    for (const fs::path& file : files) {
        std::error_code ignored;
        std::vector<fs::path> inside;
        for (fs::directory_iterator entry(file, ignored), end;
             entry != end && inside.size() < kMostFilesOfAFolder; entry.increment(ignored)) {
            if (entry->is_regular_file(ignored) && !displayPath(entry->path().filename()).starts_with('.')) {
                inside.push_back(entry->path());
            }
        }
        std::ranges::sort(inside);
        if (inside.empty()) {
            inside.push_back(file);
        }
        std::ranges::move(inside, std::back_inserter(all));
    }
    return all;
}

/// Only voices that imitate have styles, and only for them a file is read.
VoiceSummary withStyles(const VoiceStore& store, VoiceSummary summary) {
    if (summary.engine == kImitatingEngine) {
        if (const auto voice = store.find(summary.id.voice, summary.id.number)) {
            summary.styles = styleNamesIn(voice->engineFolder);
        }
    }
    return summary;
}

}  // namespace

Result<void> VoiceDesk::perform(JobContext& job, const ListVoices& /*command*/) const {
    const auto store = services_.store();
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto list = (*store)->list();
    if (!list) {
        return tl::unexpected(list.error());
    }
    const bool bare = std::ranges::any_of(list->voices, [](const VoiceEntry& voice) { return voice.hue == kNoHue; });
    if (bare && (*store)->settleHues()) {  // A folder that may only be read keeps its voices all the same.
        if (auto again = (*store)->list()) {
            list = std::move(again);
        }
    }
    VoicesListed listed{.job = job.id(), .voices = {}, .problems = std::move(list->problems)};
    for (const VoiceEntry& voice : list->voices) {
        listed.voices.push_back(withStyles(**store, summaryOf(voice)));
    }
    fillMissingHues(listed.voices);
    job.emit(std::move(listed));
    return {};
}

Result<VoiceSummary> VoiceDesk::summary(const std::string& voice) const {
    const auto store = services_.store();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto list = (*store)->list();
    if (!list) {
        return tl::unexpected(list.error());
    }
    const auto entry = std::ranges::find(list->voices, voice, &VoiceEntry::id);
    return entry != list->voices.end() ? Result<VoiceSummary>(withStyles(**store, summaryOf(*entry)))
                                       : fail(ErrorCode::NotFound, "there is no voice with the id " + voice);
}

Result<void> VoiceDesk::perform(JobContext& job, const DescribeVoice& command) const {
    const auto store = services_.store();
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto voice = (*store)->find(command.voice.voice, command.voice.number);
    auto versions = voice ? (*store)->versions(voice->id) : tl::unexpected(voice.error());
    if (!versions) {
        return tl::unexpected(versions.error());
    }
    auto summary = this->summary(voice->id);
    if (!summary) {
        return tl::unexpected(summary.error());
    }
    const auto size = (*store)->planRemoval(voice->id);
    VoiceDescribed described{.job = job.id(),
                             .summary = std::move(*summary),
                             .version = voice->version,
                             .versions = std::move(*versions),
                             .changes = voice->changes,
                             .stars = starsFor(voice->version.metrics, secondsUsed(voice->version),
                                               voice->version.engine == kImitatingEngine),
                             .bytes = size ? size->bytes : 0,
                             .missingModels = missingModels(*voice)};
    job.emit(std::move(described));
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const LoadFaces& command) const {
    const auto store = services_.store();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const fs::path& data = (*store)->catalogue().data();
    for (const VoiceVersionId& wanted : command.voices) {
        if (job.stopToken().stop_requested()) {
            return tl::unexpected(cancelled());
        }
        // The file first: looking up 200 voices in the store would take longer than reading 200 faces.
        auto face = wanted.number > 0 ? readFace(faceFile(data, wanted)) : fail(ErrorCode::NotFound, "no number");
        if (!face || face->id != wanted) {
            const auto voice = (*store)->find(wanted.voice, wanted.number);
            face = voice ? faceOf(data, *voice, vad(), job.stopToken()) : tl::unexpected(voice.error());
        }
        if (face) {
            job.emit(FaceLoaded{.job = job.id(), .face = std::move(*face)});
        }
    }
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const LoadVoiceClip& command) const {
    const auto store = services_.store();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto voice = (*store)->find(command.voice.voice, command.voice.number);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const auto& clips = voice->version.clips;
    if (command.clip < 0 || std::cmp_greater_equal(command.clip, clips.size())) {
        return fail(ErrorCode::NotFound, fmt::format("version {} of {} has {} recordings, not one with the number {}",
                                                     voice->version.number, inQuotes(voice->name), clips.size(),
                                                     command.clip + 1));
    }
    auto audio = readAudio(voice->folder / clips[static_cast<std::size_t>(command.clip)].file, {.mono = true});
    if (!audio) {
        return tl::unexpected(audio.error());
    }
    auto clip = std::make_shared<const AudioClip>(std::move(*audio));
    job.emit(VoiceClipLoaded{.job = job.id(),
                             .voice = {.voice = voice->id, .number = voice->version.number},
                             .clip = command.clip,
                             .audio = clip,
                             .peaks = std::make_shared<const Peaks>(*clip)});
    return {};
}

Result<void> VoiceDesk::tellChanged(JobContext& job, const Result<Voice>& voice) const {
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    auto summary = this->summary(voice->id);
    if (!summary) {
        return tl::unexpected(summary.error());
    }
    job.emit(VoiceChanged{.job = job.id(), .voice = std::move(*summary), .changes = voice->changes});
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const RollBackVoice& command) const {
    const auto store = services_.store();
    return store ? tellChanged(job, (*store)->rollBack(command.voice, command.number)) : tl::unexpected(store.error());
}

Result<void> VoiceDesk::perform(JobContext& job, const RenameVoice& command) const {
    const auto store = services_.store();
    return store ? tellChanged(job, (*store)->rename(command.voice, command.name)) : tl::unexpected(store.error());
}

Result<void> VoiceDesk::perform(JobContext& job, const TagVoice& command) const {
    const auto store = services_.store();
    return store ? tellChanged(job, (*store)->changeTags(command.voice, command.add, command.remove))
                 : tl::unexpected(store.error());
}

Result<void> VoiceDesk::perform(JobContext& job, const PlanRemoval& command) const {
    const auto store = services_.store();
    auto planned = store ? (*store)->planRemoval(command.voice) : tl::unexpected(store.error());
    if (!planned) {
        return tl::unexpected(planned.error());
    }
    auto books = booksOf(parts_.books.dataFolder, planned->id);
    if (!books) {
        return tl::unexpected(books.error());
    }
    std::ranges::move(books->files, std::back_inserter(planned->files));
    RemovalPlanned plan{.job = job.id(),
                        .voice = planned->id,
                        .name = std::move(planned->name),
                        .files = std::move(planned->files),
                        .caches = std::move(planned->caches),
                        .versions = 0,
                        .recordings = 0,
                        .bytes = planned->bytes + books->bytes};
    // A voice that cannot be read can still be removed; then nobody knows how much was recorded.
    if (const auto versions = (*store)->versions(planned->id)) {
        plan.versions = static_cast<int>(versions->size());
        for (const VersionSummary& version : *versions) {
            plan.recordings += version.recordings;
        }
    }
    job.emit(std::move(plan));
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const RemoveVoice& command) const {
    const auto store = services_.store();
    const auto planned = store ? (*store)->planRemoval(command.voice) : tl::unexpected(store.error());
    if (!planned) {
        return tl::unexpected(planned.error());
    }
    if (services_.closeBook) {
        if (auto closed = services_.closeBook(planned->id); !closed) {
            return closed;
        }
    }
    auto removed = removeVoiceWithBooks(**store, parts_.books.dataFolder, planned->id);
    if (!removed) {
        return tl::unexpected(removed.error());
    }
    RemovedVoice& voice = removed->voice;
    services_.removed(voice.id);
    job.emit(VoiceRemoved{.job = job.id(),
                          .voice = std::move(voice.id),
                          .name = std::move(voice.name),
                          .files = std::move(voice.files),
                          .caches = std::move(voice.caches),
                          .bytes = voice.bytes});
    return removed->booksTrouble ? Result<void>(tl::unexpected(*removed->booksTrouble)) : Result<void>{};
}

Result<void> VoiceDesk::perform(JobContext& job, const ExportVoice& command) const {
    const auto store = services_.store();
    auto exported = store ? exportVoice(**store, command.voice, command.versions, command.target, progressOf(job),
                                        job.stopToken())
                          : tl::unexpected(store.error());
    if (!exported) {
        return tl::unexpected(exported.error());
    }
    job.emit(VoiceExported{.job = job.id(),
                           .file = std::move(exported->file),
                           .versions = std::move(exported->versions),
                           .bytes = exported->bytes});
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const ImportVoice& command) const {
    const auto store = services_.store();
    auto imported = store ? importVoice(**store, command.file, command.newName, progressOf(job), job.stopToken())
                          : tl::unexpected(store.error());
    if (!imported) {
        return tl::unexpected(imported.error());
    }
    auto summary = this->summary(imported->voice.id);
    if (!summary) {
        return tl::unexpected(summary.error());
    }
    job.emit(VoiceImported{.job = job.id(),
                           .voice = std::move(*summary),
                           .versions = std::move(imported->versions),
                           .missingModels = missingModels(imported->voice)});
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const ClassifyFiles& command) const {
    FilesClassified classified{.job = job.id(), .files = {}};
    const auto files = withoutFolders(command.files);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (job.stopToken().stop_requested()) {
            return tl::unexpected(cancelled());
        }
        classified.files.push_back(classifyFile(files[i], parts_.lookAtModel));
        job.progress(static_cast<int>(i) + 1, static_cast<int>(files.size()));
    }
    job.emit(std::move(classified));
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const FindUses& command) const {
    UsesFound found{.job = job.id(), .voice = command.voice, .uses = {}, .problems = {}};
    fs::path open;
    const auto add = [&found](Result<std::vector<VoiceUse>> uses) {
        if (uses) {
            std::ranges::move(*uses, std::back_inserter(found.uses));
        } else {
            found.problems.push_back(uses.error());
        }
    };
    add(services_.openUses(command.voice, open));
    std::vector<fs::path> projects = parts_.projectFolder.empty() ? std::vector<fs::path>{}
                                                                  : projectsIn(parts_.projectFolder);
    std::ranges::copy(command.projects, std::back_inserter(projects));
    std::ranges::sort(projects);
    const auto [first, last] = std::ranges::unique(projects);
    projects.erase(first, last);
    for (std::size_t i = 0; i < projects.size(); ++i) {
        if (job.stopToken().stop_requested()) {
            return tl::unexpected(cancelled());
        }
        if (open.empty() || !isSameFile(projects[i], open)) {
            add(usesIn(projects[i], command.voice));
        }
        job.progress(static_cast<int>(i) + 1, static_cast<int>(projects.size()));
    }
    job.emit(std::move(found));
    return {};
}

Result<void> VoiceDesk::perform(JobContext& job, const ExamineMachine& /*command*/) const {
    if (!parts_.examineMachine) {
        return fail(ErrorCode::Unsupported, "this program cannot look at the machine",
                    "`timbre doctor` tells what works here.");
    }
    auto report = parts_.examineMachine(
        [&job](const MachineFinding& finding) {
            job.emit(MachineFound{.job = job.id(), .finding = finding});
        },
        job.stopToken());
    if (job.stopToken().stop_requested()) {
        return tl::unexpected(cancelled());
    }
    job.emit(MachineExamined{.job = job.id(), .report = std::move(report)});
    return {};
}

SharedVadModel VoiceDesk::vad() const {
    const std::scoped_lock lock(vadMutex_);
    if (!vad_) {
        vad_ = parts_.loadVad ? parts_.loadVad().value_or(nullptr) : nullptr;
    }
    return *vad_;
}

std::vector<std::string> VoiceDesk::missingModels(const Voice& voice) const {
    const bool mayLack = voice.version.engine == kImitatingEngine && parts_.missingModels;
    return mayLack ? parts_.missingModels(voice.version.engine, voice.engineFolder) : std::vector<std::string>{};
}

}  // namespace timbre
