// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <optional>

#include "core/audio/player.h"
#include "core/studio/studio.h"
#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/narrator.h"
#include "ui/script/script_model.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

class QStackedWidget;

namespace timbre::ui {

class NoVoicePage;
class ScriptRoom;
class Toast;
class ToastStack;
class TopBar;
class TransportBar;

/// The studio's window. It only assembles: the rooms do the work.
class MainWindow final : public QWidget {
    Q_OBJECT

  public:
    /// `theme` and `settings` outlive the window.
    struct Parts {
        Theme& theme;
        Settings& settings;
        StudioParts studio;
        OutputOpener output;
        std::filesystem::path projectFolder;  ///< Of projects that the user has not put anywhere yet.
    };
    explicit MainWindow(Parts parts, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ScriptRoom& room() noexcept { return *room_; }
    [[nodiscard]] ScriptModel& model() noexcept { return model_; }
    [[nodiscard]] Narrator& narrator() noexcept { return narrator_; }
    [[nodiscard]] EngineBridge& bridge() noexcept { return bridge_; }
    [[nodiscard]] ActionSet& actions() noexcept { return actions_; }
    [[nodiscard]] ToastStack& toasts() noexcept { return *toasts_; }

    [[nodiscard]] Document& document() noexcept { return document_; }

    /// Opens a project, or a text as soon as there is a voice to read it with.
    void open(const QString& file);
    /// Opens what was open last, or a new project.
    void openLast();
    /// At the start: opens a project, or a text in a new project.
    void openFirst(const QString& file);

    /// Writes the script into one file, with a toast that shows how far it is.
    void startExport(RenderToFile command);

  Q_SIGNALS:
    /// Once: project and voices are known, and the window was painted with them.
    void usable();

  protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void assemble();
    void connectActions();
    void connectParts();
    void lookForVoices();
    void onVoicesListed(const VoicesListed& event);
    void onJobFinished(const JobFinished& event);
    void onFileWritten(const FileWritten& event);
    void askForFile();
    void askForProjectName();
    /// With `lasting` it is what opens at the next start.
    void newProject(bool lasting = true);
    void saveAll();
    void onProjectOpened();
    void openWaitingText();
    void tellUsable();
    void askForExport();
    void showAbout();
    void showError(const QString& title, const Error& error);
    void showStatus();
    void showPosition();
    void setAppearance(Appearance appearance);

    Theme& theme_;
    Settings& settings_;
    EngineBridge bridge_;
    ScriptModel model_;
    Document document_;
    Narrator narrator_;
    ActionSet actions_;
    QTimer voiceWatch_;  ///< Runs while there is no voice: one made on the command line appears by itself.
    QTimer meterFall_;   ///< Lets the meter fall after the sound has ended.

    std::filesystem::path projectFolder_;
    bool lasting_ = true;      ///< The project that opens is to be opened at the next start.
    bool saveAsked_ = false;   ///< The user waits to hear that everything is on disk.
    bool voicesKnown_ = false;
    bool toldUsable_ = false;
    QString waitingText_;  ///< Opened once a project and a voice are there.
    std::optional<JobId> listing_;
    std::optional<JobId> exporting_;
    QPointer<Toast> exportToast_;
    std::optional<FileWritten> written_;
    double playedBefore_ = 0.0;  ///< Length of the lines before the one that plays.
    int playedBeforeRow_ = -1;

    TopBar* top_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    NoVoicePage* noVoice_ = nullptr;
    ScriptRoom* room_ = nullptr;
    TransportBar* transport_ = nullptr;
    ToastStack* toasts_ = nullptr;
};

}  // namespace timbre::ui
