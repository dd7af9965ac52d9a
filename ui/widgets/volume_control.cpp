// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/volume_control.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

constexpr int kStep = 5;  // percent
constexpr double kKnob = 12.0;

}  // namespace

VolumeSlider::VolumeSlider(const Theme& theme, QWidget* parent) : QAbstractSlider(parent), theme_(theme) {
    setOrientation(Qt::Horizontal);
    setRange(0, 100);
    setSingleStep(kStep);
    setPageStep(4 * kStep);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(this, &QAbstractSlider::valueChanged, this, qOverload<>(&QWidget::update));
}

void VolumeSlider::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double middle = height() / 2.0;
    const double x = kKnob / 2 + (width() - kKnob) * value() / 100.0;
    const QRectF groove(kKnob / 2, middle - 2, width() - kKnob, 4);
    painter.setBrush(QColor(t.line));
    painter.drawRoundedRect(groove, 2, 2);
    painter.setBrush(QColor(t.ink2));
    painter.drawRoundedRect(QRectF(groove.x(), groove.y(), x - groove.x(), 4), 2, 2);
    painter.setBrush(QColor(t.ink));
    painter.drawEllipse(QPointF(x, middle), kKnob / 2, kKnob / 2);
}

void VolumeSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        follow(event->position().x());
    }
}

void VolumeSlider::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        follow(event->position().x());
    }
}

void VolumeSlider::follow(double x) {
    setValue(static_cast<int>(std::lround(100.0 * (x - kKnob / 2) / std::max(width() - kKnob, 1.0))));
}

VolumeControl::VolumeControl(const Theme& theme, Settings& settings, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      settings_(settings),
      mute_(makeToolButton(theme, QLatin1StringView("volume"), [] { return tr("Mute"); }, this)),
      slider_(new VolumeSlider(theme, this)) {
    mute_->setCheckable(true);
    say(*slider_, &QWidget::setAccessibleName, [] { return tr("Volume"); });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(mute_);
    row->addWidget(slider_);
    connect(slider_, &QAbstractSlider::valueChanged, this, [this](int percent) {
        mute_->setChecked(false);
        settings_.set(keys::kVolume, percent / 100.0);
        tell();
    });
    connect(mute_, &QToolButton::clicked, this, &VolumeControl::tell);
    read();
    onLanguageChange(*this, [this] { tell(); });
}

double VolumeControl::gain() const { return mute_->isChecked() ? 0.0 : slider_->value() / 100.0; }

void VolumeControl::read() {
    slider_->setValue(static_cast<int>(std::lround(100.0 * std::clamp(settings_.get(keys::kVolume), 0.0, 1.0))));
    tell();
}

void VolumeControl::tell() {
    bindIcon(*mute_, theme_, QLatin1StringView(gain() > 0.0 ? "volume" : "mute"));
    slider_->setToolTip(tr("Volume %1 %").arg(slider_->value()));
    Q_EMIT gainChanged(gain());
}

void VolumeControl::showEvent(QShowEvent* event) {
    read();  // another room's may have been moved
    QWidget::showEvent(event);
}

}  // namespace timbre::ui
