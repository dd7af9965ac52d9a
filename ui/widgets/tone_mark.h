// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QWidget>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

namespace timbre::ui {

/// A verdict as a small picture: circle, triangle or octagon in its colour, an "i" while there is none.
class ToneMark final : public QWidget {
    Q_OBJECT

  public:
    /// With an `icon` it is always that one, and only the colour follows the verdict.
    ToneMark(const Theme& theme, int size, QWidget* parent = nullptr, QLatin1StringView icon = {});
    void setTone(Tone tone);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QLatin1StringView icon_;
    Tone tone_ = Tone::None;
};

}  // namespace timbre::ui
