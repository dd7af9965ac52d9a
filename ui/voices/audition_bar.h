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

/// At the foot of the room of voices: how far the sound is, play and stop, what it is, how loud.
class AuditionBar final : public QFrame {
    Q_OBJECT

  public:
    AuditionBar(const Theme& theme, Audition& audition, QWidget* parent = nullptr);
    void setCaption(const QString& text);

  private:
    Audition& audition_;
    ClockLabel* clock_;
    PlayButton* play_;
    QLabel* caption_;
    LevelMeter* meter_;
    QTimer fall_;
};

}  // namespace timbre::ui
