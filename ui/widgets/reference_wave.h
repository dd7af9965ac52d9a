// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "core/audio/peaks.h"
#include "ui/theme/theme.h"
#include "ui/widgets/spoken_value.h"

namespace timbre::ui {

/// A recording with the stretch of 3..10 s that stands for the voice. Dragging its middle moves it, dragging a handle
/// changes its length; Left and Right move it 0.1 s, with Shift the end, with Ctrl the begin; Home and End go to the ends.
class ReferenceWave final : public QWidget, public SpokenValue {
    Q_OBJECT

  public:
    static constexpr double kShortest = 3.0;
    static constexpr double kLongest = 10.0;

    explicit ReferenceWave(const Theme& theme, QWidget* parent = nullptr);

    void setSound(std::shared_ptr<const Peaks> peaks, int hue);
    /// Seconds; brought within the sound and the allowed lengths. A sound under 3 s is taken whole.
    void setWindow(double fromSeconds, double toSeconds);
    [[nodiscard]] double from() const noexcept { return from_; }
    [[nodiscard]] double to() const noexcept { return to_; }
    void setReadOnly(bool readOnly);
    [[nodiscard]] double seconds() const;
    [[nodiscard]] double xOf(double seconds) const;
    [[nodiscard]] QSize sizeHint() const override { return {296, 84}; }
    [[nodiscard]] SpokenAmount spokenAmount() const override;

  Q_SIGNALS:
    /// The user changed it; while dragging, once a move.
    void windowChanged(double fromSeconds, double toSeconds);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    enum class Grip { None, Begin, Middle, End };
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] double secondsAt(double x) const;
    [[nodiscard]] Grip gripAt(double x) const;
    void moveGrip(Grip grip, double bySeconds);

    const Theme& theme_;
    std::shared_ptr<const Peaks> peaks_;
    int hue_ = 0;
    double from_ = 0.0;
    double to_ = 0.0;
    bool readOnly_ = false;
    Grip dragged_ = Grip::None;
    double grabbedAt_ = 0.0;
};

}  // namespace timbre::ui
