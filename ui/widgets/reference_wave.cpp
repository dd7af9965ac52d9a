// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reference_wave.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kHandleReach = 8.0;
constexpr double kKeyStep = 0.1;
constexpr double kRoomPerLabel = 56.0;  // the pane is narrow

}  // namespace

ReferenceWave::ReferenceWave(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFixedHeight(84);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Reference"); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ReferenceWave::setSound(std::shared_ptr<const Peaks> peaks, int hue) {
    peaks_ = std::move(peaks);
    hue_ = hue;
    setWindow(from_, to_);
}

double ReferenceWave::seconds() const {
    return peaks_ && peaks_->sampleRateHz() > 0 ? static_cast<double>(peaks_->frames()) / peaks_->sampleRateHz() : 0.0;
}

void ReferenceWave::setWindow(double fromSeconds, double toSeconds) {
    const double all = seconds();
    const double length = std::min(std::clamp(toSeconds - fromSeconds, kShortest, kLongest), all);
    from_ = std::clamp(fromSeconds, 0.0, std::max(all - length, 0.0));
    to_ = from_ + length;
    update();
}

void ReferenceWave::setReadOnly(bool readOnly) {
    readOnly_ = readOnly;
    setFocusPolicy(readOnly ? Qt::NoFocus : Qt::StrongFocus);
    update();
}

QRectF ReferenceWave::area() const { return QRectF(rect()).adjusted(8, 4, -8, -24); }

double ReferenceWave::xOf(double at) const {
    return area().x() + at / std::max(seconds(), 1e-9) * area().width();
}

double ReferenceWave::secondsAt(double x) const { return (x - area().x()) / area().width() * seconds(); }

SpokenAmount ReferenceWave::spokenAmount() const {
    return {.now = from_,
            .lowest = 0.0,
            .highest = std::max(seconds() - (to_ - from_), 0.0),
            .text = tr("From %1 to %2, %3 of %4")
                        .arg(secondsText(from_), secondsText(to_), secondsText(to_ - from_), secondsText(seconds()))};
}

ReferenceWave::Grip ReferenceWave::gripAt(double x) const {
    const double toBegin = std::abs(x - xOf(from_));
    const double toEnd = std::abs(x - xOf(to_));
    if (std::min(toBegin, toEnd) <= kHandleReach) {
        return toBegin <= toEnd ? Grip::Begin : Grip::End;
    }
    return x > xOf(from_) && x < xOf(to_) ? Grip::Middle : Grip::None;
}

void ReferenceWave::moveGrip(Grip grip, double by) {
    const double all = seconds();
    const double before = from_;
    const double beforeEnd = to_;
    if (grip == Grip::Middle) {
        setWindow(std::clamp(from_ + by, 0.0, std::max(all - (to_ - from_), 0.0)), to_ + by);
        const double length = beforeEnd - before;
        to_ = from_ + length;
    } else if (all >= kShortest) {
        // The other edge stays where it is.
        if (grip == Grip::Begin) {
            from_ = std::clamp(from_ + by, std::max(to_ - kLongest, 0.0), to_ - kShortest);
        } else {
            to_ = std::clamp(to_ + by, from_ + kShortest, std::min(from_ + kLongest, all));
        }
    }
    if (from_ != before || to_ != beforeEnd) {
        update();
        Q_EMIT windowChanged(from_, to_);
    }
}

void ReferenceWave::mousePressEvent(QMouseEvent* event) {
    if (!readOnly_ && event->button() == Qt::LeftButton) {
        dragged_ = gripAt(event->position().x());
        grabbedAt_ = secondsAt(event->position().x());
    }
}

void ReferenceWave::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    if (dragged_ == Grip::None) {
        const Grip grip = readOnly_ ? Grip::None : gripAt(x);
        setCursor(grip == Grip::None ? Qt::ArrowCursor : grip == Grip::Middle ? Qt::OpenHandCursor : Qt::SizeHorCursor);
        return;
    }
    const double at = secondsAt(x);
    if (dragged_ == Grip::Middle) {
        moveGrip(dragged_, at - grabbedAt_);
        grabbedAt_ = at;
    } else {
        moveGrip(dragged_, at - (dragged_ == Grip::Begin ? from_ : to_));
    }
}

void ReferenceWave::mouseReleaseEvent(QMouseEvent*) { dragged_ = Grip::None; }

void ReferenceWave::keyPressEvent(QKeyEvent* event) {
    const Grip grip = event->modifiers().testFlag(Qt::ShiftModifier)     ? Grip::End
                      : event->modifiers().testFlag(Qt::ControlModifier) ? Grip::Begin
                                                                         : Grip::Middle;
    switch (readOnly_ ? 0 : event->key()) {
        case Qt::Key_Left: moveGrip(grip, -kKeyStep); return;
        case Qt::Key_Right: moveGrip(grip, kKeyStep); return;
        case Qt::Key_Home: moveGrip(Grip::Middle, -seconds()); return;
        case Qt::Key_End: moveGrip(Grip::Middle, seconds()); return;
        default: QWidget::keyPressEvent(event);
    }
}

void ReferenceWave::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, QRectF(rect()), {.radius = 8, .fill = QColor(t.well), .border = QColor(t.line)});
    if (!peaks_ || peaks_->frames() == 0) {
        return;
    }
    const QRectF all = area();
    const QRgb hue = t.voice(hue_);
    WaveStyle style{.beginSeconds = 0.0, .endSeconds = seconds(), .hue = hue, .playedSeconds = 0.0, .dim = 0.35};
    paintWave(painter, all, *peaks_, style);
    const QRectF chosen(xOf(from_), all.y(), xOf(to_) - xOf(from_), all.height());
    painter.save();
    painter.setClipRect(chosen);
    painter.fillRect(chosen, mix(t.well, hue, 0.18));
    style.playedSeconds = seconds();
    paintWave(painter, all, *peaks_, style);
    painter.restore();
    paintBox(painter, chosen, {.radius = 4, .fill = {}, .border = QColor(hue), .borderWidth = 1.5});
    if (!readOnly_) {
        for (const double x : {chosen.left(), chosen.right()}) {
            paintBox(painter, {x - 3, chosen.center().y() - 10, 6, 20}, {.radius = 3, .fill = QColor(hue), .border = {}});
        }
    }
    paintRuler(painter, {8, height() - 21.0, all.width(), 20}, 0, seconds(), std::nullopt, t, kRoomPerLabel);
}

}  // namespace timbre::ui
