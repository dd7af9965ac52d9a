// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where recording books lie: <data>/recordings/<id>/{book.json, .lock, takes/}.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/folder_lock.h"
#include "core/base/result.h"
#include "core/voice/book_json.h"

namespace timbre {

std::filesystem::path recordingsFolder(const std::filesystem::path& dataFolder);

/// A new, empty book folder with takes/ in it. Io.
Result<std::filesystem::path> makeBookFolder(const std::filesystem::path& dataFolder);

/// Holds a book for this process. AlreadyExists while somebody else holds it.
Result<FolderLock> lockBook(const std::filesystem::path& folder);

/// The folder of a book that is there. NotFound.
Result<std::filesystem::path> findBook(const std::filesystem::path& dataFolder, std::string_view id);

/// Finishes the removals that RecordingBook::setAside() began and nobody finished.
void sweepDeletedBooks(const std::filesystem::path& dataFolder);

/// What a planned recording left on disk.
struct Remains {
    enum class Kind {
        Part,       ///< The recorder's part file: it was killed, or records still.
        Recovered,  ///< Repaired once before, but never entered.
        Whole,      ///< Finished, but never entered.
    };
    Kind kind = Kind::Part;
    std::filesystem::path file;
    std::filesystem::path target;  ///< Of the recorder: what was planned, or the new part of a punch-in to it.
    /// Whether it is the new part alone: recording or joining was cut short.
    bool isPunch = false;
};

/// nullopt: nothing of it was ever written.
std::optional<Remains> remainsOf(const std::filesystem::path& target);

/// What else a recording left once `kept` is its sound: the parts of a punch-in.
void sweepRemains(const std::filesystem::path& target, const std::filesystem::path& kept);

}  // namespace timbre
