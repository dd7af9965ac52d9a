// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/studio.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

#include "core/text/text.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// More edits than a person can make while a disk sleeps.
constexpr std::size_t kWaitingEdits = 4096;

}  // namespace

Studio::Studio(StudioParts parts, EventSink sink)
    : parts_(std::move(parts)),
      sink_(sink),
      rack_({.openVoices = parts_.openVoices,
             .makeEngine = parts_.makeEngine,
             .cache = parts_.cache,
             .loadLexicon = parts_.loadLexicon}),
      desk_(sink),
      renderDesk_(rack_, desk_, parts_.cache, sink),
      voiceDesk_(parts_,
                 {.store = [this] { return rack_.store(); },
                  .openUses = [this](const std::string& voice, fs::path& file) { return desk_.uses(voice, file); },
                  .closeBook = [this](const std::string& voice) { return bookDesk_.letGoOf(voice); },
                  .removed =
                      [this](const std::string& voice) {
                          parts_.cache->removeVoice(voice);
                          rack_.forget(voice);
                      }}),
      workshop_(parts_, voiceDesk_,
                {.store = [this] { return rack_.store(); },
                 .engine = [this](const std::string& id) { return rack_.engine(id); },
                 .load = [this](const VoiceVersionId& id) -> Result<VoiceWorkshopServices::Speaker> {
                     // Heard as scripts are, with the readings of all projects.
                     if (auto taken = rack_.readWith({}); !taken) {
                         return tl::unexpected(taken.error());
                     }
                     const auto loaded = rack_.load(id);
                     if (!loaded) {
                         return tl::unexpected(loaded.error());
                     }
                     return VoiceWorkshopServices::Speaker{.id = (*loaded)->id, .voice = (*loaded)->voice.get()};
                 },
                 .bindBook = [this](const std::string& book, const std::string& voice,
                                    int version) { return bookDesk_.bind(book, voice, version); }}),
      bookDesk_(parts_.books, sink, [this] { return newJobId(); },
                [this](const VoiceVersionId& voice) -> Result<Voice> {
                    const auto store = rack_.store();
                    return store ? (*store)->find(voice.voice, voice.number) : tl::unexpected(store.error());
                }),
      projects_(sink, {.capacity = kWaitingEdits, .finishesWaiting = true}),
      inference_(sink),
      library_(sink),
      shelf_(sink),
      books_(sink, {.finishesWaiting = true}),
      microphone_(parts_.sound, sink),
      sound_(sink, {.finishesWaiting = true}) {}

Studio::~Studio() { microphone_.hurry(); }

namespace {

/// What reads many files or packs them: seconds of work that no list of voices shall wait for.
using ShelfCommand = std::variant<LoadFaces, ExportVoice, ImportVoice, ClassifyFiles, FindUses, ExamineMachine>;
/// What needs an engine.
using WorkshopCommand = std::variant<CreateVoice, MakeReferenceVoice, NewVersionFromClips, SpeakVersions>;

/// BookState::id of the recordings that the command names; empty: of none.
template <typename Asked>
std::string bookOf(const Asked& command) {
    if constexpr (kIsOneOf<Asked, std::variant<CreateVoice, NewVersionFromClips>>) {
        return command.book;
    } else {
        return {};
    }
}

}  // namespace

template <typename Asked>
    requires kIsOneOf<Asked, VoiceCommand>
JobHandle Studio::accept(Asked command) {
    const JobId id = command.job;
    if constexpr (kIsOneOf<Asked, WorkshopCommand>) {
        // From now on: a long render may run before it, and recordings are read one by one.
        inference_.submit(id, [this, held = bookDesk_.hold(bookOf(command)), command = std::move(command)](JobContext& job) {
            rack_.dropForgotten();
            return workshop_.perform(job, command);
        });
        return {inference_, id};
    } else {
        JobRunner& runner = kIsOneOf<Asked, ShelfCommand> ? shelf_ : library_;
        runner.submit(id, [this, command = std::move(command)](JobContext& job) {
            return voiceDesk_.perform(job, command);
        });
        return {runner, id};
    }
}

JobHandle Studio::accept(ListVoices command) {
    library_.submit(command.job, [this, command](JobContext& job) { return voiceDesk_.perform(job, command); });
    return {library_, command.job};
}

