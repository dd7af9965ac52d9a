// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What voice_store.cpp and pending_voice.cpp share.

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/half_made.h"
#include "core/voice/folder_lock.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// Where a voice is being made.
struct NewVoice {
    std::filesystem::path store;
    std::filesystem::path temporary;
    std::string id;
    std::string name;
};

struct PendingVoice::State {
    State(NewVoice voice, FolderLock held, const std::filesystem::path& lockFile);
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    NewVoice made;
    FolderLock lock;
    std::filesystem::path version;
    std::filesystem::path clips;
    std::filesystem::path engine;
    bool committed = false;
    HalfMade halfMadeFolder, halfMadeLock;
};

/// The voice in one folder of the store. Corrupt, Unsupported, Io.
Result<Voice> readVoice(const std::filesystem::path& folder);

/// AlreadyExists when another voice than the one with `exceptId` has this name, whatever its case.
Result<void> requireFreeName(const std::filesystem::path& store, std::string_view name, std::string_view exceptId);

}  // namespace timbre
