// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/firstrun/first_run_card.h"
#include "ui/i18n/language_menu.h"
#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"
#include "ui/record/record_room.h"
#include "ui/script/export_flow.h"
#include "ui/script/project_keeper.h"
#include "ui/script/script_page.h"
#include "ui/script/script_room.h"
#include "ui/settings/settings_room.h"
#include "ui/voices/voices_room.h"
#include "ui/window/error_text.h"
#include "ui/window/focus_ring.h"
#include "ui/window/toast.h"
#include "ui/window/top_bar.h"
#include "ui/window/transport_bar.h"

namespace timbre::ui {

namespace {

constexpr QSize kSmallestWindow{1280, 720};
constexpr QSize kFirstWindow{1440, 900};

}  // namespace

MainWindow::MainWindow(Parts parts, QWidget* parent)
    : QWidget(parent),
      theme_(parts.theme),
      settings_(parts.settings),
      bridge_(std::move(parts.studio)),
      actions_(nullptr),
      keyMap_(actions_, settings_),
      machine_(bridge_),
      monitor_(bridge_, settings_),
      demoVoice_(std::move(parts.demoVoice)) {
    setObjectName(QStringLiteral("window"));
    setWindowTitle(tr("Timbre Studio"));
    setMinimumSize(kSmallestWindow);
    resize(kFirstWindow.boundedTo(screen()->availableSize()).expandedTo(kSmallestWindow));
    setAcceptDrops(true);
    assemble(parts);
    connectActions();
    restoreGeometry(settings_.get(keys::kWindowGeometry));
    goTo(RoomId::Script);
    onLanguageChange(*this, [this] {
        showWords();
        showMachine();
    });
    // Behind the start: looking at the machine opens libtorch and asks the sound devices.
    connect(this, &MainWindow::usable, &machine_, &MachineFacts::examine);
    if (parts.mayWelcome && !settings_.get(keys::kFirstRunDone)) {
        welcome();
    }
    script_->lookForVoices();
}

MainWindow::~MainWindow() {
    // Before the members that the widgets show: QWidget's own destructor would come after them.
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

void MainWindow::assemble(Parts& parts) {
    top_ = new TopBar(theme_, actions_, this);
    top_->menu().insertMenu(&actions_[ActionId::About], makeLanguageMenu(settings_, top_));
    connect(top_, &TopBar::roomChosen, this, &MainWindow::goTo);
    toasts_ = new ToastStack(theme_, *this, kTransportHeight);
    pages_ = new QStackedWidget(this);
    feet_ = new QStackedWidget(this);
    auto* voices = new VoicesRoom(
        {.theme = theme_, .settings = settings_, .bridge = bridge_, .actions = actions_, .output = parts.output}, this);
    script_ = new ScriptPage({.theme = theme_,
                              .settings = settings_,
                              .bridge = bridge_,
                              .actions = actions_,
                              .toasts = *toasts_,
                              .output = parts.output,
                              .projectFolder = std::move(parts.projectFolder)},
                             this);
    connect(script_, &ScriptPage::ready, this, [this] {
        // Behind the painting that the last change has asked for.
        repaint();
        QTimer::singleShot(0, this, &MainWindow::usable);
    });
    add(RoomId::Voices, voices);
    connect(voices, &VoicesRoom::voiceUsed, this,
            [this](const VoiceSummary& voice) { script_->room().useVoice(voice.id.voice); });
    add(RoomId::Script, script_);
    auto* record = new RecordRoom({.theme = theme_,
                                   .settings = settings_,
                                   .bridge = bridge_,
                                   .toasts = *toasts_,
                                   .output = parts.output},
                                  this);
    add(RoomId::Record, record);
    connect(record, &RecordRoom::voiceChosen, this, [this](const QString& voice) {
        settings_.set(keys::kVoice, voice);
        script_->room().useVoice(voice.toStdString());
        script_->lookForVoices();
    });
    connectRetakes(*voices, *record);
    settingsRoom_ = new SettingsRoom({.theme = theme_,
                                      .settings = settings_,
                                      .bridge = bridge_,
                                      .actions = actions_,
                                      .keys = keyMap_,
                                      .facts = machine_,
                                      .chooseOutput = std::move(parts.chooseOutput)},
                                     this);
    add(RoomId::Settings, settingsRoom_);
    connect(&machine_, &MachineFacts::changed, this, &MainWindow::showMachine);
    connect(top_, &TopBar::deviceAsked, this, [this] {
        settingsRoom_->showTopic(SettingsTopic::Device);
        goTo(RoomId::Settings);
    });
    feet_->addWidget(&script_->transport());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(top_);
    layout->addWidget(pages_, 1);
    layout->addWidget(feet_);
    new FocusRing(theme_, *this);
}

void MainWindow::add(RoomId id, Room* room) {
    rooms_[static_cast<std::size_t>(id)] = room;
    pages_->addWidget(room);
    if (QWidget* foot = room->foot()) {
        feet_->addWidget(foot);
    }
    top_->addRoom(id);
    connect(room, &Room::wordsChanged, this, &MainWindow::showWords);
    connect(room, &Room::failed, this, &MainWindow::showError);
    connect(room, &Room::done, this,
            [this](const QString& title, const QString& text) { toasts_->show(ToastKind::Good, title, text); });
    connect(room, &Room::roomAsked, this, &MainWindow::goTo);
}

void MainWindow::connectActions() {
    addActions(actions_.all());
    for (std::size_t i = 0; i < static_cast<std::size_t>(ActionId::Count); ++i) {
        const auto id = static_cast<ActionId>(i);
        connect(&actions_[id], &QAction::triggered, this, [this, id] { act(id); });
    }
    const Appearance now = theme_.appearance();
    actions_[now == Appearance::Light  ? ActionId::AppearanceLight
             : now == Appearance::Dark ? ActionId::AppearanceDark
                                       : ActionId::AppearanceSystem]
        .setChecked(true);
}

void MainWindow::act(ActionId id) {
    switch (id) {
        case ActionId::RoomRecord: return goTo(RoomId::Record);
        case ActionId::RoomVoices: return goTo(RoomId::Voices);
        case ActionId::RoomScript: return goTo(RoomId::Script);
        case ActionId::RoomDub: return goTo(RoomId::Dub);
        case ActionId::Settings: return goTo(RoomId::Settings);
        case ActionId::Quit: close(); return;
        case ActionId::About:
            settingsRoom_->showTopic(SettingsTopic::About);
            return goTo(RoomId::Settings);
        case ActionId::AppearanceSystem: return setAppearance(Appearance::System);
        case ActionId::AppearanceLight: return setAppearance(Appearance::Light);
        case ActionId::AppearanceDark: return setAppearance(Appearance::Dark);
        default: break;
    }
    if (!room(shown_).act(id) && &room(shown_) != script_) {
        script_->act(id);  // the open project is there in every room
    }
}

void MainWindow::goTo(RoomId id) {
    Room* const next = rooms_[static_cast<std::size_t>(id)];
    if (next == nullptr) {
        return;
    }
    if (entered_ && id == shown_) {
        top_->setRoom(id);  // the click has changed the look of its tab
        return;             // entering anew would open its devices again, in the middle of a take
    }
    if (id != shown_) {
        room(shown_).leave();
    }
    entered_ = true;
    shown_ = id;
    pages_->setCurrentWidget(next);
    top_->setRoom(id);
    showFoot();
    showWords();
    next->enter();
}

void MainWindow::showFoot() {
    Room& shown = room(shown_);
    QWidget* const foot = shown.foot();
    feet_->setVisible(foot != nullptr || shown.hasTransport());
    feet_->setCurrentWidget(foot != nullptr ? foot : &script_->transport());
    // The bars differ in height.
    const QWidget& bar = *feet_->currentWidget();
    feet_->setFixedHeight(std::max(bar.sizeHint().height(), bar.minimumHeight()));
    toasts_->setBottomMargin(feet_->isHidden() ? 0 : feet_->height());
}

void MainWindow::showWords() {
    Room& shown = room(shown_);
    top_->setTitle(shown.title());
    top_->setStatus(shown.status());
    setWindowTitle(shown.title().isEmpty() ? tr("Timbre Studio") : tr("%1 – Timbre Studio").arg(shown.title()));
}

ScriptRoom& MainWindow::room() noexcept { return script_->room(); }
ScriptModel& MainWindow::model() noexcept { return script_->model(); }
Narrator& MainWindow::narrator() noexcept { return script_->narrator(); }
Document& MainWindow::document() noexcept { return script_->document(); }

void MainWindow::open(const QString& file) { script_->projects().open(file); }
void MainWindow::openLast() { script_->projects().openLast(); }
void MainWindow::openFirst(const QString& file) { script_->projects().openFirst(file); }
void MainWindow::startExport(RenderToFile command) { script_->exports().start(std::move(command)); }

void MainWindow::setAppearance(Appearance appearance) {
    settings_.setAppearance(appearance);
    theme_.setAppearance(appearance);
}

void MainWindow::showMachine() {
    const auto& report = machine_.report();
    if (report) {
        top_->setDevice(deviceChip(report->device), deviceReason(report->device), report->device.gpu);
        static_cast<RecordRoom&>(room(RoomId::Record)).session().setEngines(report->engines);
    }
}

void MainWindow::welcome() {
    std::error_code ignored;
    const bool demo = !demoVoice_.empty() && std::filesystem::is_regular_file(demoVoice_, ignored);
    auto* card = new FirstRunCard(
        theme_, settings_, machine_,
        {.record = hasRoom(RoomId::Record), .demo = demo}, *this);
    // What was ticked on the card counts in the room: the same sentence stands there.
    const auto goRecord = [this, card] {
        if (card->hasPermission()) {
            static_cast<RecordRoom&>(room(RoomId::Record)).statePermission(card->statement(), usedLanguage());
        }
        goTo(RoomId::Record);
    };
    connect(card, &FirstRunCard::recordAsked, this, goRecord);
    connect(card, &FirstRunCard::openAsked, this, [this, goRecord] {
        goRecord();
        room(RoomId::Record).act(ActionId::Open);
    });
    connect(card, &FirstRunCard::demoAsked, this, &MainWindow::importDemo);
}

void MainWindow::importDemo() {
    goTo(RoomId::Script);
    demoJob_ = bridge_.importVoice(demoVoice_);
    connect(&bridge_, &EngineBridge::voiceImported, this, [this](const VoiceImported& event) {
        if (event.job == demoJob_) {
            script_->lookForVoices();
        }
    });
    connect(&bridge_, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job == demoJob_ && !event.outcome) {
            showError(tr("The demo voice could not be opened"), event.outcome.error());
        }
    });
}

