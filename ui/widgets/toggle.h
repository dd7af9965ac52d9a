// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// On or off, 36 x 20; its words stand beside it in a label, `name` is what a screen reader says.
class Toggle final : public QCheckBox {
    Q_OBJECT

  public:
    Toggle(const Theme& theme, const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {36, 20}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

  private:
    const Theme& theme_;
};

}  // namespace timbre::ui
