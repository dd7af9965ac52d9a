// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include "ui/theme/theme.h"
#include "ui/widgets/spoken_value.h"

namespace timbre::ui {

/// The microphone's meter, 128 wide: -60..0 dBFS on the bent scale of LevelMeter, the target band -18..-12 sticking out,
/// peak hold (1.5 s, then 20 dB/s) and a clip lamp that stays until it is clicked or Space is pressed on it.
class TallMeter final : public QWidget, public SpokenValue {
    Q_OBJECT

  public:
    explicit TallMeter(const Theme& theme, QWidget* parent = nullptr);

    /// Called about 30 times a second: level (dBFS, of the last 100 ms) and highest sample since the last call (dBFS).
    void showLevel(double levelDbfs, double peakDbfs);
    /// The same for a given time since the last call, in seconds; for tests and pictures.
    void showLevelAfter(double seconds, double levelDbfs, double peakDbfs);
    /// Nothing is heard: no bar, no hold. The lamp stays.
    void setOff();
    void setClipped(bool clipped);
    [[nodiscard]] bool isClipped() const noexcept { return clipped_; }
    [[nodiscard]] double heldDbfs() const noexcept { return holdDb_; }
    [[nodiscard]] double shownDbfs() const noexcept { return levelDb_; }
    /// Logical y of a level, and the column of the bar; for tests.
    [[nodiscard]] double yOf(double dbfs) const;
    [[nodiscard]] QRectF lamp() const;
    [[nodiscard]] QSize sizeHint() const override { return {128, 320}; }
    [[nodiscard]] SpokenAmount spokenAmount() const override;

  Q_SIGNALS:
    void clipAcknowledged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void acknowledge();
    void paintSegments(QPainter& painter) const;
    void paintNumbers(QPainter& painter) const;

    const Theme& theme_;
    QElapsedTimer since_;
    double levelDb_;
    double holdDb_;
    double holdSeconds_ = 0.0;
    bool off_ = true;
    bool clipped_ = false;
};

}  // namespace timbre::ui
