// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/audio/vad.h"
#include "core/listen/line_words.h"
#include "core/studio/line_listener.h"

namespace timbre::listen {

/// Counts the syllables (moras) of a text; nullopt where it cannot.
using CountSyllables = std::function<std::optional<double>(std::string_view text, std::string_view language)>;

struct ListenerParts {
    /// Folders laid out as Debian's pocketsphinx-en-us; the first that is one is taken when it is first needed.
    std::vector<std::filesystem::path> models;
    ReadAloud readAloud;            ///< English; empty: the model's own dictionary, without numbers and rare names.
    CountSyllables countSyllables;  ///< May be empty: then other languages are Unknown.
    SharedVadModel vad;             ///< Null: speech is found by energy.
};

/// Where PocketSphinx's models are looked for: below `resourceFolder`, then where the build found the system's.
[[nodiscard]] std::vector<std::filesystem::path> speechModelFolders(const std::filesystem::path& resourceFolder);

/// English by PocketSphinx, other languages by their syllables.
[[nodiscard]] std::unique_ptr<LineListener> makeSphinxListener(ListenerParts parts);

}  // namespace timbre::listen
