// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// A button that paints itself: again where the theme changes and where the pointer comes or goes. The keyboard reaches it.
class PaintedButton : public QAbstractButton {
    Q_OBJECT

  public:
    explicit PaintedButton(const Theme& theme, QWidget* parent = nullptr);

  protected:
    [[nodiscard]] const Tokens& tokens() const { return theme_.tokens(); }
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    const Theme& theme_;
};

}  // namespace timbre::ui
