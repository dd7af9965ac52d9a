// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "ui/script/script_room.h"
#include "ui/widgets/painting.h"
#include "ui/window/error_text.h"
#include "ui/window/export_dialog.h"
#include "ui/window/file_names.h"
#include "ui/window/focus_ring.h"
#include "ui/window/no_voice_page.h"
#include "ui/window/toast.h"
#include "ui/window/top_bar.h"
#include "ui/window/transport_bar.h"

namespace timbre::ui {

namespace {

constexpr QSize kSmallestWindow{1280, 720};
constexpr QSize kFirstWindow{1440, 900};
constexpr std::chrono::seconds kVoiceWatchInterval{3};
constexpr std::chrono::milliseconds kMeterInterval{33};

const QString kProjectSuffix = QStringLiteral("timbre");


}  // namespace

MainWindow::MainWindow(Parts parts, QWidget* parent)
    : QWidget(parent),
      theme_(parts.theme),
      settings_(parts.settings),
      bridge_(std::move(parts.studio)),
      document_(bridge_, model_),
      narrator_(bridge_, model_, std::move(parts.output)),
      actions_(nullptr),
      projectFolder_(std::move(parts.projectFolder)) {
    setObjectName(QStringLiteral("window"));
    setWindowTitle(tr("Timbre Studio"));
    setMinimumSize(kSmallestWindow);
    resize(kFirstWindow);
    setAcceptDrops(true);
    assemble();
    connectActions();
    connectParts();
    restoreGeometry(settings_.get(keys::kWindowGeometry));
    showStatus();
    showPosition();
    lookForVoices();
}

MainWindow::~MainWindow() {
    document_.flush();
    // Before the members that the widgets show: QWidget's own destructor would come after them.
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

void MainWindow::assemble() {
    top_ = new TopBar(theme_, actions_, this);
    room_ = new ScriptRoom({.theme = theme_,
                            .settings = settings_,
                            .bridge = bridge_,
                            .actions = actions_,
                            .narrator = narrator_,
                            .model = model_,
                            .document = document_},
                           this);
    noVoice_ = new NoVoicePage(theme_, this);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(room_);
    pages_->addWidget(noVoice_);
    transport_ = new TransportBar(theme_, actions_, this);
    transport_->setFollow(settings_.get(keys::kFollow));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(top_);
    layout->addWidget(pages_, 1);
    layout->addWidget(transport_);
    toasts_ = new ToastStack(theme_, *this, kTransportHeight);
    new FocusRing(theme_, *this);
}

void MainWindow::connectActions() {
    addActions(actions_.all());
    const auto on = [this](ActionId id, auto&& act) {
        connect(&actions_[id], &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    on(ActionId::NewProject, [this] {
        room_->commitEditing();
        newProject();
    });
    on(ActionId::Open, [this] { askForFile(); });
    on(ActionId::Save, [this] {
        room_->commitEditing();
        document_.flush();
        saveAsked_ = true;
        saveAll();
    });
    on(ActionId::SaveAs, [this] { askForProjectName(); });
    on(ActionId::Paste, [this] { room_->paste(); });
    on(ActionId::Export, [this] { askForExport(); });
    on(ActionId::Quit, [this] { close(); });
    on(ActionId::Speak, [this] { room_->speak(); });
    on(ActionId::PlayPause, [this] { room_->playOrPause(); });
    on(ActionId::PlayPauseTyping, [this] { room_->playOrPause(); });
    on(ActionId::PreviousLine, [this] { room_->goTo(room_->currentRow() - 1); });
    on(ActionId::NextLine, [this] { room_->goTo(room_->currentRow() + 1); });
    on(ActionId::About, [this] { showAbout(); });
    on(ActionId::AppearanceSystem, [this] { setAppearance(Appearance::System); });
    on(ActionId::AppearanceLight, [this] { setAppearance(Appearance::Light); });
    on(ActionId::AppearanceDark, [this] { setAppearance(Appearance::Dark); });
    const Appearance now = theme_.appearance();
    actions_[now == Appearance::Light  ? ActionId::AppearanceLight
             : now == Appearance::Dark ? ActionId::AppearanceDark
                                       : ActionId::AppearanceSystem]
        .setChecked(true);
}

void MainWindow::connectParts() {
    connect(&bridge_, &EngineBridge::voicesListed, this, &MainWindow::onVoicesListed);
    connect(&bridge_, &EngineBridge::jobFinished, this, &MainWindow::onJobFinished);
    connect(&bridge_, &EngineBridge::fileWritten, this, &MainWindow::onFileWritten);
    connect(&bridge_, &EngineBridge::jobProgressed, this, [this](const JobProgress& event) {
        if (event.job == exporting_ && exportToast_ != nullptr && event.total > 0) {
            exportToast_->setProgress(static_cast<double>(event.done) / event.total);
        }
    });
    connect(&document_, &Document::opened, this, &MainWindow::onProjectOpened);
    connect(&document_, &Document::moved, this, &MainWindow::onProjectOpened);
    connect(&document_, &Document::settled, this, &MainWindow::saveAll);
    connect(&document_, &Document::failed, this, [this] { saveAsked_ = false; });
    connect(&document_, &Document::openFailed, this, [this](bool create) {
        // What could not be opened now may be there again at the next start. Where none can be made, nothing helps here.
        if (!document_.isOpen() && !create) {
            newProject(false);
        }
    });
    connect(&narrator_, &Narrator::failed, this, &MainWindow::showError);
    connect(room_, &ScriptRoom::failed, this, &MainWindow::showError);
    connect(&narrator_, &Narrator::stateChanged, this, &MainWindow::showStatus);
    connect(&narrator_, &Narrator::renderCountChanged, this, &MainWindow::showStatus);
    connect(&narrator_, &Narrator::positionChanged, this, &MainWindow::showPosition);
    connect(room_, &ScriptRoom::summaryShown, this, [this] {
        playedBeforeRow_ = -1;
        showStatus();
        showPosition();
    });
    connect(transport_, &TransportBar::followChanged, this, [this](bool follow) { settings_.set(keys::kFollow, follow); });
    connect(noVoice_, &NoVoicePage::lookAgainRequested, this, &MainWindow::lookForVoices);
    voiceWatch_.setInterval(kVoiceWatchInterval);
    connect(&voiceWatch_, &QTimer::timeout, this, &MainWindow::lookForVoices);
    meterFall_.setInterval(kMeterInterval);
    connect(&meterFall_, &QTimer::timeout, this, [this] {
        transport_->showPeak(narrator_.takePeak());
        if (narrator_.state() == Narrator::State::Idle && transport_->isAtRest()) {
            meterFall_.stop();
        }
    });
}

// ---- Voices --------------------------------------------------------------------------------------------------------

void MainWindow::lookForVoices() {
    if (!listing_) {
        listing_ = bridge_.listVoices();
    }
}

void MainWindow::onVoicesListed(const VoicesListed& event) {
    room_->setVoices(event);
    const bool any = !event.voices.empty();
    pages_->setCurrentWidget(any ? static_cast<QWidget*>(room_) : noVoice_);
    if (any) {
        voiceWatch_.stop();
    } else {
        voiceWatch_.start();
    }
    if (!any && !event.problems.empty() && toasts_->toasts().isEmpty()) {
        showError(tr("A voice could not be read"), event.problems.front());
    }
    voicesKnown_ = true;
    showStatus();
    openWaitingText();
    tellUsable();
}

// ---- Projects ------------------------------------------------------------------------------------------------------

void MainWindow::open(const QString& file) {
    const QString whole = QFileInfo(file).absoluteFilePath();
    if (QFileInfo(whole).suffix().compare(kProjectSuffix, Qt::CaseInsensitive) == 0) {
        room_->commitEditing();
        lasting_ = true;
        document_.open(pathOf(whole), false);
        return;
    }
    waitingText_ = whole;
    openWaitingText();
}

void MainWindow::openLast() {
    const QString last = settings_.get(keys::kProject);
    if (last.isEmpty()) {
        newProject();
        return;
    }
    lasting_ = true;
    document_.open(pathOf(last), false);  // where it is gone, that is told and a new one made
}

void MainWindow::openFirst(const QString& file) {
    open(file);
    if (!waitingText_.isEmpty()) {
        newProject();
    }
}

void MainWindow::newProject(bool lasting) {
    std::error_code ignored;  // the project itself says what is wrong with the folder
    std::filesystem::create_directories(projectFolder_, ignored);
    const QDir folder(fileText(projectFolder_));
    QString name = tr("Untitled");
    for (int number = 2; folder.exists(name + QChar(u'.') + kProjectSuffix); ++number) {
        name = tr("Untitled %1").arg(number);
    }
    lasting_ = lasting;
    document_.open(projectFolder_ / pathOf(name + QChar(u'.') + kProjectSuffix), true);
}

void MainWindow::onProjectOpened() {
    if (lasting_) {
        settings_.set(keys::kProject, fileText(document_.file()));
    }
    top_->setTitle(document_.title());
    setWindowTitle(tr("%1 – Timbre Studio").arg(document_.title()));
    showStatus();
    openWaitingText();
    tellUsable();
}

void MainWindow::saveAll() {
    if (document_.isSettled() && std::exchange(saveAsked_, false)) {
        toasts_->show(ToastKind::Good, tr("Everything is saved"), tr("Each change is on disk as soon as you make it."));
    }
}

void MainWindow::tellUsable() {
    if (voicesKnown_ && document_.isOpen() && !std::exchange(toldUsable_, true)) {
        // Behind the painting that the last change has asked for.
        repaint();
        QTimer::singleShot(0, this, &MainWindow::usable);
    }
}

void MainWindow::openWaitingText() {
    if (!waitingText_.isEmpty() && document_.isOpen() && room_->chosenVoice() != nullptr) {
        room_->openText(std::exchange(waitingText_, QString()));
    }
}

// ---- Jobs ----------------------------------------------------------------------------------------------------------

void MainWindow::onJobFinished(const JobFinished& event) {
    if (event.job == listing_) {
        listing_.reset();
        if (!event.outcome) {
            voiceWatch_.stop();
            showError(tr("The voices could not be listed"), event.outcome.error());
        }
        return;
    }
    if (event.job != exporting_) {
        return;
    }
    exporting_.reset();
    toasts_->dismiss(exportToast_);
    exportToast_ = nullptr;
    showStatus();
    if (!event.outcome) {
        if (event.outcome.error().code != ErrorCode::Cancelled) {
            showError(tr("The file could not be written"), event.outcome.error());
        }
        return;
    }
    if (const auto written = std::exchange(written_, std::nullopt)) {
        const QFileInfo file(fileText(written->target));
        QString text = tr("%1 of sound").arg(clockText(written->seconds));
        if (written->loudness) {
            text += tr(" at %1 LUFS").arg(QLocale().toString(written->loudness->after.integratedLufs, 'f', 1));
        }
        if (!written->skipped.empty()) {
            text += QChar(u'\n') + tr("%1 lines could not be spoken and were left out.").arg(written->skipped.size());
        }
        toasts_->show(ToastKind::Good, tr("Exported %1").arg(file.fileName()), text,
                      {{.text = tr("Show in folder"),
                        .icon = QLatin1StringView("folder"),
                        .pressed = [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file.absolutePath())); }}});
    }
}

void MainWindow::onFileWritten(const FileWritten& event) {
    if (event.job == exporting_) {
        written_ = event;
    }
}

void MainWindow::startExport(RenderToFile command) {
    if (exporting_) {
        return;
    }
    const QString name = QFileInfo(fileText(command.target)).fileName();
    exporting_ = bridge_.renderToFile(std::move(command));
    exportToast_ = toasts_->show(ToastKind::Working, tr("Exporting %1").arg(name), tr("You can go on working."),
                                 {{.text = tr("Stop"),
                                   .icon = QLatin1StringView("stop"),
                                   .pressed =
                                       [this] {
                                           if (exporting_) {
                                               bridge_.cancel(*exporting_);
                                           }
                                       },
                                   .dismisses = false}});
    showStatus();
}

// ---- Asking --------------------------------------------------------------------------------------------------------

void MainWindow::askForFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open"), settings_.get(keys::kTextFolder),
                                     tr("Projects and texts (*.timbre *.txt *.md);;All files (*)"));
    if (!file.isEmpty()) {
        settings_.set(keys::kTextFolder, QFileInfo(file).absolutePath());
        open(file);
    }
}

