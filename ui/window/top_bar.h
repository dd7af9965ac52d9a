// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"

class QLabel;

namespace timbre::ui {

/// The path: Record, Voices, Script, Dub in the middle, Export at the far right; menu and title at the left.
/// Rooms that this version does not have yet are shown, since they are the map, but cannot be entered.
class TopBar final : public QFrame {
    Q_OBJECT

  public:
    TopBar(const Theme& theme, ActionSet& actions, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// The second line: what is going on.
    void setStatus(const QString& status);

  private:
    QWidget* buildLeft(const Theme& theme, ActionSet& actions);
    QWidget* buildRooms(const Theme& theme);
    QWidget* buildRight(const Theme& theme, ActionSet& actions);

    QLabel* title_ = nullptr;
    QLabel* status_ = nullptr;
};

}  // namespace timbre::ui
