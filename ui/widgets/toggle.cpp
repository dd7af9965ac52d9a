// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggle.h"

#include <QPainter>

#include "ui/widgets/painting.h"

namespace timbre::ui {

Toggle::Toggle(const Theme& theme, const QString& name, QWidget* parent) : QCheckBox(parent), theme_(theme) {
    setAccessibleName(name);
    setFixedSize(36, 20);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Toggle::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // The style sheet may give a check box more height than the switch needs.
    const QRectF box(0, (height() - 20) / 2.0, 36, 20);
    if (isChecked()) {
        paintBox(painter, box, {.radius = 10, .fill = QColor(isEnabled() ? t.ink : t.line), .border = {}});
    } else {
        paintBox(painter, box,
                 {.radius = 9.5, .fill = QColor(t.bg3), .border = QColor(isEnabled() ? t.line2 : t.line)});
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(!isEnabled() ? t.inkOff : isChecked() ? t.onInk : t.ink2));
    painter.drawEllipse(QPointF(isChecked() ? 26 : 10, box.center().y()), 6, 6);
}

}  // namespace timbre::ui
