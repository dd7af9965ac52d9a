// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/project_keeper.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QWidget>
#include <system_error>
#include <utility>

#include "ui/script/script_room.h"
#include "ui/window/file_names.h"
#include "ui/window/toast.h"

namespace timbre::ui {

namespace {

const QString kProjectSuffix = QStringLiteral("timbre");

}  // namespace

ProjectKeeper::ProjectKeeper(Document& document, ScriptRoom& room, Settings& settings, ToastStack& toasts,
                             std::filesystem::path folder)
    : QObject(&room), document_(document), room_(room), settings_(settings), toasts_(toasts), folder_(std::move(folder)) {
    connect(&document_, &Document::opened, this, &ProjectKeeper::onOpened);
    connect(&document_, &Document::moved, this, &ProjectKeeper::onOpened);
    connect(&document_, &Document::settled, this, &ProjectKeeper::tellSaved);
    connect(&document_, &Document::failed, this, [this] { saveAsked_ = false; });
    connect(&document_, &Document::openFailed, this, [this](bool create) {
        // What could not be opened now may be there again at the next start. Where none can be made, nothing helps here.
        if (!document_.isOpen() && !create) {
            newProject(false);
        }
    });
}

void ProjectKeeper::open(const QString& file) {
    const QString whole = QFileInfo(file).absoluteFilePath();
    if (QFileInfo(whole).suffix().compare(kProjectSuffix, Qt::CaseInsensitive) == 0) {
        room_.commitEditing();
        lasting_ = true;
        document_.open(pathOf(whole), false);
        return;
    }
    waitingText_ = whole;
    openWaitingText();
}

void ProjectKeeper::openLast() {
    const QString last = settings_.get(keys::kProject);
    if (last.isEmpty()) {
        newProject();
        return;
    }
    lasting_ = true;
    document_.open(pathOf(last), false);  // where it is gone, that is told and a new one made
}

void ProjectKeeper::openFirst(const QString& file) {
    open(file);
    if (!waitingText_.isEmpty()) {
        newProject();
    }
}

void ProjectKeeper::newProject(bool lasting) {
    room_.commitEditing();
    std::error_code ignored;  // the project itself says what is wrong with the folder
    std::filesystem::create_directories(folder_, ignored);
    const QDir folder(fileText(folder_));
    QString name = tr("Untitled");
    for (int number = 2; folder.exists(name + QChar(u'.') + kProjectSuffix); ++number) {
        name = tr("Untitled %1").arg(number);
    }
    lasting_ = lasting;
    document_.open(folder_ / pathOf(name + QChar(u'.') + kProjectSuffix), true);
}

void ProjectKeeper::save() {
    room_.commitEditing();
    document_.flush();
    saveAsked_ = true;
    tellSaved();
}

void ProjectKeeper::tellSaved() {
    if (document_.isSettled() && std::exchange(saveAsked_, false)) {
        toasts_.show(ToastKind::Good, tr("Everything is saved"), tr("Each change is on disk as soon as you make it."));
    }
}

void ProjectKeeper::onOpened() {
    if (lasting_) {
        settings_.set(keys::kProject, fileText(document_.file()));
    }
    Q_EMIT opened();
    openWaitingText();
}

void ProjectKeeper::openWaitingText() {
    if (!waitingText_.isEmpty() && document_.isOpen() && room_.chosenVoice() != nullptr) {
        room_.openText(std::exchange(waitingText_, QString()));
    }
}

void ProjectKeeper::askForFile() {
    const QString file =
        QFileDialog::getOpenFileName(room_.window(), tr("Open"), settings_.get(keys::kTextFolder),
                                     tr("Projects and texts (*.timbre *.txt *.md);;All files (*)"));
    if (!file.isEmpty()) {
        settings_.set(keys::kTextFolder, QFileInfo(file).absolutePath());
        open(file);
    }
}

void ProjectKeeper::askForName() {
    room_.commitEditing();
    const QString folder = settings_.get(keys::kProjectFolder);
    QFileDialog dialog(room_.window(), tr("Save the project as"),
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

}  // namespace timbre::ui
