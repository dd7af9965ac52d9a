// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: a recording of a voice is made again.
#include <algorithm>
#include <utility>

#include "ui/record/record_session.h"

namespace timbre::ui {

namespace {

constexpr double kPreRollSeconds = 3.0;

}  // namespace

void RecordSession::openRetake(const VoiceVersionId& voice, int clip) {
    if (recording_ || finishing_) {
        return;
    }
    discard();
    player_.forget();
    retake_.reset();
    openingRetake_ = true;
    lastOf_.clear();
    chosenOpening_ = true;
    openJob_ = titled(bridge_.ask(OpenVoiceBook{.voice = voice, .clip = clip}), tr("The recordings could not be opened"));
    Q_EMIT changed();
}

void RecordSession::endRetake() {
    if (!retake_) {
        return;
    }
    discard();
    player_.forget();
    retake_.reset();
    startRetake_ = false;
    // The next voice has a book of its own.
    book_.reset();
    removed_.clear();
    row_ = -1;
    if (entered_) {
        openBook(bookLanguage());
    }
    Q_EMIT changed();
}

void RecordSession::takeOver(const BookRetake& retake) {
    retake_ = retake;
    row_ = rowOf(retake.lineId);
    newFrom_ = 1;
    for (const LineTake& take : book_->lines[static_cast<std::size_t>(row_)].takes) {
        newFrom_ = std::max(newFrom_, take.number + 1);
    }
    startRetake_ = true;
}

/// The old recording is heard and the count begins as soon as there is a microphone.
void RecordSession::startRetake() {
    if (!startRetake_ || !atRetake() || stage() != RecordStage::Ready ||
        (oldTake() != nullptr && fetching_.contains({retake_->lineId, retake_->take}))) {
        return;
    }
    startRetake_ = false;
    startTake();
}

void RecordSession::playPreRoll() {
    const LineTake* const old = oldTake();
    const TakeSound* const there = old == nullptr ? nullptr : sound(retake_->lineId, old->number);
    if (there != nullptr) {
        player_.play(old->number, there->clip, 0.0, 0.0, kPreRollSeconds);
    }
}

bool RecordSession::atRetake() const { return retake_ && line() != nullptr && line()->line.id == retake_->lineId; }

const LineTake* RecordSession::oldTake() const { return atRetake() ? takeNumber(retake_->take) : nullptr; }

const LineTake* RecordSession::newTake() const {
    if (!atRetake()) {
        return nullptr;
    }
    if (line()->chosen >= newFrom_) {
        return takeNumber(line()->chosen);
    }
    const auto all = takes();
    return all.empty() || all.back()->number < newFrom_ ? nullptr : all.back();
}

bool RecordSession::canUseNew() const {
    const LineTake* const take = newTake();
    return take != nullptr && !take->beingHeard && (take->verdict != Verdict::RecordAgain || take->keptKnowingly) &&
           (stage() == RecordStage::Ready || stage() == RecordStage::NoMicrophone);
}

NewVersionFromClips RecordSession::newVersion() const {
    const LineTake& take = *newTake();
    ClipSource with{.name = std::filesystem::path(take.file).stem().string(),
                    .file = book_->folder / take.file,
                    .transcript = line()->line.text,
                    .keptKnowingly = take.keptKnowingly,
                    .findings = {},
                    .place = {.line = row_ + 1, .take = take.number}};
    for (const TakeFinding& found : take.findings) {
        with.findings.push_back(found.code);
    }
    NewVersionFromClips command{.voice = retake_->voice};
    command.book = book_->id;
    command.replace.push_back({.clip = retake_->clip, .with = std::move(with)});
    return command;
}

std::pair<const LineTake*, const LineTake*> RecordSession::compared() const {
    if (oldTake() != nullptr && newTake() != nullptr) {
        return {oldTake(), newTake()};
    }
    const auto all = takes();
    return all.size() < 2 ? std::pair<const LineTake*, const LineTake*>{} : std::pair{all[all.size() - 2], all.back()};
}

}  // namespace timbre::ui
