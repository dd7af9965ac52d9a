// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

class QHBoxLayout;
class QVBoxLayout;

namespace timbre::ui {

/// A room in which nothing is yet: its ghost, an invitation, one sentence, at most two buttons, and what may be dropped.
class EmptyRoom final : public QWidget {
    Q_OBJECT

  public:
    EmptyRoom(const Theme& theme, Ghost::Kind ghost, Words title, Words sentence, QWidget* parent = nullptr);

    /// From left to right; the last one is the primary.
    QPushButton* addButton(ButtonKind kind, QLatin1StringView icon, Words words);
    /// Under the buttons: which files are taken.
    void setFoot(Words words);

  private:
    const Theme& theme_;
    QHBoxLayout* buttons_;
    QLabel* foot_;
};

}  // namespace timbre::ui
