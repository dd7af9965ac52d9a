// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

class QToolButton;

namespace timbre::ui {

/// A short groove with a knob for 0..100 %.
class VolumeSlider final : public QAbstractSlider {
    Q_OBJECT

  public:
    explicit VolumeSlider(const Theme& theme, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {84, 32}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    void follow(double x);

    const Theme& theme_;
};

/// How loud the studio plays: a loudspeaker that mutes, and a slider. All of them show the one setting.
class VolumeControl final : public QWidget {
    Q_OBJECT

  public:
    VolumeControl(const Theme& theme, Settings& settings, QWidget* parent = nullptr);

    /// 0..1, linear: what is to be played with.
    [[nodiscard]] double gain() const;

  Q_SIGNALS:
    void gainChanged(double gain);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void read();
    void tell();

    const Theme& theme_;
    Settings& settings_;
    QToolButton* mute_;
    VolumeSlider* slider_;
};

}  // namespace timbre::ui
