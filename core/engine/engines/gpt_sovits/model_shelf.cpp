// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/gpt_sovits/model_shelf.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/machine_memory.h"

namespace timbre::gpt_sovits {
namespace {

namespace fs = std::filesystem;

/// A file's name, size and time: another file of the same name is another model.
std::string identity(fs::path file) {
    std::error_code failure;
    if (fs::is_directory(file, failure))
        file /= "bigvgan_generator.pt";
    const auto size = fs::file_size(file, failure);
    const auto time = fs::last_write_time(file, failure).time_since_epoch().count();
    return file.string() + "|" + std::to_string(size) + "|" + std::to_string(time) + "\n";
}

std::string placeOf(const nets::GptSovitsOptions& options) {
    return (options.place == nets::Place::Cuda ? "cuda " : "cpu ") + std::to_string(options.threads);
}

std::string keyOf(const nets::GptSovitsFiles& files, const nets::GptSovitsOptions& options) {
    std::string key = identity(files.gpt) + identity(files.sovits.model) + identity(files.sovits.base) +
                      identity(files.sovits.vocoder);
    return key + (options.precision == nets::Precision::Exact ? "exact " : "fast ") + placeOf(options);
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string((bytes + (1U << 20U) - 1) >> 20U) + " MiB"; }

}  // namespace

/// @param idle  what models hold that would be put away for this one.
Result<void> ModelShelf::checkRoom(const Wanted& wanted, const nets::MemoryNeed& need, std::uint64_t limit,
                                   std::uint64_t idle) {
    if (need.held > limit) {
        return fail(ErrorCode::OutOfMemory,
                    "the models of " + displayPath(wanted.name) + " need " + mebibytes(need.held) +
                        " of memory, and the limit for models is " + mebibytes(limit),
                    "Raise the limit with --model-memory, or choose a smaller version.");
    }
    // A GPU's memory is asked for when it is used: what it has left is no business of the machine's.
    const auto memory = wanted.onCpu ? machineMemory() : std::nullopt;
    if (memory && need.atMost > memory->availableBytes + idle) {
        return fail(ErrorCode::OutOfMemory,
                    "the models of " + displayPath(wanted.name) + " need " + mebibytes(need.atMost) +
                        " of memory while they are loaded, and " + mebibytes(memory->availableBytes) + " are free",
                    "Close other programs, or choose a smaller version.");
    }
    return {};
}

ModelShelf::ModelShelf(std::uint64_t limitBytes, ModelSource source) : limit_(limitBytes), source_(std::move(source)) {}

/// Puts models away, the least recently used first, until so many bytes fit. False where those at work leave too
/// little.
bool ModelShelf::makeRoom(State& state, std::uint64_t bytes, std::uint64_t limit) {
    for (auto entry = state.entries.end(); state.held + bytes > limit && entry != state.entries.begin();) {
        --entry;
        // The shelf's own is the last one: nobody can take another while the mutex is held.
        if (entry->loading || entry->model.use_count() > 1)
            continue;
        state.held -= entry->bytes;
        entry = state.entries.erase(entry);
    }
    return state.held + bytes <= limit;
}

/// The model with a keeper that tells the shelf when it comes back.
ModelShelf::AnyModel ModelShelf::lent(const std::shared_ptr<State>& state, const AnyModel& model) {
    return {model.get(), [state, kept = model](const void*) mutable {
                {
                    const std::scoped_lock lock(state->mutex);
                    kept.reset();
                    ++state->changes;
                }
                state->changed.notify_all();
            }};
}

Result<SharedModel> ModelShelf::take(const nets::GptSovitsFiles& files, const nets::GptSovitsOptions& options,
                                     const std::stop_token& stop) {
    return takeAny({.key = keyOf(files, options),
                    .name = files.sovits.model.filename(),
                    .onCpu = options.place == nets::Place::Cpu,
                    .need = [&] { return source_.need(files, options); },
                    .open = [&]() -> Result<AnyModel> { return source_.open(files, options); }},
                   stop)
        .map([](const AnyModel& model) { return std::static_pointer_cast<const nets::GptSovitsModel>(model); });
}

Result<SharedTextModel> ModelShelf::takeText(const fs::path& folder, const nets::GptSovitsOptions& options,
                                             const std::stop_token& stop) {
    return takeAny({.key = "text " + identity(nets::ChineseTextModel::weights(folder)) + placeOf(options),
                    .name = folder.filename(),
                    .onCpu = options.place == nets::Place::Cpu,
                    .need = [&] { return source_.textNeed(folder); },
                    .open = [&]() -> Result<AnyModel> {
                        return source_.openText(folder, options.place, options.threads);
                    }},
                   stop)
        .map([](const AnyModel& model) { return std::static_pointer_cast<const nets::ChineseTextModel>(model); });
}

Result<ModelShelf::AnyModel> ModelShelf::takeAny(const Wanted& wanted, const std::stop_token& stop) {
    const auto cancelled = [] { return fail(ErrorCode::Cancelled, "the speech was stopped"); };
    std::uint64_t bytes = 0;  // asked of the files once, when it is first needed
    std::unique_lock lock(state_->mutex);
    while (!stop.stop_requested()) {
        auto& entries = state_->entries;
        const auto there = std::ranges::find(entries, wanted.key, &Entry::key);
        if (there != entries.end() && !there->loading) {
            entries.splice(entries.begin(), entries, there);
            return lent(state_, there->model);
        }
        if (there == entries.end() && bytes == 0) {
            lock.unlock();
            const auto need = wanted.need();
            if (!need)
                return tl::unexpected(need.error());
            lock.lock();
            std::uint64_t idle = 0;
            for (const Entry& entry : state_->entries)
                idle += !entry.loading && entry.model.use_count() == 1 ? entry.bytes : 0;
            if (auto room = checkRoom(wanted, *need, limit_, idle); !room)
                return tl::unexpected(room.error());
            bytes = std::max<std::uint64_t>(need->held, 1);
            continue;  // somebody may have begun to load it meanwhile
        }
        if (there == entries.end() && makeRoom(*state_, bytes, limit_)) {
            entries.push_front({.key = wanted.key, .bytes = bytes, .loading = true});
            state_->held += bytes;
            const auto entry = entries.begin();
            lock.unlock();
            return load(entry, wanted);
        }
        const std::uint64_t seen = state_->changes;
        state_->changed.wait(lock, stop, [&] { return state_->changes != seen; });
    }
    return cancelled();
}

Result<ModelShelf::AnyModel> ModelShelf::load(std::list<Entry>::iterator entry, const Wanted& wanted) {
    auto model = wanted.open();
    Result<AnyModel> answer;
    {
        const std::scoped_lock lock(state_->mutex);
        ++state_->loadings;
        ++state_->changes;
        if (model) {
            entry->model = *model;
            entry->loading = false;
            answer = lent(state_, *model);
        } else {
            state_->held -= entry->bytes;
            state_->entries.erase(entry);
            answer = tl::unexpected(model.error());
        }
        if (model)
            model->reset();
    }
    state_->changed.notify_all();
    return answer;
}

std::uint64_t ModelShelf::heldBytes() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->held;
}

std::size_t ModelShelf::loadings() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->loadings;
}

}  // namespace timbre::gpt_sovits
