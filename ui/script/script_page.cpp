// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_page.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "ui/script/export_flow.h"
#include "ui/script/project_keeper.h"
#include "ui/script/script_room.h"
#include "ui/widgets/volume_control.h"
#include "ui/window/no_voice_page.h"
#include "ui/window/toast.h"
#include "ui/window/transport_bar.h"

namespace timbre::ui {

namespace {

constexpr std::chrono::seconds kVoiceWatchInterval{3};
constexpr std::chrono::milliseconds kMeterInterval{33};

}  // namespace

ScriptPage::ScriptPage(Parts parts, QWidget* parent)
    : Room(parent),
      settings_(parts.settings),
      bridge_(parts.bridge),
      actions_(parts.actions),
      toasts_(parts.toasts),
      document_(bridge_, model_),
      narrator_(bridge_, model_, std::move(parts.output)) {
    room_ = new ScriptRoom({.theme = parts.theme,
                            .settings = settings_,
                            .bridge = bridge_,
                            .actions = actions_,
                            .narrator = narrator_,
                            .model = model_,
                            .document = document_},
                           this);
    noVoice_ = new NoVoicePage(parts.theme, this);
    projects_ = new ProjectKeeper(document_, *room_, settings_, toasts_, std::move(parts.projectFolder));
    exports_ = new ExportFlow(parts.theme, settings_, bridge_, *room_, toasts_);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(room_);
    pages_->addWidget(noVoice_);
    transport_ = new TransportBar(parts.theme, settings_, actions_, this);
    narrator_.setVolume(transport_->volume().gain());
    connect(&transport_->volume(), &VolumeControl::gainChanged, this, [this](double gain) { narrator_.setVolume(gain); });
    transport_->setFollow(settings_.get(keys::kFollow));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(pages_);
    connectParts();
    showState();
    showPosition();
}

ScriptPage::~ScriptPage() {
    document_.flush();
    // Before the members that the widgets show: QWidget's own destructor would come after them.
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

void ScriptPage::connectParts() {
    connect(&bridge_, &EngineBridge::voicesListed, this, &ScriptPage::onVoicesListed);
    connect(&bridge_, &EngineBridge::jobFinished, this, &ScriptPage::onJobFinished);
    connect(projects_, &ProjectKeeper::opened, this, [this] {
        showState();
        tellReady();
    });
    connect(exports_, &ExportFlow::changed, this, &ScriptPage::showState);
    connect(exports_, &ExportFlow::failed, this, &ScriptPage::failed);
    connect(&narrator_, &Narrator::failed, this, &ScriptPage::failed);
    connect(room_, &ScriptRoom::failed, this, &ScriptPage::failed);
    connect(&narrator_, &Narrator::stateChanged, this, &ScriptPage::showState);
    connect(&narrator_, &Narrator::renderCountChanged, this, &ScriptPage::showState);
    connect(&narrator_, &Narrator::positionChanged, this, &ScriptPage::showPosition);
    connect(room_, &ScriptRoom::summaryShown, this, [this] {
        playedBeforeRow_ = -1;
        showState();
        showPosition();
    });
    connect(transport_, &TransportBar::followChanged, this, [this](bool follow) { settings_.set(keys::kFollow, follow); });
    connect(noVoice_, &NoVoicePage::recordRequested, this, [this] { Q_EMIT roomAsked(RoomId::Record); });
    connect(noVoice_, &NoVoicePage::voicesRequested, this, [this] { Q_EMIT roomAsked(RoomId::Voices); });
    voiceWatch_.setInterval(kVoiceWatchInterval);
    connect(&voiceWatch_, &QTimer::timeout, this, &ScriptPage::lookForVoices);
    meterFall_.setInterval(kMeterInterval);
    connect(&meterFall_, &QTimer::timeout, this, [this] {
        transport_->showPeak(narrator_.takePeak());
        if (narrator_.state() == Narrator::State::Idle && transport_->isAtRest()) {
            meterFall_.stop();
        }
    });
}

void ScriptPage::lookForVoices() {
    if (!listing_) {
        listing_ = bridge_.listVoices();
    }
}

void ScriptPage::onVoicesListed(const VoicesListed& event) {
    room_->setVoices(event);
    const bool any = !event.voices.empty();
    pages_->setCurrentWidget(any ? static_cast<QWidget*>(room_) : noVoice_);
    if (any) {
        voiceWatch_.stop();
    } else {
        voiceWatch_.start();
    }
    if (!any && !event.problems.empty() && toasts_.toasts().isEmpty()) {
        Q_EMIT failed(tr("A voice could not be read"), event.problems.front());
    }
    voicesKnown_ = true;
    showState();
    projects_->openWaitingText();
    tellReady();
}

void ScriptPage::onJobFinished(const JobFinished& event) {
    if (event.job != listing_) {
        return;
    }
    listing_.reset();
    if (!event.outcome) {
        voiceWatch_.stop();
        Q_EMIT failed(tr("The voices could not be listed"), event.outcome.error());
    }
}

void ScriptPage::tellReady() {
    if (voicesKnown_ && document_.isOpen() && !std::exchange(toldReady_, true)) {
        Q_EMIT ready();
    }
}

QString ScriptPage::status() const {
    const Narrator::RenderCount count = narrator_.renderCount();
    return exports_->isRunning()                        ? tr("Exporting")
           : count.total > 0                            ? tr("Rendering %1 of %2").arg(count.done + 1).arg(count.total)
           : narrator_.state() != Narrator::State::Idle ? tr("Playing")
           : !room_->isEmpty()                          ? tr("All changes are kept")
                                                        : tr("New script");
}

void ScriptPage::finish() {
    narrator_.stop();
    room_->commitEditing();
    document_.flush();
}

bool ScriptPage::act(ActionId id) {
    switch (id) {
        case ActionId::NewProject: projects_->newProject(); return true;
        case ActionId::Open: projects_->askForFile(); return true;
        case ActionId::Save: projects_->save(); return true;
        case ActionId::SaveAs: projects_->askForName(); return true;
        case ActionId::Paste: room_->paste(); return true;
        case ActionId::Export: exports_->ask(); return true;
        case ActionId::Speak: room_->speak(); return true;
        case ActionId::PlayPause:
        case ActionId::PlayPauseTyping: room_->playOrPause(); return true;
        case ActionId::PreviousLine: room_->goTo(room_->currentRow() - 1); return true;
        case ActionId::NextLine: room_->goTo(room_->currentRow() + 1); return true;
        default: return false;
    }
}

bool ScriptPage::takesFiles(const QList<QUrl>& files) const { return files.size() == 1; }

void ScriptPage::takeFiles(const QList<QUrl>& files) { projects_->open(files.front().toLocalFile()); }

void ScriptPage::showState() {
    const bool busy = narrator_.state() != Narrator::State::Idle;
    const bool sounding = narrator_.state() == Narrator::State::Playing;
    transport_->setPlaying(sounding || narrator_.state() == Narrator::State::Preparing);
    const bool speakable = room_->chosenVoice() != nullptr;
    actions_[ActionId::Speak].setEnabled(speakable);
    actions_[ActionId::PlayPause].setEnabled(speakable && (!room_->isEmpty() || busy));
    actions_[ActionId::PlayPauseTyping].setEnabled(speakable);
    actions_[ActionId::Export].setEnabled(speakable && !room_->isEmpty() && !exports_->isRunning());
    actions_[ActionId::Paste].setEnabled(speakable);
    actions_[ActionId::PreviousLine].setEnabled(model_.rowCount() > 1);
    actions_[ActionId::NextLine].setEnabled(model_.rowCount() > 1);
    if (busy && !meterFall_.isActive()) {
        meterFall_.start();
    }
    Q_EMIT wordsChanged();
}

void ScriptPage::showPosition() {
    const int row = narrator_.playingRow();
    if (row != playedBeforeRow_) {
        playedBeforeRow_ = row;
        playedBefore_ = row > 0 ? model_.length(room_->pauseMs(), row).seconds : 0.0;
    }
    const ScriptModel::Length total = room_->totalLength();
    transport_->setTimes(row >= 0 ? playedBefore_ + narrator_.playingSeconds() : 0.0, total.seconds, total.estimated);
}

void ScriptPage::keyPressEvent(QKeyEvent* event) {
    // Reached only when whatever has the focus did not want the key.
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        actions_[ActionId::PlayPause].trigger();
        return;
    }
    Room::keyPressEvent(event);
}

}  // namespace timbre::ui
