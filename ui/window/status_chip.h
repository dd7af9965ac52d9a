// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"
#include "ui/widgets/tone.h"

namespace timbre::ui {

/// A small fact in the top bar: picture and word, its reason as tooltip.
class StatusChip final : public PaintedButton {
    Q_OBJECT

  public:
    StatusChip(const Theme& theme, QLatin1StringView icon, QWidget* parent = nullptr);

    void setWords(const QString& word, const QString& why);
    /// Of the picture.
    void setTone(Tone tone);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QLatin1StringView icon_;
    Tone tone_ = Tone::None;
};

}  // namespace timbre::ui
