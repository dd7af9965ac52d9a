// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: hearing the takes of a line, and choosing among them.
#include <algorithm>
#include <utility>

#include "ui/record/record_session.h"

namespace timbre::ui {

void RecordSession::listen() {
    if (player_.isPlaying()) {
        return player_.stop();
    }
    const BookLine* const present = line();
    if (present != nullptr && !recording_) {
        const auto all = takes();
        const int number = takeNumber(player_.number()) != nullptr ? player_.number()
                           : present->chosen > 0                  ? present->chosen
                           : all.empty()                          ? 0
                                                                  : all.back()->number;
        playTake(number);
    }
}

bool RecordSession::beingHeard() const {
    const BookLine* const present = line();
    return present != nullptr && stateOf(*present).kind == timbre::LineState::Kind::BeingHeard;
}

void RecordSession::playTake(int number) {
    const BookLine* const present = line();
    if (present == nullptr || recording_ || takeNumber(number) == nullptr) {
        return;
    }
    const TakeSound* const there = sound(present->line.id, number);
    if (there == nullptr) {
        playNext_ = std::pair{present->line.id, number};
        return;
    }
    if (player_.isPlaying() && player_.number() == number) {
        return player_.stop();
    }
    player_.play(number, there->clip, 0.0, player_.number() == number ? player_.seconds() : 0.0);
}

void RecordSession::compare(int side) {
    const auto both = compared();
    if (both.first == nullptr || recording_) {
        return;
    }
    const LineTake& first = *both.first;
    const LineTake& second = *both.second;
    const auto [firstGain, secondGain] = levelMatch(first.loudnessLufs, second.loudnessLufs);
    const LineTake& wanted = side == 0 ? first : second;
    if (const TakeSound* const there = sound(line()->line.id, wanted.number)) {
        const double from = player_.isPlaying() ? player_.seconds() : 0.0;
        player_.play(wanted.number, there->clip, side == 0 ? firstGain : secondGain, from);
    }
}

void RecordSession::choose(int number) {
    if (const BookLine* const present = line(); present != nullptr && takeNumber(number) != nullptr) {
        titled(bridge_.ask(ChooseTake{.lineId = present->line.id, .number = number}), tr("The change could not be kept"));
    }
}

void RecordSession::keepKnowingly(bool keep) {
    if (const BookLine* const present = line(); present != nullptr && present->chosen > 0) {
        titled(bridge_.ask(KeepTakeKnowingly{.lineId = present->line.id, .number = present->chosen, .keep = keep}),
               tr("The change could not be kept"));
    }
}

void RecordSession::removeTake(int number) {
    const BookLine* const present = line();
    if (present == nullptr || takeNumber(number) == nullptr || recording_ || finishing_) {
        return;
    }
    if (player_.number() == number) {
        player_.forget();
    }
    removed_.emplace_back(present->line.id, number);
    const JobId job = bridge_.ask(RemoveTake{.lineId = present->line.id, .number = number});
    removals_[titled(job, tr("The change could not be kept"))] = removed_.back();
}

bool RecordSession::undo() {
    if (removed_.empty() || recording_ || finishing_) {
        return false;
    }
    const auto [lineId, number] = removed_.back();
    return restore(book_ == nullptr ? std::string() : book_->id, lineId, number);
}

bool RecordSession::restore(const std::string& book, const std::string& lineId, int number) {
    const auto found = std::ranges::find(removed_, std::pair(lineId, number));
    if (recording_ || finishing_ || found == removed_.end() || !showLine(book, lineId)) {
        return false;
    }
    removed_.erase(found);
    titled(bridge_.ask(RemoveTake{.lineId = lineId, .number = number, .restore = true}), tr("The change could not be kept"));
    return true;
}

bool RecordSession::showLine(const std::string& book, const std::string& lineId) {
    if (book_ == nullptr || book_->id != book || rowOf(lineId) < 0) {
        return false;
    }
    goToRow(rowOf(lineId));
    return line() != nullptr && line()->line.id == lineId;
}

}  // namespace timbre::ui