void MainWindow::connectRetakes(VoicesRoom& voices, RecordRoom& record) {
    connect(&voices, &VoicesRoom::recordAgain, &record, &RecordRoom::recordAgain);
    connect(&record, &RecordRoom::newVersionAsked, &voices, &VoicesRoom::makeNewVersion);
    connect(&voices, &VoicesRoom::newVersionMade, &record, [this, &record](const VoiceMade& event, bool behind) {
        const BookRetake* const retake = record.session().retake();
        if (retake != nullptr && retake->voice.voice == event.voice.id.voice && record.session().stage() != RecordStage::Recording) {
            record.retakeDone();
        }
        if (!behind) {
            goTo(RoomId::Voices);
        }
    });
    connect(&voices, &VoicesRoom::versionStays, this, &MainWindow::tellStaying);
}

void MainWindow::tellStaying(const VoiceSummary& voice, int before, int sentences) {
    const QString title = tr("%1 speaks with v%2 now").arg(QString::fromStdString(voice.name)).arg(voice.id.number);
    if (sentences == 0) {
        toasts_->show(ToastKind::Good, title, tr("Ctrl+Z takes it back."));
        return;
    }
    toasts_->show(ToastKind::Warn, title,
                  tr("%n sentence(s) made with v%1; they stay. Re-render?", nullptr, sentences).arg(before),
                  {{.text = tr("Re-render"), .icon = QLatin1StringView("render"), .pressed = [this, id = voice.id.voice] {
                        goTo(RoomId::Script);
                        if (script_->document().voice().voice == id) {
                            script_->narrator().renderChanged();
                        }
                    }}});
}

