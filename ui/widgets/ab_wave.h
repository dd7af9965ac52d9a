// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <memory>
#include <vector>

#include "core/audio/peaks.h"
#include "ui/theme/theme.h"

namespace timbre::ui {

/// One of two sounds that are compared: wave and pitch curve. The one that is heard is in the voice's hue and has the play
/// head, the other is grey. Clicked (or Space, Enter): this one is to be heard.
class AbWave final : public QAbstractButton {
    Q_OBJECT

  public:
    /// `name` as a screen reader says it: "Version 3".
    AbWave(const Theme& theme, const QString& name, QWidget* parent = nullptr);

    /// `pitchHz`: one value each 10 ms, 0 where there is no voice; may be empty.
    void setSound(std::shared_ptr<const Peaks> peaks, std::vector<float> pitchHz, int hue);
    void setActive(bool active);
    [[nodiscard]] bool isActive() const noexcept { return active_; }
    void setPlayed(double seconds);
    [[nodiscard]] QSize sizeHint() const override { return {600, 120}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 88}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void tellState();
    void paintPitch(QPainter& painter, const QRectF& area, double seconds) const;

    const Theme& theme_;
    std::shared_ptr<const Peaks> peaks_;
    std::vector<float> pitchHz_;
    int hue_ = 0;
    bool active_ = false;
    double played_ = 0.0;
};

}  // namespace timbre::ui
