// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// book.json: the record of a recording book. Readers refuse what a newer program wrote in another format; members of the
// whole that they do not know are written again as they were.

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/voice/recording_book.h"

namespace timbre {

/// A recording that was planned and is not entered yet.
struct BookPlan {
    std::string lineId;  ///< Empty: the room tone.
    int number = 0;
    std::string file;  ///< Below the book's folder.
    bool operator==(const BookPlan&) const = default;
};

/// All that book.json holds.
struct BookRecord {
    BookState state;
    std::vector<BookPlan> plans;
    std::string unknown;  ///< The file's text as it was read: what of it is not known is written again.
};

/// NotFound, Corrupt, Io; Unsupported for a newer format; the details name the file.
Result<BookRecord> readBookRecord(const std::filesystem::path& folder);

/// Io.
Result<void> writeBookRecord(const std::filesystem::path& folder, const BookRecord& record);

}  // namespace timbre
