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
        if (std::ranges::find(book.voices, voiceId) == book.voices.end()) {
            continue;
        }
        books.inUse = books.inUse || book.inUse;
        const bool others = std::ranges::any_of(book.voices, [&](const std::string& voice) {
            std::error_code ignored;
            return voice != voiceId && !voice.empty() && fs::exists(dataFolder / "voices" / voice, ignored);
        });
        (others ? books.shared : books.ids).push_back(book.id);
        if (!others) {
            addFiles(dataFolder, recordingsFolder(dataFolder) / book.id, books);
        }
    }
    std::ranges::sort(books.files);
    return books;
}

namespace {

/// The books out of the way, to be brought back where the voice stays.
class BooksAside {
  public:
    Result<void> take(const fs::path& dataFolder, const std::vector<std::string>& ids) {
        for (const std::string& id : ids) {
            auto aside = RecordingBook::setAside(dataFolder, id);
            if (!aside) {
                bringBack();
                return tl::unexpected(aside.error());
            }
            folders_.push_back(std::move(*aside));
        }
        return {};
    }
    void bringBack() {
        for (const fs::path& folder : std::exchange(folders_, {})) {
            static_cast<void>(RecordingBook::bringBack(folder));
        }
    }
    /// Goes on after a failure and tells the first.
    std::optional<Error> remove() {
        std::optional<Error> trouble;
        for (const fs::path& folder : std::exchange(folders_, {})) {
            std::error_code error;
            fs::remove_all(folder, error);
            if (error && !trouble) {
                trouble = ioError("cannot remove", folder, error.value());
            }
        }
        return trouble;
    }

  private:
    std::vector<fs::path> folders_;
};

/// What is left of the voice in books that stay goes, too. The first failure.
std::optional<Error> forgetIn(const fs::path& dataFolder, const std::vector<std::string>& ids, const std::string& voice) {
    std::optional<Error> trouble;
    for (const std::string& id : ids) {
        auto book = RecordingBook::open(dataFolder, id);
        const auto done = book ? book->dropVoice(voice) : Result<void>(tl::unexpected(book.error()));
        if (!done && !trouble) {
            trouble = done.error();
        }
    }
    return trouble;
}

}  // namespace

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
    // The books first: a book of a voice that is gone would be in no list, and nobody could delete it.
    BooksAside aside;
    if (auto taken = aside.take(dataFolder, books->ids); !taken) {
        return tl::unexpected(taken.error());
    }
    auto removed = store.remove(planned->id);
    if (!removed) {
        aside.bringBack();
        return tl::unexpected(removed.error());
    }
    RemovedWithBooks gone{.voice = std::move(*removed), .booksTrouble = aside.remove()};
    if (auto trouble = forgetIn(dataFolder, books->shared, gone.voice.id); trouble && !gone.booksTrouble) {
        gone.booksTrouble = std::move(trouble);
    }
    if (gone.booksTrouble) {
        return gone;
    }
    std::ranges::move(books->files, std::back_inserter(gone.voice.files));
    gone.voice.bytes += books->bytes;
    return gone;
}

}  // namespace timbre
