// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/voice/voice.h"
#include "core/voice/voice_folder.h"

namespace timbre {

/// A voice's row with the stamp its folder had when it was read.
struct StampedRow {
    std::string stamp;
    VoiceRow row;
};

/// `<data>/library.db`: a copy of what lists quickly, never the only place where anything stands. A damaged file is
/// thrown away by the next write; one of a newer program is left alone (Unsupported), and lists then read the folders.
///
/// The file is open only during a call, under a lock of its own (library.lock): so it may be thrown away safely,
/// processes may fork, and no journal with a deleted voice's name stays behind. Errors: NotFound (not made yet),
/// Corrupt, Unsupported, Io. Thread: any.
class VoiceIndex {
  public:
    explicit VoiceIndex(const std::filesystem::path& dataFolder);

    struct Known {
        std::string stamp;
        VoiceEntry entry;
    };
    [[nodiscard]] Result<std::map<std::string, Known>> read() const;  ///< By id.

    struct KnownVersions {
        std::string stamp;
        std::vector<VersionSummary> versions;  ///< By number; empty for a voice that is not there.
    };
    [[nodiscard]] Result<KnownVersions> versions(const std::string& id) const;

    /// Makes the file when it is missing. All or nothing.
    Result<void> put(std::span<const StampedRow> rows) const;

    /// A file from which they cannot be removed is thrown away: nothing of a deleted voice may stay.
    /// @return rows removed, in all tables. Ids that are not there are no error.
    Result<std::int64_t> drop(std::span<const std::string> ids) const;

  private:
    std::filesystem::path file_;
    std::filesystem::path lockFile_;
};

}  // namespace timbre
