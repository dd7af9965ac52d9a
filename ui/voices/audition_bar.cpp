// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/audition_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <chrono>

#include "ui/i18n/words.h"
#include "ui/theme/tokens.h"
#include "ui/voices/audition.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/level_meter.h"
#include "ui/widgets/volume_control.h"

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kMeterInterval{33};

}  // namespace

AuditionBar::AuditionBar(const Theme& theme, Settings& settings, Audition& audition, QWidget* parent)
    : QFrame(parent),
      audition_(audition),
      clock_(new ClockLabel(theme, this)),
      play_(new PlayButton(theme, this)),
      caption_(makeLabel(QString(), "caption", this)),
      volume_(new VolumeControl(theme, settings, this)),
      meter_(new LevelMeter(theme, this)) {
    setProperty("pane", QStringLiteral("foot"));
    setFixedHeight(kTransportHeight + 1);
    auto* left = new QHBoxLayout;
    left->addWidget(clock_);
    left->addStretch();
    auto* right = new QHBoxLayout;
    right->setSpacing(16);
    right->addStretch();
    right->addWidget(caption_);
    right->addWidget(volume_);
    right->addWidget(meter_);
    auto* previous = makeToolButton(theme, QLatin1StringView("previous"), [] { return tr("Hear the voice before"); }, this);
    auto* next = makeToolButton(theme, QLatin1StringView("next"), [] { return tr("Hear the next voice"); }, this);
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT stepAsked(-1); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT stepAsked(1); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPanePadding, 0, kPanePadding, 0);
    layout->setSpacing(8);
    layout->addLayout(left, 1);
    layout->addWidget(previous);
    layout->addWidget(play_);
    layout->addWidget(next);
    layout->addLayout(right, 1);
    say(*play_, &QWidget::setToolTip, [] { return tr("Play or stop"); });
    play_->setEnabled(false);
    audition.setVolume(volume_->gain());
    connect(volume_, &VolumeControl::gainChanged, &audition, &Audition::setVolume);
    connect(play_, &PlayButton::clicked, this, [this] {
        if (audition_.isPlaying()) {
            audition_.stop();
        } else {
            audition_.again();
        }
    });
    connect(&audition, &Audition::changed, this, [this] {
        play_->setPlaying(audition_.isPlaying());
        play_->setEnabled(audition_.hasSound());
        if (audition_.isPlaying()) {
            fall_.start();
        }
    });
    connect(&audition, &Audition::moved, this,
            [this] { clock_->setTimes(audition_.seconds(), audition_.totalSeconds(), false); });
    fall_.setInterval(kMeterInterval);
    connect(&fall_, &QTimer::timeout, this, [this] {
        meter_->showPeak(audition_.takePeak());
        if (!audition_.isPlaying() && meter_->isAtRest()) {
            fall_.stop();
        }
    });
}

void AuditionBar::setCaption(const QString& text) { caption_->setText(text); }

}  // namespace timbre::ui
