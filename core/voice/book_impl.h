// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the files that make up RecordingBook share.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/folder_lock.h"
#include "core/voice/book_json.h"
#include "core/voice/recording_book.h"

namespace timbre {

struct RecordingBook::Impl {
    std::vector<BookPlan> plans;
    std::string unknown;  ///< BookRecord::unknown.
    FolderLock lock;
};

/// findLine(), to be changed.
inline BookLine* lineIn(BookState& book, std::string_view lineId) {
    const BookLine* const line = findLine(book, lineId);
    return line == nullptr ? nullptr : &book.lines[static_cast<std::size_t>(line - book.lines.data())];
}

}  // namespace timbre