void MainWindow::askForProjectName() {
    room_->commitEditing();
    const QString folder = settings_.get(keys::kProjectFolder);
    QFileDialog dialog(this, tr("Save the project as"),
                       !folder.isEmpty() && QDir(folder).exists() ? folder : QDir::homePath(),
                       tr("Timbre projects (*.timbre)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(kProjectSuffix);  // so that the question before replacing asks for the right file
    dialog.selectFile(document_.title() + QChar(u'.') + kProjectSuffix);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) {
        return;
    }
    const QString file = dialog.selectedFiles().constFirst();
    settings_.set(keys::kProjectFolder, QFileInfo(file).absolutePath());
    lasting_ = true;
    document_.saveAs(pathOf(file));
}

void MainWindow::askForExport() {
    const VoiceSummary* voice = room_->chosenVoice();
    if (voice == nullptr || model_.rowCount() == 0 || exporting_) {
        return;
    }
    room_->commitEditing();
    ExportDialog dialog(theme_, settings_, room_->summary(), this);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const ExportDialog::Choice choice = dialog.choice();
    RenderToFile command = room_->narration();
    command.loudness = choice.loudness;
    command.target = std::filesystem::path(choice.file.toStdU16String());
    if (choice.subtitles) {
        command.subtitles = std::filesystem::path(command.target).replace_extension(".srt");
    }
    startExport(std::move(command));
}

void MainWindow::showAbout() {
    QMessageBox about(QMessageBox::NoIcon, tr("About Timbre Studio"),
                      tr("Timbre Studio %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close, this);
    about.setInformativeText(tr("Speech in your own voice, made on your own computer.\nFree software under the GNU General "
                                "Public License, version 3 or later."));
    about.exec();
}

void MainWindow::setAppearance(Appearance appearance) {
    settings_.setAppearance(appearance);
    theme_.setAppearance(appearance);
}

// ---- Showing -------------------------------------------------------------------------------------------------------

void MainWindow::showError(const QString& title, const Error& error) {
    toasts_->show(ToastKind::Bad, title, explain(error),
                  {{.text = tr("Copy details"),
                    .icon = {},
                    .pressed = [error] { QApplication::clipboard()->setText(errorDetails(error)); },
                    .dismisses = false}});
}

void MainWindow::showStatus() {
    const Narrator::RenderCount count = narrator_.renderCount();
    const bool busy = narrator_.state() != Narrator::State::Idle;
    const bool sounding = narrator_.state() == Narrator::State::Playing;
    top_->setStatus(exporting_              ? tr("Exporting")
                    : count.total > 0       ? tr("Rendering %1 of %2").arg(count.done + 1).arg(count.total)
                    : busy                  ? tr("Playing")
                    : model_.rowCount() > 0 ? tr("Script")
                                            : tr("New script"));
    transport_->setPlaying(sounding || narrator_.state() == Narrator::State::Preparing);
    const bool speakable = room_->chosenVoice() != nullptr;
    actions_[ActionId::Speak].setEnabled(speakable);
    actions_[ActionId::PlayPause].setEnabled(speakable && (model_.rowCount() > 0 || busy));
    actions_[ActionId::PlayPauseTyping].setEnabled(speakable);
    actions_[ActionId::Export].setEnabled(speakable && model_.rowCount() > 0 && !exporting_);
    actions_[ActionId::Paste].setEnabled(speakable);
    actions_[ActionId::PreviousLine].setEnabled(model_.rowCount() > 1);
    actions_[ActionId::NextLine].setEnabled(model_.rowCount() > 1);
    if (busy && !meterFall_.isActive()) {
        meterFall_.start();
    }
}

void MainWindow::showPosition() {
    const int row = narrator_.playingRow();
    if (row != playedBeforeRow_) {
        playedBeforeRow_ = row;
        playedBefore_ = row > 0 ? model_.length(room_->pauseMs(), row).seconds : 0.0;
    }
    const ScriptModel::Length total = room_->totalLength();
    transport_->setTimes(row >= 0 ? playedBefore_ + narrator_.playingSeconds() : 0.0, total.seconds, total.estimated);
}

// ---- Events --------------------------------------------------------------------------------------------------------

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        lookForVoices();  // a voice may have been made, renamed or deleted meanwhile
    }
    QWidget::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    settings_.set(keys::kWindowGeometry, saveGeometry());
    narrator_.stop();
    room_->commitEditing();
    document_.flush();
    event->accept();
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // Reached only when whatever has the focus did not want the key.
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        actions_[ActionId::PlayPause].trigger();
        return;
    }
    QWidget::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) { open(event->mimeData()->urls().front().toLocalFile()); }

}  // namespace timbre::ui
