// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include <QLocale>
#include <QPainter>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

Chip::Chip(const Theme& theme, const QString& word, QLatin1StringView icon, Tone tone, QWidget* parent)
    : PaintedButton(theme, parent), word_(word), icon_(icon), tone_(tone) {
    setCheckable(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    inEveryLanguage(*this, [this] { showWords(); });
}

void Chip::setWord(const QString& word) {
    word_ = word;
    showWords();
}

void Chip::setCount(int count) {
    count_ = count;
    showWords();
}

QString Chip::label() const {
    return count_ < 0 ? word_ : tr("%1 %2", "filter and how many it lets through").arg(word_, QLocale().toString(count_));
}

void Chip::showWords() {
    setText(label());
    setAccessibleName(label());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    const double words = QFontMetricsF(interfaceFont(12, QFont::DemiBold)).horizontalAdvance(text());
    return {static_cast<int>(std::ceil(words)) + (icon_.isEmpty() ? 24 : 44), 28};
}

void Chip::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool raised = isEnabled() && (isChecked() || underMouse());
    paintBox(painter, QRectF(rect()),
             {.radius = 14,
              .fill = raised ? std::optional(QColor(isDown() ? t.line : t.bg3)) : std::nullopt,
              .border = QColor(isChecked() ? t.line2 : t.line)});
    double left = 12;
    if (!icon_.isEmpty()) {
        drawIcon(painter, icon_, QRectF(10, 7, 14, 14), QColor(isEnabled() ? toneColour(t, tone_) : t.inkOff));
        left = 30;
    }
    paintText(painter, QRectF(left, 0, width() - left, height()), text(),
              {.font = interfaceFont(12, isChecked() ? QFont::DemiBold : QFont::Medium),
               .colour = QColor(!isEnabled() ? t.inkOff : isChecked() ? t.ink : t.ink2),
               .elide = false});
}

}  // namespace timbre::ui
