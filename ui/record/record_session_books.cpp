// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: which recordings are open.
#include <utility>

#include "ui/i18n/languages.h"
#include "ui/record/record_session.h"

namespace timbre::ui {

namespace {

const Key<QString> kScriptLanguage{"record/language", {}};  // empty: the language of the window

}  // namespace

void RecordSession::openUsual() {
    chosenOpening_ = false;
    openJob_ = titled(bridge_.ask(OpenBook{.language = bookLanguage()}), tr("The recordings could not be opened"));
}

std::string RecordSession::bookLanguage() const {
    const QString chosen = settings_.get(kScriptLanguage);
    return (chosen.isEmpty() ? usedLanguage().section(QChar(u'-'), 0, 0) : chosen).toStdString();
}

void RecordSession::openBook(const std::string& language, bool fresh, const QString& ownText) {
    if (recording_ || finishing_) {
        return;
    }
    discard();
    player_.forget();
    retake_.reset();
    openingRetake_ = false;
    chosenOpening_ = true;
    former_ = fresh && book_ != nullptr ? book_->id : std::string();
    openJob_ = titled(bridge_.ask(OpenBook{.language = language, .fresh = fresh, .ownText = ownText.toStdString()}),
                      tr("The recordings could not be opened"));
}

void RecordSession::openReading(const std::string& id) {
    if (recording_ || finishing_) {
        return;
    }
    discard();
    player_.forget();
    retake_.reset();
    openingRetake_ = false;
    chosenOpening_ = true;
    former_.clear();
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

void RecordSession::onBookClosed(const BookClosed& event) {
    if (book_ == nullptr || book_->id != event.book) {
        return;
    }
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

/// What was open still is. Where nothing was, there is a way on: what is usual.
void RecordSession::openFailed() {
    former_.clear();
    if (std::exchange(openingRetake_, false)) {
        forgetBook();
    }
    if (book_ == nullptr && std::exchange(chosenOpening_, false)) {
        openUsual();
    }
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
    if (!former.empty() && former != event.book->id) {
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
