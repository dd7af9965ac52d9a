// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_books.h"

#include <algorithm>
#include <system_error>

#include "core/base/files.h"
#include "core/voice/book_folder.h"
#include "core/voice/recording_book.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

void addFiles(const fs::path& dataFolder, const fs::path& folder, VoiceBooks& books) {
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        if (entry->is_regular_file(ignored)) {
            books.files.push_back(displayPath(entry->path().lexically_relative(dataFolder)));
            books.bytes += entry->file_size(ignored);
        }
    }
}

}  // namespace

Result<VoiceBooks> booksOf(const fs::path& dataFolder, std::string_view voiceId) {
    VoiceBooks books;
    if (dataFolder.empty() || voiceId.empty()) {
        return books;
    }
    const auto list = RecordingBook::list(dataFolder);
    if (!list) {
        return tl::unexpected(list.error());
    }
    for (const BookSummary& book : list->books) {
        if (book.voiceId == voiceId) {
            books.ids.push_back(book.id);
            books.inUse = books.inUse || book.inUse;
            addFiles(dataFolder, recordingsFolder(dataFolder) / book.id, books);
        }
    }
    std::ranges::sort(books.files);
    return books;
}

Result<void> removeBooks(const fs::path& dataFolder, const VoiceBooks& books) {
    Result<void> outcome{};
    for (const std::string& id : books.ids) {
        if (auto removed = RecordingBook::remove(dataFolder, id); !removed && outcome) {
            outcome = tl::unexpected(removed.error());
        }
    }
    return outcome;
}

}  // namespace timbre
