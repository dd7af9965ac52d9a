// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tall_meter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/level_meter.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"

namespace timbre::ui {

namespace {

constexpr double kFloorDb = -60.0;
constexpr double kTargetLowDb = -18.0;
constexpr double kTargetHighDb = -12.0;
constexpr double kClipDb = -0.01;
constexpr double kFallDbPerSecond = 26.0;
constexpr double kHoldFallDbPerSecond = 20.0;
constexpr double kHoldSeconds = 1.5;
constexpr double kTop = 26.0;
constexpr double kFoot = 8.0;
constexpr double kBarLeft = 40.0;
constexpr double kBarWidth = 28.0;

QColor zoneColour(const Tokens& t, double dbfs) {
    if (dbfs < -42) {
        return mix(t.ink3, t.bg1, 0.45);
    }
    if (dbfs >= -3) {
        return QColor(t.bad);
    }
    if (dbfs >= -9) {
        return QColor(t.warnFill);
    }
    return dbfs >= kTargetLowDb && dbfs < kTargetHighDb ? QColor(t.good) : mix(t.good, t.bg1, 0.38);
}

}  // namespace

TallMeter::TallMeter(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), levelDb_(kFloorDb), holdDb_(kFloorDb) {
    setFixedWidth(128);
    setMinimumHeight(220);
    setFocusPolicy(Qt::TabFocus);
    inEveryLanguage(*this, [this] {
        setAccessibleName(tr("Microphone level"));
        update();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TallMeter::showLevel(double levelDbfs, double peakDbfs) {
    const double seconds = since_.isValid() ? static_cast<double>(since_.restart()) / 1000.0 : 0.0;
    if (!since_.isValid()) {
        since_.start();
    }
    showLevelAfter(seconds, levelDbfs, peakDbfs);
}

void TallMeter::showLevelAfter(double seconds, double levelDbfs, double peakDbfs) {
    const double level = std::isfinite(levelDbfs) ? std::clamp(levelDbfs, kFloorDb, 0.0) : kFloorDb;
    const double peak = std::isfinite(peakDbfs) ? std::clamp(peakDbfs, kFloorDb, 0.0) : kFloorDb;
    levelDb_ = std::max(level, levelDb_ - kFallDbPerSecond * seconds);
    if (peak >= holdDb_) {
        holdDb_ = peak;
        holdSeconds_ = kHoldSeconds;
    } else {
        const double falling = std::max(seconds - holdSeconds_, 0.0);
        holdSeconds_ = std::max(holdSeconds_ - seconds, 0.0);
        holdDb_ = std::max(holdDb_ - kHoldFallDbPerSecond * falling, std::max(peak, kFloorDb));
    }
    off_ = false;
    clipped_ = clipped_ || peakDbfs >= kClipDb;
    update();
}

void TallMeter::setOff() {
    off_ = true;
    levelDb_ = holdDb_ = kFloorDb;
    since_.invalidate();
    update();
}

void TallMeter::setClipped(bool clipped) {
    clipped_ = clipped;
    update();
}

double TallMeter::yOf(double dbfs) const {
    return kTop + (height() - kFoot - kTop) * (1.0 - LevelMeter::shareOf(dbfs));
}

QRectF TallMeter::lamp() const { return {kBarLeft, 4, kBarWidth, 12}; }

SpokenAmount TallMeter::spokenAmount() const {
    const QString level = off_ ? tr("No signal") : tr("%1 dBFS").arg(numberText(levelDb_, 0));
    return {.now = levelDb_, .lowest = kFloorDb, .highest = 0.0, .text = clipped_ ? tr("%1, clipped").arg(level) : level};
}

void TallMeter::mousePressEvent(QMouseEvent* event) {
    if (lamp().adjusted(-8, -8, 60, 10).contains(event->position())) {
        acknowledge();
    }
}

void TallMeter::keyPressEvent(QKeyEvent* event) {
    if (clipped_ && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Delete)) {
        acknowledge();
        return;
    }
    QWidget::keyPressEvent(event);
}

void TallMeter::acknowledge() {
    if (clipped_) {
        setClipped(false);
        Q_EMIT clipAcknowledged();
    }
}

void TallMeter::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double bandTop = yOf(kTargetHighDb);
    const QRectF band(kBarLeft - 4, bandTop, width() - kBarLeft + 4, yOf(kTargetLowDb) - bandTop);
    paintBox(painter, band, {.radius = 4, .fill = faded(t.good, 0.13), .border = {}});
    paintBox(painter, {kBarLeft - 4, kTop - 4, kBarWidth + 8, height() - kFoot - kTop + 8},
             {.radius = 6, .fill = QColor(t.well), .border = QColor(t.line)});
    painter.fillRect(QRectF(kBarLeft - 3, band.y(), kBarWidth + 6, band.height()), faded(t.good, 0.10));
    paintSegments(painter);
    if (!off_ && holdDb_ > kFloorDb) {
        painter.fillRect(QRectF(kBarLeft - 4, std::round(yOf(holdDb_)) - 1, kBarWidth + 8, 2), QColor(t.ink));
    }
    paintNumbers(painter);
    const double right = kBarLeft + kBarWidth + 10;
    paintText(painter, {right, band.y(), width() - right, band.height()}, tr("Target"),
              {.font = interfaceFont(12, QFont::DemiBold), .colour = QColor(t.good)});
    paintBox(painter, lamp(),
             {.radius = 3,
              .fill = QColor(clipped_ ? t.bad : t.bg2),
              .border = clipped_ ? std::nullopt : std::optional(QColor(t.line2))});
    paintText(painter, {right, 0, width() - right, 20}, tr("Clip"),
              {.font = interfaceFont(12, clipped_ ? QFont::DemiBold : QFont::Normal), .colour = QColor(clipped_ ? t.bad : t.ink3)});
}

void TallMeter::paintSegments(QPainter& painter) const {
    const Tokens& t = theme_.tokens();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double high = height() - kFoot - kTop;
    for (double y = height() - kFoot - 4; y > kTop - 3; y -= 5) {
        const double share = 1.0 - (y + 2 - kTop) / high;
        const double db = share < LevelMeter::shareOf(-30) ? share / LevelMeter::shareOf(-30) * 30 - 60
                                                           : (share - LevelMeter::shareOf(-30)) / (1 - LevelMeter::shareOf(-30)) * 30 - 30;
        const bool lit = !off_ && levelDb_ > kFloorDb && db <= levelDb_;
        const bool target = db >= kTargetLowDb && db < kTargetHighDb;
        painter.fillRect(QRectF(kBarLeft, y, kBarWidth, 4),
                         lit ? zoneColour(t, db) : faded(target && !off_ ? t.good : t.ink3, 0.16));
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void TallMeter::paintNumbers(QPainter& painter) const {
    const Tokens& t = theme_.tokens();
    for (const int db : {0, -3, -6, -12, -18, -24, -30, -42, -60}) {
        const bool edge = db == -12 || db == -18;
        paintTabular(painter, {kBarLeft - 10, yOf(db) + 4}, numberText(db, 0),
                     {.font = interfaceFont(12, edge ? QFont::DemiBold : QFont::Normal),
                      .colour = QColor(edge ? t.ink2 : t.ink3),
                      .alignment = Qt::AlignRight});
    }
}

}  // namespace timbre::ui
