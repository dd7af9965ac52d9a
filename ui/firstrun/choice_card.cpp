// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/choice_card.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

ChoiceCard::ChoiceCard(const Theme& theme, QLatin1StringView icon, bool main, QWidget* parent)
    : PaintedButton(theme, parent), icon_(icon), main_(main) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceCard::setWords(const QString& verb, const QString& what, const QString& need) {
    setText(verb);
    setAccessibleName(verb);
    what_ = what;
    need_ = need;
    setReason(reason_);
}

void ChoiceCard::setReason(const QString& reason) {
    reason_ = reason;
    setEnabled(reason.isEmpty());
    setToolTip(reason);
    setAccessibleDescription(reason.isEmpty() ? what_ : reason);
    update();
}

void ChoiceCard::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool filled = main_ && isEnabled();
    const QRgb fill = filled ? (underMouse() ? t.ink2 : t.ink) : !isEnabled() ? t.bg1 : underMouse() ? t.bg3 : t.bg2;
    paintBox(painter, QRectF(rect()),
             {.radius = 10,
              .fill = QColor(fill),
              .border = filled ? std::nullopt : std::optional<QColor>(isEnabled() ? t.line2 : t.line)});
    const QColor first(filled ? t.onInk : isEnabled() ? t.ink : t.inkOff);
    const QColor second(filled ? t.onInk : isEnabled() ? t.ink2 : t.inkOff);
    const double w = width() - 32;
    drawIcon(painter, icon_, QRectF(16, 16, 24, 24), first);
    paintText(painter, QRectF(16, 50, w, 24), text(), {.font = interfaceFont(15, QFont::DemiBold), .colour = first});
    painter.setFont(interfaceFont(12));
    painter.setPen(second);
    painter.drawText(QRectF(16, 76, w + 4, 44), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, what_);
    paintText(painter, QRectF(16, height() - 31, w, 20), need_, {.font = interfaceFont(12, QFont::DemiBold), .colour = second});
}

void ChoiceCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

}  // namespace timbre::ui
