// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_books.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

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

Result<RemovedWithBooks> removeVoiceWithBooks(VoiceStore& store, const fs::path& dataFolder, std::string_view voice) {
    const auto planned = store.planRemoval(std::string(voice));
    if (!planned) {
        return tl::unexpected(planned.error());
    }
    auto books = booksOf(dataFolder, planned->id);
    if (!books) {
        return tl::unexpected(books.error());
    }
    if (books->inUse) {  // Before anything is gone: a voice without its recordings' removal would be half a removal.
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("the recordings of {} are open in another program", inQuotes(planned->name)),
                    "Close them there, then remove the voice.");
    }
    auto removed = store.remove(planned->id);
    if (!removed) {
        return tl::unexpected(removed.error());
    }
    RemovedWithBooks gone{.voice = std::move(*removed)};
    if (auto booksGone = removeBooks(dataFolder, *books); !booksGone) {
        gone.booksTrouble = booksGone.error();
        return gone;
    }
    std::ranges::move(books->files, std::back_inserter(gone.voice.files));
    gone.voice.bytes += books->bytes;
    return gone;
}

}  // namespace timbre
