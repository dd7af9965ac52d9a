// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/theme/theme.h"

class QPlainTextEdit;
class QPushButton;

namespace timbre::ui {

/// Where the next lines are typed or pasted; grows with its text up to a third of the room.
class Composer final : public QFrame {
    Q_OBJECT

  public:
    explicit Composer(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    void clear();
    [[nodiscard]] bool hasTextFocus() const;

  Q_SIGNALS:
    /// The text is to become lines of the script.
    void addRequested(const QString& text);

  private:
    void fitHeight();

    QPlainTextEdit* edit_;
    QPushButton* add_;
};

}  // namespace timbre::ui
