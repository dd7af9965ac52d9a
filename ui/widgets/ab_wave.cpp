// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ab_wave.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/i18n/words.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kPitchStep = 0.01;
constexpr double kRangeAir = 1.2;  // a minor third above and below the voice

}  // namespace

AbWave::AbWave(const Theme& theme, const QString& name, QWidget* parent) : QAbstractButton(parent), theme_(theme) {
    setMinimumHeight(88);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(name);
    onLanguageChange(*this, [this] { tellState(); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AbWave::setSound(std::shared_ptr<const Peaks> peaks, std::vector<float> pitchHz, int hue) {
    peaks_ = std::move(peaks);
    pitchHz_ = std::move(pitchHz);
    hue_ = hue;
    update();
}

void AbWave::setActive(bool active) {
    active_ = active;
    tellState();
    update();
}

void AbWave::tellState() { setAccessibleDescription(active_ ? tr("You hear this") : QString()); }

void AbWave::setPlayed(double seconds) {
    played_ = seconds;
    update();
}

void AbWave::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void AbWave::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, QRectF(rect()),
             {.radius = 8, .fill = QColor(t.well), .border = QColor(underMouse() && !active_ ? t.line2 : t.line)});
    if (!peaks_ || peaks_->frames() == 0) {
        return;
    }
    const double seconds = static_cast<double>(peaks_->frames()) / peaks_->sampleRateHz();
    const QRectF area = QRectF(rect()).adjusted(12, 10, -12, -30);
    paintWave(painter, area, *peaks_,
              {.beginSeconds = 0.0,
               .endSeconds = seconds,
               .hue = active_ ? t.voice(hue_) : t.ink3,
               .playedSeconds = active_ ? played_ : 0.0,
               .dim = 0.45});
    paintPitch(painter, area, seconds);
    const double head = area.x() + std::min(played_ / seconds, 1.0) * area.width();
    paintRuler(painter, {area.x(), height() - 24.0, area.width(), 20}, 0.0, seconds,
               active_ ? std::optional(head) : std::nullopt, t);
    if (active_) {
        paintPlayHead(painter, head, 6, height() - 24.0, true, t);
    }
}

void AbWave::paintPitch(QPainter& painter, const QRectF& area, double seconds) const {
    std::vector<float> voiced;
    std::ranges::copy_if(pitchHz_, std::back_inserter(voiced), [](float hertz) { return hertz > 0.0F; });
    if (voiced.size() < 2) {
        return;
    }
    std::ranges::sort(voiced);
    const double low = voiced[voiced.size() * 3 / 100] / kRangeAir;
    const double high = voiced[voiced.size() * 97 / 100] * kRangeAir;
    QPainterPath path;
    bool drawing = false;
    for (std::size_t i = 0; i < pitchHz_.size(); ++i) {
        if (pitchHz_[i] <= 0.0F) {
            drawing = false;  // a gap is never bridged
            continue;
        }
        const double share = std::clamp(std::log2(pitchHz_[i] / low) / std::log2(high / low), 0.0, 1.0);
        const QPointF point(area.x() + static_cast<double>(i) * kPitchStep / seconds * area.width(),
                            area.bottom() - share * area.height());
        drawing ? path.lineTo(point) : path.moveTo(point);
        drawing = true;
    }
    const Tokens& t = theme_.tokens();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(t.well), 4.5));
    painter.drawPath(path);
    painter.setPen(QPen(QColor(active_ ? t.ink : t.ink3), 1.8));
    painter.drawPath(path);
}

}  // namespace timbre::ui