void MainWindow::showError(const QString& title, const Error& error) {
    toasts_->show(ToastKind::Bad, title, explain(error),
                  {{.text = tr("Copy details"),
                    .icon = {},
                    .pressed = [error] { QApplication::clipboard()->setText(errorDetails(error)); },
                    .dismisses = false}});
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        script_->lookForVoices();  // a voice may have been made, renamed or deleted meanwhile
    }
    QWidget::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    settings_.set(keys::kWindowGeometry, saveGeometry());
    for (Room* room : rooms_) {
        if (room != nullptr) {
            room->finish();
        }
    }
    event->accept();
}

Room* MainWindow::takerOf(const QList<QUrl>& files) const {
    if (files.isEmpty() || !std::ranges::all_of(files, &QUrl::isLocalFile)) {
        return nullptr;
    }
    Room* const shown = rooms_[static_cast<std::size_t>(shown_)];
    if (shown->takesFiles(files)) {
        return shown;
    }
    const auto taker =
        std::ranges::find_if(rooms_, [&](const Room* room) { return room != nullptr && room->takesFiles(files); });
    return taker == rooms_.end() ? nullptr : *taker;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (takerOf(event->mimeData()->urls()) != nullptr) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> files = event->mimeData()->urls();
    if (Room* const taker = takerOf(files)) {
        goTo(static_cast<RoomId>(std::ranges::find(rooms_, taker) - rooms_.begin()));
        taker->takeFiles(files);
    }
}

}  // namespace timbre::ui
