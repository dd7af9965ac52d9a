// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_session.h"

#include <algorithm>
#include <utility>

namespace timbre::ui {

namespace {

constexpr double kLeastVoiceSeconds = 20.0;  // the engine that learns from recordings takes no less

}  // namespace

RecordSession::RecordSession(EngineBridge& bridge, Settings& settings, OutputOpener output, QObject* parent)
    : QObject(parent), bridge_(bridge), settings_(settings), player_(std::move(output)) {
    connect(&counter_, &QTimer::timeout, this, &RecordSession::countDown);
    connect(&player_, &TakePlayer::failed, this,
            [this](const Error& error) { Q_EMIT failed(tr("The take could not be played"), error); });
    connectBridge();
}

void RecordSession::connectBridge() {
    connect(&bridge_, &EngineBridge::bookOpened, this, &RecordSession::onBookOpened);
    connect(&bridge_, &EngineBridge::bookChanged, this, &RecordSession::onBookChanged);
    connect(&bridge_, &EngineBridge::bookClosed, this, &RecordSession::onBookClosed);
    connect(&bridge_, &EngineBridge::takePlanned, this, &RecordSession::onTakePlanned);
    connect(&bridge_, &EngineBridge::takeRecorded, this, &RecordSession::onTakeRecorded);
    connect(&bridge_, &EngineBridge::takeFailed, this, &RecordSession::onTakeFailed);
    connect(&bridge_, &EngineBridge::roomChecked, this, &RecordSession::onRoomChecked);
    connect(&bridge_, &EngineBridge::inputOpened, this, &RecordSession::onInputOpened);
    connect(&bridge_, &EngineBridge::inputLost, this, &RecordSession::onInputLost);
    connect(&bridge_, &EngineBridge::inputsListed, this, [this](const InputsListed& event) {
        devices_ = event.devices;
        problem_ = event.problem;
        Q_EMIT changed();
    });
    connect(&bridge_, &EngineBridge::inputsChanged, this, [this](const InputsChanged& event) {
        devices_ = event.devices;
        if (!device_ && entered_ && !devices_.empty()) {
            openInput();
        }
        Q_EMIT changed();
    });
    connect(&bridge_, &EngineBridge::inputStatusChanged, this, [this](const InputStatusChanged& event) {
        status_ = event.status;
        status_.inTake = status_.inTake && recording_;  // it may have been sent before the take ended
        Q_EMIT statusChanged();
    });
    connect(&bridge_, &EngineBridge::bookTakeLoaded, this, [this](const BookTakeLoaded& event) {
        keepSound(event.lineId, event.number, {event.clip, event.peaks});
    });
    connect(&bridge_, &EngineBridge::jobFinished, this, &RecordSession::onJobFinished);
}

// ---- What is shown -------------------------------------------------------------------------------------------------

RecordStage RecordSession::stage() const {
    if (roomJob_ || wish_ == Wish::RoomTone) {
        return RecordStage::RoomTone;
    }
    if (recording_ && !finishing_) {
        return RecordStage::Recording;
    }
    if (finishing_) {
        return RecordStage::Finishing;
    }
    if (wish_ == Wish::Take) {
        return RecordStage::CountIn;
    }
    if (book_ == nullptr) {
        return RecordStage::Opening;
    }
    if (!consented()) {
        return RecordStage::NeedsConsent;
    }
    return device_ ? RecordStage::Ready : RecordStage::NoMicrophone;
}

bool RecordSession::consented() const { return book_ != nullptr && !book_->consent.given.empty(); }

const BookLine* RecordSession::line() const {
    return book_ != nullptr && row_ >= 0 && row_ < static_cast<int>(book_->lines.size())
               ? &book_->lines[static_cast<std::size_t>(row_)]
               : nullptr;
}

std::vector<const LineTake*> RecordSession::takes() const {
    std::vector<const LineTake*> found;
    if (const BookLine* const present = line()) {
        for (const LineTake& take : present->takes) {
            if (!take.removed) {
                found.push_back(&take);
            }
        }
    }
    return found;
}

const LineTake* RecordSession::takeNumber(int number) const {
    const auto all = takes();
    const auto found = std::ranges::find(all, number, [](const LineTake* take) { return take->number; });
    return found == all.end() ? nullptr : *found;
}

const TakeSound* RecordSession::sound(const std::string& lineId, int number) const {
    const auto found = sounds_.find({lineId, number});
    return found == sounds_.end() ? nullptr : &found->second;
}

const LineFit* RecordSession::heard(const std::string& lineId) const {
    const auto found = heard_.find(lineId);
    const BookLine* const present = book_ == nullptr || found == heard_.end() ? nullptr : findLine(*book_, lineId);
    return present == nullptr || present->line.text != found->second.text ? nullptr : &found->second.fit;
}

std::optional<double> RecordSession::punchSeconds() const {
    return punch_ ? std::optional(punch_->atSeconds) : std::nullopt;
}

int RecordSession::linesGoal() const { return book_ ? static_cast<int>(book_->lines.size()) : 0; }

int RecordSession::linesEnough() const {
    const auto enough = book_ && book_->scriptId != kOwnScript ? static_cast<int>(book_->shortLines) : 0;
    return enough < linesGoal() ? enough : 0;
}

int RecordSession::linesDone() const { return book_ ? static_cast<int>(timbre::linesDone(*book_).size()) : 0; }

double RecordSession::secondsDone() const { return book_ ? timbre::secondsDone(*book_) : 0.0; }

RecordSession::VoiceWay RecordSession::voiceWay() const {
    if (book_ == nullptr || engines_.empty()) {
        return VoiceWay::Unknown;
    }
    VoiceWay way = VoiceWay::None;
    for (const EngineChoice& engine : engines_) {
        if (engine.ready && std::ranges::find(engine.languages, book_->language) != engine.languages.end()) {
            if (!engine.imitates) {
                return VoiceWay::Learned;
            }
            way = VoiceWay::Imitated;
        }
    }
    return way;
}

void RecordSession::setEngines(std::vector<EngineChoice> engines) {
    if (engines != engines_) {
        engines_ = std::move(engines);
        Q_EMIT changed();
    }
}

int RecordSession::linesBeingHeard() const {
    return book_ == nullptr ? 0 : static_cast<int>(std::ranges::count_if(book_->lines, [](const BookLine& line) {
        return stateOf(line).kind == timbre::LineState::Kind::BeingHeard;
    }));
}

bool RecordSession::canMakeVoice() const {
    return consented() && !retake_ && voiceWay() != VoiceWay::None && linesBeingHeard() == 0 && secondsDone() >= kLeastVoiceSeconds &&
           (stage() == RecordStage::Ready || stage() == RecordStage::NoMicrophone);
}

// ---- The book ------------------------------------------------------------------------------------------------------

void RecordSession::enter() {
    entered_ = true;
    if (book_ == nullptr && !openJob_) {
        openUsual();
    }
    lookForInputs();
}

void RecordSession::leave() {
    entered_ = false;
    startRetake_ = false;
    player_.stop();
    if (wish_ == Wish::Take && !recording_) {
        discard();
    }
    if (roomJob_) {
        bridge_.cancel(*roomJob_);
    }
    punchAfter_ = false;
    if (recording_ && !finishing_) {
        stopTake();
    }
    bridge_.closeInput();
    device_.reset();
    meter_.reset();
    trace_.reset();
    Q_EMIT inputOpened();
    Q_EMIT changed();
}

void RecordSession::setConsentWords(QString sentence, QString language) {
    consentWords_ = std::move(sentence);
    consentLanguage_ = std::move(language);
}

void RecordSession::setCountInMs(int first, int again) {
    countMs_ = first;
    countAgainMs_ = again;
}

void RecordSession::onBookChanged(const BookChanged& event) {
    book_ = event.book;
    coverage_ = event.coverage;
    onLineHeard(event);
    rememberReading();
    if (row_ < 0 && !book_->lines.empty()) {
        row_ = rowAfter(-1);
    }
    const bool entered = keepJob_ && event.job == *keepJob_;
    if (entered) {
        keepJob_.reset();
        finishing_ = false;
        if (!event.heard) {
            heard_.erase(event.lineId);
        }
    }
    fetchSounds();
    Q_EMIT changed();
    if (const auto removal = removals_.find(event.job); removal != removals_.end()) {
        const auto [lineId, number] = removals_.extract(removal).mapped();
        Q_EMIT removed(lineId, number);
    }
    if (entered && !event.lineId.empty()) {
        Q_EMIT takeAdded(event.lineId, event.number);
        const BookLine* const kept = findLine(*book_, event.lineId);
        if (std::exchange(goOnAfter_, false) && kept != nullptr && stateOf(*kept).kind != timbre::LineState::Kind::Again) {
            nextLine();
        } else if (const LineTake* const take = takeNumber(event.number);
                   std::exchange(punchAfter_, false) && take != nullptr && stage() == RecordStage::Ready) {
            goOnFrom(*take);
        }
    }
}

void RecordSession::onLineHeard(const BookChanged& event) {
    if (const BookLine* const line = findLine(*book_, event.lineId); event.heard && line != nullptr) {
        heard_[event.lineId] = {.text = line->line.text, .fit = *event.heard};
    }
    if (!event.problem || event.problem->code == ErrorCode::Cancelled) {
        toldProblem_ = event.heard ? std::string() : toldProblem_;
        return;
    }
    const std::string problem = event.problem->message();
    if (std::exchange(toldProblem_, problem) != problem) {
        Q_EMIT failed(tr("The words could not be checked"), *event.problem);
    }
}

int RecordSession::rowOf(const std::string& lineId) const {
    if (book_ == nullptr) {
        return -1;
    }
    const auto found = std::ranges::find(book_->lines, lineId, [](const BookLine& line) { return line.line.id; });
    return found == book_->lines.end() ? -1 : static_cast<int>(found - book_->lines.begin());
}

/// The next line that is not done, from the top again after the last; the very next one when all are.
int RecordSession::rowAfter(int row) const {
    const auto count = static_cast<int>(book_->lines.size());
    for (int step = 1; step <= count; ++step) {
        const int at = (row + step) % count;
        const auto kind = stateOf(book_->lines[static_cast<std::size_t>(at)]).kind;
        if (kind == timbre::LineState::Kind::New || kind == timbre::LineState::Kind::Again) {
            return at;
        }
    }
    return count == 0 ? -1 : std::min(row + 1, count - 1);
}

void RecordSession::stateConsent(const QString& sentence, const QString& language) {
    if (consented()) {
        return;
    }
    setConsentWords(sentence, language);
    if (book_ == nullptr) {
        consentDue_ = true;
    } else {
        setConsent(true);
    }
}

void RecordSession::setConsent(bool given) {
    consentJob_ = titled(bridge_.ask(GiveConsent{.given = given,
                                                 .sentence = consentWords_.toStdString(),
                                                 .language = consentLanguage_.toStdString()}),
                         tr("The permission could not be stored"));
}

void RecordSession::setLineText(const std::string& lineId, const QString& text) {
    heard_.erase(lineId);
    titled(bridge_.ask(SetLineText{.lineId = lineId, .text = text.toStdString()}), tr("The words could not be stored"));
}

bool RecordSession::askConsent() {
    if (!consented()) {
        Q_EMIT consentAsked();
    }
    return !consented();
}

void RecordSession::goToRow(int row) {
    if (book_ == nullptr || row == row_ || row < 0 || row >= static_cast<int>(book_->lines.size()) || recording_ || finishing_) {
        return;
    }
    discard();
    startRetake_ = false;
    player_.forget();
    playNext_.reset();
    row_ = row;
    fetchSounds();
    Q_EMIT changed();
}

void RecordSession::previousLine() { goToRow(row_ - 1); }

void RecordSession::nextLine() {
    if (book_ != nullptr && !book_->lines.empty()) {
        goToRow(rowAfter(row_));
    }
}

void RecordSession::fetchSounds() {
    const BookLine* const present = line();
    if (present == nullptr) {
        return;
    }
    std::erase_if(sounds_, [&](const auto& entry) { return entry.first.first != present->line.id; });
    for (const LineTake* take : takes()) {
        const std::pair key{present->line.id, take->number};
        if (!sounds_.contains(key) && fetching_.insert(key).second) {
            const JobId job = bridge_.ask(LoadBookTake{.lineId = key.first, .number = key.second});
            loads_[job] = key;
        }
    }
}

void RecordSession::keepSound(const std::string& lineId, int number, TakeSound sound) {
    fetching_.erase({lineId, number});
    const BookLine* const present = line();
    if (present == nullptr || present->line.id != lineId) {
        return;
    }
    sounds_[{lineId, number}] = std::move(sound);
    Q_EMIT soundLoaded();
    startRetake();
    if (playNext_ == std::pair{lineId, number}) {
        playNext_.reset();
        playTake(number);
    }
}

}  // namespace timbre::ui
