// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stars.h"

#include <QPainter>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/theme/icons.h"

namespace timbre::ui {

namespace {

constexpr int kMostStars = 5;

}  // namespace

void paintStars(QPainter& painter, const QPointF& corner, int stars, double size, const Tokens& tokens) {
    const double step = size <= 12.0 ? size + 2 : size + 1;
    for (int i = 0; i < kMostStars; ++i) {
        const bool full = i < stars;
        drawIcon(painter, QLatin1StringView(full ? "star-filled" : "star"), {corner.x() + i * step, corner.y(), size, size},
                 QColor(full ? tokens.ink2 : tokens.line2));
    }
}

Stars::Stars(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFixedSize(75, 14);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Quality"); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Stars::setStars(int stars, const QStringList& reasons) {
    stars_ = std::clamp(stars, 0, kMostStars);
    setToolTip(reasons.join(QChar(u'\n')));
    setAccessibleDescription(reasons.join(QChar(u'\n')));
    update();
}

SpokenAmount Stars::spokenAmount() const {
    return {.now = static_cast<double>(stars_),
            .lowest = 0.0,
            .highest = kMostStars,
            .text = tr("%1 of 5 stars").arg(stars_)};
}

void Stars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintStars(painter, {0, 0}, stars_, 14, theme_.tokens());
}

}  // namespace timbre::ui
