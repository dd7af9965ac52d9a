// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tone_mark.h"

#include <QPainter>

#include "ui/theme/icons.h"

namespace timbre::ui {

ToneMark::ToneMark(const Theme& theme, int size, QWidget* parent, QLatin1StringView icon)
    : QWidget(parent), theme_(theme), icon_(icon) {
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ToneMark::setTone(Tone tone) {
    tone_ = tone;
    update();
}

void ToneMark::paintEvent(QPaintEvent*) {
    const QLatin1StringView own = tone_ == Tone::None ? QLatin1StringView("info") : toneIcon(tone_);
    QPainter painter(this);
    drawIcon(painter, icon_.isEmpty() ? own : icon_, QRectF(rect()), QColor(toneColour(theme_.tokens(), tone_)));
}

}  // namespace timbre::ui
