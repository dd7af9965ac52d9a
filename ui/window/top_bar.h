// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <array>

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"
#include "ui/window/room.h"

class QLabel;
class QMenu;
class QToolButton;

namespace timbre::ui {

class RoomTab;
class StatusChip;

/// The path: Record, Voices, Script, Dub in the middle, Export at the far right; menu and title at the left, settings beside
/// the export. Rooms that this version does not have are shown, since they are the map, but cannot be entered.
class TopBar final : public QFrame {
    Q_OBJECT

  public:
    TopBar(const Theme& theme, ActionSet& actions, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// The second line: what is going on.
    void setStatus(const QString& status);
    /// The menu at the left, to which the window adds.
    [[nodiscard]] QMenu& menu() noexcept { return *menu_; }
    /// The room exists and can be entered.
    void addRoom(RoomId id);
    void setRoom(RoomId id);
    /// What is computed on: its word and why; empty while it is not known.
    void setDevice(const QString& word, const QString& why, bool gpu);

  Q_SIGNALS:
    void roomChosen(timbre::ui::RoomId id);
    /// The chip of the device was clicked.
    void deviceAsked();

  private:
    QWidget* buildLeft(const Theme& theme, ActionSet& actions);
    QWidget* buildRooms(const Theme& theme);
    QWidget* buildRight(const Theme& theme, ActionSet& actions);

    QMenu* menu_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* status_ = nullptr;
    std::array<RoomTab*, 4> tabs_{};
    QToolButton* settings_ = nullptr;
    StatusChip* device_ = nullptr;
};

}  // namespace timbre::ui
