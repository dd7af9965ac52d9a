// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "core/base/files.h"
#include "core/voice/pending_voice.h"
#include "core/voice/voice_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// Flushes one file or folder; a file system that cannot is not an error, the rename still keeps the order.
void flushToDisk(const fs::path& path) {
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle);
        ::close(handle);
    }
}

void flushTree(const fs::path& folder) {
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        flushToDisk(entry->path());
    }
    flushToDisk(folder);
}

}  // namespace

PendingVoice::State::State(NewVoice voice, FolderLock held, const fs::path& lockFile)
    : made(std::move(voice)), lock(std::move(held)), halfMadeFolder(made.temporary), halfMadeLock(lockFile) {
    version = made.temporary / "versions" / "0001";
    clips = version / "clips";
    engine = version / "engine";
}

PendingVoice::State::~State() {
    if (!committed) {
        std::error_code ignored;
        fs::remove_all(made.temporary, ignored);
    }
    lock.removeAndRelease();
}

PendingVoice::PendingVoice(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
PendingVoice::PendingVoice(PendingVoice&&) noexcept = default;
PendingVoice& PendingVoice::operator=(PendingVoice&&) noexcept = default;
PendingVoice::~PendingVoice() = default;

const fs::path& PendingVoice::clipsFolder() const noexcept { return state_->clips; }
const fs::path& PendingVoice::engineFolder() const noexcept { return state_->engine; }

Result<Voice> PendingVoice::commit(VoiceVersion version) {
    const std::unique_ptr<State> state = std::move(state_);  // Whatever happens, nothing is left pending.
    const NewVoice& made = state->made;
    version.number = 1;
    version.created = utcNow();
    if (auto wrote = writeVersionRecord(state->version / "version.json", version); !wrote) {
        return tl::unexpected(wrote.error());
    }
    const VoiceRecord record{
        .id = made.id, .name = made.name, .created = version.created, .engine = version.engine, .currentVersion = 1};
    if (auto wrote = writeVoiceRecord(made.temporary / "voice.json", record); !wrote) {
        return tl::unexpected(wrote.error());
    }
    flushTree(made.temporary);

    auto storeLock = FolderLock::take(made.store / ".lock");
    if (!storeLock) {
        return tl::unexpected(storeLock.error());
    }
    if (auto free = requireFreeName(made.store, made.name, {}); !free) {
        return tl::unexpected(free.error());
    }
    const fs::path final = made.store / made.id;
    const auto published = publish([&]() -> Result<void> {
        std::error_code error;
        fs::rename(made.temporary, final, error);
        if (error) {
            return fail(ErrorCode::Io, fmt::format("cannot store the voice in {}: {}", displayPath(final), error.message()));
        }
        return {};
    });
    if (!published) {
        return tl::unexpected(published.error());
    }
    state->committed = true;
    flushToDisk(made.store);
    return readVoice(final);
}

}  // namespace timbre
