// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/theme/theme.h"
#include "ui/widgets/spoken_value.h"

class QPainter;

namespace timbre::ui {

/// Zero to five stars from `corner` on; for delegates. `size` is 14 in panes and 12 on cards.
void paintStars(QPainter& painter, const QPointF& corner, int stars, double size, const Tokens& tokens);

/// How good a voice is, with the reasons of each missing star in the tooltip and for screen readers.
class Stars final : public QWidget, public SpokenValue {
    Q_OBJECT

  public:
    explicit Stars(const Theme& theme, QWidget* parent = nullptr);
    void setStars(int stars, const QStringList& reasons = {});
    [[nodiscard]] int stars() const noexcept { return stars_; }
    [[nodiscard]] QSize sizeHint() const override { return {75, 14}; }
    [[nodiscard]] SpokenAmount spokenAmount() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    int stars_ = 0;
};

}  // namespace timbre::ui
