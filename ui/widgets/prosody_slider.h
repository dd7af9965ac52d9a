// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>
#include <functional>

#include "ui/i18n/words.h"
#include "ui/theme/theme.h"

class QLineEdit;

namespace timbre::ui {

/// Label, groove with a notch at the default, knob, and a box that shows the value and takes a typed one.
/// Double click goes back to the default; the wheel moves one step, with Ctrl a tenth.
/// The integer value of QAbstractSlider counts in `scale` steps: value = integer / scale.
class ProsodySlider final : public QAbstractSlider {
    Q_OBJECT

  public:
    struct Range {
        double minimum = 0.0;
        double maximum = 1.0;
        double fallback = 0.0;
        double step = 0.1;
        int decimals = 2;
    };
    /// `unit` is a translated pattern with %1 for the number: "%1 ms".
    ProsodySlider(const Theme& theme, Words name, Words unit, const Range& range, QWidget* parent = nullptr);

    [[nodiscard]] double amount() const;
    void setAmount(double amount);
    void reset() { setAmount(range_.fallback); }
    [[nodiscard]] bool isChanged() const;
    [[nodiscard]] QSize sizeHint() const override { return {272, 32}; }

  Q_SIGNALS:
    void amountChanged(double amount);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void sliderChange(SliderChange change) override;

  private:
    [[nodiscard]] double grooveX(double amount) const;
    [[nodiscard]] QRectF groove() const;
    [[nodiscard]] QString shown() const;
    void moveTo(double x);
    void takeTyped();
    void showAmount();
    void tellName();

    const Theme& theme_;
    Words name_;
    Words unit_;
    Range range_;
    double scale_;
    QLineEdit* box_;
};

}  // namespace timbre::ui
