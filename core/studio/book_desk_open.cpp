// SPDX-License-Identifier: GPL-3.0-or-later
// BookDesk: which book is open.
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/studio/book_desk.h"
#include "core/studio/own_lines.h"

namespace timbre {

void BookDesk::note(const Error& problem) {
    if (noted_.insert(problem.message()).second) {
        untold_.push_back(problem);
    }
}

Result<BookList> BookDesk::list() {
    auto known = RecordingBook::list(parts_.dataFolder);
    if (known) {
        std::ranges::for_each(known->problems, [this](const Error& problem) { note(problem); });
    }
    return known;
}

namespace {

std::int64_t lastUse(const BookList& known) {
    std::int64_t last = 0;
    for (const BookSummary& book : known.books) {
        last = std::max(last, book.used);
    }
    return last;
}

}  // namespace

Result<RecordingBook> BookDesk::make(const OpenBook& command, const BookList& known) const {
    const std::string ownText = fmt::format("{}", fmt::join(ownLines(command.ownText, command.language), "\n"));
    auto script = command.ownText.empty() ? installedScript(parts_.resourceFolder, command.language)
                                          : ownScript(ownText, command.language, parts_.phonesOf);
    if (!script) {
        return tl::unexpected(script.error());
    }
    return RecordingBook::create(parts_.dataFolder, {.name = {}, .script = std::move(*script), .used = lastUse(known) + 1});
}

Result<RecordingBook> BookDesk::openOrMake(const OpenBook& command, const BookList& known) {
    for (const BookSummary& book : known.books) {
        if (command.fresh || book.language != command.language || !book.voices.empty() || book.inUse) {
            continue;
        }
        auto opened = RecordingBook::open(parts_.dataFolder, book.id);
        if (opened) {
            return opened;
        }
        if (opened.error().code != ErrorCode::AlreadyExists) {
            note(opened.error());
        }
    }
    return make(command, known);
}

void BookDesk::close() {
    if (book_) {
        static_cast<void>(book_->purgeRemoved());  // what cannot be deleted now is when it is opened again
        book_.reset();
    }
}

Result<std::vector<RescuedTake>> BookDesk::takeOver(RecordingBook book) {
    auto rescued = book.rescue();
    if (rescued) {
        static_cast<void>(book.purgeRemoved());
        close();
        book_.emplace(std::move(book));
    }
    return rescued;
}

Result<void> BookDesk::tellOpened(JobContext& job, std::vector<RescuedTake> rescued, std::optional<BookRetake> retake) {
    std::vector<BookSummary> books;
    if (auto known = list()) {
        std::ranges::copy_if(known->books, std::back_inserter(books),
                             [this](const BookSummary& book) { return !book.inUse || isOpen(book.id); });
    }
    job.emit(BookOpened{.job = job.id(),
                        .book = std::make_shared<const BookState>(book_->state()),
                        .coverage = coverageOf(book_->state()),
                        .rescued = std::move(rescued),
                        .scriptLanguages = installedScriptLanguages(parts_.resourceFolder),
                        .retake = std::move(retake),
                        .books = std::move(books),
                        .problems = std::exchange(untold_, {})});
    return {};
}

Result<void> BookDesk::perform(JobContext& job, const OpenBook& command) {
    const std::scoped_lock lock(bookMutex_);
    const bool same = command.id.empty() ? book_ && !command.fresh && book_->state().language == command.language &&
                                               book_->state().voices.empty()
                                         : isOpen(command.id);
    if (same) {
        return tellOpened(job, {}, {});
    }
    const auto known = list();
    if (!known) {
        return tl::unexpected(known.error());
    }
    auto book = command.id.empty() ? openOrMake(command, *known) : RecordingBook::open(parts_.dataFolder, command.id);
    if (!book) {
        return tl::unexpected(book.error());
    }
    if (book->state().used <= lastUse(*known)) {
        static_cast<void>(book->setUsed(lastUse(*known) + 1));  // only the order of a list
    }
    auto rescued = takeOver(std::move(*book));
    return rescued ? tellOpened(job, std::move(*rescued), {}) : Result<void>(tl::unexpected(rescued.error()));
}

void BookDesk::letGoOf(const std::string& voice) {
    const std::scoped_lock lock(bookMutex_);
    if (book_ && std::ranges::find(book_->state().voices, voice) != book_->state().voices.end()) {
        const std::string id = book_->state().id;
        close();
        sink_(BookClosed{.book = id});
    }
}

Result<void> BookDesk::bind(const std::string& book, const std::string& voice, int version) {
    const std::scoped_lock lock(bookMutex_);
    if (!isOpen(book)) {
        auto other = RecordingBook::open(parts_.dataFolder, book);
        return other ? other->setVoice(voice, version) : Result<void>(tl::unexpected(other.error()));
    }
    auto bound = book_->setVoice(voice, version);
    if (bound) {
        sink_(change(JobId{}));
    }
    return bound;
}

}  // namespace timbre
