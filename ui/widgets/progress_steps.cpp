// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_steps.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr int kRow = 36;
constexpr double kTextLeft = 32.0;

}  // namespace

ProgressSteps::ProgressSteps(const Theme& theme, const QStringList& steps, QWidget* parent)
    : QWidget(parent), theme_(theme), steps_(steps) {
    inEveryLanguage(*this, [this] {
        setAccessibleName(tr("Progress"));
        update();
    });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProgressSteps::setSteps(const QStringList& steps) {
    steps_ = steps;
    updateGeometry();
    update();
}

void ProgressSteps::setCurrent(int index, double share) {
    current_ = std::clamp(index, 0, static_cast<int>(steps_.size()));
    share_ = std::min(share, 1.0);
    failure_.clear();
    updateGeometry();
    update();
}

void ProgressSteps::setFailed(const QString& reason) {
    failure_ = reason;
    updateGeometry();
    update();
}

QSize ProgressSteps::sizeHint() const {
    return {320, static_cast<int>(steps_.size()) * kRow + (failure_.isEmpty() ? 0 : 20)};
}

SpokenAmount ProgressSteps::spokenAmount() const {
    const auto count = static_cast<int>(steps_.size());
    const QString step = current_ < count ? steps_[current_] : tr("Done");
    QString text = tr("Step %1 of %2: %3").arg(std::min(current_ + 1, count)).arg(count).arg(step);
    if (!failure_.isEmpty()) {
        text = tr("%1 failed: %2").arg(step, failure_);
    }
    return {.now = current_ + std::max(share_, 0.0), .lowest = 0.0, .highest = static_cast<double>(count), .text = text};
}

void ProgressSteps::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double y = 0;
    for (int i = 0; i < steps_.size(); ++i) {
        const bool done = i < current_;
        const bool now = i == current_;
        const bool failed = now && !failure_.isEmpty();
        const QRectF icon(2, y + 8, 20, 20);
        if (done || failed) {
            drawIcon(painter, QLatin1StringView(done ? "good" : "error"), icon, QColor(done ? t.good : t.bad));
        } else {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(QColor(now ? t.here : t.line2), now ? 2.0 : 1.4));
            painter.drawEllipse(icon.center(), 7.2, 7.2);
            if (now) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(QColor(t.here));
                painter.drawEllipse(icon.center(), 3, 3);
            }
        }
        paintText(painter, {kTextLeft, y, width() - kTextLeft - 56, kRow}, steps_[i],
                  {.font = interfaceFont(13, now ? QFont::DemiBold : QFont::Normal), .colour = QColor(now ? t.ink : done ? t.ink2 : t.ink3)});
        if (now && share_ >= 0.0 && !failed) {
            paintTabular(painter, {width() - 4.0, y + 22}, tr("%1 %", "percent").arg(std::lround(share_ * 100)),
                         {.font = interfaceFont(12), .colour = QColor(t.ink2), .alignment = Qt::AlignRight});
            paintBox(painter, {kTextLeft, y + kRow - 4, width() - kTextLeft, 2}, {.radius = 1, .fill = QColor(t.line), .border = {}});
            paintBox(painter, {kTextLeft, y + kRow - 4, (width() - kTextLeft) * share_, 2}, {.radius = 1, .fill = QColor(t.ink), .border = {}});
        }
        y += kRow;
        if (failed) {
            paintText(painter, {kTextLeft, y - 6, width() - kTextLeft, 20}, failure_,
                      {.font = interfaceFont(12), .colour = QColor(t.bad)});
            y += 20;
        }
    }
}

}  // namespace timbre::ui
