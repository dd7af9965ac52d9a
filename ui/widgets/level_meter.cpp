// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/level_meter.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kFloorDb = -60.0;
constexpr double kKneeDb = -30.0;
constexpr double kLowShare = 0.34;
constexpr double kTicksPerSecond = 30.0;
constexpr double kFallDb = 26.0 / kTicksPerSecond;
constexpr double kHoldFallDb = 20.0 / kTicksPerSecond;
constexpr int kHoldTicks = 45;  // 1.5 s
constexpr double kLampWidth = 12.0;

struct Zone {
    double fromDb;
    double toDb;
    QColor colour;
};

}  // namespace

LevelMeter::LevelMeter(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), levelDb_(kFloorDb), holdDb_(kFloorDb) {
    setFixedSize(200, 36);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Output level"); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

double LevelMeter::shareOf(double dbfs) {
    const double db = std::clamp(dbfs, kFloorDb, 0.0);
    return db < kKneeDb ? (db - kFloorDb) / (kKneeDb - kFloorDb) * kLowShare
                        : kLowShare + (db - kKneeDb) / -kKneeDb * (1.0 - kLowShare);
}

void LevelMeter::showPeak(float peak) {
    const double db = peak > 0.0F ? std::max(20.0 * std::log10(static_cast<double>(peak)), kFloorDb) : kFloorDb;
    const double before = levelDb_ + holdDb_;
    levelDb_ = db > levelDb_ ? db : std::max(db, levelDb_ - kFallDb);
    if (db >= holdDb_) {
        holdDb_ = db;
        holdTicks_ = kHoldTicks;
    } else if (--holdTicks_ < 0) {
        holdDb_ = std::max(holdDb_ - kHoldFallDb, kFloorDb);
    }
    const bool clips = peak >= 1.0F && !clipped_;
    clipped_ = clipped_ || clips;
    if (clips || levelDb_ + holdDb_ != before) {
        update();
    }
}

bool LevelMeter::isAtRest() const { return levelDb_ <= kFloorDb && holdDb_ <= kFloorDb; }

void LevelMeter::mousePressEvent(QMouseEvent*) {
    clipped_ = false;
    update();
}

void LevelMeter::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    const QColor muted = mix(t.good, t.bg1, 0.38);
    const Zone kZones[] = {{kFloorDb, -42, mix(t.ink3, t.bg1, 0.45)},
                           {-42, -9, muted},
                           {-9, -3, QColor(t.warnFill)},
                           {-3, 0, QColor(t.bad)}};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double scale = width() - kLampWidth - 8;
    constexpr double kTop = 9.0;
    for (const Zone& zone : kZones) {
        const double left = shareOf(zone.fromDb) * scale;
        const double right = shareOf(zone.toDb) * scale - 1;
        painter.fillRect(QRectF(left, kTop, right - left, 5), faded(t.ink3, 0.2));
        const double lit = std::min(shareOf(levelDb_) * scale, right);
        if (lit > left) {
            painter.fillRect(QRectF(left, kTop, lit - left, 5), zone.colour);
        }
    }
    if (holdDb_ > kFloorDb) {
        painter.fillRect(QRectF(shareOf(holdDb_) * scale - 1, kTop - 1, 1.5, 7), QColor(t.ink));
    }
    for (const int db : {-60, -30, -18, -6, 0}) {
        const QString text = (db < 0 ? QString(QChar(0x2212)) : QString()) + QString::number(std::abs(db));
        const QFont font = interfaceFont(12);
        const double width = tabularWidth(font, text);
        const double x = db == -60 ? 0.0 : db == 0 ? scale - width : shareOf(db) * scale - width / 2;
        paintTabular(painter, {x, 31}, text, {.font = font, .colour = QColor(t.ink3)});
    }
    paintBox(painter, {scale + 7, kTop - 2, kLampWidth, 9},
             {.radius = 3,
              .fill = QColor(clipped_ ? t.bad : t.bg2),
              .border = clipped_ ? std::nullopt : std::optional(QColor(t.line2))});
}

}  // namespace timbre::ui
