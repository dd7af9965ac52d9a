// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"

class QSlider;
class QToolButton;

namespace timbre::ui {

class ClockLabel;
class LevelMeter;
class Settings;
class VolumeControl;
class PlayButton;

/// The foot of the window: clock, previous, play, next, level.
class TransportBar final : public QFrame {
    Q_OBJECT

  public:
    TransportBar(const Theme& theme, Settings& settings, ActionSet& actions, QWidget* parent = nullptr);

    [[nodiscard]] VolumeControl& volume() noexcept { return *volume_; }

    void setTimes(double seconds, double totalSeconds, bool estimated);
    void setPlaying(bool playing);
    void setFollow(bool follow);
    /// Highest absolute sample since the last call.
    void showPeak(float peak);
    [[nodiscard]] bool isAtRest() const;

  Q_SIGNALS:
    void followChanged(bool follow);

  private:
    ClockLabel* clock_;
    QToolButton* follow_;
    PlayButton* play_;
    VolumeControl* volume_;
    LevelMeter* meter_;
};

}  // namespace timbre::ui
