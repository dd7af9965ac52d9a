// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: the microphone and what is recorded from it.
#include <algorithm>
#include <utility>

#include "ui/record/record_session.h"

namespace timbre::ui {

namespace {

const Key<QString> kInput{"audio/input", {}};  // name of the microphone; empty: the default

constexpr int kCounts = 3;
constexpr double kBackSeconds = 3.0;   // Shift+D without a play head goes on so long before the take's end
constexpr double kTakePreRoll = 0.15;  // a first sound that comes early is not cut
constexpr double kRoomSeconds = 5.0;

}  // namespace

// ---- The microphone ------------------------------------------------------------------------------------------------

void RecordSession::openInput() { inputJob_ = bridge_.openInput(settings_.get(kInput)); }

void RecordSession::lookForInputs() {
    bridge_.listInputs();
    openInput();
}

void RecordSession::chooseInput(const QString& device) {
    settings_.set(kInput, device);
    openInput();
}

void RecordSession::onInputOpened(const InputOpened& event) {
    if (!entered_) {
        return;
    }
    device_ = event.device;
    rateHz_ = event.sampleRateHz;
    meter_ = event.meter;
    trace_ = event.trace;
    problem_.reset();
    status_ = {};
    Q_EMIT inputOpened();
    Q_EMIT changed();
    startRetake();
}

void RecordSession::onInputLost(const InputLost& event) {
    device_.reset();
    meter_.reset();
    trace_.reset();
    problem_ = event.error;
    Q_EMIT inputOpened();
    Q_EMIT changed();
    if (recording_ || finishing_) {
        Q_EMIT failed(tr("The microphone went away. What was recorded is kept."), event.error);
    }
}

void RecordSession::setMonitoring(bool on) { bridge_.setMonitor(on); }

void RecordSession::checkRoom() {
    if (askConsent() || stage() != RecordStage::Ready) {
        return;
    }
    player_.stop();
    wish_ = Wish::RoomTone;
    planJob_ = bridge_.ask(PlanTake{.lineId = {}});
    Q_EMIT changed();
}

void RecordSession::onRoomChecked(const RoomChecked& event) {
    if (event.job != roomJob_) {
        return;
    }
    roomChecked_ = event;
    const bool usable = event.file && event.verdict != RoomVerdict::Spoken && event.verdict != RoomVerdict::Silent;
    if (usable && plan_) {
        bridge_.ask(KeepRoomTone{.plan = *plan_, .file = *event.file, .noiseDbfs = event.noiseFloorDbfs});
        plan_.reset();
    } else {
        dropPlan();
    }
}

// ---- A take --------------------------------------------------------------------------------------------------------

void RecordSession::toggleRecord() {
    switch (stage()) {
        case RecordStage::NeedsConsent: Q_EMIT consentAsked(); return;
        case RecordStage::Ready: return startTake();
        case RecordStage::CountIn: return discard();
        case RecordStage::Recording: return stopTake();
        case RecordStage::RoomTone:
            if (roomJob_) {
                bridge_.cancel(*roomJob_);
            }
            return;
        default: return;
    }
}

void RecordSession::keepAndNext() {
    if (stage() == RecordStage::Recording) {
        goOnAfter_ = true;
        stopTake();
    } else if (stage() != RecordStage::Finishing) {
        nextLine();
    }
}

void RecordSession::punchIn() {
    if (stage() == RecordStage::Recording) {
        punchAfter_ = true;
        return stopTake();
    }
    const BookLine* const present = line();
    const LineTake* take = present == nullptr ? nullptr : takeNumber(player_.number());
    if (take == nullptr && present != nullptr) {
        const auto all = takes();
        take = all.empty() ? nullptr : all.back();
    }
    if (askConsent() || stage() != RecordStage::Ready || take == nullptr) {
        return;
    }
    const bool headThere = player_.number() == take->number && player_.seconds() > 0.0;
    const double at = headThere ? player_.seconds() : std::max(0.0, take->seconds - kBackSeconds);
    punch_ = PunchPoint{.before = book_->folder / take->file, .atSeconds = at};
    startTake();
    // The speaker hears what leads up to the point while the numbers are counted.
    if (const TakeSound* const there = sound(present->line.id, take->number)) {
        const double from = std::max(0.0, at - kBackSeconds);
        player_.play(take->number, there->clip, 0.0, from, at);
    }
}

void RecordSession::startTake() {
    const BookLine* const present = line();
    if (present == nullptr) {
        return;
    }
    player_.stop();
    wish_ = Wish::Take;
    planJob_ = bridge_.ask(PlanTake{.lineId = present->line.id});
    count_ = kCounts;
    counter_.start(takes().empty() ? countMs_ : countAgainMs_);
    if (!punch_) {
        playPreRoll();
    }
    Q_EMIT countChanged();
    Q_EMIT changed();
}

void RecordSession::countDown() {
    if (--count_ <= 0) {
        count_ = 0;
        counter_.stop();
    }
    Q_EMIT countChanged();
    beginWhenReady();
}

void RecordSession::onTakePlanned(const TakePlanned& event) {
    if (event.job != planJob_) {
        return;
    }
    plan_ = event.plan;
    if (wish_ == Wish::RoomTone) {
        roomJob_ = bridge_.checkRoom({.seconds = kRoomSeconds, .target = plan_->file});
        wish_ = Wish::None;
        Q_EMIT changed();
    } else if (wish_ == Wish::Take) {
        beginWhenReady();
    } else {
        dropPlan();
    }
}

void RecordSession::beginWhenReady() {
    if (wish_ != Wish::Take || count_ > 0 || !plan_) {
        return;
    }
    player_.stop();
    wish_ = Wish::None;
    recording_ = true;
    status_.inTake = false;
    beginJob_ = bridge_.beginTake(
        {.target = plan_->file, .preRollSeconds = punch_ ? 0.0 : kTakePreRoll, .punch = punch_, .overwrite = true});
    Q_EMIT changed();
}

void RecordSession::stopTake() {
    finishing_ = true;
    endJob_ = bridge_.endTake();
    Q_EMIT changed();
}

/// Nothing of what was asked for will be recorded.
void RecordSession::discard() {
    if (wish_ != Wish::Take) {
        return;
    }
    wish_ = Wish::None;
    counter_.stop();
    count_ = 0;
    player_.stop();
    punch_.reset();
    dropPlan();
    Q_EMIT countChanged();
    Q_EMIT changed();
}

void RecordSession::dropPlan() {
    if (plan_) {
        bridge_.ask(DropPlan{.plan = *plan_});
        plan_.reset();
    }
}

void RecordSession::onTakeRecorded(const TakeRecorded& event) {
    if (!recording_ || !plan_) {
        return;
    }
    recording_ = false;
    status_.inTake = false;
    finishing_ = true;
    punch_.reset();
    sounds_[{plan_->lineId, plan_->number}] = {event.clip, event.peaks};
    keepJob_ = bridge_.ask(
        KeepTake{.plan = *plan_, .recorded = event.take, .noises = event.noises, .clip = event.clip});
    plan_.reset();
    Q_EMIT changed();
}

// ---- Ends of jobs --------------------------------------------------------------------------------------------------

void RecordSession::onJobFinished(const JobFinished& event) {
    if (const auto load = loads_.find(event.job); load != loads_.end()) {
        fetching_.erase(load->second);
        loads_.erase(load);
        startRetake();
        return;  // a take whose sound cannot be read shows no wave; playing it asks again
    }
    if (event.job == roomJob_) {
        roomJob_.reset();
        if (!event.outcome) {
            dropPlan();
        }
        Q_EMIT changed();
    }
    if (!event.outcome) {
        failedJob(event.job, event.outcome.error());
    }
    for (auto* job : {&openJob_, &consentJob_, &inputJob_, &planJob_, &beginJob_, &endJob_}) {
        if (*job == event.job) {
            job->reset();
        }
    }
}

void RecordSession::failedJob(JobId job, const Error& error) {
    if (job == openJob_) {
        Q_EMIT failed(tr("The recordings could not be opened"), error);
        openFailed();
    } else if (job == consentJob_) {
        Q_EMIT failed(tr("The permission could not be stored"), error);
    } else if (job == inputJob_) {
        problem_ = error;
        device_.reset();
    } else if (job == planJob_ || job == beginJob_) {
        const bool begun = job == beginJob_;
        wish_ = Wish::None;
        recording_ = recording_ && !begun;
        punch_.reset();
        counter_.stop();
        count_ = 0;
        dropPlan();
        Q_EMIT countChanged();
        Q_EMIT failed(tr("The recording could not be started"), error);
    } else if (job == endJob_ || job == keepJob_) {
        recording_ = false;
        finishing_ = false;
        goOnAfter_ = false;
        punchAfter_ = false;
        keepJob_.reset();
        dropPlan();
        if (error.code != ErrorCode::Cancelled) {
            Q_EMIT failed(tr("The take could not be kept"), error);
        }
    } else {
        return;
    }
    Q_EMIT changed();
}

}  // namespace timbre::ui
