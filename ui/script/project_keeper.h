// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>

#include "ui/script/document.h"
#include "ui/settings/settings.h"

namespace timbre::ui {

class ScriptRoom;
class ToastStack;

/// Which project is open: opens, makes and names them, and remembers the last.
class ProjectKeeper final : public QObject {
    Q_OBJECT

  public:
    /// @param folder  of projects that the user has not put anywhere yet.
    ProjectKeeper(Document& document, ScriptRoom& room, Settings& settings, ToastStack& toasts, std::filesystem::path folder);

    /// Opens a project, or a text as soon as there is a voice to read it with.
    void open(const QString& file);
    /// Opens what was open last, or a new project.
    void openLast();
    /// At the start: opens a project, or a text in a new project.
    void openFirst(const QString& file);
    /// With `lasting` it is what opens at the next start.
    void newProject(bool lasting = true);
    /// Everything is on disk as soon as it is made; says so when it is.
    void save();
    void askForFile();
    void askForName();
    /// Opens a text that waits for a project and a voice.
    void openWaitingText();

  Q_SIGNALS:
    void opened();

  private:
    void onOpened();
    void tellSaved();

    Document& document_;
    ScriptRoom& room_;
    Settings& settings_;
    ToastStack& toasts_;
    std::filesystem::path folder_;
    bool lasting_ = true;     ///< The project that opens is to be opened at the next start.
    bool saveAsked_ = false;  ///< The user waits to hear that everything is on disk.
    QString waitingText_;     ///< Opened once a project and a voice are there.
};

}  // namespace timbre::ui
