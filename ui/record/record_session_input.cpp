// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: the microphone and what is recorded from it.
#include <algorithm>
#include <utility>

#include "core/audio/vad.h"
#include "ui/record/record_session.h"

namespace timbre::ui {

namespace {

const Key<QString> kInput{"audio/input", {}};  // name of the microphone; empty: the default

constexpr int kCounts = 3;
constexpr double kBackSeconds = 3.0;   // Shift+D without a play head goes on so long before the take's end
constexpr double kLeastPunch = 0.1;    // nothing is kept of an old take that would be shorter
constexpr double kTakePreRoll = 0.15;  // a first sound that comes early is not cut
constexpr double kRoomSeconds = 5.0;

constexpr double kLeastExpected = 0.5;

double speechBefore(const AudioClip& clip, double seconds) {
    double spoken = 0.0;
    const auto speech = findSpeech(clip, nullptr);
    for (const FrameRange& range : speech.value_or(std::vector<FrameRange>{})) {
        const double from = static_cast<double>(range.begin) / clip.sampleRateHz;
        const double to = static_cast<double>(range.end) / clip.sampleRateHz;
        spoken += std::max(0.0, std::min(to, seconds) - from);
    }
    return spoken;
}

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
    if (std::exchange(cutByLoss_, false)) {
        Q_EMIT failed(tr("The microphone went away. What was recorded is kept."), event.error);
    }
}

void RecordSession::setMonitoring(bool on) {
    titled(bridge_.setMonitor(on), tr("The microphone cannot be heard"));
}

void RecordSession::checkRoom() {
    if (askConsent() || stage() != RecordStage::Ready) {
        return;
    }
    player_.stop();
    wish_ = Wish::RoomTone;
    planJob_ = titled(bridge_.ask(PlanTake{.lineId = {}}), tr("The recording could not be started"));
    Q_EMIT changed();
}

void RecordSession::onRoomChecked(const RoomChecked& event) {
    if (event.job != roomJob_) {
        return;
    }
    roomChecked_ = event;
    const bool usable = event.file && event.verdict != RoomVerdict::Spoken && event.verdict != RoomVerdict::Silent;
    if (usable && plan_) {
        titled(bridge_.ask(KeepRoomTone{.plan = *plan_, .file = *event.file, .noiseDbfs = event.noiseFloorDbfs}),
               tr("The change could not be kept"));
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
    const LineTake* const take = continued();
    if (askConsent() || stage() != RecordStage::Ready || line() == nullptr || (take == nullptr && oldTake() == nullptr)) {
        return;
    }
    if (take == nullptr) {
        return startTake();
    }
    const bool headThere = player_.number() == take->number && player_.seconds() > 0.0;
    goOnFrom(*take, headThere ? std::optional(player_.seconds()) : std::nullopt);
}

/// The take that punchIn() goes on from: the one that was heard last, else the newest.
const LineTake* RecordSession::continued() const {
    const auto all = takes();
    const LineTake* const heard = takeNumber(player_.number());
    const LineTake* const take = heard != nullptr || all.empty() ? heard : all.back();
    const bool isOld = atRetake() && take != nullptr && take->number < newFrom_;
    return isOld ? newTake() : take;
}

void RecordSession::goOnFrom(const LineTake& take, std::optional<double> atSeconds) {
    const double at = atSeconds.value_or(take.seconds - kBackSeconds);
    if (at < kLeastPunch) {
        return startTake();
    }
    punch_ = PunchPoint{.before = book_->folder / take.file, .atSeconds = at};
    punchShare_ = shareAt(take, at);
    startTake();
    // The speaker hears what leads up to the point while the numbers are counted.
    if (const TakeSound* const there = sound(line()->line.id, take.number)) {
        player_.play(take.number, there->clip, 0.0, std::max(0.0, at - kBackSeconds), at);
    }
}

/// Where the words are: by those that were found in it, else by the speech before that moment, as while it is read.
double RecordSession::shareAt(const LineTake& take, double seconds) const {
    const BookLine& present = *line();
    const LineFit* const fit = takes().back()->number == take.number ? heard(present.line.id) : nullptr;
    if (fit != nullptr && std::ranges::any_of(fit->words, [](const WordMark& word) { return word.toSeconds > 0.0; })) {
        const auto next = std::ranges::find_if(fit->words, [&](const WordMark& word) { return word.toSeconds > seconds; });
        const std::size_t begin = next == fit->words.end() ? present.line.text.size() : next->beginByte;
        const QString text = QString::fromStdString(present.line.text);
        return static_cast<double>(QString::fromStdString(present.line.text.substr(0, begin)).size()) /
               static_cast<double>(std::max<qsizetype>(1, text.size()));
    }
    const TakeSound* const there = sound(present.line.id, take.number);
    const double spoken = there == nullptr ? seconds : speechBefore(*there->clip, seconds);
    return std::clamp(spoken / std::max(kLeastExpected, present.line.expectedSeconds), 0.0, 1.0);
}

void RecordSession::startTake() {
    const BookLine* const present = line();
    if (present == nullptr) {
        return;
    }
    player_.stop();
    wish_ = Wish::Take;
    planJob_ = titled(bridge_.ask(PlanTake{.lineId = present->line.id}), tr("The recording could not be started"));
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
        roomJob_ = titled(bridge_.checkRoom({.seconds = kRoomSeconds, .target = plan_->file}),
                          tr("The room could not be listened to"));
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
    player_.forget();  // where the lead-in stopped is no place to go on from
    wish_ = Wish::None;
    recording_ = true;
    status_.inTake = false;
    cutByLoss_ = false;
    beginJob_ = titled(bridge_.beginTake({.target = plan_->file,
                                          .preRollSeconds = punch_ ? 0.0 : kTakePreRoll,
                                          .punch = punch_,
                                          .overwrite = true}),
                       tr("The recording could not be started"));
    Q_EMIT changed();
}

void RecordSession::stopTake() {
    finishing_ = true;
    endJob_ = titled(bridge_.endTake(), tr("The take could not be kept"));
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
    player_.forget();
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
    keepJob_ = titled(bridge_.ask(KeepTake{.plan = *plan_, .recorded = event.take, .noises = event.noises, .clip = event.clip}),
                      tr("The take could not be kept"));
    plan_.reset();
    Q_EMIT changed();
    const auto& trouble = event.take.trouble;
    cutByLoss_ = trouble && trouble->code == ErrorCode::DeviceUnavailable;
    if (trouble && !cutByLoss_) {
        Q_EMIT failed(tr("The take is not whole. What was recorded is kept."), *trouble);
    }
}

void RecordSession::onTakeFailed(const TakeFailed& event) {
    if (!recording_) {
        return;
    }
    failedTake(event.error);
    if (event.error.code != ErrorCode::Cancelled) {
        Q_EMIT failed(tr("The take could not be kept"), event.error);
    }
    Q_EMIT changed();
}

}  // namespace timbre::ui
