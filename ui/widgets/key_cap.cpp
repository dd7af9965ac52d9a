// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_cap.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

KeyCap::KeyCap(const Theme& theme, const QString& keys, QWidget* parent) : QWidget(parent), theme_(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKeys(keys);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void KeyCap::setKeys(const QString& keys) {
    keys_ = keys;
    setAccessibleName(keys);
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const {
    const double words = QFontMetricsF(interfaceFont(12, QFont::Medium)).horizontalAdvance(keys_);
    return {std::max(20, static_cast<int>(std::ceil(words)) + 12), 20};
}

void KeyCap::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, QRectF(rect()), {.radius = 4, .fill = QColor(t.bg2), .border = QColor(t.line2)});
    paintText(painter, QRectF(rect()), keys_,
              {.font = interfaceFont(12, QFont::Medium), .colour = QColor(t.ink2), .alignment = Qt::AlignCenter, .elide = false});
}

}  // namespace timbre::ui
