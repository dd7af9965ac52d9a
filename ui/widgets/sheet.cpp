// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sheet.h"

#include <QApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/controls.h"
#include "ui/widgets/shadow.h"

namespace timbre::ui {

Sheet::Sheet(const Theme& theme, const QString& title, QWidget& over, int width)
    : QWidget(&over),
      theme_(theme),
      over_(over),
      width_(width),
      dialog_(makeFrame("card", "dialog", this)),
      title_(makeLabel(title, "title", dialog_)),
      content_(new QVBoxLayout),
      buttons_(new QHBoxLayout) {
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    title_->setWordWrap(true);
    content_->setSpacing(12);
    buttons_->setSpacing(8);
    buttons_->addStretch();
    auto* layout = new QVBoxLayout(dialog_);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    layout->addWidget(title_);
    layout->addLayout(content_);
    layout->addLayout(buttons_);
    over.installEventFilter(this);
    dialog_->installEventFilter(this);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { keepFocus(now); });
    hide();
}

QPushButton* Sheet::setPrimary(const QString& text, bool danger) {
    primary_ = makeButton(theme_, ButtonKind::Primary, {}, text, dialog_);
    if (danger) {
        primary_->setProperty("kind", QStringLiteral("danger"));
    }
    buttons_->addWidget(primary_);
    connect(primary_, &QPushButton::clicked, this, &Sheet::accept);
    return primary_;
}

QPushButton* Sheet::setCancel(const QString& text) {
    cancel_ = makeButton(theme_, ButtonKind::Normal, {}, text, dialog_);
    buttons_->insertWidget(1, cancel_);
    if (primary_ != nullptr) {
        QWidget::setTabOrder(cancel_, primary_);
    }
    connect(cancel_, &QPushButton::clicked, this, &Sheet::reject);
    return cancel_;
}

void Sheet::setTitle(const QString& title) {
    title_->setText(title);
    setAccessibleName(title);
}

/// What happens in the window meanwhile may not take the keys away: a key meant for the sheet would do something below it.
void Sheet::keepFocus(QWidget* now) {
    if (!isVisible() || now == nullptr || now->window() != window() || now == this || isAncestorOf(now)) {
        return;
    }
    for (const QWidget* at = now; at != nullptr; at = at->parentWidget()) {
        if (qobject_cast<const Sheet*>(at) != nullptr) {
            return;  // another one over this
        }
    }
    opener_ = now;  // it gets the keys when the sheet is gone
    QWidget* const inside = focusWidget();
    (inside != nullptr && inside->isVisible() && inside->isEnabled() ? inside : this)->setFocus(Qt::OtherFocusReason);
}

void Sheet::open(QWidget* first) {
    opener_ = QApplication::focusWidget();
    place();
    show();
    raise();
    if (first != nullptr) {
        first->setFocus(Qt::TabFocusReason);
    } else {
        setFocus(Qt::OtherFocusReason);
        focusNextPrevChild(true);
    }
}

void Sheet::accept() {
    if (primary_ != nullptr && !primary_->isEnabled()) {
        return;
    }
    close();
    Q_EMIT accepted();
}

void Sheet::reject() {
    close();
    Q_EMIT rejected();
}

void Sheet::close() {
    hide();
    if (opener_ && opener_->isVisible()) {
        opener_->setFocus(Qt::OtherFocusReason);
    } else if (QWidget* const left = QApplication::focusWidget(); left != nullptr && !left->isVisible()) {
        left->clearFocus();  // a room was left meanwhile: its hidden button may not hear the next key
    }
    deleteLater();
}

void Sheet::place() {
    setGeometry(over_.rect());
    dialog_->ensurePolished();
    const int width = std::min(width_, over_.width() - 32);
    const int wanted = dialog_->layout()->hasHeightForWidth() ? dialog_->layout()->totalHeightForWidth(width)
                                                              : dialog_->layout()->totalSizeHint().height();
    const int height = std::min(wanted, over_.height() - 32);
    dialog_->setGeometry((over_.width() - width) / 2, (over_.height() - height) / 2, width, height);
}

bool Sheet::eventFilter(QObject* watched, QEvent* event) {
    if ((watched == &over_ && event->type() == QEvent::Resize) ||
        (watched == dialog_ && event->type() == QEvent::LayoutRequest)) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void Sheet::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0, 0, 0, theme_.tokens().scrimAlpha));
    // Not QGraphicsDropShadowEffect: a live view behind the sheet would have it blur the whole dialog thirty times a second.
    paintShadow(painter, QRectF(dialog_->geometry()), {.radius = 12, .blur = 48, .drop = 12, .alpha = theme_.tokens().shadowAlpha});
}

void Sheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        reject();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && primary_ != nullptr) {
        auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
        if (button != nullptr && dialog_->isAncestorOf(button)) {
            button->click();
        } else {
            accept();
        }
        return;
    }
    // Nothing of the room below may hear a key while the sheet is open.
    event->accept();
}

bool Sheet::event(QEvent* event) {
    // Shortcuts of the window below stay silent, as under a modal dialog: the key goes to what has the focus here.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Sheet::mousePressEvent(QMouseEvent* event) { event->accept(); }

bool Sheet::focusNextPrevChild(bool next) {
    QList<QWidget*> stops;
    for (QWidget* child = dialog_->nextInFocusChain(); child != dialog_; child = child->nextInFocusChain()) {
        if (dialog_->isAncestorOf(child) && child->isVisibleTo(this) && child->isEnabled() &&
            (child->focusPolicy() & Qt::TabFocus) != 0) {
            stops.push_back(child);
        }
    }
    if (stops.isEmpty()) {
        return true;
    }
    const auto at = stops.indexOf(QApplication::focusWidget());
    const auto count = stops.size();
    const auto target = at < 0 ? (next ? 0 : count - 1) : (at + (next ? 1 : count - 1)) % count;
    stops[target]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

}  // namespace timbre::ui
