// SPDX-License-Identifier: GPL-3.0-or-later
// BookDesk: the words of a take are checked while the next one is recorded.
#include <algorithm>
#include <exception>
#include <iterator>
#include <memory>
#include <utility>

#include "core/studio/book_desk.h"

namespace timbre {

namespace {

/// What listening adds: half a line and another line are read again, a word that was not heard is only pointed at.
std::vector<TakeFinding> findingsOf(const LineFit& fit) {
    const auto one = [](std::string_view code, Verdict verdict) {
        return TakeFinding{.code = std::string(code), .verdict = verdict};
    };
    switch (fit.kind) {
        case LineFit::Kind::Half: return {one(finding::kHalfRead, Verdict::RecordAgain)};
        case LineFit::Kind::Wrong: return {one(finding::kWrongLine, Verdict::RecordAgain)};
        case LineFit::Kind::Whole:
            if (std::ranges::any_of(fit.words, [](const WordMark& word) { return !word.heard; })) {
                return {one(finding::kSkippedWord, Verdict::Usable)};
            }
            return {};
        case LineFit::Kind::Unknown: break;
    }
    return {};
}

}  // namespace

/// A take whose words are being checked. When it goes the take is not being heard any more, and that is told: also where
/// the listening was refused, cancelled while it waited, or ended by an exception.
struct BookDesk::Hearing {
    struct Take {
        std::string book;  ///< BookState::id of the take's: another may have been opened since.
        std::string lineId;
        int number = 0;
        std::vector<TakeFinding> known;  ///< Found wrong with it before anybody listened.
    };
    Hearing(BookDesk& owner, Take heardTake) : desk(owner), take(std::move(heardTake)) {}
    ~Hearing() { desk.endHearing(*this); }
    Hearing(const Hearing&) = delete;
    Hearing& operator=(const Hearing&) = delete;
    Hearing(Hearing&&) = delete;
    Hearing& operator=(Hearing&&) = delete;

    BookDesk& desk;
    const Take take;
    std::optional<LineFit> heard{};
    /// Stays where listen() does not come to its end.
    std::optional<Error> problem = Error{ErrorCode::Internal, "the words of the take could not be checked",
                                         "Listen to it yourself, or record the line again."};
};

std::shared_ptr<BookDesk::Hearing> BookDesk::beginHearing(const KeepTake& command, int number, std::vector<TakeFinding> known) {
    auto hearing = std::make_shared<Hearing>(
        *this,
        Hearing::Take{.book = book_->state().id, .lineId = command.plan.lineId, .number = number, .known = std::move(known)});
    book_->setBeingHeard(command.plan.lineId, number, true);
    return hearing;
}

void BookDesk::listenLater(const KeepTake& command, std::shared_ptr<Hearing> hearing) {
    listening_.submit(newJobId_(), [this, command, hearing = std::move(hearing)](JobContext& job) {
        auto heard = listen(job, command, *hearing);
        hearing->problem = heard ? std::nullopt : std::optional(heard.error());
        return heard;
    });
}

void BookDesk::endHearing(Hearing& hearing) noexcept {
    const std::scoped_lock lock(bookMutex_);
    if (!isOpen(hearing.take.book)) {
        return;
    }
    book_->setBeingHeard(hearing.take.lineId, hearing.take.number, false);
    try {
        BookChanged told = change(JobId{}, hearing.take.lineId, hearing.take.number);
        told.heard = std::move(hearing.heard);
        told.problem = std::move(hearing.problem);
        sink_(std::move(told));
    } catch (const std::exception&) {  // no memory to tell it: the next change does
    }
}

Result<void> BookDesk::listen(JobContext& job, const KeepTake& command, Hearing& hearing) {
    const LineListener* const ears = listener();
    std::string text;
    std::string language;
    {
        const std::scoped_lock lock(bookMutex_);
        const BookLine* const line = lineOf(hearing);
        if (line == nullptr) {
            return {};
        }
        text = line->line.text;
        language = book_->state().language;
    }
    while (true) {
        auto fit = ears->check(*command.clip, text, language, job.stopToken());
        if (!fit) {
            return tl::unexpected(fit.error());
        }
        const std::scoped_lock lock(bookMutex_);
        const BookLine* const line = lineOf(hearing);
        if (line == nullptr) {
            return {};
        }
        if (line->line.text == text) {
            return enterFit(command, hearing, std::move(*fit));
        }
        text = line->line.text;  // corrected meanwhile: what was heard of the old words tells nothing of these
    }
}

const BookLine* BookDesk::lineOf(const Hearing& hearing) const {
    return isOpen(hearing.take.book) ? findLine(book_->state(), hearing.take.lineId) : nullptr;
}

Result<void> BookDesk::enterFit(const KeepTake& command, Hearing& hearing, LineFit fit) {
    const bool readWhole = fit.kind == LineFit::Kind::Whole && fit.basis == LineFit::Basis::Words;
    std::vector<TakeFinding> findings = findingsOf(fit);
    hearing.heard = std::move(fit);
    if (!findings.empty()) {
        std::ranges::copy(hearing.take.known, std::back_inserter(findings));
        auto judged = book_->judge(hearing.take.lineId, hearing.take.number, command.recorded.quality, std::move(findings));
        if (!judged) {
            return tl::unexpected(judged.error());
        }
    }
    const BookLine* const line = lineOf(hearing);
    if (readWhole && line->draft && findTake(*line, hearing.take.number) != nullptr) {
        // Who reads guessed words aloud from the prompter has read them, and this recording says them.
        return book_->confirmWords(hearing.take.lineId);
    }
    return {};
}

}  // namespace timbre
