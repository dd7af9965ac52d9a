// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/pending_voice.h"

#include <fmt/format.h>

#include <array>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/voice/making_folder.h"
#include "core/voice/voice_catalogue.h"
#include "core/voice/voice_folder.h"
#include "core/voice/voice_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

Result<void> moveInto(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot store the voice in {}: {}", displayPath(to), error.message()));
    }
    flushToDisk(to.parent_path());
    return {};
}

}  // namespace

struct PendingVoice::State {
    VoiceCatalogue catalogue;
    MakingFolder making;
    std::string name;  ///< Of a new voice.
    std::string id;    ///< Of the voice that gets a version; empty for a new voice.
    int parent = 0;
    fs::path version;
    fs::path clips;
    fs::path engine;

    static Result<std::unique_ptr<State>> begin(const VoiceCatalogue& catalogue) {
        auto making = MakingFolder::begin(catalogue.voices());
        if (!making) {
            return tl::unexpected(making.error());
        }
        auto state = std::unique_ptr<State>(new State{.catalogue = catalogue,
                                                      .making = std::move(*making),
                                                      .name = {},
                                                      .id = {},
                                                      .version = {},
                                                      .clips = {},
                                                      .engine = {}});
        state->version = versionFolder(state->making.path(), 1);
        state->clips = state->version / "clips";
        state->engine = state->version / "engine";
        for (const fs::path& folder : {state->clips, state->engine}) {
            if (auto made = makeFolder(folder); !made) {
                return tl::unexpected(made.error());
            }
        }
        return state;
    }
};

PendingVoice::PendingVoice(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
PendingVoice::PendingVoice(PendingVoice&&) noexcept = default;
PendingVoice& PendingVoice::operator=(PendingVoice&&) noexcept = default;
PendingVoice::~PendingVoice() = default;

const fs::path& PendingVoice::clipsFolder() const noexcept { return state_->clips; }
const fs::path& PendingVoice::engineFolder() const noexcept { return state_->engine; }

Result<PendingVoice> PendingVoice::begin(const VoiceCatalogue& catalogue, std::string name) {
    auto state = State::begin(catalogue);
    if (!state) {
        return tl::unexpected(state.error());
    }
    (*state)->name = std::move(name);
    return PendingVoice(std::move(*state));
}

Result<PendingVoice> PendingVoice::beginVersion(const VoiceCatalogue& catalogue, std::string id, int parent) {
    auto state = State::begin(catalogue);
    if (!state) {
        return tl::unexpected(state.error());
    }
    (*state)->id = std::move(id);
    (*state)->parent = parent;
    return PendingVoice(std::move(*state));
}

Result<Voice> PendingVoice::commit(VoiceVersion version) {
    const std::unique_ptr<State> state = std::move(state_);  // Whatever happens, nothing is left pending.
    version.created = utcNow();
    flushTree(state->making.path());  // The long part, before anybody has to wait for the lock.
    const auto lock = state->catalogue.lock();
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    Result<Voice> voice = fail(ErrorCode::Internal, "the voice was not stored");
    const auto published = publish([&]() -> Result<void> {
        voice = state->id.empty() ? commitVoice(*state, version) : commitVersion(*state, version);
        return {};
    });
    return published ? std::move(voice) : tl::unexpected(published.error());
}

Result<Voice> PendingVoice::commitVoice(const State& state, VoiceVersion& version) {
    const std::string& id = state.making.id();
    const VoiceCatalogue& catalogue = state.catalogue;
    if (auto free = catalogue.requireFree(state.name, {}, StoreLock::Held); !free) {
        return tl::unexpected(free.error());
    }
    version.number = 1;
    version.parent = 0;
    if (auto wrote = writeVersionRecord(state.version / "version.json", version); !wrote) {
        return tl::unexpected(wrote.error());
    }
    VoiceRecord record;
    record.id = id;
    record.name = state.name;
    record.created = version.created;
    record.engine = version.engine;
    record.hue = catalogue.freeHue(StoreLock::Held);
    if (auto wrote = writeVoiceRecord(state.making.path() / "voice.json", record); !wrote) {
        return tl::unexpected(wrote.error());
    }
    flushToDisk(state.version);
    flushToDisk(state.making.path());
    if (auto moved = moveInto(state.making.path(), catalogue.folderOf(id)); !moved) {
        return tl::unexpected(moved.error());
    }
    catalogue.refresh(std::array{id});
    return readVoice(catalogue.folderOf(id));
}

Result<Voice> PendingVoice::commitVersion(const State& state, VoiceVersion& version) {
    const fs::path folder = state.catalogue.folderOf(state.id);
    auto record = readVoiceRecord(folder / "voice.json");
    if (!record) {
        return record.error().code == ErrorCode::NotFound
                   ? fail(ErrorCode::NotFound, "the voice was deleted while its new version was being made",
                          "Make a new voice with `timbre voice create`.")
                   : tl::unexpected(record.error());
    }
    const std::vector<int> numbers = versionNumbers(folder);
    version.number = numbers.empty() ? 1 : numbers.back() + 1;
    version.parent = state.parent;
    if (auto wrote = writeVersionRecord(state.version / "version.json", version); !wrote) {
        return tl::unexpected(wrote.error());
    }
    flushToDisk(state.version);
    // First the version, then who points to it: killed in between, it is whole and only not chosen.
    if (auto moved = moveInto(state.version, versionFolder(folder, version.number)); !moved) {
        return tl::unexpected(moved.error());
    }
    record->changes.push_back({.when = version.created, .from = record->currentVersion, .to = version.number});
    record->currentVersion = version.number;
    record->engine = version.engine;
    if (auto wrote = writeVoiceRecord(folder / "voice.json", *record); !wrote) {
        return tl::unexpected(wrote.error());
    }
    state.catalogue.refresh(std::array{state.id});
    return readVoice(folder);
}

}  // namespace timbre
