// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_chip.h"

#include "ui/i18n/words.h"

#include <QPainter>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

StatusChip::StatusChip(const Theme& theme, QLatin1StringView icon, QWidget* parent)
    : PaintedButton(theme, parent), icon_(icon) {
    // Until it is known.
    say(*this, &QWidget::setAccessibleName, [this] { return text().isEmpty() ? tr("What speech is made on") : text(); });
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusChip::setWords(const QString& word, const QString& why) {
    setText(word);
    setAccessibleName(word);
    setAccessibleDescription(why);
    setToolTip(why);
    updateGeometry();
    update();
}

void StatusChip::setTone(Tone tone) {
    tone_ = tone;
    update();
}

QSize StatusChip::sizeHint() const {
    return {static_cast<int>(std::ceil(QFontMetricsF(interfaceFont(12)).horizontalAdvance(text()))) + 28, 28};
}

void StatusChip::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    const bool clickable = focusPolicy() != Qt::NoFocus && underMouse();
    drawIcon(painter, icon_, QRectF(2, (height() - 16) / 2.0, 16, 16), QColor(tone_ == Tone::None ? t.ink3 : toneColour(t, tone_)));
    paintText(painter, QRectF(22, 0, width() - 22, height()), text(),
              {.font = interfaceFont(12), .colour = QColor(clickable ? t.ink : t.ink3), .elide = false});
}

}  // namespace timbre::ui
