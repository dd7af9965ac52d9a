// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/toast.h"

#include <QAccessible>
#include <QEvent>
#include <QGraphicsDropShadowEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVariantAnimation>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

#include "ui/theme/motion.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

constexpr int kToastWidth = 440;
constexpr int kMargin = 16;
constexpr int kMostToasts = 3;
constexpr std::chrono::seconds kGoodStays{5};

struct Look {
    const char* icon;
    QRgb Tokens::*colour;
};

Look lookOf(ToastKind kind) {
    switch (kind) {
        case ToastKind::Good: return {"good", &Tokens::good};
        case ToastKind::Working: return {"clock", &Tokens::ink2};
        case ToastKind::Warn: return {"warning", &Tokens::warn};
        case ToastKind::Bad: return {"error", &Tokens::bad};
    }
    return {"info", &Tokens::ink2};
}

}  // namespace

Toast::Toast(const Theme& theme, ToastKind kind, const QString& title, const QString& text,
             std::vector<ToastButton> buttons, QWidget* parent)
    : QFrame(parent), kind_(kind), text_(makeLabel(text, "second", this)), progress_(new QProgressBar(this)) {
    setProperty("card", QStringLiteral("toast"));
    setAccessibleName(title);
    setAccessibleDescription(text);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(32);
    shadow->setOffset(0, 8);
    shadow->setColor(QColor(0, 0, 0, theme.tokens().shadowAlpha));
    setGraphicsEffect(shadow);

    const Look look = lookOf(kind);
    auto* heading = makeLabel(title, "strong", this);
    heading->setWordWrap(true);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setVisible(kind == ToastKind::Working);
    progress_->setAccessibleName(title);
    auto* close = makeToolButton(theme, QLatin1StringView("close"), [] { return tr("Dismiss"); }, this);
    close->setProperty("grade", QStringLiteral("small"));
    close->setIconSize({16, 16});
    close->setVisible(kind != ToastKind::Working);
    connect(close, &QToolButton::clicked, this, &Toast::dismissed);

    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(heading);
    words->addWidget(text_);
    words->addWidget(progress_);
    if (!buttons.empty()) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(0, 6, 0, 0);
        row->setSpacing(8);
        for (ToastButton& spec : buttons) {
            const ButtonKind buttonKind = spec.icon.isEmpty() ? ButtonKind::Ghost : ButtonKind::Normal;
            auto* button = makeButton(theme, buttonKind, spec.icon, spec.text, this);
            connect(button, &QPushButton::clicked, this, [this, spec = std::move(spec)] {
                if (spec.pressed) {
                    spec.pressed();
                }
                if (spec.dismisses) {
                    Q_EMIT dismissed();
                }
            });
            row->addWidget(button);
        }
        row->addStretch();
        words->addLayout(row);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 14, 10, 12);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(theme, QLatin1StringView(look.icon), look.colour, 20, this), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    setFixedWidth(kToastWidth);
}

void Toast::setText(const QString& text) { text_->setText(text); }

void Toast::setProgress(double share) {
    progress_->setValue(static_cast<int>(std::clamp(share, 0.0, 1.0) * progress_->maximum()));
}

ToastStack::ToastStack(const Theme& theme, QWidget& window, int bottomMargin)
    : QObject(&window), theme_(theme), window_(window), bottomMargin_(bottomMargin) {
    window_.installEventFilter(this);
}

Toast* ToastStack::show(ToastKind kind, const QString& title, const QString& text, std::vector<ToastButton> buttons) {
    while (toasts_.size() >= kMostToasts) {
        // What still works stays: it holds the button that stops it.
        const auto oldest = std::ranges::find_if(toasts_, [](const Toast* t) { return t->kind() != ToastKind::Working; });
        if (oldest == toasts_.end()) {
            break;
        }
        dismiss(*oldest);
    }
    auto* toast = new Toast(theme_, kind, title, text, std::move(buttons), &window_);
    connect(toast, &Toast::dismissed, this, [this, toast] { dismiss(toast); });
    toasts_.push_back(toast);
    toast->show();
    place();
    if (const int ms = motionMs(kPaneMs); ms > 0) {
        auto* slide = new QVariantAnimation(toast);
        slide->setDuration(ms);
        slide->setEasingCurve(QEasingCurve::OutCubic);
        slide->setStartValue(kMargin);
        slide->setEndValue(0);
        // Against place(): it is asked again whenever another toast comes or goes.
        connect(slide, &QVariantAnimation::valueChanged, this, [this, toast](const QVariant& right) {
            toast->move(window_.width() - kToastWidth - kMargin + right.toInt(), toast->y());
        });
        slide->start(QAbstractAnimation::DeleteWhenStopped);
    }
    QAccessibleEvent announcement(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
    if (kind == ToastKind::Good) {
        QTimer::singleShot(kGoodStays, toast, &Toast::dismissed);
    }
    return toast;
}

void ToastStack::setBottomMargin(int height) {
    bottomMargin_ = height;
    place();
}

void ToastStack::dismiss(Toast* toast) {
    if (toasts_.removeOne(toast)) {
        toast->hide();
        toast->deleteLater();
        place();
    }
}

bool ToastStack::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        place();
    }
    return QObject::eventFilter(watched, event);
}

void ToastStack::place() {
    int bottom = window_.height() - bottomMargin_ - kMargin;
    for (auto it = toasts_.rbegin(); it != toasts_.rend(); ++it) {
        Toast& toast = **it;
        toast.ensurePolished();
        const int height = toast.layout()->hasHeightForWidth() ? toast.layout()->totalHeightForWidth(kToastWidth)
                                                               : toast.sizeHint().height();
        toast.setGeometry(window_.width() - kToastWidth - kMargin, bottom - height, kToastWidth, height);
        toast.raise();
        bottom -= height + 8;
    }
}

}  // namespace timbre::ui
