// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// The flat meter of the transport: what goes out, in dBFS on a bent scale (the lower 34 % hold -60..-30), with peak hold
/// (1.5 s, then 20 dB/s) and a clip lamp that stays until it is clicked.
class LevelMeter final : public QWidget {
    Q_OBJECT

  public:
    explicit LevelMeter(const Theme& theme, QWidget* parent = nullptr);

    /// Called about 30 times a second with the highest absolute sample since the last call.
    void showPeak(float peak);
    /// Bar and hold have fallen to the bottom.
    [[nodiscard]] bool isAtRest() const;
    [[nodiscard]] QSize sizeHint() const override { return {200, 36}; }

    /// 0..1 along the meter.
    [[nodiscard]] static double shareOf(double dbfs);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    const Theme& theme_;
    double levelDb_;
    double holdDb_;
    int holdTicks_ = 0;
    bool clipped_ = false;
};

}  // namespace timbre::ui
