// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// The recording books that a voice was made from.
struct VoiceBooks {
    std::vector<std::string> ids;     ///< That go with the voice.
    std::vector<std::string> shared;  ///< That another voice, which is there, was made from as well: they stay.
    std::vector<std::string> files;   ///< Of `ids`, below the data folder, sorted: "recordings/<id>/takes/L05-2.wav".
    std::uintmax_t bytes = 0;         ///< Of the files.
    bool inUse = false;               ///< One of them all is open, here or in another program.
};

/// Books that cannot be read are nobody's. Io: the folder of recordings cannot be listed.
Result<VoiceBooks> booksOf(const std::filesystem::path& dataFolder, std::string_view voiceId);

/// A voice that is gone, and what of the recordings it was made from went with it.
struct RemovedWithBooks {
    RemovedVoice voice;                    ///< The books' files are among its files, their bytes among its bytes.
    std::optional<Error> booksTrouble{};   ///< The voice is gone, but not all that its recordings' books hold of it.
};

/// Removes a voice and the books that it alone was made from; those of other voices as well forget it. AlreadyExists: a
/// book is open, here or in another program; nothing is gone then. Else as VoiceStore::remove(). Killed in between, the
/// recordings are gone and the voice may still be there; the other way round never.
Result<RemovedWithBooks> removeVoiceWithBooks(VoiceStore& store, const std::filesystem::path& dataFolder,
                                              std::string_view voice);

}  // namespace timbre
