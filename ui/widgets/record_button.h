// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"

namespace timbre::ui {

/// The big round button of the record room: a dot starts, a square stops. 56 px, or 48 in low windows.
class RecordButton final : public PaintedButton {
    Q_OBJECT

  public:
    explicit RecordButton(const Theme& theme, QWidget* parent = nullptr);
    void setRecording(bool recording);
    [[nodiscard]] bool isRecording() const noexcept { return recording_; }
    void setDiameter(int pixels);
    [[nodiscard]] QSize sizeHint() const override { return {diameter_, diameter_}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override;

  private:
    void tellState();

    bool recording_ = false;
    int diameter_ = 56;
};

}  // namespace timbre::ui
