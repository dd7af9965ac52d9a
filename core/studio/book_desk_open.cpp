// SPDX-License-Identifier: GPL-3.0-or-later
// BookDesk: which book is open.
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/studio/book_desk.h"
#include "core/studio/own_lines.h"
#include "core/studio/voice_books.h"

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

/// Also such as wait to be rescued.
bool hasRecordings(const RecordingBook& book) {
    return book.awaitsSound() || !book.state().voices.empty() ||
           std::ranges::any_of(book.state().lines, [](const BookLine& line) { return !line.takes.empty(); });
}

/// Also such that no take names: a damaged recording that could not be rescued is for its owner to throw away. What cannot
/// be looked at counts as there.
bool holdsFiles(const std::filesystem::path& folder) {
    std::error_code error;
    const std::filesystem::directory_iterator first(folder, error);
    return error ? error != std::errc::no_such_file_or_directory : first != std::filesystem::directory_iterator{};
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
    std::optional<RecordingBook> empty;
    for (const BookSummary& book : known.books) {
        const bool wanted = !command.fresh || (command.ownText.empty() && book.read == 0);
        if (!wanted || book.language != command.language || !book.voices.empty() || book.inUse) {
            continue;
        }
        auto opened = RecordingBook::open(parts_.dataFolder, book.id);
        if (!opened) {
            if (opened.error().code != ErrorCode::AlreadyExists) {
                note(opened.error());
            }
        } else if (isUntouched(*opened)) {
            empty = empty ? std::move(empty) : std::optional(std::move(*opened));
        } else if (!command.fresh) {
            return opened;
        }
    }
    return empty && command.ownText.empty() ? Result<RecordingBook>(std::move(*empty)) : make(command, known);
}

bool BookDesk::isUntouched(const RecordingBook& book) const {
    const BookState& state = book.state();
    if (hasRecordings(book) || state.roomTone || !state.voices.empty() || !state.name.empty() || holdsFiles(state.folder / "takes")) {
        return false;
    }
    const auto script = installedScript(parts_.resourceFolder, state.language);
    return script && state.scriptId == script->id &&
           std::ranges::equal(state.lines, script->lines,
                              [](const BookLine& mine, const ScriptLine& line) { return mine.line.text == line.text; });
}

std::optional<BookConsent> BookDesk::permissionJustGiven() const {
    const bool given = book_ && book_->consented() && book_->state().id == ticked_ && !hasRecordings(*book_);
    return given ? std::optional(book_->state().consent) : std::nullopt;
}

/// Where nothing was recorded yet, an older permission may be another speaker's.
Result<void> BookDesk::takeOverPermission(RecordingBook& book) {
    if (hasRecordings(book)) {
        return {};
    }
    const auto given = permissionJustGiven();
    if (!given) {
        return book.consented() ? book.withdrawConsent() : Result<void>{};
    }
    auto stored = book.setConsent(given->sentence, given->language, given->given);
    if (stored) {
        ticked_ = book.state().id;
    }
    return stored;
}

void BookDesk::close() {
    if (book_) {
        const std::string abandoned = isUntouched(*book_) ? book_->state().id : std::string();
        purge(*book_);
        book_.reset();
        if (!abandoned.empty() && !holds_.isHeld(abandoned)) {
            static_cast<void>(RecordingBook::remove(parts_.dataFolder, abandoned));  // else it is opened instead of a new one
        }
    }
    purgePutOff();
}

Result<void> BookDesk::mustBeFree(const std::string& book) const {
    if (holds_.isHeld(book)) {
        return fail(ErrorCode::InvalidInput, "a voice is being made from these recordings", "Wait until it is ready, or stop it.");
    }
    return {};
}

void BookDesk::purge(RecordingBook& book) {
    const std::string& id = book.state().id;
    if (holds_.isHeld(id)) {
        putOff_.insert(id);
    } else {
        static_cast<void>(book.purgeRemoved());  // what cannot be deleted now is when it is opened again
        putOff_.erase(id);
    }
}

void BookDesk::purgePutOff() {
    for (const std::string& id : std::set<std::string>(putOff_)) {
        if (isOpen(id) || holds_.isHeld(id)) {
            continue;
        }
        if (auto book = RecordingBook::open(parts_.dataFolder, id)) {
            purge(*book);
        } else if (book.error().code != ErrorCode::AlreadyExists) {
            putOff_.erase(id);  // gone or damaged: nothing can be done any more
        }
    }
}

Result<std::vector<RescuedTake>> BookDesk::takeOver(RecordingBook book) {
    auto rescued = book.rescue();
    if (rescued) {
        purge(book);
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

/// Whether what is open is what the command would open. A reading nobody has touched is as good as a new one.
bool BookDesk::isSame(const OpenBook& command) const {
    if (!command.id.empty()) {
        return isOpen(command.id);
    }
    if (!book_ || book_->state().language != command.language || !book_->state().voices.empty()) {
        return false;
    }
    return !command.fresh || (command.ownText.empty() && isUntouched(*book_));
}

Result<void> BookDesk::perform(JobContext& job, const OpenBook& command) {
    const std::scoped_lock lock(bookMutex_);
    if (isSame(command)) {
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
    if (auto settled = takeOverPermission(*book); !settled) {
        return settled;
    }
    auto rescued = takeOver(std::move(*book));
    return rescued ? tellOpened(job, std::move(*rescued), {}) : Result<void>(tl::unexpected(rescued.error()));
}

Result<void> BookDesk::perform(JobContext& job, const RemoveBook& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto free = mustBeFree(command.id); !free) {
        return free;
    }
    const bool wasOpen = isOpen(command.id);
    {
        const auto other = wasOpen ? std::nullopt : std::optional(RecordingBook::open(parts_.dataFolder, command.id));
        if (other && !*other) {
            return tl::unexpected(other->error());
        }
        if (!(wasOpen ? *book_ : **other).state().voices.empty()) {
            return fail(ErrorCode::InvalidInput, "a voice was made from these recordings", "Delete the voice; they go with it.");
        }
    }  // lets go of the folder
    if (wasOpen) {
        book_.reset();
    }
    auto removed = RecordingBook::remove(parts_.dataFolder, command.id);
    if (removed || wasOpen) {
        job.emit(BookClosed{.job = job.id(), .book = command.id});
    }
    return removed;
}

Result<void> BookDesk::letGoOf(const std::string& voice) {
    const std::scoped_lock lock(bookMutex_);
    const auto books = booksOf(parts_.dataFolder, voice);
    if (!books) {
        return tl::unexpected(books.error());
    }
    for (const std::string& id : books->ids) {
        if (auto free = mustBeFree(id); !free) {
            return free;
        }
    }
    if (book_ && std::ranges::find(book_->state().voices, voice) != book_->state().voices.end()) {
        const std::string id = book_->state().id;
        close();
        sink_(BookClosed{.book = id});
    }
    return {};
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
