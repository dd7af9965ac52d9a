// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/record_button.h"

#include <QPainter>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

RecordButton::RecordButton(const Theme& theme, QWidget* parent) : PaintedButton(theme, parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    inEveryLanguage(*this, [this] { tellState(); });
}

void RecordButton::setRecording(bool recording) {
    recording_ = recording;
    tellState();
    update();
}

void RecordButton::tellState() { setAccessibleName(recording_ ? tr("Stop recording") : tr("Record")); }

void RecordButton::setDiameter(int pixels) {
    diameter_ = pixels;
    updateGeometry();
    update();
}

bool RecordButton::hitButton(const QPoint& position) const {
    const QPointF from = QPointF(position) - QRectF(rect()).center();
    return std::hypot(from.x(), from.y()) <= width() / 2.0;
}

void RecordButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRgb fill = !isEnabled() ? t.bg3 : isDown() ? t.recPressed : underMouse() ? t.recHover : t.rec;
    paintBox(painter, QRectF(rect()), {.radius = width() / 2.0, .fill = QColor(fill), .border = {}});
    constexpr double kIcon = 24.0;
    drawIcon(painter, QLatin1StringView(recording_ ? "stop" : "record"),
             {(width() - kIcon) / 2, (height() - kIcon) / 2, kIcon, kIcon}, QColor(isEnabled() ? t.onRec : t.inkOff));
}

}  // namespace timbre::ui
