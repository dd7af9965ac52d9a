// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include "ui/widgets/painting.h"
#include "ui/widgets/spoken_value.h"

namespace timbre::ui {

namespace {

constexpr int kDistance = 4;  // 2 px of ring and 2 px of air

bool movesFocus(int key) {
    switch (key) {
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_F6: return true;
        default: return false;
    }
}

}  // namespace

FocusRing::FocusRing(const Theme& theme, QWidget& window) : QWidget(&window), theme_(theme) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
            // Only keys that move the focus: after "R" it may leave a button that cannot be pressed any more.
            byKey_ = byKey_ || movesFocus(static_cast<const QKeyEvent&>(*event).key());
            break;
        case QEvent::MouseButtonPress:
            byKey_ = false;
            hide();
            break;
        case QEvent::Resize:
        case QEvent::Move:
        case QEvent::Hide:
        case QEvent::Show:
            if (isVisible() && watched->isWidgetType() && watched != this) {
                place();
            }
            break;
        default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::follow(QWidget* focused) {
    // Text, lists and boxes show by themselves where the keyboard is; what we paint needs the ring.
    const bool wanted = focused != nullptr && focused->window() == window() && byKey_ &&
                        (qobject_cast<QAbstractButton*>(focused) != nullptr ||
                         qobject_cast<QAbstractSlider*>(focused) != nullptr ||
                         dynamic_cast<SpokenValue*>(focused) != nullptr);
    target_ = wanted ? focused : nullptr;
    place();
}

void FocusRing::place() {
    if (!target_ || !target_->isVisible() || target_->visibleRegion().isEmpty()) {
        hide();
        return;
    }
    const QRect place(target_->mapTo(window(), QPoint(0, 0)), target_->size());
    setGeometry(place.adjusted(-kDistance, -kDistance, kDistance, kDistance));
    show();
    raise();
}

void FocusRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool round = target_ && target_->width() == target_->height() && target_->width() >= 40;
    const double radius = round ? width() / 2.0 : 8.0;
    paintBox(painter, QRectF(rect()),
             {.radius = radius, .fill = {}, .border = QColor(theme_.tokens().here), .borderWidth = 2.0});
}

}  // namespace timbre::ui
