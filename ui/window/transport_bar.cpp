// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/transport_bar.h"

#include <QToolButton>

#include "ui/widgets/controls.h"
#include "ui/widgets/foot_parts.h"
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

    layOutFoot(*this, {.left = {clock_, follow_}, .middle = {previous, play_, next}, .right = {volume_, meter_}});
}

void TransportBar::setTimes(double seconds, double totalSeconds, bool estimated) {
    clock_->setTimes(seconds, totalSeconds, estimated);
}

void TransportBar::setPlaying(bool playing) { play_->setPlaying(playing); }

void TransportBar::setFollow(bool follow) { follow_->setChecked(follow); }

void TransportBar::showPeak(float peak) { meter_->showPeak(peak); }

bool TransportBar::isAtRest() const { return meter_->isAtRest(); }

}  // namespace timbre::ui
