// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/painted_button.h"

namespace timbre::ui {

PaintedButton::PaintedButton(const Theme& theme, QWidget* parent) : QAbstractButton(parent), theme_(theme) {
    setFocusPolicy(Qt::StrongFocus);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaintedButton::enterEvent(QEnterEvent*) { update(); }
void PaintedButton::leaveEvent(QEvent*) { update(); }

}  // namespace timbre::ui
