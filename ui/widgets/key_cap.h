// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// A key as it is printed on the keyboard: "Shift+D".
class KeyCap final : public QWidget {
    Q_OBJECT

  public:
    KeyCap(const Theme& theme, const QString& keys, QWidget* parent = nullptr);
    void setKeys(const QString& keys);
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QString keys_;
};

}  // namespace timbre::ui
