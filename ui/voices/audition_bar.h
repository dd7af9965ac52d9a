// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include "ui/theme/theme.h"

class QLabel;

namespace timbre::ui {

class Audition;
class ClockLabel;
class LevelMeter;
class PlayButton;
class Settings;
class VolumeControl;

/// At the foot of the room of voices: how far the sound is, play and stop, what it is, how loud.
class AuditionBar final : public QFrame {
    Q_OBJECT

  public:
    AuditionBar(const Theme& theme, Settings& settings, Audition& audition, QWidget* parent = nullptr);
    void setCaption(const QString& text);

  Q_SIGNALS:
    /// The voice before (-1) or behind (1) the chosen one is to be heard.
    void stepAsked(int step);

  private:
    Audition& audition_;
    ClockLabel* clock_;
    PlayButton* play_;
    QLabel* caption_;
    VolumeControl* volume_;
    LevelMeter* meter_;
    QTimer fall_;
};

}  // namespace timbre::ui
