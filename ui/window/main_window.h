// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <filesystem>
#include <functional>
#include <string>

#include "core/audio/player.h"
#include "core/studio/studio.h"
#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/narrator.h"
#include "ui/script/script_model.h"
#include "ui/settings/key_map.h"
#include "ui/settings/machine_facts.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/window/monitor_follower.h"
#include "ui/window/room.h"

class QStackedWidget;

namespace timbre::ui {

class ScriptPage;
class ScriptRoom;
class SettingsRoom;
class RecordRoom;
class ToastStack;
class TopBar;
class VoicesRoom;

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
        std::function<void(const std::string&)> chooseOutput{};  ///< SettingsParts::chooseOutput.
        bool mayWelcome = false;            ///< At its first start the window shows what this computer can do.
        std::filesystem::path demoVoice{};  ///< A .timbrevoice; empty or not there: this build has none.
    };
    explicit MainWindow(Parts parts, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ScriptRoom& room() noexcept;
    [[nodiscard]] ScriptModel& model() noexcept;
    [[nodiscard]] Narrator& narrator() noexcept;
    [[nodiscard]] Document& document() noexcept;
    [[nodiscard]] EngineBridge& bridge() noexcept { return bridge_; }
    [[nodiscard]] ActionSet& actions() noexcept { return actions_; }
    [[nodiscard]] ToastStack& toasts() noexcept { return *toasts_; }
    [[nodiscard]] KeyMap& keyMap() noexcept { return keyMap_; }
    [[nodiscard]] MachineFacts& machine() noexcept { return machine_; }
    [[nodiscard]] SettingsRoom& settingsRoom() noexcept { return *settingsRoom_; }

    /// Opens a project, or a text as soon as there is a voice to read it with.
    void open(const QString& file);
    /// Opens what was open last, or a new project.
    void openLast();
    /// At the start: opens a project, or a text in a new project.
    void openFirst(const QString& file);
    /// Writes the script into one file, with a toast that shows how far it is.
    void startExport(RenderToFile command);

    void goTo(RoomId id);
    [[nodiscard]] RoomId shownRoom() const noexcept { return shown_; }
    [[nodiscard]] bool hasRoom(RoomId id) const noexcept { return rooms_[static_cast<std::size_t>(id)] != nullptr; }
    [[nodiscard]] Room& room(RoomId id) noexcept { return *rooms_[static_cast<std::size_t>(id)]; }

  Q_SIGNALS:
    /// Once: project and voices are known, and the window was painted with them.
    void usable();

  protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void assemble(Parts& parts);
    void add(RoomId id, Room* room);
    void connectActions();
    void act(ActionId id);
    void setAppearance(Appearance appearance);
    void showWords();
    void showFoot();
    void showError(const QString& title, const Error& error);
    void showMachine();
    /// The card of the first start, where it is to be shown.
    void welcome();
    void importDemo();
    /// A recording that is chosen among the voices is made again in the room of recordings.
    void connectRetakes(VoicesRoom& voices, RecordRoom& record);
    void tellStaying(const VoiceSummary& voice, int before, int sentences);
    /// Who takes the files: the room that is shown, or the first that can.
    [[nodiscard]] Room* takerOf(const QList<QUrl>& files) const;

    Theme& theme_;
    Settings& settings_;
    EngineBridge bridge_;
    ActionSet actions_;
    KeyMap keyMap_;
    MachineFacts machine_;
    MonitorFollower monitor_;
    std::filesystem::path demoVoice_;
    JobId demoJob_{};
    RoomId shown_ = RoomId::Script;
    bool entered_ = false;  ///< Whether shown_ was entered, not only assumed.

    TopBar* top_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QStackedWidget* feet_ = nullptr;
    ToastStack* toasts_ = nullptr;
    ScriptPage* script_ = nullptr;
    SettingsRoom* settingsRoom_ = nullptr;
    std::array<Room*, static_cast<std::size_t>(RoomId::Count)> rooms_{};
};

}  // namespace timbre::ui
