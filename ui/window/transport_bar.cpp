// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/transport_bar.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <initializer_list>

#include "ui/widgets/controls.h"
#include "ui/widgets/level_meter.h"
#include "ui/widgets/volume_control.h"

namespace timbre::ui {

TransportBar::TransportBar(const Theme& theme, Settings& settings, ActionSet& actions, QWidget* parent)
    : QFrame(parent),
      clock_(new ClockLabel(theme, this)),
      follow_(makeToolButton(theme, QLatin1StringView("follow"), [] { return tr("Follow the play head"); }, this)),
      play_(new PlayButton(theme, this)),
      volume_(new VolumeControl(theme, settings, this)),
      meter_(new LevelMeter(theme, this)) {
    setProperty("pane", QStringLiteral("foot"));
    setFixedHeight(kTransportHeight + 1);
    follow_->setCheckable(true);
    connect(follow_, &QToolButton::toggled, this, &TransportBar::followChanged);
    auto* previous = makeToolButton(theme, QLatin1StringView("previous"), [] { return tr("Previous line"); }, this);
    auto* next = makeToolButton(theme, QLatin1StringView("next"), [] { return tr("Next line"); }, this);
    bindAction(*previous, actions[ActionId::PreviousLine]);
    bindAction(*next, actions[ActionId::NextLine]);
    bindAction(*play_, actions[ActionId::PlayPause]);
    const auto tellPlay = [this] { play_->setToolTip(tr("Play or pause (Space)")); };
    connect(&actions[ActionId::PlayPause], &QAction::changed, play_, tellPlay);  // behind what bindAction() says
    inEveryLanguage(*play_, tellPlay);

    const auto third = [this](std::initializer_list<QWidget*> widgets, bool right) {
        auto* box = new QWidget(this);
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        if (right) {
            row->addStretch();
        }
        for (QWidget* widget : widgets) {
            row->addWidget(widget);
        }
        if (!right) {
            row->addStretch();
        }
        return box;
    };
    QWidget* left = third({clock_, follow_}, false);
    QWidget* right = third({volume_, meter_}, true);
    left->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    right->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPanePadding, 0, kPanePadding, 0);
    layout->setSpacing(8);
    layout->addWidget(left, 1);
    layout->addWidget(previous);
    layout->addWidget(play_);
    layout->addWidget(next);
    layout->addWidget(right, 1);
}

void TransportBar::setTimes(double seconds, double totalSeconds, bool estimated) {
    clock_->setTimes(seconds, totalSeconds, estimated);
}

void TransportBar::setPlaying(bool playing) { play_->setPlaying(playing); }

void TransportBar::setFollow(bool follow) { follow_->setChecked(follow); }

void TransportBar::showPeak(float peak) { meter_->showPeak(peak); }

bool TransportBar::isAtRest() const { return meter_->isAtRest(); }

}  // namespace timbre::ui
