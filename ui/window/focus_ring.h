// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// A ring around the control that has the keyboard, drawn over the window. Shown after a key moved the focus, never after
/// a click.
class FocusRing final : public QWidget {
    Q_OBJECT

  public:
    FocusRing(const Theme& theme, QWidget& window);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void follow(QWidget* focused);
    void place();

    const Theme& theme_;
    QPointer<QWidget> target_;
    bool byKey_ = false;
};

}  // namespace timbre::ui
