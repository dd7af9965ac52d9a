// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: which recordings are open.
#include <algorithm>
#include <utility>

#include "ui/i18n/languages.h"
#include "ui/record/record_session.h"

namespace timbre::ui {

namespace {

const Key<QString> kScriptLanguage{"record/language", {}};  // empty: the language of the window

QString readingsOf(const std::string& language) { return QString::fromStdString(language) + QChar(u':'); }

bool isRead(const BookLine& line) {
    return std::ranges::any_of(line.takes, [](const LineTake& take) { return !take.removed; });
}

/// There is something in it to go on with.
bool isWorkedIn(const BookState& book) { return book.scriptId == kOwnScript || std::ranges::any_of(book.lines, isRead); }

}  // namespace

void RecordSession::openUsual() {
    chosenOpening_ = false;
    openLast(bookLanguage());
}

void RecordSession::openLast(const std::string& language) {
    const std::string last = lastReading(language);
    lastOf_ = last.empty() ? std::string() : language;
    openJob_ = titled(bridge_.ask(OpenBook{.language = language, .id = last}), tr("The recordings could not be opened"));
}

std::string RecordSession::lastReading(const std::string& language) const {
    const QString start = readingsOf(language);
    const QStringList known = settings_.get(keys::kReadings);
    const auto found = std::ranges::find_if(known, [&](const QString& one) { return one.startsWith(start); });
    return found == known.end() ? std::string() : found->sliced(start.size()).toStdString();
}

void RecordSession::rememberReading() {
    if (book_ == nullptr || retake_ || !isWorkedIn(*book_) || lastReading(book_->language) == book_->id) {
        return;
    }
    QStringList known = settings_.get(keys::kReadings);
    known.removeIf([start = readingsOf(book_->language)](const QString& one) { return one.startsWith(start); });
    known.prepend(readingsOf(book_->language) + QString::fromStdString(book_->id));
    settings_.set(keys::kReadings, known);
    settings_.save();
}

void RecordSession::forgetReading(const std::string& id) {
    QStringList known = settings_.get(keys::kReadings);
    if (known.removeIf([end = QChar(u':') + QString::fromStdString(id)](const QString& one) { return one.endsWith(end); }) > 0) {
        settings_.set(keys::kReadings, known);
        settings_.save();
    }
}

std::string RecordSession::bookLanguage() const {
    const QString chosen = settings_.get(kScriptLanguage);
    return (chosen.isEmpty() ? usedLanguage().section(QChar(u'-'), 0, 0) : chosen).toStdString();
}

bool RecordSession::beginOpening() {
    if (recording_ || finishing_) {
        return false;
    }
    discard();
    player_.forget();
    retake_.reset();
    openingRetake_ = false;
    chosenOpening_ = true;
    former_.clear();
    lastOf_.clear();
    return true;
}

void RecordSession::openBook(const std::string& language, bool fresh, const QString& ownText) {
    if (!beginOpening()) {
        return;
    }
    former_ = fresh && book_ != nullptr ? book_->id : std::string();
    if (!fresh && book_ != nullptr && book_->language != language) {
        return openLast(language);
    }
    openJob_ = titled(bridge_.ask(OpenBook{.language = language, .fresh = fresh, .ownText = ownText.toStdString()}),
                      tr("The recordings could not be opened"));
}

void RecordSession::openReading(const std::string& id) {
    if (!beginOpening()) {
        return;
    }
    openJob_ = titled(bridge_.ask(OpenBook{.id = id}), tr("The recordings could not be opened"));
}

std::vector<BookSummary> RecordSession::earlierReadings() const {
    std::vector<BookSummary> found;
    for (const BookSummary& one : books_) {
        if ((book_ == nullptr || one.id != book_->id) && (one.read > 0 || one.unfinished > 0)) {
            found.push_back(one);
        }
    }
    return found;
}

int RecordSession::linesRead() const {
    return book_ == nullptr ? 0 : static_cast<int>(std::ranges::count_if(book_->lines, isRead));
}

bool RecordSession::canRemoveReading() const {
    return book_ != nullptr && book_->voices.empty() && !isMadeIntoVoice() && !retake_ && !recording_ && !finishing_ &&
           isWorkedIn(*book_);
}

bool RecordSession::isMadeIntoVoice() const { return book_ != nullptr && book_->id == makingFrom_; }

void RecordSession::setMakingFrom(const std::string& book) {
    if (std::exchange(makingFrom_, book) != book) {
        Q_EMIT changed();
    }
}

void RecordSession::removeReading() {
    if (canRemoveReading()) {
        discard();
        titled(bridge_.ask(RemoveBook{.id = book_->id}), tr("The reading could not be deleted"));
    }
}

void RecordSession::onBookClosed(const BookClosed& event) {
    std::erase_if(books_, [&](const BookSummary& one) { return one.id == event.book; });
    if (book_ == nullptr || book_->id != event.book) {
        return;
    }
    forgetReading(event.book);
    forgetBook();
    if (entered_ && !openJob_) {
        openUsual();
    }
    Q_EMIT changed();
}

void RecordSession::forgetBook() {
    discard();
    player_.forget();
    retake_.reset();
    startRetake_ = false;
    removed_.clear();
    heard_.clear();
    sounds_.clear();
    book_.reset();
    row_ = -1;
}

/// What was open still is. Where nothing was, there is a way on: what is usual. A reading that is gone is no news.
bool RecordSession::openFailed() {
    former_.clear();
    if (const std::string language = std::exchange(lastOf_, {}); !language.empty()) {
        openJob_ = titled(bridge_.ask(OpenBook{.language = language}), tr("The recordings could not be opened"));
        return false;
    }
    if (std::exchange(openingRetake_, false)) {
        forgetBook();
    }
    if (book_ == nullptr && std::exchange(chosenOpening_, false)) {
        openUsual();
    }
    return true;
}

/// What else there is besides the recordings that were opened: damaged ones, and such that wait to be rescued.
void RecordSession::tellOthers(const BookOpened& event) {
    for (const Error& problem : event.problems) {
        Q_EMIT failed(tr("Some recordings cannot be read"), problem);
    }
    for (const BookSummary& one : event.books) {
        if (one.unfinished > 0 && one.id != event.book->id && offered_.insert(one.id).second) {
            Q_EMIT unfinishedFound(one);
        }
    }
    const std::string former = event.job == openJob_ ? std::exchange(former_, {}) : std::string();
    if (std::ranges::find(event.books, former, &BookSummary::id) != event.books.end() && former != event.book->id) {
        Q_EMIT begunAnew(former);
    }
}

void RecordSession::onBookOpened(const BookOpened& event) {
    if (event.job == openJob_ && chosenOpening_ && !event.retake) {
        settings_.set(kScriptLanguage, QString::fromStdString(event.book->language));
    }
    book_ = event.book;
    books_ = event.books;
    coverage_ = event.coverage;
    scriptLanguages_ = event.scriptLanguages;
    heard_.clear();
    sounds_.clear();
    removed_.clear();
    row_ = book_->lines.empty() ? -1 : rowAfter(-1);
    openingRetake_ = false;
    retake_.reset();
    if (event.retake) {
        takeOver(*event.retake);
    }
    rememberReading();
    fetchSounds();
    if (std::exchange(consentDue_, false) && !consented()) {
        setConsent(true);
    }
    Q_EMIT changed();
    startRetake();
    if (!event.rescued.empty()) {
        if (const int row = rowOf(event.rescued.front().lineId); row >= 0 && !retake_) {
            goToRow(row);
        }
        Q_EMIT rescued(event.rescued);
    }
    tellOthers(event);
}

}  // namespace timbre::ui