JobHandle Studio::accept(SplitText command) {
    const JobId id = command.job;
    library_.submit(id, [command = std::move(command)](JobContext& job) -> Result<void> {
        auto spans = splitSentences(command.text, command.language);
        if (!spans) {
            return tl::unexpected(spans.error());
        }
        job.emit(TextSplit{.job = job.id(), .spans = std::move(*spans)});
        return {};
    });
    return {library_, id};
}

JobHandle Studio::accept(OpenText command) {
    const JobId id = command.job;
    library_.submit(id, [command = std::move(command)](JobContext& job) -> Result<void> {
        const auto text = readTextFile(command.file);
        if (!text) {
            return tl::unexpected(text.error());
        }
        auto spans = splitSentences(*text, command.language);
        if (!spans) {
            return tl::unexpected(spans.error());
        }
        job.emit(TextSplit{.job = job.id(), .spans = std::move(*spans)});
        return {};
    });
    return {library_, id};
}

JobHandle Studio::accept(PrepareVoice command) {
    const JobId id = command.job;
    inference_.submit(id, [this, command = std::move(command)](JobContext& job) -> Result<void> {
        const auto begin = Clock::now();
        const auto loaded = rack_.load(command.voice);
        if (!loaded) {
            return tl::unexpected(loaded.error());
        }
        job.emit(VoicePrepared{
            .job = job.id(), .voice = (*loaded)->id, .seal = (*loaded)->seal, .loadSeconds = secondsSince(begin)});
        return {};
    });
    return {inference_, id};
}

JobHandle Studio::accept(RenderSentences command) {
    const JobId id = command.job;
    inference_.submit(id,
                      [this, command = std::move(command)](JobContext& job) { return renderDesk_.perform(job, command); });
    return {inference_, id};
}

JobHandle Studio::accept(RenderToFile command) {
    const JobId id = command.job;
    inference_.submit(id, [this, command = std::move(command)](JobContext& job) { return renderDesk_.perform(job, command); });
    return {inference_, id};
}

// Edits have no handle: dropping one would lose what the user did.

JobHandle Studio::accept(OpenProject command) {
    const JobId id = command.job;
    projects_.submit(id, [this, command = std::move(command)](JobContext& job) { return desk_.open(job, command); });
    return {};
}

JobHandle Studio::accept(EditProject command) {
    const JobId id = command.job;
    projects_.submit(id, [this, command = std::move(command)](JobContext&) { return desk_.edit(command); });
    return {};
}

JobHandle Studio::accept(StepProject command) {
    projects_.submit(command.job, [this, command](JobContext&) { return desk_.step(command); });
    return {};
}

JobHandle Studio::accept(SaveProjectAs command) {
    const JobId id = command.job;
    projects_.submit(id, [this, command = std::move(command)](JobContext& job) { return desk_.saveAs(job, command); });
    return {};
}

JobHandle Studio::accept(LoadTakes command) {
    const JobId id = command.job;  // not among the edits: a long scroll must not keep them waiting
    library_.submit(id, [this, command = std::move(command)](JobContext& job) { return desk_.load(job, command); });
    return {library_, id};
}

JobHandle Studio::post(Command command) {
    return std::visit([this](auto&& value) { return accept(std::forward<decltype(value)>(value)); },
                      std::move(command));
}

JobHandle Studio::accept(const CancelJob& command) {
    inference_.cancel(command.job);
    library_.cancel(command.job);
    shelf_.cancel(command.job);
    sound_.cancel(command.job);
    books_.cancel(command.job);
    return {};
}

template <typename Asked>
    requires kIsOneOf<Asked, BookCommand>
JobHandle Studio::accept(Asked command) {
    const JobId id = command.job;
    books_.submit(id, [this, command = std::move(command)](JobContext& job) { return bookDesk_.perform(job, command); });
    // What was recorded is entered, whoever still asks.
    constexpr bool mayBeDropped = kIsOneOf<Asked, std::variant<OpenVoiceBook, LoadBookTake, TakeInFiles>>;
    return mayBeDropped ? JobHandle{books_, id} : JobHandle{};
}

template <typename Asked>
    requires kIsOneOf<Asked, SoundCommand>
JobHandle Studio::accept(Asked command) {
    const JobId id = command.job;
    sound_.submit(id, [this, command = std::move(command)](JobContext& job) { return microphone_.perform(job, command); });
    // As with edits: what begins, ends and closes has no handle.
    constexpr bool mayBeDropped = kIsOneOf<Asked, std::variant<ListInputs, OpenInput, CheckRoom>>;
    return mayBeDropped ? JobHandle{sound_, id} : JobHandle{};
}

}  // namespace timbre
