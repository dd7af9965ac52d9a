// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"
#include "ui/widgets/tone.h"

namespace timbre::ui {

/// A filter, 28 px high: icon, word and count. Checked: raised fill and a clearer border.
class Chip final : public PaintedButton {
    Q_OBJECT

  public:
    /// `icon` may be empty; it is tinted in the tone.
    Chip(const Theme& theme, const QString& word, QLatin1StringView icon = {}, Tone tone = Tone::None,
         QWidget* parent = nullptr);

    void setWord(const QString& word);
    /// Shown behind the word; a negative count shows none.
    void setCount(int count);
    [[nodiscard]] int count() const noexcept { return count_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void showWords();
    [[nodiscard]] QString label() const;

    QString word_;
    QLatin1StringView icon_;
    Tone tone_;
    int count_ = -1;
};

}  // namespace timbre::ui
